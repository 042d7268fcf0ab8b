"""A small server of the web channel's contract (docs/web.md), so that the widget's states can be tested and pictured alone.

Its answers are real ones, kept in replies.json. It can be told to fail in the ways in which servers fail.
"""

from __future__ import annotations

import json
import threading
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import parse_qs, urlsplit

ROOT = Path(__file__).resolve().parents[2]
WEB = ROOT / "bot" / "web"
KEPT = json.loads((Path(__file__).parent / "replies.json").read_text(encoding="utf-8"))
FALLBACK = "blorp zing"
SHOW_LIST = '/ask_program_selection{"programs":"brought"}'
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'"
)
FILES = {
    "pdf": ("application/pdf", b"%PDF-1.4 a plan"),
    "ics": ("text/calendar; charset=utf-8", b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"),
    "md": ("text/markdown; charset=utf-8", b"# Plan\n"),
    "json": ("application/json; charset=utf-8", b'{"kind": "plan"}\n'),
    "csv": ("text/csv; charset=utf-8", b"\xef\xbb\xbfProgram\r\nExample Rehab Hospital 1\r\n"),
}
# What can be fetched as a file, by the name before its ending.
SAVED = {"plan": ("pdf", "ics", "md", "json"), "programs": ("csv", "pdf"), "programs-template": ("csv",)}
Reply = dict[str, Any]


def widget_script() -> bytes:
    """The widget's parts as one file, as the advisor's server sends them."""
    parts = [path.read_bytes() for path in sorted((WEB / "widget").glob("*.js"))]
    return b'(() => {\n"use strict";\n' + b"\n".join(parts) + b"})();\n"


def files() -> dict[str, tuple[str, bytes]]:
    """What the widget loads, by address."""
    return {
        "/": ("text/html; charset=utf-8", (WEB / "index.html").read_bytes()),
        "/web/page.css": ("text/css; charset=utf-8", (WEB / "page.css").read_bytes()),
        "/widget.css": ("text/css; charset=utf-8", (WEB / "widget.css").read_bytes()),
        "/widget.js": ("text/javascript; charset=utf-8", widget_script()),
    }


@dataclass
class State:
    """What the server remembers over a restart, and which faults it has next."""

    people: dict[str, dict[str, Any]] = field(default_factory=dict)
    runs: dict[str, int] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)
    feedback: list[dict[str, Any]] = field(default_factory=list)
    lists: list[tuple[str, str]] = field(default_factory=list)
    files: list[str] = field(default_factory=list)
    origins: set[str] = field(default_factory=set)
    answers: dict[str, list[Reply]] = field(default_factory=lambda: dict(KEPT["answers"]))
    # A turn waits here where a test wants to look at the time between.
    going_on: threading.Event = field(default_factory=threading.Event)
    pages: dict[str, str] = field(default_factory=dict)

    def person(self, token: str) -> dict[str, Any] | None:
        return self.people.get(token)

    def begin(self) -> str:
        token = uuid.uuid4().hex
        self.people[token] = {"turns": [], "facts": {}}
        return token

    def run(self, person: dict[str, Any], message_id: str, text: str) -> list[Reply]:
        """The replies to a message; the same id does not run a second time."""
        for turn in person["turns"]:
            if turn["message_id"] == message_id:
                return turn["replies"]
        self.runs[message_id] = self.runs.get(message_id, 0) + 1
        replies = self.answers.get(text) or self.answers[FALLBACK]
        at = datetime.now(UTC).isoformat()
        self.learn(person, text, at)
        payload = text if text.startswith("/") else None
        person["turns"].append(
            {"message_id": message_id, "text": text, "payload": payload, "at": at, "replies": replies}
        )
        if replies[0]["id"] == "privacy.erased":
            person.update(turns=[], facts={})
        return replies

    def learn(self, person: dict[str, Any], text: str, at: str) -> None:
        stated = dict(KEPT["stated"].get(text, {}))
        if text.startswith("/profile_statement"):
            stated = json.loads(text.removeprefix("/profile_statement"))
        if text.startswith("/ask_profile{"):
            person["facts"].pop(json.loads(text.removeprefix("/ask_profile"))["remove"], None)
        person["facts"].update({name: (value, text, at) for name, value in stated.items()})

    @staticmethod
    def profile(person: dict[str, Any]) -> dict[str, Any]:
        facts = []
        for entry in KEPT["registry"]:
            if entry["name"] in person["facts"]:
                value, words, at = person["facts"][entry["name"]]
                said = ", ".join(map(str, value)) if isinstance(value, list) else str(value)
                said = {**(entry["values"] or {}), "True": "yes", "False": "no"}.get(said, said)
                kept = {"name": entry["name"], "label": entry["label"], "value": value, "said": said}
                facts.append({**kept, "words": words, "stated_at": at})
        return {"facts": facts, "registry": KEPT["registry"]}


