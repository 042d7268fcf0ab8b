"""What an operator sets for Telegram, read from the environment. See docs/telegram.md."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass

from bot.channels.switches import (
    TELEGRAM_API,
    TELEGRAM_PROXY,
    TELEGRAM_SECRET,
    TELEGRAM_TOKEN,
    TELEGRAM_WEBHOOK,
    HalfSwitchedOn,
)

API = "https://api.telegram.org/bot"
PATH = "/webhooks/telegram/webhook"
# What the secret of the webhook is derived for; it ties it to this one use.
_PURPOSE = b"the webhook of the Physiatry Step Advisor"


@dataclass(frozen=True)
class Settings:
    """How Telegram is spoken to.

    Attributes:
        token: the bot's; empty where Telegram is off.
        api_url: the Bot API's address up to the token, as in https://api.telegram.org/bot.
        webhook_url: where Telegram delivers; empty to fetch by long polling.
        secret: what Telegram shows with each delivery.
        proxy: through which proxy to speak; empty for none.
    """

    token: str = ""
    api_url: str = API
    webhook_url: str = ""
    secret: str = ""
    proxy: str = ""

    @property
    def file_url(self) -> str:
        """The address of files, as in https://api.telegram.org/file/bot."""
        return f"{self.api_url.removesuffix('/bot')}/file/bot"

    @property
    def bot_id(self) -> int:
        """The bot's own id, which stands before the colon of its token; 0 if there is none."""
        number = self.token.partition(":")[0]
        return int(number) if number.isascii() and number.isdigit() else 0


def settings(environment: Mapping[str, str]) -> Settings:
    """The settings.

    Raises:
        HalfSwitchedOn: one of them cannot be used; the message says which and why.
    """
    token, webhook, api, own_secret, proxy = (
        environment.get(name, "").strip()
        for name in (TELEGRAM_TOKEN, TELEGRAM_WEBHOOK, TELEGRAM_API, TELEGRAM_SECRET, TELEGRAM_PROXY)
    )
    if not token:
        return Settings()
    if not token.partition(":")[0].isdigit() or not token.partition(":")[2]:
        raise HalfSwitchedOn(
            f"{TELEGRAM_TOKEN} is no token of a bot: one looks like 123456789:AbC…, as BotFather gives it (docs/telegram.md)."
        )
    if api and not (api.startswith(("http://", "https://")) and api.endswith("/bot")):
        raise HalfSwitchedOn(f"{TELEGRAM_API} has to look like https://host/bot, without the token (docs/telegram.md).")
    # Telegram itself delivers to https alone; a Bot API server of one's own takes http too.
    if webhook and not webhook.startswith("https://") and not (api and webhook.startswith("http://")):
        raise HalfSwitchedOn(
            f"{TELEGRAM_WEBHOOK} has to begin with https://, because Telegram delivers to nothing else. "
            "Leave it away to fetch messages instead (docs/telegram.md)."
        )
    return Settings(token, api or API, _whole(webhook), _secret(token, own_secret), proxy)


def _whole(webhook: str) -> str:
    """The webhook's full address; the operator names the server alone, or all of it."""
    bare = webhook.rstrip("/")
    return f"{bare.removesuffix(PATH)}{PATH}" if bare else ""


def _secret(token: str, own: str) -> str:
    """64 characters that Telegram may hold, of which nothing leads back to the token."""
    return hmac.new((own or token).encode(), _PURPOSE, hashlib.sha256).hexdigest()
