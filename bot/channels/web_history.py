"""A page of history as the web channel gives it: what the person wrote, for a button what stood on it."""

from __future__ import annotations

import re
from typing import Any

from bot.channels.web_reading import iso
from bot.state.history import History, Turn


async def page(history: History, person: str, limit: int, before: int | None) -> dict[str, Any]:
    """The last turns before a place, the oldest first, and where the page before them ends.

    Raises:
        bot.state.history.HistoryUnavailable: the store cannot be read.
    """
    # One more than is asked for: it tells whether there are older ones, and the first message may be one of its buttons.
    found = await history.latest(person, limit + 1, before)
    turns, titles = [], dict[str, str]()
    for turn in found:
        turns.append(_shown(turn, titles))
        titles |= {_bare(each["payload"]): each["title"] for reply in turn.replies for each in reply.get("next") or ()}
    more = len(found) > limit
    return {"turns": turns[-limit:], "before": found[-limit].id if more else None}


def _shown(turn: Turn, titles: dict[str, str]) -> dict[str, Any]:
    is_button = turn.text.startswith("/")
    return {
        "message_id": turn.message_id,
        "text": titles.get(_bare(turn.text), turn.text) if is_button else turn.text,
        "payload": turn.text if is_button else None,
        "at": iso(turn.at),
        "replies": list(turn.replies),
    }


def _bare(payload: str) -> str:
    """A payload as it can be compared: the guard writes its JSON without spaces."""
    return re.sub(r"\s", "", payload)
