"""Asks the action server for the messages that were kept to learn from, and tells it which are dealt with."""

from __future__ import annotations

import http.client
import json
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

SECONDS = 30


class ReviewFailed(Exception):
    """The action server gave no answer that can be used; the message says why and what can be done."""


@dataclass(frozen=True)
class Kept:
    """A message as the action server kept it: scrubbed, and bound to nobody."""

    id: int
    text: str
    why: str
    topic: str
    count: int


@dataclass(frozen=True)
class ReviewClient:
    """A running action server.

    Attributes:
        url: its address.
        secret: what it wants to be shown.
    """

    url: str
    secret: str

    def messages(self) -> list[tuple[Kept, dict[str, Any]]]:
        """The kept messages, most frequent first, each as an object and as it came.

        Raises:
            ReviewFailed: they cannot be had.
        """
        try:
            return [
                (Kept(each["id"], each["text"], each["why"], each["topic"], each["count"]), each)
                for each in self._ask("/review")["messages"]
            ]
        except (KeyError, TypeError):
            raise ReviewFailed(f"what answers at {self.url} is no action server of this release") from None

    def done(self, ids: Sequence[int]) -> None:
        """Let messages be forgotten that were taken or dropped.

        Raises:
            ReviewFailed: they could not be forgotten.
        """
        self._ask("/review/done", {"ids": list(ids)})

    def _ask(self, path: str, body: dict[str, Any] | None = None) -> dict[str, Any]:
        if urllib.parse.urlsplit(self.url).scheme not in ("http", "https"):
            raise ReviewFailed(f'"{self.url}" is no address; one like http://127.0.0.1:5055 is expected')
        data = None if body is None else json.dumps(body).encode()
        try:
            request = urllib.request.Request(  # noqa: S310  # an address that the maintainer chose
                f"{self.url}{path}",
                data=data,
                headers={"X-Advisor-Secret": self.secret, "Content-Type": "application/json"},
            )
            with urllib.request.urlopen(request, timeout=SECONDS) as answer:  # noqa: S310
                content: dict[str, Any] = json.load(answer)
        except urllib.error.HTTPError as error:
            raise ReviewFailed(self._refusal(error)) from None
        except (OSError, ValueError, http.client.HTTPException) as error:
            raise ReviewFailed(f"the action server at {self.url} cannot be reached ({error})") from None
        return content

    def _refusal(self, error: urllib.error.HTTPError) -> str:
        if error.code == 403:
            return f"the action server at {self.url} does not take this secret; set ADVISOR_SECRET to the one that it was started with"
        try:
            said = json.load(error)["error"]
        except (ValueError, KeyError, TypeError, OSError):
            said = f"status {error.code}"
        return f"the action server at {self.url} refused: {said}"
