"""Who wrote which of the messages to learn from, for one use alone: that they go when the person goes or refuses."""

from __future__ import annotations

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from actions.store.models import MessageWriterRow, UnclearMessageRow


def note(session: Session, message: int, person: int) -> None:
    """Count that a person wrote a message."""
    row = session.get(MessageWriterRow, (message, person))
    if row is None:
        session.add(MessageWriterRow(message_id=message, person_id=person, count=1))
    else:
        row.count += 1


def remove_of(session: Session, person: int) -> None:
    """Forget what a person wrote; a message that others wrote too stays, with their count alone."""
    rows = session.scalars(select(MessageWriterRow).where(MessageWriterRow.person_id == person)).all()
    for row in rows:
        message = UnclearMessageRow.id == row.message_id
        session.execute(update(UnclearMessageRow).where(message).values(count=UnclearMessageRow.count - row.count))
        session.execute(delete(UnclearMessageRow).where(message, UnclearMessageRow.count <= 0))
    session.execute(delete(MessageWriterRow).where(MessageWriterRow.person_id == person))
