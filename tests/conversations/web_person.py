"""One person on the page, at one server: asks as the page does, over HTTP."""

from __future__ import annotations

import json
import urllib.request
from base64 import urlsafe_b64decode
from typing import Any


class Web:
    """One person at one server."""

    def __init__(self, url: str, token: str | None = None) -> None:
        self.url, self.token = url, token
        self.token = token or self.ask("POST", "session", {})[0]["token"]

    @property
    def person(self) -> str:
        """The key in both stores, read from the token as only a test would."""
        claims = str(self.token).split(".")[1]
        return f"web:{json.loads(urlsafe_b64decode(claims + '=='))['sub']}"

    def ask(self, method: str, path: str, body: object = None, **headers: str) -> list[Any]:
        """The lines of an answer."""
        shown = {"Authorization": f"Bearer {self.token}"} if self.token else {}
        request = urllib.request.Request(
            f"{self.url}/webhooks/web/{path}",
            data=None if body is None else json.dumps(body).encode(),
            headers={**shown, **headers},
            method=method,
        )
        with urllib.request.urlopen(request, timeout=60) as answer:
            return [json.loads(line) for line in answer]

    def say(self, text: str, message_id: str = "m-1") -> list[dict[str, Any]]:
        """The replies to a message."""
        *lines, end = self.ask("POST", "message", {"message_id": message_id, "text": text})
        assert end == {"done": True, "message_id": message_id}
        return [line["reply"] for line in lines]

    def turns(self) -> list[dict[str, Any]]:
        turns: list[dict[str, Any]] = self.ask("GET", "history")[0]["turns"]
        return turns

    def facts(self) -> dict[str, Any]:
        return {each["name"]: each for each in self.ask("GET", "profile")[0]["facts"]}
