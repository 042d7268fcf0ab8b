"""The Slack channel: signed requests are answered at once, and what they mean is done behind that. See docs/slack.md."""

from __future__ import annotations

import json
import logging
import os
import urllib.parse
from collections import OrderedDict
from typing import Any, Awaitable, Callable  # noqa: UP035

from rasa.core.channels.channel import InputChannel, UserMessage
from sanic import Blueprint, response
from sanic.request import Request
from sanic.response import HTTPResponse
from slack_sdk.signature import SignatureVerifier

from bot.channels.action_server import ActionServer
from bot.channels.slack_client import API, SlackClient
from bot.channels.slack_events import NAME, of_event, of_press
from bot.channels.slack_talk import SlackTalk
from bot.channels.switches import SLACK_API, SLACK_SIGNING_SECRET, SLACK_TOKEN
from bot.discreet_log import pseudonym

logger = logging.getLogger(__name__)

REMEMBERED_EVENTS = 2000
NOT_SIGNED = (
    "This request does not bear Slack's signature of the last five minutes, so nothing was done. "
    "If Slack sent it: compare the signing secret with the app's page (Basic Information), and the server's clock."
)
NO_COMMANDS = "I have no commands. Please write to me in plain words, in a direct message or by mentioning me."


class SlackChannel(InputChannel):
    """Events and button presses of one Slack app at /webhooks/slack/webhook.

    Args:
        client: what is sent to Slack.
        signing_secret: what Slack signs its requests with.
    """

    def __init__(self, client: SlackClient, signing_secret: str) -> None:
        self.client, self._signing_secret = client, signing_secret
        self._seen: OrderedDict[str, None] = OrderedDict()

    @classmethod
    def name(cls) -> str:
        """The channel's name, as it stands in addresses and in the persons' keys."""
        return NAME

    @classmethod
    def from_credentials(cls, credentials: dict[str, Any] | None) -> SlackChannel:
        """It is told all that it needs by the environment; without that it is made all the same, and never switched on."""
        token, secret = (os.environ.get(name, "").strip() for name in (SLACK_TOKEN, SLACK_SIGNING_SECRET))
        api = os.environ.get(SLACK_API, "").strip() or API
        return cls(SlackClient(token, api), secret)

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        """The channel's route; the guard stands in front of `on_new_message`."""
        slack, verifier = Blueprint("slack"), SignatureVerifier(self._signing_secret)

        @slack.route("/webhook", methods=["POST"])
        async def receive(request: Request) -> HTTPResponse:
            if not _is_signed(request, verifier):
                return response.json({"error": NOT_SIGNED}, status=401)
            try:
                return self._answer(request)
            except Exception:
                # What is signed is answered with 200 whatever it holds: Slack would send it again and show the person a fault.
                logger.exception("a request of Slack could not be read")
                return response.empty(status=200)

        @slack.listener("after_server_stop")
        async def stop(app: Any, loop: Any) -> None:
            await self.client.close()

        return slack

    def _answer(self, request: Request) -> HTTPResponse:
        """Say that a request came, and begin what it asks for."""
        talk = SlackTalk(self.client, request.app.ctx.chat, lambda: _action_server(request))
        kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        if kind == "application/json":
            body = _json_object(request.body)
            if body.get("type") == "url_verification":
                return response.text(str(body.get("challenge", "")))
            if body.get("type") == "event_callback":
                self._event(body, talk)
        elif kind == "application/x-www-form-urlencoded":
            form = dict(urllib.parse.parse_qsl(request.body.decode("utf-8", "replace")))
            if "command" in form:
                return response.json({"response_type": "ephemeral", "text": NO_COMMANDS})
            if press := of_press(_json_object(form.get("payload", ""))):
                talk.pressed(press)
        return response.empty(status=200)

    def _event(self, body: dict[str, Any], talk: SlackTalk) -> None:
        meant = of_event(body)
        if meant is None or not self._is_new(getattr(meant, "event", "") or str(body.get("event_id", ""))):
            return
        talk.take(meant)

    def _is_new(self, event: str) -> bool:
        """Whether an event was not seen here before. What the guard remembers goes further, but knows only of turns."""
        known = pseudonym(event)
        if not event or known in self._seen:
            return not event
        self._seen[known] = None
        while len(self._seen) > REMEMBERED_EVENTS:
            self._seen.popitem(last=False)
        return True


def _is_signed(request: Request, verifier: SignatureVerifier) -> bool:
    try:
        return bool(verifier.is_valid_request(request.body, dict(request.headers)))
    except (ValueError, TypeError, OverflowError):
        # A time that is no number or one of hundreds of digits, a signature or a body that is no text.
        return False


def _json_object(text: bytes | str) -> dict[str, Any]:
    try:
        found = json.loads(text or "{}")
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _action_server(request: Request) -> ActionServer:
    actions: ActionServer = request.app.ctx.action_server
    return actions
