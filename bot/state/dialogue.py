"""The dialogues in the store as rows: read for a copy, erased with their person, and when each person wrote last. Needs no Rasa."""

from __future__ import annotations

import json
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Engine
from sqlalchemy.exc import SQLAlchemyError

from bot.state.database import Unreachable, address_of, open_database

EVENTS = sa.table(
    "events",
    sa.column("id"),
    sa.column("sender_id"),
    sa.column("type_name"),
    sa.column("timestamp"),
    sa.column("data"),
)
SPEAKERS = {"user": "you", "bot": "advisor"}


class DialogueUnavailable(Exception):
    """The dialogue's store cannot be read, or still holds what was to be erased; the cause is chained."""


class Dialogues:
    """All dialogues.

    Args:
        engine: of the dialogue's store.
    """

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    def said(self, person: str) -> list[dict[str, Any]]:
        """Every message of a person and every reply to them, in their order, with the moment of each (UTC).

        Raises:
            DialogueUnavailable: the store cannot be read.
        """
        query = sa.select(EVENTS.c.data).where(EVENTS.c.sender_id == person, EVENTS.c.type_name.in_(SPEAKERS))
        try:
            with self.engine.connect() as connection:
                rows = connection.execute(query.order_by(EVENTS.c.id)).all()
        except SQLAlchemyError as error:
            raise DialogueUnavailable from error
        return [_line(json.loads(row[0])) for row in rows]

    def erase(self, person: str) -> None:
        """Remove every event of a person; SQLite's files then hold nothing of them.

        Raises:
            DialogueUnavailable: something may still be held, in the table or in the file.
        """
        try:
            with self.engine.begin() as connection:
                connection.execute(sa.delete(EVENTS).where(EVENTS.c.sender_id == person))
            if self.engine.dialect.name == "sqlite":
                with self.engine.connect() as connection:
                    busy = connection.execute(sa.text("PRAGMA wal_checkpoint(TRUNCATE)")).one()[0]
                if busy:
                    raise DialogueUnavailable("a reader holds on to what was deleted")
        except SQLAlchemyError as error:
            raise DialogueUnavailable from error

    def last_said(self) -> dict[str, datetime]:
        """When each person's dialogue went on last.

        Raises:
            DialogueUnavailable: the store cannot be read.
        """
        query = sa.select(EVENTS.c.sender_id, sa.func.max(EVENTS.c.timestamp)).group_by(EVENTS.c.sender_id)
        try:
            with self.engine.connect() as connection:
                return {person: _moment(at) for person, at in connection.execute(query)}
        except SQLAlchemyError as error:
            raise DialogueUnavailable from error


def open_dialogues(db: str) -> Dialogues:
    """The dialogues of a database that is there already.

    Args:
        db: what ADVISOR_DIALOGUE_DB names: a file or an address.

    Raises:
        DialogueUnavailable: there is no such file, or the database does not answer.
    """
    try:
        address = address_of(db)
        if address.drivername == "sqlite" and not Path(address.database or "").is_file():
            raise DialogueUnavailable(f"there is no dialogue store at {address.database}")
        engine = open_database(db)
    except (Unreachable, ValueError) as error:
        raise DialogueUnavailable(str(error)) from None
    overwrite_what_is_deleted(engine)
    return Dialogues(engine)


def overwrite_what_is_deleted(engine: Engine) -> None:
    """Let SQLite put zeros where it deletes; else the words stay in the file until something else takes the room."""
    if engine.dialect.name == "sqlite":
        sa.event.listen(engine, "connect", lambda connection, _: connection.execute("PRAGMA secure_delete=ON"))


def _line(event: dict[str, Any]) -> dict[str, Any]:
    moment = _moment(event.get("timestamp") or 0).isoformat()
    return {"at": moment, "who": SPEAKERS[event["event"]], "text": str(event.get("text") or "")}


def _moment(timestamp: float) -> datetime:
    return datetime.fromtimestamp(timestamp, timezone.utc).replace(microsecond=0)
