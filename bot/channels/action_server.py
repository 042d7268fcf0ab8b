"""What the channels ask of the action server's second HTTP interface: a person's profile, plan and program list, and to take feedback."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import aiohttp

SECONDS = 10.0
# With these the action server says in words what it cannot use: no list, too long a list.
REFUSALS = (400, 413)


class ActionServerFailed(Exception):
    """The action server does not answer, or not as it should; the message says how, without what was asked.

    Args:
        message: how.
        status: of the answer; 0 if there was none that could be read.
        sentence: what the person can be told of what they sent; empty where it is no fault of theirs.
    """

    def __init__(self, message: str, status: int = 0, sentence: str = "") -> None:
        super().__init__(message)
        self.status, self.sentence = status, sentence


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

    async def plan(self, person: str) -> dict[str, Any]:
        """The plan of a person as `{"document", "missing"}`; one of both is None.

        Raises:
            ActionServerFailed: it cannot be had.
        """
        return await self._ask("POST", "/plan", json={"person": person, "facts": None})

    async def programs(self, person: str, content: str, source: str) -> dict[str, Any]:
        """Give the text of a person's own program list; what was kept of it, and what was wrong with cells.

        Raises:
            ActionServerFailed: it was not taken.
        """
        return await self._ask("POST", "/programs", json={"person": person, "content": content, "source": source})

    async def listed(self, person: str) -> dict[str, Any]:
        """The whole placed list of a person as `{"document", "summary"}`; the document is None for somebody who has none.

        Raises:
            ActionServerFailed: it cannot be had.
        """
        return await self._ask("GET", "/programs", params={"person": person})

    async def programs_csv(self, person: str) -> str:
        """The placed list of a person as CSV.

        Raises:
            ActionServerFailed: it cannot be had; with status 404 for somebody who has none.
        """
        return await self._text("/programs.csv", person=person)

    async def programs_template(self) -> str:
        """An empty program list with its columns, as CSV.

        Raises:
            ActionServerFailed: it cannot be had.
        """
        return await self._text("/programs/template.csv")

    async def close(self) -> None:
        """Let go of the connections."""
        if self._client is not None:
            await self._client.close()

    async def _ask(self, method: str, path: str, **content: Any) -> dict[str, Any]:
        body = await self._body(method, path, **content)
        try:
            found = json.loads(body)
        except ValueError:
            found = None
        if not isinstance(found, dict):
            raise ActionServerFailed(f"{path} was answered with something else than a JSON object")
        return found

    async def _text(self, path: str, **params: str) -> str:
        return (await self._body("GET", path, params=params)).decode("utf-8", "replace")

    async def _body(self, method: str, path: str, **content: Any) -> bytes:
        if self._client is None:
            headers = {"X-Advisor-Secret": self._secret}
            self._client = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=SECONDS), headers=headers)
        try:
            async with self._client.request(method, self._url + path, **content) as answer:
                if answer.status != 200:
                    sentence = _sentence(await answer.read()) if answer.status in REFUSALS else ""
                    raise ActionServerFailed(
                        f"{path} was answered with status {answer.status}", answer.status, sentence
                    )
                return await answer.read()
        except (aiohttp.ClientError, asyncio.TimeoutError) as error:
            raise ActionServerFailed(f"{path} was not answered ({type(error).__name__})") from None


def _sentence(body: bytes) -> str:
    try:
        said = json.loads(body)
    except ValueError:
        return ""
    return str(said.get("error", "")) if isinstance(said, dict) else ""
