"""Messages kept to learn from: scrubbed before they come here, and bound to no person."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, date, datetime

from sqlalchemy import CursorResult, Engine, delete, func, select
from sqlalchemy.orm import Session

from actions.store import message_writers
from actions.store.connections import insert_into, locked, reading, writing
from actions.store.models import UnclearMessageRow

# Enough for months of use; beyond it the ones not seen for longest go, so nobody can fill the disk with nonsense. Days are long:
# of those last seen on the same day the rarest go first.
MOST_KEPT = 5000
LONGEST = 300


@dataclass(frozen=True)
class UnclearMessage:
    """A kept message.

    Attributes:
        why: `not_understood` or `unhelpful`.
        topic: what it was taken for.
        count: how often it came, case, spaces and the marks at its end aside.
        first_seen: the day (UTC) on which it came first; no time, by which it could be found again in other records.
        last_seen: the day on which it came last.
    """

    id: int
    text: str
    why: str
    topic: str
    count: int
    first_seen: date
    last_seen: date


class UnclearMessages:
    """The kept messages of a store.

    Args:
        engine: of the profile store.
    """

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    def keep(self, text: str, why: str, topic: str, now: datetime, person: str) -> None:
        """Keep a scrubbed message, or count it if one like it is kept; of the moment only the day (UTC) is kept.

        Of who wrote it only their row's number is kept beside it, so that it goes when they go.

        Raises:
            StoreUnavailable: nothing was written.
        """
        day = now.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
        new = {"form": form(text), "text": text[:LONGEST], "why": why, "topic": topic}
        insert = insert_into(self.engine, UnclearMessageRow).values(**new, count=1, first_seen=day, last_seen=day)
        counted = {"count": UnclearMessageRow.count + 1, "topic": topic, "last_seen": day}
        with writing(self.engine) as session:
            kept = insert.on_conflict_do_update(index_elements=["form", "why"], set_=counted)
            message = session.scalars(kept.returning(UnclearMessageRow.id)).one()
            message_writers.note(session, message, locked(session, person, now).id)
            session.flush()
            self._trim(session)

    def most_frequent(self, limit: int = 200) -> list[UnclearMessage]:
        """The kept messages, those that came most often first, and of these the latest first.

        Raises:
            StoreUnavailable: the store cannot be read.
        """
        row = UnclearMessageRow
        query = select(row).order_by(row.count.desc(), row.last_seen.desc(), row.id.desc()).limit(limit)
        with reading(self.engine) as session:
            return [_shown(each) for each in session.scalars(query)]

    def remove(self, ids: Collection[int]) -> int:
        """Forget messages that were dealt with; how many of them there were.

        Raises:
            StoreUnavailable: nothing was removed.
        """
        with writing(self.engine) as session:
            done = session.execute(delete(UnclearMessageRow).where(UnclearMessageRow.id.in_(ids)))
            return done.rowcount if isinstance(done, CursorResult) else 0

    def _trim(self, session: Session) -> None:
        row = UnclearMessageRow
        surplus = session.scalars(select(func.count()).select_from(row)).one() - MOST_KEPT
        if surplus > 0:
            oldest = select(row.id).order_by(row.last_seen, row.count, row.id).limit(surplus)
            session.execute(delete(row).where(row.id.in_(oldest.scalar_subquery())))


def _shown(row: UnclearMessageRow) -> UnclearMessage:
    days = (each.astimezone(UTC).date() for each in (row.first_seen, row.last_seen))
    return UnclearMessage(row.id, row.text, row.why, row.topic, row.count, *days)


def form(text: str) -> str:
    """What near-identical messages share: case, spaces and the marks at the end aside."""
    plain = " ".join(text.casefold().split())
    return (plain.strip(" .!?") or plain)[:LONGEST]
