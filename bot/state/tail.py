"""The part of a talk that the next turn needs: the last turns whole, of older ones the messages and the slots' last values."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

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
    *started, turns = connection.execute(_bounds(events), {"person": person}).one()
    begin = max((each for each in started if each is not None), default=0)
    turns = max(begin, turns or 0)
    span = {"person": person, "begin": begin, "turns": turns}
    older = connection.scalars(_older(events, tuple(slots)), span) if turns > begin else ()
    rest = connection.scalars(_rest(events), {"person": person, "begin": turns})
    return [*older, *rest]


# The statements are made once: with a part for each slot, making one took longer than running it.
@cache
def _bounds(events: sa.Table) -> sa.sql.Select:
    """Where the session and the last restart begin, and where the whole turns do."""
    begins = [
        sa.select(sa.func.max(events.c.id)).where(*_kind(events, kind.type_name, None)).scalar_subquery()
        for kind in (SessionStarted, Restarted)
    ]
    listens = sa.select(events.c.id).where(*_kind(events, ActionExecuted.type_name, _LISTEN))
    return sa.select(*begins, listens.order_by(events.c.id.desc()).offset(WHOLE_TURNS).limit(1).scalar_subquery())


@cache
def _older(events: sa.Table, slots: tuple[str, ...]) -> sa.sql.Select:
    """From the session's begin to the whole turns: the last messages, and the event that set each slot last."""
    between = (events.c.id >= sa.bindparam("begin"), events.c.id < sa.bindparam("turns"))
    messages = sa.select(events.c.id).where(*_kind(events, UserUttered.type_name, None), *between)
    wanted = [sa.select(messages.order_by(events.c.id.desc()).limit(MESSAGES - WHOLE_TURNS).subquery().c.id)]
    if slots:
        # One look into the index for each name: reading all that slots ever were would grow with the talk.
        names = sa.union_all(*(sa.select(sa.literal(slot).label("name")) for slot in slots)).subquery()
        last = sa.select(sa.func.max(events.c.id)).where(*_kind(events, SlotSet.type_name, names.c.name), *between)
        wanted.append(sa.select(last.correlate(names).scalar_subquery()).select_from(names))
    return sa.select(events.c.data).where(events.c.id.in_(sa.union_all(*wanted))).order_by(events.c.id)


@cache
def _rest(events: sa.Table) -> sa.sql.Select:
    """Everything from an event on."""
    mine = (events.c.sender_id == sa.bindparam("person"), events.c.id >= sa.bindparam("begin"))
    return sa.select(events.c.data).where(*mine).order_by(events.c.id)


def _kind(events: sa.Table, kind: str, name: Any) -> list[sa.sql.ColumnElement]:
    """Events of a kind; those that have no name have none in the table either, and so the index leads to the last one."""
    named = events.c.action_name.is_(None) if name is None else events.c.action_name == name
    return [events.c.sender_id == sa.bindparam("person"), events.c.type_name == kind, named]
