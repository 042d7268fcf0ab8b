"""Whether everything that a turn needs answers: the model, the action server with its store, and the dialogue's own store."""

from __future__ import annotations

import asyncio
from typing import Any

import aiohttp

ANSWER_SECONDS = 2.0


class HouseReadiness:
    """Asks each part in turn.

    Args:
        agent: Rasa's agent, with its model and tracker store.
        actions_url: the action server's address.
    """

    def __init__(self, agent: Any, actions_url: str) -> None:
        self._agent, self._actions_url = agent, actions_url
        self._client: aiohttp.ClientSession | None = None

    async def failing(self) -> dict[str, str]:
        """The parts that fail, with what is wrong; empty when all is well."""
        return {part: state for part, state in (await self.parts()).items() if state != "ok"}

    async def parts(self) -> dict[str, str]:
        """Every part with `ok` or what is wrong."""
        model = "ok" if self._agent is not None and self._agent.is_ready() else "no model is loaded"
        return {"model": model, **await self._actions(), "conversation_store": await self._tracker_store()}

    async def close(self) -> None:
        """Let go of the connection to the action server."""
        if self._client is not None:
            await self._client.close()

    async def _actions(self) -> dict[str, str]:
        if self._client is None:
            self._client = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=ANSWER_SECONDS))
        try:
            async with self._client.get(f"{self._actions_url}/ready") as answer:
                store: dict[str, str] = await answer.json()
        except (aiohttp.ClientError, asyncio.TimeoutError, ValueError):
            return {"action_server": "does not answer"}
        return {"action_server": "ok", "profile_store": store.get("profile_store", "does not answer")}

    async def _tracker_store(self) -> str:
        if self._agent is None:
            return "not opened"
        store = getattr(self._agent.tracker_store, "_tracker_store", self._agent.tracker_store)
        reached = await asyncio.get_running_loop().run_in_executor(None, store.ping)
        return "ok" if reached else "cannot be reached"
