"""Makes the bot known to Telegram, and fetches its messages where Telegram cannot deliver them."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

from telegram import BotCommand
from telegram.error import BadRequest, Conflict, InvalidToken, RetryAfter, TelegramError

from bot.channels.switches import TELEGRAM_TOKEN, TELEGRAM_WEBHOOK
from bot.channels.telegram_sending import Sender, seconds
from bot.channels.telegram_settings import Settings
from bot.channels.telegram_updates import KINDS_OF_UPDATES, Me

logger = logging.getLogger(__name__)

# Telegram holds a request so long while there is nothing new.
HOLD = 25
LONGEST_WAIT = 60.0
COMMANDS = (
    BotCommand("start", "Say hello, and see what I can do"),
    BotCommand("help", "What you can ask me"),
    BotCommand("profile", "What I know of you; change or remove it"),
    BotCommand("plan", "Your plan with its days"),
    BotCommand("forget", "Delete all that I hold of you"),
    BotCommand("link", "Carry your profile to another channel"),
)
SHORT = "What your USMLE scores mean for PM&R, and what to do next. For international medical graduates."
DESCRIPTION = (
    "I help international medical graduates to plan for a residency in PM&R (physiatry). Tell me your scores, your dates "
    "and your visa in any words, and ask. My answers rest on one article and on dated outside facts, and show which. "
    "They are not legal or medical advice. /forget deletes all that I hold of you."
)

T = TypeVar("T")


class Unusable(Exception):
    """Telegram refuses what is set; trying again does not help. The message says what to look at."""


class NoUpdates(Exception):
    """What was fetched is in another shape than updates."""


async def until_done(sender: Sender, make: Callable[[], Awaitable[T]], what: str) -> T:
    """Do something as soon as Telegram can be reached, however long that takes.

    Raises:
        Unusable: Telegram was reached and refuses.
    """
    wait, said = sender.patience.first, False
    while True:
        try:
            return await make()
        except InvalidToken:
            raise Unusable(f"Telegram does not know the token in {TELEGRAM_TOKEN}; BotFather shows it") from None
        except BadRequest:
            raise Unusable(f"Telegram refuses {what}; see docs/telegram.md") from None
        except TelegramError as error:
            if not said:
                logger.warning("%s has to wait: Telegram does not answer (%s)", what, type(error).__name__)
            said = True
            await asyncio.sleep(max(wait, seconds(error) if isinstance(error, RetryAfter) else 0))
            wait = min(2 * wait, LONGEST_WAIT)


async def who_am_i(sender: Sender) -> Me:
    """The bot as Telegram knows it.

    Raises:
        Unusable: the token is wrong.
    """
    user = await until_done(sender, sender.bot.get_me, "asking for the bot's name")
    return Me(user.id, user.username or "")


async def set_webhook(sender: Sender, settings: Settings) -> None:
    """Let Telegram deliver.

    Raises:
        Unusable: it does not want to deliver there.
    """
    await until_done(
        sender,
        lambda: sender.bot.set_webhook(
            settings.webhook_url, allowed_updates=KINDS_OF_UPDATES, secret_token=settings.secret, max_connections=20
        ),
        f"the address in {TELEGRAM_WEBHOOK}",
    )


async def introduce(sender: Sender) -> None:
    """Tell Telegram the commands and what the bot is for. Without it the bot works all the same.

    Raises:
        Unusable: Telegram refuses them.
    """
    bot = sender.bot
    await until_done(sender, lambda: bot.set_my_commands(COMMANDS), "the list of commands")
    await until_done(sender, lambda: bot.set_my_short_description(SHORT), "the short description")
    await until_done(sender, lambda: bot.set_my_description(DESCRIPTION), "the description")


async def poll(sender: Sender, take: Callable[[Any], None], hold: int = HOLD) -> None:
    """Fetch messages for ever.

    Args:
        sender: speaks to Telegram.
        take: gets each update as it came. Only then is Telegram told that it arrived.
        hold: seconds that Telegram holds a request.

    Raises:
        Unusable: the token is wrong.
    """
    await until_done(sender, sender.bot.delete_webhook, "taking away a webhook")
    after, wait = 0, sender.patience.first
    while True:
        try:
            updates = await _updates(sender, after, hold)
        except InvalidToken:
            raise Unusable(f"Telegram does not know the token in {TELEGRAM_TOKEN} any more") from None
        except Exception as error:  # whatever comes over the network, it must not end the fetching
            if isinstance(error, Conflict):
                logger.error("another program fetches the messages of this bot; stop it, or give it a bot of its own")
            else:
                logger.warning("messages could not be fetched from Telegram (%s)", type(error).__name__)
            await asyncio.sleep(max(wait, seconds(error) if isinstance(error, RetryAfter) else 0))
            wait = min(2 * wait, LONGEST_WAIT)
            continue
        wait = sender.patience.first
        for update in updates:
            take(update)
            after = max(after, update["update_id"] + 1)


async def _updates(sender: Sender, after: int, hold: int) -> list[dict[str, Any]]:
    """The updates as they came. The library's own method throws all of them away if it cannot read one.

    Raises:
        NoUpdates: something came that holds none, as from a proxy.
    """
    asked = {"timeout": hold, "allowed_updates": list(KINDS_OF_UPDATES), **({"offset": after} if after else {})}
    # In small letters, which Telegram takes as well: in its own spelling the library would warn of that method.
    came: Any = await sender.bot.do_api_request("getupdates", asked, read_timeout=hold + sender.patience.answer)
    # One without a number is passed over; it is confirmed together with the next that has one.
    found = [each for each in came if _is_numbered(each)] if isinstance(came, list) else []
    if not found and came != []:
        raise NoUpdates
    return found


def _is_numbered(update: Any) -> bool:
    return isinstance(update, dict) and isinstance(update.get("update_id"), int)
