"""Which channels are on. Slack and Telegram are off until the environment holds what they need."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

SLACK_TOKEN, SLACK_SIGNING_SECRET, SLACK_API = (
    "ADVISOR_SLACK_BOT_TOKEN",
    "ADVISOR_SLACK_SIGNING_SECRET",
    "ADVISOR_SLACK_API_URL",
)
TELEGRAM_TOKEN, TELEGRAM_WEBHOOK, TELEGRAM_API = (
    "ADVISOR_TELEGRAM_TOKEN",
    "ADVISOR_TELEGRAM_WEBHOOK_URL",
    "ADVISOR_TELEGRAM_API_URL",
)
TELEGRAM_SECRET, TELEGRAM_PROXY = "ADVISOR_TELEGRAM_SECRET", "ADVISOR_TELEGRAM_PROXY"
# All of them; no other process than the Rasa server gets them.
VARIABLES = (
    *(SLACK_TOKEN, SLACK_SIGNING_SECRET, SLACK_API),
    *(TELEGRAM_TOKEN, TELEGRAM_WEBHOOK, TELEGRAM_API, TELEGRAM_SECRET, TELEGRAM_PROXY),
)
# Without these a channel is off; with some of them and not all, nothing starts, as somebody meant it to be on.
NEEDS = {"slack": (SLACK_TOKEN, SLACK_SIGNING_SECRET), "telegram": (TELEGRAM_TOKEN,)}


class HalfSwitchedOn(Exception):
    """A channel has some of what it needs and not all; the message says what is missing."""


def is_on(channel: str, environment: Mapping[str, str]) -> bool:
    """Whether a channel is on.

    Raises:
        HalfSwitchedOn: some of what it needs is missing.
    """
    needs = NEEDS.get(channel, ())
    missing = [name for name in needs if not environment.get(name, "").strip()]
    if missing and len(missing) < len(needs):
        raise HalfSwitchedOn(
            f"{channel.capitalize()} needs {' and '.join(needs)}; {' and '.join(missing)} is not set. "
            f"Set it, or take the others away to leave {channel.capitalize()} off (docs/{channel}.md)."
        )
    return not missing


def channels_on(environment: Mapping[str, str]) -> list[str]:
    """The channels that are on, by their names for people.

    Raises:
        HalfSwitchedOn: one of them has some of what it needs and not all.
    """
    named = {"slack": "Slack", "telegram": "Telegram"}
    return ["web page", "REST", *(name for channel, name in named.items() if is_on(channel, environment))]


def told(environment: Mapping[str, str], log: Path) -> str:
    """The channels that are on, as the start tells them: nothing waits there for Telegram, so nobody knows yet whether it takes the token.

    Args:
        environment: of the Rasa server.
        log: where that server says what became of it.

    Raises:
        HalfSwitchedOn: as `channels_on`.
    """
    reached = f"Telegram (as soon as it answers; if it does not, {log} says why)"
    return ", ".join(reached if name == "Telegram" else name for name in channels_on(environment))
