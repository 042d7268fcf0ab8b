"""Reads the requests of the web channel: bodies and parameters that are as docs/web.md says, or a sentence that tells why not."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sanic.request import Request

from bot.channels.refusals import Refused

# 4,000 characters outside the basic plane, each written as two escapes, and what stands around them.
MOST_BYTES = 64 * 1024
LONGEST_REASON = 1000
MOST_TURNS, USUAL_TURNS = 100, 50
_MESSAGE_ID = re.compile(r"[A-Za-z0-9._:-]{1,100}")
_REPLY_ID = re.compile(r"[a-z0-9_]+\.[a-z0-9_]+")
_PLACE = re.compile(r"[1-9][0-9]{0,17}")
TOO_LARGE = "That is too large. A message may have 4,000 characters; please send the important part."


@dataclass(frozen=True)
class Feedback:
    """What somebody thinks of a reply."""

    message_id: str
    reply_id: str
    helpful: bool
    reason: str


def json_object(request: Request) -> dict[str, Any]:
    """The body of a request; an empty one counts as an empty object.

    Raises:
        Refused: it is too large or no JSON object.
    """
    if len(request.body) > MOST_BYTES:
        raise Refused(413, TOO_LARGE)
    try:
        body = json.loads(request.body or b"{}")
    except (ValueError, RecursionError):
        raise Refused(400, "The request is not JSON in UTF-8.") from None
    if not isinstance(body, dict):
        raise Refused(400, "The request has to be a JSON object.")
    return body


def message(request: Request) -> tuple[str, str]:
    """The id and the text of a message.

    Raises:
        Refused: it is none.
    """
    body = json_object(request)
    return _message_id(body), _text(body, "text")


def feedback(request: Request) -> Feedback:
    """What somebody thinks of a reply.

    Raises:
        Refused: it does not say that.
    """
    body = json_object(request)
    reply_id, helpful = _text(body, "reply_id"), body.get("helpful")
    if not _REPLY_ID.fullmatch(reply_id):
        raise Refused(400, '"reply_id" has to be the id of a reply.')
    if not isinstance(helpful, bool):
        raise Refused(400, '"helpful" has to be true or false.')
    reason = _text(body, "reason").strip() if "reason" in body else ""
    if len(reason) > LONGEST_REASON:
        raise Refused(400, f"The reason is too long: {LONGEST_REASON:,} characters are read.")
    return Feedback(_message_id(body), reply_id, helpful, reason)


def limit(request: Request) -> int:
    """How many turns are asked for.

    Raises:
        Refused: no such number.
    """
    asked = request.args.get("limit", str(USUAL_TURNS))
    if not _PLACE.fullmatch(asked) or int(asked) > MOST_TURNS:
        raise Refused(400, f'"limit" has to be a number from 1 to {MOST_TURNS}.')
    return int(asked)


def before(request: Request) -> int | None:
    """Where the page that is asked for ends; None for the last page.

    Raises:
        Refused: it is no cursor of ours.
    """
    asked = request.args.get("before", "")
    if not asked:
        return None
    if not _PLACE.fullmatch(asked):
        raise Refused(400, '"before" has to be the cursor of an earlier answer.')
    return int(asked)


def iso(moment: datetime) -> str:
    """A moment in UTC as JavaScript writes it."""
    return f"{moment:%Y-%m-%dT%H:%M:%SZ}"


def _message_id(body: dict[str, Any]) -> str:
    found = _text(body, "message_id")
    if not _MESSAGE_ID.fullmatch(found):
        raise Refused(400, '"message_id" has to be 1 to 100 letters, digits and signs of ". _ : -".')
    return found


def _text(body: dict[str, Any], name: str) -> str:
    found = body.get(name)
    if not isinstance(found, str):
        raise Refused(400, f'"{name}" is missing; a text is expected.')
    return found
