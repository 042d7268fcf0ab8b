"""The web channel: sessions of the server's making, replies streamed as they are made, history from the store. See docs/web.md."""

from __future__ import annotations

import os
import re
from functools import partial
from typing import Any, Awaitable, Callable  # noqa: UP035

from rasa.core.channels.channel import InputChannel, UserMessage
from sanic import Blueprint, response
from sanic.request import Request
from sanic.response import HTTPResponse

from bot.channels import web_programs, web_reading
from bot.channels.action_server import ActionServer, ActionServerFailed
from bot.channels.guard import Incoming
from bot.channels.limits import AddressLimits
from bot.channels.origins import PREFLIGHT, Origins
from bot.channels.origins import VARIABLE as ORIGINS
from bot.channels.refusals import Refused
from bot.channels.tokens import NoSession, Tokens
from bot.channels.web_history import page
from bot.channels.web_plan import plan_answer
from bot.channels.web_stream import stream
from bot.paths import VAR
from bot.render.files import FORMS
from bot.state.history import History, HistoryUnavailable
from bot.web_key import web_key

NAME = "web"
# Nothing of a talk stays in a cache, and a proxy passes each line on as it comes.
HEADERS = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff", "X-Accel-Buffering": "no"}
NO_SESSION = "Your session has ended. Please begin a new one."
OUT_OF_REACH = "I can't reach my memory right now. Please try again in a minute."
NOT_THERE = "I can't find that answer any more, so I could not note what you think of it."

Handler = Callable[[Request, dict[str, str]], Awaitable["HTTPResponse | None"]]


class WebChannel(InputChannel):
    """Sessions, messages, history, profile, plan files and feedback under /webhooks/web.

    Args:
        tokens: issues and reads the sessions' tokens.
        origins: which other pages may ask.
        limits: how much an address may ask.
    """

    def __init__(self, tokens: Tokens, origins: Origins, limits: AddressLimits) -> None:
        self.tokens, self.origins, self.limits = tokens, origins, limits

    @classmethod
    def name(cls) -> str:
        """The channel's name, as it stands in addresses and in the persons' keys."""
        return NAME

    @classmethod
    def from_credentials(cls, credentials: dict[str, Any] | None) -> WebChannel:
        """It is told all that it needs by the environment.

        Raises:
            bot.web_key.WebKeyUnusable: there is no key to sign sessions with.
            bot.channels.origins.OriginUnusable: the allowed origins cannot be read.
        """
        limits = AddressLimits(int(os.environ.get("ADVISOR_BURST", "40")))
        return cls(Tokens(web_key(VAR)), Origins.from_text(os.environ.get(ORIGINS, "")), limits)

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        """The channel's routes; the guard stands in front of `on_new_message`."""
        web = Blueprint("web")
        routes: tuple[tuple[str, str, Handler], ...] = (
            ("/session", "POST", self._session),
            ("/message", "POST", self._message),
            ("/history", "GET", self._history),
            ("/profile", "GET", self._profile),
            ("/feedback", "POST", self._feedback),
            ("/programs", "POST", self._of_programs(web_programs.upload)),
            ("/programs.csv", "GET", self._of_programs(web_programs.download)),
            ("/programs.pdf", "GET", self._of_programs(web_programs.document)),
            ("/programs-template.csv", "GET", self._of_programs(web_programs.template)),
            *((f"/plan.{form}", "GET", partial(self._plan, form)) for form in FORMS),
        )
        for path, method, handler in routes:
            web.add_route(
                self._guarded(handler), path, methods=[method, "OPTIONS"], name=re.sub(r"\W", "_", path.strip("/"))
            )
        return web

    def _guarded(self, handler: Handler) -> Callable[[Request], Awaitable[HTTPResponse | None]]:
        """A handler behind what holds for every request: origin, rate, and that a refusal is a sentence."""

        async def answer(request: Request) -> HTTPResponse | None:
            headers = dict(HEADERS)
            try:
                headers |= self.origins.headers(request.headers, request.host)
                if request.method == "OPTIONS":
                    return response.empty(headers={**headers, **PREFLIGHT})
                self.limits.request(_address(request))
                return await handler(request, headers)
            except Refused as refused:
                body = {"error": refused.sentence}
                return response.json(body, status=refused.status, headers={**headers, **refused.headers})
            except (HistoryUnavailable, ActionServerFailed):
                return response.json({"error": OUT_OF_REACH}, status=503, headers={**headers, "Retry-After": "30"})

        return answer

    async def _session(self, request: Request, headers: dict[str, str]) -> HTTPResponse:
        web_reading.json_object(request)
        try:
            person: str | None = self.tokens.person_to_renew(_bearer(request))
        except NoSession:
            person = None
            self.limits.session(_address(request))
        token, ends = self.tokens.issue(person)
        issued = {"token": token, "expires": web_reading.iso(ends), "renewed": person is not None}
        return response.json(issued, headers=headers)

    async def _message(self, request: Request, headers: dict[str, str]) -> None:
        person = self._person(request)
        message_id, text = web_reading.message(request)
        incoming = Incoming(NAME, person, text, message_id)
        await stream(request, request.app.ctx.guard, incoming, headers)

    async def _history(self, request: Request, headers: dict[str, str]) -> HTTPResponse:
        key = self._key(request)
        limit, before = web_reading.limit(request), web_reading.before(request)
        history: History = request.app.ctx.history
        return response.json(await page(history, key, limit, before), headers=headers)

    async def _profile(self, request: Request, headers: dict[str, str]) -> HTTPResponse:
        actions: ActionServer = request.app.ctx.action_server
        return response.json(await actions.profile(self._key(request)), headers=headers)

    async def _plan(self, form: str, request: Request, headers: dict[str, str]) -> HTTPResponse:
        actions: ActionServer = request.app.ctx.action_server
        return await plan_answer(actions, self._key(request), form, headers)

    async def _feedback(self, request: Request, headers: dict[str, str]) -> HTTPResponse:
        key = self._key(request)
        said = web_reading.feedback(request)
        history: History = request.app.ctx.history
        turn = await history.turn(key, said.message_id)
        if turn is None or said.reply_id not in [reply["id"] for reply in turn.replies]:
            raise Refused(404, NOT_THERE)
        actions: ActionServer = request.app.ctx.action_server
        for text in (turn.text, said.reason) if not turn.private else ():
            if text:
                await actions.feedback(key, text, said.helpful, turn.topic)
        return response.json({"ok": True}, headers=headers)

    def _of_programs(self, work: Callable[[Request, str, dict[str, str]], Awaitable[HTTPResponse]]) -> Handler:
        async def answer(request: Request, headers: dict[str, str]) -> HTTPResponse:
            return await work(request, self._key(request), headers)

        return answer

    def _person(self, request: Request) -> str:
        try:
            return self.tokens.person(_bearer(request))
        except NoSession:
            raise Refused(401, NO_SESSION) from None

    def _key(self, request: Request) -> str:
        return Incoming(NAME, self._person(request), "").key


def _bearer(request: Request) -> str | None:
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" else None


def _address(request: Request) -> str:
    """Who asks: what the proxies in front tell, if the operator named any, else who is connected."""
    return str(request.remote_addr or request.ip)
