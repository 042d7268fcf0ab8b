"""Why a request of the web channel is not answered: a status, one sentence for the person, and when to try again."""

from __future__ import annotations

import math


class Refused(Exception):
    """A request that is not answered.

    Args:
        status: the HTTP status.
        sentence: what the person is told.
        wait: after how many seconds to try again, where that helps.
    """

    def __init__(self, status: int, sentence: str, wait: float | None = None) -> None:
        super().__init__(sentence)
        self.status, self.sentence = status, sentence
        self.headers = {} if wait is None else {"Retry-After": str(max(1, math.ceil(wait)))}


def too_many(wait: float, what: str = "messages") -> Refused:
    """What is said to somebody who is too quick."""
    seconds = max(1, math.ceil(wait))
    plural = "" if seconds == 1 else "s"
    return Refused(429, f"That was many {what} at once. Please wait {seconds} second{plural} and try again.", wait)
