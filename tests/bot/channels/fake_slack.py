"""A small Slack on loopback: the methods of its Web API that the channel calls, as strict as the real ones, and out of order when told to be."""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import json
import time
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

from tests.bot.channels.slack_limits import HOME_BLOCKS, TEXT, refusals

TOKEN, BOT = "xoxb-1-2-abc", "UBOT"
_ALLOWED = {
    "auth.test": set(),
    "chat.postMessage": {"channel", "text", "blocks", "thread_ts", "mrkdwn", "unfurl_links", "unfurl_media"},
    "chat.postEphemeral": {"channel", "user", "text", "thread_ts"},
    "chat.update": {"channel", "ts", "text", "blocks"},
    "views.publish": {"user_id", "view"},
    "files.getUploadURLExternal": {"filename", "length", "alt_txt"},
    "files.completeUploadExternal": {"files", "channel_id", "initial_comment", "thread_ts"},
    "files.info": {"file"},
}


@dataclass
class Call:
    """One request that came."""

    method: str
    said: dict[str, Any]
    at: float
    error: str = ""
    answer: dict[str, Any] = field(default_factory=dict)


@dataclass
class FakeSlack:
    """Attributes:
    calls: all that was asked, in order.
    faults: what to answer instead, by method, one a call: a status, with headers, or "hang" or "vanish".
    shared: files that persons sent, by path: kind and content.
    """

    url: str = ""
    calls: list[Call] = field(default_factory=list)
    faults: dict[str, list[Any]] = field(default_factory=dict)
    shared: dict[str, tuple[str, bytes]] = field(default_factory=dict)
    infos: dict[str, dict[str, Any]] = field(default_factory=dict)
    uploads: dict[str, bytes] = field(default_factory=dict)
    downloads: list[str] = field(default_factory=list)
    announced: dict[str, int] = field(default_factory=dict)
    stamps: Iterator[int] = field(default_factory=lambda: itertools.count(1001))

    def of(self, method: str) -> list[dict[str, Any]]:
        """What was asked of a method and done."""
        return [call.said for call in self.calls if call.method == method and not call.error]

    @property
    def texts(self) -> list[str]:
        """The texts of all messages."""
        return [said["text"] for said in self.of("chat.postMessage")]

    @property
    def posted(self) -> list[dict[str, Any]]:
        """All messages as they stand in their channels, each with its time stamp."""
        done = [call for call in self.calls if call.method == "chat.postMessage" and call.answer]
        return [{**call.said, **call.answer} for call in done]

    @property
    def uploaded(self) -> list[tuple[str, str]]:
        """All files that were sent: the channel of each, and its name."""
        names = [said["filename"] for said in self.of("files.getUploadURLExternal")]
        done = self.of("files.completeUploadExternal")
        return [(said["channel_id"], names[int(json.loads(said["files"])[0]["id"][1:])]) for said in done]

    async def method(self, request: web.Request) -> web.StreamResponse:
        name = request.match_info["method"]
        said = await _arguments(request)
        call = Call(name, said, time.monotonic())
        self.calls.append(call)
        if self.faults.get(name):
            fault = self.faults[name].pop(0)
            call.error = str(fault)
            return await _faulty(request, fault)
        if request.headers.get("Authorization") != f"Bearer {TOKEN}":
            call.error = "invalid_auth"
        elif set(said) - _ALLOWED.get(name, set()):
            call.error = "invalid_arguments"
        else:
            call.error = self._refusal(name, said)
        if call.error:
            return web.json_response({"ok": False, "error": call.error})
        call.answer = self._done(name, said)
        return web.json_response({"ok": True, **call.answer})

    def _refusal(self, name: str, said: dict[str, Any]) -> str:
        if name not in _ALLOWED:
            return "unknown_method"
        if name.startswith("chat."):
            if not said.get("channel"):
                return "channel_not_found"
            if not said.get("text") or len(said["text"]) > TEXT:
                return "no_text" if not said.get("text") else "msg_too_long"
            if "blocks" in said and refusals(said["blocks"]):
                return "invalid_blocks"
        if name == "chat.update" and said.get("ts") is None:
            return "message_not_found"
        if name == "views.publish":
            view = said["view"] if isinstance(said["view"], dict) else json.loads(said["view"])
            if view["type"] != "home" or refusals(view["blocks"], HOME_BLOCKS):
                return "invalid_arguments"
        if name == "files.completeUploadExternal":
            file = json.loads(said["files"])[0]["id"]
            # A person's id is no channel's.
            if str(said.get("channel_id", ""))[:1] not in ("C", "D", "G"):
                return "channel_not_found"
            if len(self.uploads.get(file, b"")) != self.announced[file]:
                return "file_not_found"
        return ""

    def _done(self, name: str, said: dict[str, Any]) -> dict[str, Any]:
        if name == "auth.test":
            return {"user_id": BOT, "bot_id": "B1", "team_id": "T1"}
        if name == "files.getUploadURLExternal":
            file = f"F{len(self.announced)}"
            self.announced[file] = int(said["length"])
            return {"upload_url": f"{self.url}/upload/{file}", "file_id": file}
        if name == "files.completeUploadExternal":
            return {"files": [{"id": json.loads(said["files"])[0]["id"]}]}
        if name == "files.info":
            return {"file": self.infos[said["file"]]}
        # A message to a person's id stands in the talk with them.
        channel = str(said.get("channel", ""))
        return {
            "channel": f"D{channel[1:]}" if channel.startswith("U") else channel,
            "ts": f"{next(self.stamps)}.0",
        }

    async def upload(self, request: web.Request) -> web.StreamResponse:
        if self.faults.get("upload"):
            return await _faulty(request, self.faults["upload"].pop(0))
        self.uploads[request.match_info["file"]] = await request.read()
        return web.Response(text="OK - 200")

    async def download(self, request: web.Request) -> web.StreamResponse:
        self.downloads.append(request.headers.get("Authorization", ""))
        if request.path == "/files-pri/elsewhere":
            raise web.HTTPFound("http://localhost:9/elsewhere")
        if request.headers.get("Authorization") != f"Bearer {TOKEN}":
            return web.Response(text="<html>Sign in</html>", content_type="text/html")
        kind, content = self.shared[request.path]
        return web.Response(body=content, content_type=kind)


async def _arguments(request: web.Request) -> dict[str, Any]:
    if request.content_type == "application/json":
        found = await request.json()
    else:
        found = {**request.query, **(await request.post())}
    said = {name: value for name, value in found.items() if value is not None}
    said.pop("token", None)
    return {**said, "blocks": json.loads(said["blocks"])} if isinstance(said.get("blocks"), str) else said


async def _faulty(request: web.Request, fault: Any) -> web.StreamResponse:
    if fault == "hang":
        await asyncio.Event().wait()
    if fault == "vanish":
        assert request.transport is not None
        request.transport.close()
        return web.Response()
    status, headers = fault if isinstance(fault, tuple) else (fault, {})
    if isinstance(status, str):
        return web.json_response({"ok": False, "error": status})
    return web.json_response({"ok": False, "error": "ratelimited"}, status=status, headers=headers)


@contextlib.asynccontextmanager
async def fake_slack() -> AsyncIterator[FakeSlack]:
    """A Slack for as long as the block lasts."""
    slack = FakeSlack()
    app = web.Application()
    app.router.add_route("*", "/api/{method}", slack.method)
    app.router.add_post("/upload/{file}", slack.upload)
    app.router.add_get("/files-pri/{path:.*}", slack.download)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    slack.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
    try:
        yield slack
    finally:
        await runner.cleanup()
