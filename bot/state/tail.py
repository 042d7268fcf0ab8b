"""The part of a talk that the next turn needs: the last turns whole, of older ones the messages and the slots' last values."""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa
from rasa.shared.core.events import ActionExecuted, Restarted, SessionStarted, SlotSet, UserUttered
from sqlalchemy.engine import Connection

# Turns of which every event is read: rules look at the present turn, "that didn't help" at the answer before.
WHOLE_TURNS = 3
# Messages of the person that are read, those of the whole turns among them; the understanding looks back as far as that
# (`bot/nlu/fact_extractor.py`), and so does the action server for the message that a complaint is about.
MESSAGES = 20
_LISTEN = "action_listen"

# For the events after a given one, and for the last events of a kind. With Rasa's own index, on the person alone, PostgreSQL
# reads all that the person ever said.
INDEXES = (
    "CREATE INDEX IF NOT EXISTS ix_events_sender_id_id ON events (sender_id, id)",
    "CREATE INDEX IF NOT EXISTS ix_events_sender_kind_id ON events (sender_id, type_name, action_name, id)",
)


def tail(connection: Connection, events: sa.Table, person: str, slots: Sequence[str]) -> list[str]:
    """What the tracker of a person is made of, as the stored JSON of each event, in the order in which they happened.

    Never from before the session's start or a restart. Replayed, these events leave every slot as all events of the session
    would. At most three queries, each of which reads a number of rows that does not depend on how long the talk is.

    Args:
        connection: to the store.
        events: Rasa's table.
        person: whose talk.
        slots: names of the slots.
    """
    begins = [_last(events, person, kind.type_name) for kind in (SessionStarted, Restarted)]
    listens = _of(events, person, ActionExecuted.type_name, _LISTEN).order_by(events.c.id.desc())
    whole = listens.offset(WHOLE_TURNS).limit(1).scalar_subquery()
    *started, turns = connection.execute(sa.select(*begins, whole)).one()
    begin = max((each for each in started if each is not None), default=0)
    older = _older(connection, events, person, slots, begin, turns) if turns is not None and turns > begin else []
    rest = sa.select(events.c.data).where(events.c.sender_id == person, events.c.id >= max(begin, turns or 0))
    return [*older, *connection.scalars(rest.order_by(events.c.id))]


def _older(
    connection: Connection, events: sa.Table, person: str, slots: Sequence[str], begin: int, turns: int
) -> list[str]:
    """From the session's begin to the whole turns: the last messages, and the event that set each slot last."""
    between = sa.and_(events.c.id >= begin, events.c.id < turns)
    messages = _of(events, person, UserUttered.type_name, None).where(between).order_by(events.c.id.desc())
    wanted = [sa.select(messages.limit(MESSAGES - WHOLE_TURNS).subquery().c.id)]
    wanted += [
        sa.select(sa.func.max(events.c.id)).where(*_kind(events, person, SlotSet.type_name, slot), between)
        for slot in slots
    ]
    found = sa.select(events.c.data).where(events.c.id.in_(sa.union_all(*wanted)))
    return list(connection.scalars(found.order_by(events.c.id)))


def _last(events: sa.Table, person: str, kind: str) -> sa.sql.Select:
    return sa.select(sa.func.max(events.c.id)).where(*_kind(events, person, kind, None)).scalar_subquery()


def _of(events: sa.Table, person: str, kind: str, name: str | None) -> sa.sql.Select:
    return sa.select(events.c.id).where(*_kind(events, person, kind, name))


def _kind(events: sa.Table, person: str, kind: str, name: str | None) -> list[sa.sql.ColumnElement]:
    """Events of a kind; those that have no name have none in the table either, and so the index leads to the last one."""
    named = events.c.action_name.is_(None) if name is None else events.c.action_name == name
    return [events.c.sender_id == person, events.c.type_name == kind, named]
