"""What the web channel asks of the action server's second HTTP interface: a person's profile, and to take feedback."""

from __future__ import annotations

import asyncio
from typing import Any

import aiohttp

SECONDS = 10.0


class ActionServerFailed(Exception):
    """The action server does not answer, or not as it should; the message says how, without what was asked."""


class ActionServer:
    """The action server.

    Args:
        url: its address.
        secret: what it wants to be shown.
    """

    def __init__(self, url: str, secret: str) -> None:
        self._url, self._secret = url, secret
        self._client: aiohttp.ClientSession | None = None

    async def profile(self, person: str) -> dict[str, Any]:
        """The facts held of a person, and every fact that can be.

        Raises:
            ActionServerFailed: it cannot be had.
        """
        return await self._ask("GET", "/profile", params={"person": person})

    async def feedback(self, person: str, text: str, helpful: bool, topic: str) -> None:
        """Tell whether the answer to a text helped.

        Raises:
            ActionServerFailed: it was not taken.
        """
        said = {"person": person, "text": text, "helpful": helpful, "topic": topic}
        await self._ask("POST", "/feedback", json=said)

    async def programs(self, person: str, content: str, source: str) -> dict[str, Any]:
        """Store a person's program list: how many rows there were, how many are kept, and the faults in the others.

        Args:
            person: the key of the person.
            content: the text of the list, as CSV.
            source: how it came, as in "upload".

        Raises:
            ActionServerFailed: it was not taken.
        """
        return await self._ask("POST", "/programs", json={"person": person, "content": content, "source": source})

    async def close(self) -> None:
        """Let go of the connections."""
        if self._client is not None:
            await self._client.close()

    async def _ask(self, method: str, path: str, **content: Any) -> dict[str, Any]:
        if self._client is None:
            headers = {"X-Advisor-Secret": self._secret}
            self._client = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=SECONDS), headers=headers)
        try:
            async with self._client.request(method, self._url + path, **content) as answer:
                found = await answer.json()
                if answer.status != 200 or not isinstance(found, dict):
                    raise ActionServerFailed(f"{path} was answered with status {answer.status}")
                return found
        except (aiohttp.ClientError, asyncio.TimeoutError, ValueError) as error:
            raise ActionServerFailed(f"{path} was not answered ({type(error).__name__})") from None
