"""A workspace to test in: a fake Slack, and the channel with the real chat and guard before a fake Rasa."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from typing import Any

import aiohttp
from slack_sdk.http_retry.builtin_interval_calculators import FixedValueRetryIntervalCalculator

from bot.channels.action_server import ActionServerFailed
from bot.channels.chat import Chat
from bot.channels.guard import Guard, RateLimit
from bot.channels.slack import SlackChannel
from bot.channels.slack_client import SlackClient
from tests.bot.channels import slack_shapes
from tests.bot.channels.fake_lists import FakeLists
from tests.bot.channels.fake_slack import TOKEN, FakeSlack, fake_slack
from tests.bot.channels.slack_shapes import SECRET, signed

JSON, FORM = "application/json", "application/x-www-form-urlencoded"


class FakeActions(FakeLists):
    """Takes program lists, or does not."""

    def __init__(self) -> None:
        super().__init__()
        self.lists: list[tuple[str, str, str]] = []
        self.fails = False

    async def programs(self, person: str, content: str, source: str) -> dict[str, Any]:
        if self.fails:
            raise ActionServerFailed("/programs was answered with status 503")
        self.lists.append((person, content, source))
        return {"rows": 1, "kept": 1, "faults": []}


class Workspace:
    """What a test says in Slack, and what came of it."""

    def __init__(self, slack: FakeSlack, chat: Chat, client: SlackClient, actions: FakeActions) -> None:
        self.slack, self.chat, self.client, self.actions = slack, chat, client, actions
        self.url, self.number = "", 0
        self.http: aiohttp.ClientSession

    async def post(self, body: bytes, headers: dict[str, str]) -> tuple[int, str]:
        async with self.http.post(f"{self.url}/webhooks/slack/webhook", data=body, headers=headers) as answer:
            return answer.status, await answer.text()

    async def send(self, inner: dict[str, Any], *, names_bot: bool = True, **headers: str) -> tuple[int, str]:
        """An event, each with an id of its own; answered before it is done."""
        self.number += 1
        body = json.dumps(slack_shapes.event(inner, number=self.number, names_bot=names_bot)).encode()
        return await self.post(body, signed(body, JSON, **headers))

    async def press(self, payload: Any) -> tuple[int, str]:
        body = slack_shapes.form(payload)
        return await self.post(body, signed(body, FORM))

    async def settled(self) -> None:
        await asyncio.wait_for(self.chat.settled(), 20)

    async def until(self, true: Callable[[], bool]) -> None:
        for _ in range(2000):
            if true():
                return
            await asyncio.sleep(0.005)
        raise AssertionError("it did not come to be")


Scenario = Callable[[Workspace], Awaitable[None]]


async def run(
    scenario: Scenario, rasa: Any, parts: Any, served: Any, *, burst: int = 0, seconds: float = 5, most: int = 1000
) -> Workspace:
    """Run what happens in a workspace, wait until all is answered, and give the workspace."""
    async with fake_slack() as slack, aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=20)) as http:
        guard = Guard(rasa, parts, RateLimit(burst=burst))
        client = SlackClient(TOKEN, f"{slack.url}/api/", seconds, FixedValueRetryIntervalCalculator(0.01))
        workspace = Workspace(slack, Chat(guard, most), client, FakeActions())
        blueprint = SlackChannel(client, SECRET).blueprint(rasa)
        context = {"guard": guard, "chat": workspace.chat, "action_server": workspace.actions}
        async with served(blueprint, prefix="/webhooks/slack", **context) as url:
            workspace.url, workspace.http = url, http
            try:
                await scenario(workspace)
                await workspace.settled()
            finally:
                await client.close()
        return workspace
