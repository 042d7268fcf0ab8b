"""Talks to a running advisor over REST, as any program would."""

from __future__ import annotations

import json
import urllib.error
import urllib.parse
import urllib.request
from typing import Any

from bot.contract import Reply

TURN_SECONDS = 60


class NotAnswered(Exception):
    """The server gave no replies; the message is its sentence, or says that it cannot be reached."""


def send(url: str, sender: str, message: str, message_id: str | None = None) -> list[Reply]:
    """Send one message and take its replies.

    Raises:
        NotAnswered: the server refused, or cannot be reached.
    """
    body: dict[str, Any] = {"sender": sender, "message": message}
    if message_id is not None:
        body["message_id"] = message_id
    try:
        urllib.parse.urlsplit(url).port  # noqa: B018  # refuses what is no address
    except ValueError:
        raise NotAnswered(f'"{url}" is no address; one like http://127.0.0.1:5005 is expected') from None
    if not url.startswith(("http://", "https://")):
        raise NotAnswered(f'"{url}" is no address; one like http://127.0.0.1:5005 is expected')
    request = urllib.request.Request(  # noqa: S310  # an address that the caller chose
        f"{url}/webhooks/rest/webhook",
        data=json.dumps(body).encode(),
        headers={"Content-Type": "application/json"},
    )
    try:
        with urllib.request.urlopen(request, timeout=TURN_SECONDS) as answer:  # noqa: S310
            return [each["custom"] for each in json.load(answer)]
    except urllib.error.HTTPError as error:
        raise NotAnswered(_sentence(error)) from None
    except (OSError, ValueError) as error:
        raise NotAnswered(f"the advisor at {url} cannot be reached ({error})") from None


def _sentence(error: urllib.error.HTTPError) -> str:
    try:
        return str(json.load(error)["error"])
    except (ValueError, KeyError, TypeError):
        return f"the advisor answered with status {error.code}"
