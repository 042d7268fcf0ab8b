"""REST: one message in, its replies out, as a list. For programs, and for the plain page."""

from __future__ import annotations

import json
import math
from typing import Any, Awaitable, Callable  # noqa: UP035

from rasa.core.channels.channel import InputChannel, UserMessage
from sanic import Blueprint, response
from sanic.request import Request
from sanic.response import HTTPResponse

from bot.channels.guard import Guard, Incoming, TooManyMessages

MAX_ID = 200
HOW = 'Send JSON like {"sender": "an id for the person", "message": "text"}.'


class RestChannel(InputChannel):
    """POST /webhooks/rest/webhook with `sender`, `message` and, if the same message may be sent twice, a `message_id`."""

    @classmethod
    def name(cls) -> str:
        """The channel's name, as it stands in addresses and in the persons' keys."""
        return "rest"

    @classmethod
    def from_credentials(cls, credentials: dict[str, Any] | None) -> RestChannel:
        """It needs none."""
        return cls()

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        """The channel's routes; the guard stands in front of `on_new_message`."""
        rest = Blueprint("rest")

        @rest.route("/webhook", methods=["POST"])
        async def receive(request: Request) -> HTTPResponse:
            return await _receive(self.name(), request)

        return rest


async def _receive(channel: str, request: Request) -> HTTPResponse:
    try:
        incoming = _incoming(channel, request)
    except ValueError as error:
        return response.json({"error": str(error)}, status=400)
    guard: Guard = request.app.ctx.guard
    try:
        replies = await guard.turn(incoming)
    except TooManyMessages as error:
        wait = max(1, math.ceil(error.wait))
        sentence = (
            f"That was many messages at once. Please wait {wait} second{'' if wait == 1 else 's'} and send it again."
        )
        return response.json({"error": sentence}, status=429, headers={"Retry-After": str(wait)})
    return response.json(
        [{"recipient_id": incoming.person, "text": reply["text"], "custom": reply} for reply in replies]
    )


def _incoming(channel: str, request: Request) -> Incoming:
    """The message in a request.

    Raises:
        ValueError: it is none; the message says what was found and what is expected.
    """
    try:
        body = json.loads(request.body)
    except (ValueError, RecursionError):
        raise ValueError(f"The body is not JSON in UTF-8. {HOW}") from None
    if not isinstance(body, dict):
        raise ValueError(f"The body is a JSON {type(body).__name__}, an object is expected. {HOW}")
    sender, event = body.get("sender"), body.get("message_id")
    if not isinstance(sender, str) or not 0 < len(sender.strip()) <= MAX_ID:
        raise ValueError(f'"sender" is missing: a text of up to {MAX_ID} characters that stands for one person. {HOW}')
    if "message" not in body:
        raise ValueError(f'"message" is missing. {HOW}')
    if event is not None and (not isinstance(event, str) or not 0 < len(event) <= MAX_ID):
        raise ValueError(f'"message_id", where it is given, is a text of up to {MAX_ID} characters.')
    sender = sender.encode("utf-8", "replace").decode("utf-8").replace("\x00", "")
    return Incoming(channel, sender, body["message"], event)