class Handler(BaseHTTPRequestHandler):
    """One request of a browser."""

    state: State

    def do_OPTIONS(self) -> None:
        self.answer(204, b"", **({} if self.refused() else self.cors()))

    def do_GET(self) -> None:
        address = urlsplit(self.path)
        if address.path in self.state.pages:
            self.answer(200, self.state.pages[address.path].encode(), kind="text/html; charset=utf-8")
        elif address.path in files():
            kind, content = files()[address.path]
            self.answer(200, content, kind=kind, **{"Content-Security-Policy": POLICY})
        elif (person := self.person()) is None:
            return
        elif address.path == "/webhooks/web/history":
            self.history(person, {name: values[0] for name, values in parse_qs(address.query).items()})
        elif address.path == "/webhooks/web/profile":
            self.json(200, State.profile(person))
        elif (file := PurePosixPath(address.path)).suffix[1:] in SAVED.get(file.stem, ()):
            self.file(file.name)
        else:
            self.json(404, {"error": "There is nothing here."})

    def file(self, name: str) -> None:
        """A file of the form that is asked for, as far as a browser can tell."""
        if self.state.faults[:1] == ["file"]:
            self.state.faults.pop(0)
            self.json(503, {"error": "I can't reach my memory right now. Please try again in a minute."})
            return
        self.state.files.append(name)
        kind, content = FILES[name.rpartition(".")[2]]
        self.answer(200, content, kind=kind, **self.cors(), **{"Content-Disposition": "attachment"})

    def history(self, person: dict[str, Any], query: dict[str, str]) -> None:
        if self.state.faults[:1] == ["history"]:
            self.state.faults.pop(0)
            self.json(503, {"error": "I can't reach my memory right now. Please try again in a minute."})
            return
        turns = person["turns"]
        end = int(query.get("before", len(turns)))
        start = max(0, end - int(query.get("limit", "50")))
        titles = {
            each["payload"]: each["title"] for turn in turns for reply in turn["replies"] for each in reply["next"]
        }
        shown = [{**turn, "text": titles.get(turn["text"], turn["text"])} for turn in turns[start:end]]
        self.json(200, {"turns": shown, "before": str(start) if start else None})

    def do_POST(self) -> None:
        if urlsplit(self.path).path == "/webhooks/web/programs":
            self.programs(self.rfile.read(int(self.headers["Content-Length"])))
            return
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])) or b"{}")
        if self.refused():
            self.json(403, {"error": "This page may not talk to the advisor."})
        elif self.path == "/webhooks/web/session":
            known = self.state.person(self.token())
            token = self.token() if known is not None else self.state.begin()
            self.json(200, {"token": token, "expires": "2099-01-01T00:00:00Z", "renewed": known is not None})
        elif (person := self.person()) is None:
            return
        elif self.path == "/webhooks/web/feedback":
            self.state.feedback.append(body)
            self.json(200, {"ok": True})
        elif self.path == "/webhooks/web/message":
            self.message(person, body)

    def programs(self, content: bytes) -> None:
        if self.person() is None:
            return
        name = parse_qs(urlsplit(self.path).query)["name"][0]
        if content.startswith(b"PK"):
            self.json(400, {"error": f"“{name}” is a workbook. I can read CSV."})
            return
        self.state.lists.append((name, content.decode()))
        self.json(200, {"rows": 2, "kept": 2, "faults": [], "show": SHOW_LIST})

    def message(self, person: dict[str, Any], body: dict[str, Any]) -> None:
        fault = self.state.faults.pop(0) if self.state.faults else ""
        if fault == "429":
            self.json(429, {"error": "That was many messages at once. Please wait a little."}, **{"Retry-After": "30"})
            return
        if fault == "503":
            self.json(503, {"error": "I am still starting. Please send your message again in a minute."})
            return
        if fault == "before":  # the connection ends before the turn began
            self.close_connection = True
            return
        if fault == "wait":
            self.state.going_on.wait(20)
        replies = self.state.run(person, body["message_id"], body["text"])
        self.send_response(200)
        for name, value in {"Content-Type": "application/x-ndjson", "Connection": "close", **self.cors()}.items():
            self.send_header(name, value)
        self.end_headers()
        lines = [{"reply": reply} for reply in replies] + [{"done": True, "message_id": body["message_id"]}]
        for line in lines[:1] if fault == "middle" else lines:
            self.wfile.write(json.dumps(line).encode() + b"\n")
            self.wfile.flush()
        self.close_connection = True

    # ---- small things

    def token(self) -> str:
        return (self.headers.get("Authorization") or "").removeprefix("Bearer ")

    def person(self) -> dict[str, Any] | None:
        person = None if self.refused() else self.state.person(self.token())
        if person is None:
            self.json(401, {"error": "Your session has ended. Please begin a new one."})
        return person

    def refused(self) -> bool:
        origin = self.headers.get("Origin")
        return origin not in (None, f"http://{self.headers['Host']}", *self.state.origins)

    def cors(self) -> dict[str, str]:
        origin = self.headers.get("Origin")
        if origin is None or self.refused():
            return {}
        allowed = {"Access-Control-Allow-Headers": "Authorization, Content-Type", "Access-Control-Allow-Methods": "*"}
        return {"Access-Control-Allow-Origin": origin, "Vary": "Origin", **allowed}

    def json(self, status: int, content: Any, **headers: str) -> None:
        self.answer(status, json.dumps(content).encode(), kind="application/json", **self.cors(), **headers)

    def answer(self, status: int, content: bytes, kind: str = "text/plain", **headers: str) -> None:
        self.send_response(status)
        for name, value in {"Content-Type": kind, "Content-Length": str(len(content)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: Any) -> None:
        """Tests print nothing."""


class FakeServer:
    """The server with its state; it can be stopped and started again at the same address."""

    def __init__(self, port: int = 0) -> None:
        self.state = State()
        self.port = port
        self._server: ThreadingHTTPServer | None = None
        self.start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        handler = type("BoundHandler", (Handler,), {"state": self.state})
        self._server = ThreadingHTTPServer(("127.0.0.1", self.port), handler)
        self._server.daemon_threads = True
        self._server.handle_error = lambda request, address: None  # type: ignore[method-assign]  # a browser that went away
        self.port = self._server.server_port
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()

    def stop(self) -> None:
        if self._server is not None:
            self._server.shutdown()
            self._server.server_close()
            self._server = None


@contextmanager
def fake_server() -> Iterator[FakeServer]:
    """A server for one test."""
    server = FakeServer()
    try:
        yield server
    finally:
        server.state.going_on.set()
        server.stop()
