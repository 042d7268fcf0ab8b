"""What was said, read from the dialogue's store: the turns of one person, page by page, or the turn of one message."""

from __future__ import annotations

import asyncio
import json
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timezone
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.exc import SQLAlchemyError

from bot.vocabulary import DISTRESS, topic_of

# A message that is sent again was sent lately. With this bound a long talk costs a turn no more than a short one.
RECENT = 200
_NO_END = 2**62
PRIVATE = frozenset({DISTRESS, "delete_my_data"})

# Plain statements: they read the same in every release of SQLAlchemy and on both databases.
_SAID = sa.text(
    "SELECT id, data FROM events WHERE sender_id = :person AND type_name = 'user' AND id < :before "
    "ORDER BY id DESC LIMIT :most"
)
_ANSWERED = sa.text(
    "SELECT id, data FROM events WHERE sender_id = :person AND type_name = 'bot' AND id > :after AND id < :before "
    "ORDER BY id"
)
_UNDER_AN_ID = sa.text(
    "SELECT id, data FROM (SELECT id, data FROM events WHERE sender_id = :person AND type_name = 'user' "
    "ORDER BY id DESC LIMIT :most) AS lately WHERE data LIKE :pattern ESCAPE '!' ORDER BY id"
)
_NEXT = sa.text("SELECT MIN(id) FROM events WHERE sender_id = :person AND type_name = 'user' AND id > :after")


class HistoryUnavailable(Exception):
    """The dialogue's store cannot be read; the cause is chained."""


@dataclass(frozen=True)
class Turn:
    """A message and its replies.

    Attributes:
        id: its place in the store.
        message_id: the id that its sender gave it, or Rasa.
        text: what was sent.
        at: when (UTC).
        replies: replies of the contract, in their order.
        topic: of what it was understood to speak.
        private: whether it may be despair or a wish to be forgotten; nothing is learnt from such a message.
    """

    id: int
    message_id: str
    text: str
    at: datetime
    replies: tuple[dict[str, Any], ...]
    topic: str
    private: bool


class History:
    """The turns in the store. Each question names its person, and only that person's events are read.

    Args:
        engine: of the dialogue's store.
    """

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    async def latest(self, person: str, most: int, before: int | None = None) -> list[Turn]:
        """The last turns, or the last before a place; the oldest first.

        Raises:
            HistoryUnavailable: the store cannot be read.
        """
        return await asyncio.to_thread(self._latest, person, most, before or _NO_END)

    async def turn(self, person: str, message_id: str) -> Turn | None:
        """The turn of a message among the person's last ones; None if it is not there.

        Raises:
            HistoryUnavailable: the store cannot be read.
        """
        return await asyncio.to_thread(self._turn, person, message_id)

    def _latest(self, person: str, most: int, before: int) -> list[Turn]:
        try:
            with self.engine.connect() as connection:
                said = connection.execute(_SAID, {"person": person, "before": before, "most": most}).fetchall()
                return _turns(connection, person, said[::-1], before)
        except SQLAlchemyError as error:
            raise HistoryUnavailable from error

    def _turn(self, person: str, message_id: str) -> Turn | None:
        named = {"person": person, "most": RECENT, "pattern": _pattern(message_id)}
        try:
            with self.engine.connect() as connection:
                found = connection.execute(_UNDER_AN_ID, named).fetchall()
                # The pattern only narrows: the same words may stand in what somebody wrote.
                said = [row for row in found if json.loads(row[1]).get("message_id") == message_id][:1]
                if not said:
                    return None
                following = connection.execute(_NEXT, {"person": person, "after": said[0][0]}).scalar()
                return _turns(connection, person, said, following or _NO_END)[0]
        except SQLAlchemyError as error:
            raise HistoryUnavailable from error


def _pattern(message_id: str) -> str:
    stored = f'"message_id": {json.dumps(message_id)}'
    return "%" + "".join(f"!{sign}" if sign in "!%_" else sign for sign in stored) + "%"


def _turns(connection: Connection, person: str, said: Sequence[Any], before: int) -> list[Turn]:
    """The messages with the replies that came after each and before the next."""
    if not said:
        return []
    places = [row[0] for row in said]
    answered = connection.execute(_ANSWERED, {"person": person, "after": places[0], "before": before})
    replies: list[list[dict[str, Any]]] = [[] for _ in places]
    for place, data in answered:
        reply = (json.loads(data).get("data") or {}).get("custom")
        if isinstance(reply, dict) and "id" in reply:
            replies[bisect_right(places, place) - 1].append(reply)
    return [_made(row, given) for row, given in zip(said, replies, strict=True)]


def _made(row: Any, replies: list[dict[str, Any]]) -> Turn:
    event = json.loads(row[1])
    read = event.get("parse_data") or {}
    topic = topic_of(str((read.get("intent") or {}).get("name") or "out_of_scope"))
    about = {topic, *(read.get("also") or ()), *(read.get("unsure") or ())}
    return Turn(
        id=row[0],
        message_id=str(event.get("message_id") or ""),
        text=str(event.get("text") or ""),
        at=datetime.fromtimestamp(float(event.get("timestamp") or 0), timezone.utc),
        replies=tuple(replies),
        topic=topic,
        private=bool(read.get("private")) or bool(about & PRIVATE),
    )
