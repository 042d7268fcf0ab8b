"""Asks the action server for a person's own data: a copy, the plan, the program list, erasing it, and when each person was here last."""

from __future__ import annotations

import http.client
import json
import urllib.error
import urllib.parse
import urllib.request
from dataclasses import dataclass
from datetime import datetime
from typing import Any

SECONDS = 15
BAD_REQUEST = 400


class ActionsFailed(Exception):
    """The action server gave no answer that can be used; the message says why."""


@dataclass(frozen=True)
class ActionsClient:
    """A running action server.

    Attributes:
        url: its address.
        secret: what it wants to be shown.
    """

    url: str
    secret: str

    def export(self, person: str) -> dict[str, Any] | None:
        """All that the profile store holds of a person; None if nothing.

        Raises:
            ActionsFailed: it cannot be had.
        """
        held: dict[str, Any] | None = self._ask(f"/export?{urllib.parse.urlencode({'person': person})}").get("held")
        return held

    def erase(self, person: str) -> None:
        """Let the profile store forget a person.

        Raises:
            ActionsFailed: it may hold something still.
        """
        if self._ask("/erase", {"person": person}).get("erased") is not True:
            raise ActionsFailed(f"what answers at {self.url} is no action server of this release")

    def plan(self, person: str | None, facts: dict[str, Any] | None) -> dict[str, Any]:
        """The plan of a stored person, or of facts, as `{"document", "missing"}`.

        Raises:
            ActionsFailed: it cannot be had, or a fact cannot be; then the message says which, and what it can be.
        """
        return self._ask("/plan", {"person": person, "facts": facts})

    def programs(self, person: str) -> dict[str, Any]:
        """The whole program list of a person as `{"document", "summary"}`; the document is None for somebody who has none.

        Raises:
            ActionsFailed: it cannot be had.
        """
        return self._ask(f"/programs?{urllib.parse.urlencode({'person': person})}")

    def last_seen(self) -> dict[str, datetime]:
        """When each person was here last, as far as the profile store knows.

        Raises:
            ActionsFailed: it cannot be had.
        """
        return {person: datetime.fromisoformat(at) for person, at in self._ask("/people").get("last_seen", {}).items()}

    def _ask(self, path: str, body: dict[str, Any] | None = None) -> dict[str, Any]:
        headers = {"X-Advisor-Secret": self.secret, "Content-Type": "application/json"}
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(f"{self.url}{path}", data=data, headers=headers)  # noqa: S310  # our own server
        try:
            with urllib.request.urlopen(request, timeout=SECONDS) as answer:  # noqa: S310
                content = json.load(answer)
        except urllib.error.HTTPError as error:
            if error.code == BAD_REQUEST and (sentence := _sentence(error)):
                raise ActionsFailed(sentence) from None
            raise ActionsFailed(f"the action server at {self.url} refused with status {error.code}") from None
        except (OSError, ValueError, http.client.HTTPException) as error:
            raise ActionsFailed(f"the action server at {self.url} cannot be reached ({type(error).__name__})") from None
        if not isinstance(content, dict):
            raise ActionsFailed(f"what answers at {self.url} is no action server of this release")
        return content


def _sentence(error: urllib.error.HTTPError) -> str:
    """What the action server says of a request that it refuses; empty if it says nothing that can be read."""
    try:
        said = json.load(error)
    except (OSError, ValueError, http.client.HTTPException):
        return ""
    return str(said.get("error", "")) if isinstance(said, dict) else ""
