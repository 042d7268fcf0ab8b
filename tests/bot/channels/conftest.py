"""Fakes at the edges of a channel: Rasa behind the guard, the parts that it needs, and a server for its routes."""

from __future__ import annotations

import asyncio
import contextlib
import json
import socket
import uuid
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa


class FakeRasa:
    """Takes messages as Rasa's agent does, and answers each with a reply of the contract, or as it is told to."""

    def __init__(self) -> None:
        self.heard: list[str] = []
        self.persons: list[str] = []
        self.finished: list[str] = []
        self.messages: list[dict[str, Any]] | None = None
        self.error: Exception | None = None
        self.gate: asyncio.Event | None = None
        self.pause: asyncio.Event | None = None
        self.answered: list[dict[str, Any]] = []
        self.ran_before = False

    async def __call__(self, message: Any) -> None:
        message.output_channel.repeated = self.ran_before  # as bot.channels.run_once tells it
        self.heard.append(message.text)
        self.persons.append(message.sender_id)
        if self.gate is not None:
            await self.gate.wait()
        if self.error is not None:
            raise self.error
        answers = [self.reply(message.text)] if self.messages is None else self.messages
        for answer in answers:
            await message.output_channel.send_response(message.sender_id, answer)
            self.answered.append(answer)
            if self.pause is not None:
                await self.pause.wait()
        self.finished.append(message.text)

    def reply(self, text: str) -> dict[str, Any]:
        said = f"{len(self.heard)}: {text}"
        body = [{"type": "paragraph", "text": said}]
        empty: dict[str, Any] = {"facts_used": {}, "citations": [], "notes": [], "next": []}
        nothing = {"chart": None, "document": None}
        custom = {"id": "test.heard", "severity": "info", "title": "", "body": body, **empty, **nothing, "text": said}
        return {"text": said, "custom": custom}


class FakeHouse:
    """The parts that a turn needs; those named in `broken` do not answer."""

    def __init__(self) -> None:
        self.broken: dict[str, str] = {}

    async def failing(self) -> dict[str, str]:
        return dict(self.broken)


class FakeAgent:
    """Stands where Rasa's agent does: a lock for each person, and a turn whose events are stored when it is over."""

    def __init__(self, rasa: FakeRasa, path: Path) -> None:
        self.rasa, self.processor, self.lock_store = rasa, self, self
        self.engine = sa.create_engine(f"sqlite:///{path}")
        self.read: dict[str, Any] = {"intent": {"name": "ask_lors"}}
        self.locks: dict[str, asyncio.Lock] = {}
        with self.engine.begin() as connection:
            connection.execute(sa.text(
                "CREATE TABLE IF NOT EXISTS events (id INTEGER PRIMARY KEY, sender_id TEXT, type_name TEXT, data TEXT)"
            ))  # fmt: skip

    def lock(self, person: str) -> asyncio.Lock:
        return self.locks.setdefault(person, asyncio.Lock())

    async def handle_message(self, message: Any) -> None:
        before = len(self.rasa.answered)
        await self.rasa(message)
        said = {"text": message.text, "message_id": message.message_id, "timestamp": 1.8e9, "parse_data": self.read}
        replies = [{"text": each.get("text"), "data": each} for each in self.rasa.answered[before:]]
        self.store(message.sender_id, ("user", said), *[("bot", each) for each in replies])

    def store(self, person: str, *events: tuple[str, dict[str, Any]]) -> None:
        rows = [{"person": person, "kind": kind, "data": json.dumps({"event": kind, **data})} for kind, data in events]
        with self.engine.begin() as connection:
            for row in rows:
                connection.execute(
                    sa.text("INSERT INTO events (sender_id, type_name, data) VALUES (:person, :kind, :data)"), row
                )


@pytest.fixture
def agent(rasa: FakeRasa, tmp_path: Path) -> FakeAgent:
    return FakeAgent(rasa, tmp_path / "dialogue.db")


@pytest.fixture
def rasa() -> FakeRasa:
    return FakeRasa()


@pytest.fixture
def parts() -> FakeHouse:
    return FakeHouse()


@pytest.fixture
def served() -> Callable[..., contextlib.AbstractAsyncContextManager[str]]:
    """Serves a blueprint on loopback and gives the address."""
    return _served


@contextlib.asynccontextmanager
async def _served(blueprint: Any, *, prefix: str = "", **context: Any) -> AsyncIterator[str]:
    from sanic import Sanic

    Sanic.test_mode = True  # Sanic rewrites its own methods once a process, unless it knows of further applications
    app = Sanic(f"test-{uuid.uuid4().hex}", configure_logging=False)
    app.blueprint(blueprint, url_prefix=prefix)
    for name, value in context.items():
        setattr(app.ctx, name, value)
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        server = await app.create_server(sock=listening, return_asyncio_server=True, access_log=False)
        await server.startup()
        try:
            yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        finally:
            server.close()
            await asyncio.wait_for(server.wait_closed(), 10)


@pytest.fixture
def in_slack(rasa: FakeRasa, parts: FakeHouse, served: Any, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Any]:
    """Runs what happens in a Slack workspace and gives the workspace: see slack_workspace.py."""
    from tests.bot.channels import slack_workspace

    monkeypatch.setenv("ADVISOR_TODAY", "2026-11-22")
    return lambda scenario, **how: asyncio.run(slack_workspace.run(scenario, rasa, parts, served, **how))


@pytest.fixture
def telegram(rasa: FakeRasa, parts: FakeHouse, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Runs a scenario with the Telegram channel (tests/bot/channels/telegram_house.py)."""
    from tests.bot.channels.telegram_house import running

    monkeypatch.setenv("ADVISOR_TODAY", "2026-11-22")
    return running(rasa, parts)
