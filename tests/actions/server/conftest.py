"""The action server inside the test: real routes, real store, no socket. Requests go in by ASGI."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from rasa_sdk import Tracker
from sanic import Sanic

from actions.server.app import SECRET_HEADER, make_app
from actions.server.settings import Settings
from actions.turn import Advisor

SHARED = "known to both sides, nobody else"


@dataclass(frozen=True)
class Response:
    """What the server answered."""

    status: int
    text: str

    @property
    def json(self) -> Any:
        return json.loads(self.text)


class Client:
    """Sends requests to a Sanic application; each in an event loop of its own, as if it were the only one."""

    def __init__(self, app: Sanic) -> None:
        self.app = app

    def get(self, address: str, *, secret: str | None = SHARED) -> Response:
        return self.send("GET", address, b"", secret)

    def post(self, address: str, body: object, *, secret: str | None = SHARED) -> Response:
        return self.send("POST", address, json.dumps(body).encode(), secret)

    def send(self, method: str, address: str, body: bytes, secret: str | None) -> Response:
        return asyncio.run(self._send(method, address, body, {} if secret is None else {SECRET_HEADER: secret}))

    async def _send(self, method: str, address: str, body: bytes, headers: Mapping[str, str]) -> Response:
        parts, sent, life = urlsplit(address), [], asyncio.Queue[dict[str, str]]()
        started = asyncio.Event()

        async def note(_message: Mapping[str, Any]) -> None:
            started.set()

        async def keep(message: dict[str, Any]) -> None:
            sent.append(message)

        async def receive() -> dict[str, Any]:
            return {"type": "http.request", "body": body, "more_body": False}

        asgi = {"version": "3.0"}
        running = asyncio.create_task(self.app({"type": "lifespan", "asgi": asgi}, life.get, note))
        await life.put({"type": "lifespan.startup"})
        await asyncio.wait_for(started.wait(), 10)
        scope = {
            "type": "http",
            "asgi": asgi,
            "http_version": "1.1",
            "scheme": "http",
            "method": method,
            "path": parts.path,
            "raw_path": parts.path.encode(),
            "query_string": parts.query.encode(),
            "headers": [(name.lower().encode(), value.encode()) for name, value in headers.items()],
            "client": ("127.0.0.1", 1),
            "server": ("127.0.0.1", 80),
        }
        await asyncio.wait_for(self.app(scope, receive, keep), 30)
        await life.put({"type": "lifespan.shutdown"})
        await running
        text = b"".join(message.get("body", b"") for message in sent[1:]).decode()
        return Response(sent[0]["status"], text)


@pytest.fixture
def settings(tmp_path: Path, today: date) -> Settings:
    return Settings(f"sqlite:///{tmp_path / 'profiles.db'}", SHARED, today)


@pytest.fixture
def client(advisor: Advisor, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Client:
    monkeypatch.setattr(Sanic, "test_mode", True)  # or Sanic refuses a second application of the same name
    return Client(make_app(advisor, settings))


@pytest.fixture
def tracker_of() -> Callable[..., dict[str, Any]]:
    """Rasa's tracker after a message, as it travels to the action server."""

    def make(
        text: str,
        intent: str | None,
        entities: object = (),
        slots: Mapping[str, Any] | None = None,
        before: Sequence[Mapping[str, Any]] = (),
        **rest: Any,
    ) -> dict[str, Any]:
        latest = {"text": text, "intent": {"name": intent}, "entities": entities, **rest}
        return {
            "sender_id": "rest:ann",
            "slots": dict(slots or {}),
            "latest_message": latest,
            "events": [*before, {"event": "user", "text": text, "parse_data": latest}],
            "paused": False,
            "followup_action": None,
            "active_loop": {},
            "latest_action_name": "action_listen",
        }

    return make


@pytest.fixture
def read(tracker_of: Callable[..., dict[str, Any]]) -> Callable[..., Tracker]:
    """The same as rasa-sdk's own object."""
    return lambda *arguments, **rest: Tracker.from_dict(tracker_of(*arguments, **rest))
