"""A Bot API on loopback: it keeps what it is told, refuses what the real one refuses, and fails as it is told to."""

from __future__ import annotations

import asyncio
import json
import time
from typing import Any

from aiohttp import web

from tests.bot.channels.telegram_parsing import Unparsable, parsed, units

TOKEN = "12345:fake-token-of-no-bot"
BOT = {"id": 12345, "is_bot": True, "first_name": "Advisor", "username": "pmr_advisor_bot"}
TRUE = (
    *("deleteWebhook", "setWebhook", "setMyCommands", "setMyDescription", "setMyShortDescription"),
    *("sendChatAction", "answerCallbackQuery"),
)


class Refusal(Exception):
    def __init__(self, status: int, description: str, **parameters: Any) -> None:
        self.status, self.description, self.parameters = status, description, parameters


class Instead:
    """Another result than the right one."""

    def __init__(self, result: Any) -> None:
        self.result = result


class FakeTelegram:
    """Telegram's side.

    Attributes:
        calls: each call as its method and its parameters, and `times` when each came.
        faults: by method, what the next calls get instead: a `Refusal`, `Instead` of the result, or "hang".
        shown: the messages of every chat as they stand now.
        files: what persons sent, by id, and `sizes` what is said of them.
        fetched: the paths of the files that were asked for.
        hung: how many calls were let hang.
    """

    def __init__(self) -> None:
        self.calls: list[tuple[str, dict[str, Any]]] = []
        self.times: list[float] = []
        self.faults: dict[str, list[Refusal | Instead | str]] = {}
        self.shown: dict[tuple[int, int], dict[str, Any]] = {}
        self.files: dict[str, bytes] = {}
        self.sizes: dict[str, int] = {}
        self.fetched: list[str] = []
        self.updates: list[dict[str, Any]] = []
        self.port = 0
        self._new = asyncio.Event()
        self._runner: web.AppRunner | None = None
        self._next_message = 1000
        self.hung = 0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/bot"

    async def start(self) -> None:
        app = web.Application(client_max_size=60 * 1024 * 1024)
        app.router.add_route("*", "/bot{token}/{method}", self._answer)
        app.router.add_get("/file/bot{token}/{path:.+}", self._file)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.01)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", self.port, reuse_address=True)
        await site.start()
        self.port = self._runner.addresses[0][1]

    async def stop(self) -> None:
        if self._runner is not None:
            self._new.set()
            await self._runner.cleanup()
            self._runner = None
            self._new = asyncio.Event()

    def deliver(self, *updates: dict[str, Any]) -> None:
        """Have updates ready for who fetches them."""
        self.updates.extend(updates)
        self._new.set()

    def of(self, method: str) -> list[dict[str, Any]]:
        return [parameters for called, parameters in self.calls if called == method]

    def texts(self, chat: int | None = None) -> list[str]:
        """What was sent to a chat, without marks, in its order."""
        return [
            message.get("text") or message.get("caption") or ""
            for (place, _), message in list(self.shown.items())  # it may be asked from another thread
            if chat in (None, place)
        ]

    async def _answer(self, request: web.Request) -> web.StreamResponse:
        form = await request.post()
        parameters = {name: _value(value) for name, value in form.items()}
        method = _spelled(request.match_info["method"])
        self.calls.append((method, parameters))
        self.times.append(time.monotonic())
        try:
            if request.match_info["token"] != TOKEN:
                raise Refusal(401, "Unauthorized")
            if self.faults.get(method):
                fault = self.faults[method].pop(0)
                if isinstance(fault, Refusal):
                    raise fault
                if isinstance(fault, Instead):
                    return web.json_response({"ok": True, "result": fault.result})
                self.hung += 1
                await asyncio.Event().wait()
            result = await self._done(method, parameters)
        except Refusal as refusal:
            body = {"ok": False, "error_code": refusal.status, "description": refusal.description}
            return web.json_response({**body, "parameters": refusal.parameters}, status=refusal.status)
        return web.json_response({"ok": True, "result": result})

    async def _done(self, method: str, asked: dict[str, Any]) -> Any:
        if method in TRUE:
            for name, most in (("description", 512), ("short_description", 120), ("text", 200)):
                if len(asked.get(name, "")) > most:
                    raise Refusal(400, f"Bad Request: {name} is too long")
            return True
        if method == "getMe":
            return BOT
        if method == "getUpdates":
            return await self._fetched(asked)
        if method == "getFile":
            file = {"file_id": asked["file_id"], "file_unique_id": "u", "file_path": f"documents/{asked['file_id']}"}
            return {**file, "file_size": self.sizes[asked["file_id"]]} if asked["file_id"] in self.sizes else file
        if method in ("sendMessage", "sendPhoto", "sendDocument"):
            return self._sent(method, asked)
        if method in ("editMessageText", "editMessageCaption", "editMessageReplyMarkup"):
            return self._edited(method, asked)
        raise Refusal(404, "Not Found")

    async def _fetched(self, asked: dict[str, Any]) -> list[dict[str, Any]]:
        self.updates = [update for update in self.updates if update["update_id"] >= int(asked.get("offset", 0))]
        if not self.updates:
            self._new.clear()
            try:
                await asyncio.wait_for(self._new.wait(), float(asked.get("timeout", 0)))
            except asyncio.TimeoutError:
                return []
        return self.updates[:100]

    def _sent(self, method: str, asked: dict[str, Any]) -> dict[str, Any]:
        self._next_message += 1
        chat = int(asked["chat_id"])
        message: dict[str, Any] = {
            "message_id": self._next_message,
            "date": 1795341600,
            "from": BOT,
            "chat": {"id": chat, "type": "private" if chat > 0 else "supergroup", "title": "A chat"},
        }
        if method == "sendMessage":
            message |= _text(asked, "text", 4096)
        else:
            kind = method.removeprefix("send").lower()
            if not isinstance(asked.get(kind), web.FileField):
                raise Refusal(400, "Bad Request: there is no file in the request")
            message |= _text(asked, "caption", 1024) if asked.get("caption") else {}
            message["file"] = (asked[kind].filename, asked[kind].file.read())
        if asked.get("reply_markup"):
            message["reply_markup"] = _keyboard(json.loads(asked["reply_markup"]))
        if asked.get("message_thread_id"):
            message |= {"message_thread_id": int(asked["message_thread_id"]), "is_topic_message": True}
        self.shown[chat, self._next_message] = message
        return {name: value for name, value in message.items() if name != "file"}

    def _edited(self, method: str, asked: dict[str, Any]) -> Any:
        message = self.shown.get((int(asked["chat_id"]), int(asked["message_id"])))
        if message is None:
            raise Refusal(400, "Bad Request: message to edit not found")
        changed = {name: value for name, value in message.items() if name != "reply_markup"}
        if method == "editMessageText":
            changed |= _text(asked, "text", 4096)
        elif method == "editMessageCaption":
            changed |= _text(asked, "caption", 1024)
        if asked.get("reply_markup"):
            changed["reply_markup"] = _keyboard(json.loads(asked["reply_markup"]))
        if changed == message:
            raise Refusal(400, "Bad Request: message is not modified")
        message.clear()
        message |= changed
        return {name: value for name, value in message.items() if name != "file"}

    async def _file(self, request: web.Request) -> web.Response:
        self.fetched.append(request.match_info["path"])
        content = self.files.get(request.match_info["path"].removeprefix("documents/"))
        return web.Response(status=404) if content is None else web.Response(body=content)


