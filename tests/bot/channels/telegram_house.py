"""The Telegram channel in a server of its own on loopback, with a fake Rasa behind it and a fake Telegram before it."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import uuid
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import aiohttp
from sanic import Sanic

from bot.channels.chat import Chat
from bot.channels.guard import Guard, RateLimit
from bot.channels.telegram import SECRET_HEADER, TelegramChannel
from bot.channels.telegram_sending import Patience
from bot.channels.telegram_settings import PATH, settings
from tests.bot.channels.fake_lists import FakeLists
from tests.bot.channels.fake_telegram import TOKEN, FakeTelegram

RIGHT = "the right one"
QUICK = Patience(attempts=4, first=0.01, longest=2.0, answer=1.0, upload=5.0)


class FakeActions(FakeLists):
    """The action server, as far as lists go."""

    def __init__(self) -> None:
        super().__init__()
        self.lists: list[tuple[str, str, str]] = []
        self.error: Exception | None = None

    async def programs(self, person: str, content: str, source: str) -> dict[str, Any]:
        if self.error is not None:
            raise self.error
        self.lists.append((person, content, source))
        return {"rows": 1, "kept": 1, "faults": []}


class House:
    """All of it, running."""

    def __init__(self, telegram: FakeTelegram, chat: Chat, actions: FakeActions, url: str, secret: str) -> None:
        self.telegram, self.chat, self.actions, self.url, self.secret = telegram, chat, actions, url, secret
        self.client = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=20))

    async def post(self, body: Any, secret: str | None = RIGHT) -> int:
        """Deliver as Telegram does, with its secret or another; the status of the answer."""
        shown = {} if secret is None else {SECRET_HEADER: self.secret if secret == RIGHT else secret}
        content = {"data": body} if isinstance(body, bytes) else {"json": body}
        async with self.client.post(f"{self.url}{PATH}", headers=shown, **content) as answer:
            return answer.status

    async def say(self, *updates: dict[str, Any]) -> None:
        """Deliver updates, one after the other, and wait until all is answered."""
        for update in updates:
            assert await self.post(update) == 200
        await self.settled()

    async def settled(self) -> None:
        await asyncio.wait_for(self.chat.settled(), 20)

    def last(self) -> dict[str, Any]:
        """The newest message that has buttons."""
        return [message for message in self.telegram.shown.values() if "reply_markup" in message][-1]


async def until(true: Callable[[], bool]) -> None:
    """Wait for something, for ten seconds at the most."""
    for _ in range(2000):
        if true():
            return
        await asyncio.sleep(0.005)
    raise AssertionError("it did not come to be")


@contextlib.asynccontextmanager
async def house(
    guard: Guard, *, polling: bool, up: bool, token: str = TOKEN, patience: Patience = QUICK, most: int = 1000
) -> AsyncIterator[House]:
    telegram, chat, actions = FakeTelegram(), Chat(guard, most), FakeActions()
    await telegram.start()
    if not up:
        await telegram.stop()
    environment = {"ADVISOR_TELEGRAM_TOKEN": token, "ADVISOR_TELEGRAM_API_URL": telegram.url}
    if not polling:
        environment["ADVISOR_TELEGRAM_WEBHOOK_URL"] = "http://advisor.test"
    found = settings(environment)
    Sanic.test_mode = True
    app = Sanic(f"telegram-{uuid.uuid4().hex}", configure_logging=False)
    app.blueprint(TelegramChannel(found, patience).blueprint(guard), url_prefix="/webhooks/telegram")  # type: ignore[arg-type]
    app.ctx.guard, app.ctx.chat, app.ctx.action_server = guard, chat, actions
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        server = await app.create_server(sock=listening, return_asyncio_server=True, access_log=False)
        await server.startup()
        await server.before_start()
        await asyncio.wait_for(server.after_start(), 5)
        running = House(telegram, chat, actions, f"http://127.0.0.1:{listening.getsockname()[1]}", found.secret)
        try:
            if up and token == TOKEN:
                await until(lambda: bool(telegram.of("setMyDescription")))
            yield running
        finally:
            await running.client.close()
            await asyncio.wait_for(server.before_stop(), 5)
            await chat.close()
            server.close()
            await asyncio.wait_for(server.wait_closed(), 10)
            await asyncio.wait_for(server.after_stop(), 5)
            await telegram.stop()


Scenario = Callable[[House], Awaitable[None]]


def running(rasa: Any, parts: Any) -> Callable[..., None]:
    """Runs a scenario in a house of its own."""

    def run(scenario: Scenario, burst: int = 0, polling: bool = False, up: bool = True, **more: Any) -> None:
        async def bounded() -> None:
            guard = Guard(rasa, parts, RateLimit(burst=burst))
            async with house(guard, polling=polling, up=up, **more) as opened:
                await scenario(opened)

        asyncio.run(asyncio.wait_for(bounded(), 60))

    return run
