"""Fakes at the edges of a channel: Rasa behind the guard, the parts that it needs, and a server for its routes."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import uuid
from collections.abc import AsyncIterator, Callable
from typing import Any

import pytest


class FakeRasa:
    """Takes messages as Rasa's agent does, and answers each with a reply of the contract, or as it is told to."""

    def __init__(self) -> None:
        self.heard: list[str] = []
        self.persons: list[str] = []
        self.finished: list[str] = []
        self.messages: list[dict[str, Any]] | None = None
        self.error: Exception | None = None
        self.gate: asyncio.Event | None = None

    async def __call__(self, message: Any) -> None:
        self.heard.append(message.text)
        self.persons.append(message.sender_id)
        if self.gate is not None:
            await self.gate.wait()
        if self.error is not None:
            raise self.error
        answers = [self.reply(message.text)] if self.messages is None else self.messages
        for answer in answers:
            await message.output_channel.send_response(message.sender_id, answer)
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