def _spelled(method: str) -> str:
    """Telegram reads the names of methods in any case."""
    return "getUpdates" if method.lower() == "getupdates" else method


def _value(value: Any) -> Any:
    return value if isinstance(value, web.FileField) else str(value)


def _text(asked: dict[str, Any], name: str, most: int) -> dict[str, Any]:
    try:
        if asked.get("parse_mode") == "HTML":
            text, entities = parsed(asked.get(name, ""))
        else:
            marks = "entities" if name == "text" else "caption_entities"
            text, entities = asked.get(name, ""), json.loads(asked.get(marks) or "[]")
    except Unparsable as error:
        raise Refusal(400, f"Bad Request: can't parse entities: {error}") from None
    if not text.strip():
        raise Refusal(400, "Bad Request: message text is empty")
    if units(text) > most:
        raise Refusal(400, "Bad Request: message is too long")
    if len(entities) > 100:  # the real one drops the others without a word
        raise Refusal(400, "Bad Request: more than 100 entities")
    if any(each["offset"] + each["length"] > units(text) for each in entities):
        raise Refusal(400, "Bad Request: entity beyond the end of the text")
    return {name: text, ("entities" if name == "text" else "caption_entities"): entities}


def _keyboard(markup: dict[str, Any]) -> dict[str, Any]:
    for button in (button for row in markup["inline_keyboard"] for button in row):
        if not button["text"].strip():
            raise Refusal(400, "Bad Request: text buttons are unallowed to be empty")
        if not 1 <= len(button["callback_data"].encode()) <= 64:
            raise Refusal(400, "Bad Request: BUTTON_DATA_INVALID")
    return markup
