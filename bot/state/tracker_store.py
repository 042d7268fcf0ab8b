"""Rasa's SQL tracker store: a long talk costs what a short one costs, and a database restart loses no turn."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

import sqlalchemy as sa
from rasa.core.tracker_store import SQLTrackerStore
from rasa.shared.core.events import Event
from rasa.shared.core.trackers import DialogueStateTracker
from sqlalchemy.engine import Connection
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from bot.state.database import MOST_CONNECTIONS, is_server, open_database
from bot.state.dialogue import Dialogues, overwrite_what_is_deleted
from bot.state.tail import INDEXES, tail

# After these pauses a server database that did not answer is tried again: a restart takes it away for a second or two.
PAUSES = (0.1, 0.2, 0.4, 0.8, 1.6)
# An attribute of an event object that says that its row is in the store.
_STORED = "stored_by_us"

T = TypeVar("T")


class CheckedTrackerStore(SQLTrackerStore):
    """The stock store, except for what one turn reads, how it writes, and how it holds its connections.

    - **Reading** takes the tail of the talk that the dialogue still needs (`bot/state/tail.py`), not all of it. Rasa
      rebuilds, copies and replays the whole tracker several times a turn and sends it to the action server, so a tail
      bounds all of these at once. The stock store's turn grew from 33 ms to 140 ms by turn 150. A session boundary
      appended now and then is flat as well, but it writes events that nobody caused, has to carry each slot, and to Rasa
      it is the beginning of a talk.
    - **Writing** adds the events that this store has not read or written before. The stock store counts rows and takes the
      tracker's events after as many; with a tail that count means nothing, and when two servers write for one person it
      drops events.
    - **Connections** are tried before use, waits are short, and work on the database runs beside the event loop, so that
      one slow write holds up one person only. A server database that is restarted in the middle of a turn is tried
      again for three seconds. With the stock engine the first turn after a restart was not stored at all.

    Old rows stay: they are the person's history, exported and deleted by the person's key, and cost a turn nothing.

    Args:
        domain: Rasa's domain, for its slots.
        db: a file for SQLite, or an address such as `postgresql://user:password@host:5432/database`.
        settings: what Rasa passes besides.

    Raises:
        bot.state.database.Unreachable: the database did not answer within the first seconds.
    """

    def __init__(self, domain: Any = None, db: str = "var/dialogue.db", **settings: Any) -> None:
        checked = open_database(db)
        overwrite_what_is_deleted(checked)
        self.dialogues = Dialogues(checked)
        # Rasa makes its own engine from the address, creates the table with it, and is then given ours.
        settings["host"] = checked.url.render_as_string(hide_password=False)
        super().__init__(domain, **settings)
        self.engine.dispose()
        self.engine = checked
        self.sessionmaker = sa.orm.session.sessionmaker(bind=self.engine)
        # SQLite lets one write at a time; threads that wait for each other there can wait too long, in a queue none does.
        self._threads = ThreadPoolExecutor(MOST_CONNECTIONS if is_server(checked) else 1, "dialogue-store")
        self._make_indexes()

    def ping(self) -> bool:
        """Whether the database answers."""
        try:
            with self.engine.connect() as connection:
                connection.execute(sa.text("SELECT 1 FROM events LIMIT 1"))
        except SQLAlchemyError:
            return False
        return True

    def erase(self, sender_id: str) -> None:
        """Remove every event of a person, from the file too.

        Raises:
            bot.state.dialogue.DialogueUnavailable: something may still be held.
        """
        self.dialogues.erase(sender_id)

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Add what is new in a tracker, all of it or nothing.

        Raises:
            sqlalchemy.exc.SQLAlchemyError: nothing was written.
        """
        await self.stream_events(tracker)
        new = [event for event in tracker.events if not getattr(event, _STORED, False)]
        if new:
            rows = [_row(tracker.sender_id, event) for event in new]
            await self._beside_the_loop(lambda connection: connection.execute(sa.insert(self.SQLEvent.__table__), rows))
            _mark(new)

    async def _retrieve(self, sender_id: str, fetch_events_from_all_sessions: bool) -> DialogueStateTracker | None:
        """The tail of a talk, or with `fetch_events_from_all_sessions` all of it; None if there is none."""
        if self.domain is None:
            return None
        slots = [slot.name for slot in self.domain.slots]

        def read(connection: Connection) -> list[str]:
            if fetch_events_from_all_sessions:
                table = self.SQLEvent.__table__
                every = sa.select(table.c.data).where(table.c.sender_id == sender_id).order_by(table.c.id)
                return list(connection.scalars(every))
            return tail(connection, self.SQLEvent.__table__, sender_id, slots)

        found = await self._beside_the_loop(read)
        if not found:
            return None
        tracker = DialogueStateTracker.from_dict(sender_id, [json.loads(data) for data in found], self.domain.slots)
        _mark(tracker.events)
        return tracker

    async def _beside_the_loop(self, work: Callable[[Connection], T]) -> T:
        """Run work in a transaction of its own, in a thread; again after a pause if a server database is away.

        If the connection breaks in the very moment of the commit, nobody can know whether it took place, and the work is
        done again: an event that is there twice does less harm than a turn that is lost.
        """

        def once() -> T:
            with self.engine.begin() as connection:
                return work(connection)

        loop = asyncio.get_running_loop()
        for pause in PAUSES if is_server(self.engine) else ():
            try:
                return await loop.run_in_executor(self._threads, once)
            except DBAPIError as error:
                # A fault of the connection; one of the statement would come again.
                if not isinstance(error, sa.exc.OperationalError) and not error.connection_invalidated:
                    raise
                await asyncio.sleep(pause)
        return await loop.run_in_executor(self._threads, once)

    def _make_indexes(self) -> None:
        """What the tail is found by. An older store gets them when it is opened."""
        for statement in INDEXES:
            try:
                with self.engine.begin() as connection:
                    connection.execute(sa.text(statement))
            except SQLAlchemyError:
                # Another server that starts at the same moment makes the same one; if it is there now all is well.
                with self.engine.begin() as connection:
                    connection.execute(sa.text(statement))


def _row(sender_id: str, event: Event) -> dict[str, Any]:
    data = event.as_dict()
    return {
        "sender_id": sender_id,
        "type_name": event.type_name,
        "timestamp": data.get("timestamp"),
        "intent_name": data.get("parse_data", {}).get("intent", {}).get("name"),
        # Of a slot's event this is the slot's name.
        "action_name": data.get("name"),
        "data": json.dumps(data),
    }


def _mark(events: Iterable[Event]) -> None:
    for event in events:
        setattr(event, _STORED, True)
