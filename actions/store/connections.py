"""How the store's database is opened, read and written: many writers at once, from several processes, on SQLite as on PostgreSQL."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import make_url
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from actions.store.models import Base, PersonRow

# How long a writer waits for another one: less than a turn may take, so that who waits in vain is told so.
BUSY_SECONDS = 8
_LOOK_AGAIN_SECONDS = 0.02
POSTGRESQL = ("postgresql", "postgres")


class StoreUnavailable(Exception):
    """The store cannot be reached or refuses; the cause is chained."""


def open_engine(url: str) -> Engine:
    """The engine for an SQLAlchemy address: `sqlite:///path`, or `postgresql://user@host/name` in any of its spellings.

    Raises:
        sqlalchemy.exc.ArgumentError: it is no such address.
    """
    address = make_url(url)
    if address.get_backend_name() in POSTGRESQL:
        return _postgresql(address)
    if address.database and address.database != ":memory:":
        Path(address.database).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(address, connect_args={"timeout": BUSY_SECONDS}, hide_parameters=True)
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


@contextmanager
def writing(engine: Engine) -> Iterator[Session]:
    """A transaction that writes: all of it or nothing.

    On SQLite it holds the one write lock from its first moment on. Begun as a reader, it could read, be overtaken by
    another writer, and then be refused.

    Raises:
        StoreUnavailable: nothing was written.
    """
    try:
        with Session(engine) as session, session.begin():
            yield session
    except SQLAlchemyError as error:
        raise StoreUnavailable from error


@contextmanager
def reading(engine: Engine) -> Iterator[Session]:
    """A look at the store that waits for no writer.

    Raises:
        StoreUnavailable: the store cannot be read.
    """
    try:
        with Session(engine.execution_options(reading=True)) as session:
            yield session
    except SQLAlchemyError as error:
        raise StoreUnavailable from error


def locked(session: Session, key: str, now: datetime) -> PersonRow:
    """The row of a person, made if there is none, and held: until the transaction ends nobody else writes about them.

    Args:
        session: one of `writing`.
        key: who.
        now: when they were seen first, if that is now.
    """
    engine = session.get_bind()
    insert = insert_into(engine, PersonRow).values(key=key, first_seen=now)
    session.execute(insert.on_conflict_do_nothing(index_elements=["key"]))
    # PostgreSQL locks the row; SQLite knows no such words and needs none, as the transaction has the whole file.
    return session.scalars(select(PersonRow).where(PersonRow.key == key).with_for_update()).one()


def cut_log(engine: Engine) -> None:
    """Write SQLite's log back and cut it to nothing: until then it holds what was deleted.

    Raises:
        StoreUnavailable: a reader holds on to what was deleted.
    """
    if engine.dialect.name != "sqlite":
        return
    try:
        # Not within a transaction: the log could not be cut then.
        with closing(engine.raw_connection()) as connection:
            busy, *_ = connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    except (SQLAlchemyError, sqlite3.Error) as error:
        raise StoreUnavailable from error
    if busy:
        raise StoreUnavailable("a reader holds on to what was deleted")


def insert_into(engine: Engine | Connection, row: type[Base]) -> Any:
    """An insert that knows `on_conflict`, in the words of this store's database."""
    dialect = postgresql if engine.dialect.name == "postgresql" else sqlite
    return dialect.insert(row)


def _postgresql(address: URL) -> Engine:
    """A short wait for a server that is away: the person is told within the turn."""
    return create_engine(
        address.set(drivername="postgresql+psycopg"),
        pool_pre_ping=True,
        pool_recycle=1800,
        pool_size=5,
        max_overflow=5,
        pool_timeout=5,
        connect_args={"connect_timeout": 3},
        # An error must not tell the parameters of a statement: they are what a person wrote.
        hide_parameters=True,
    )


def _prepare_sqlite(connection: Any, _record: object) -> None:
    """Readers beside a writer (WAL), erasing a person takes along what is known of them, and what is deleted is overwritten."""
    # Python's own transactions begin late and as readers; ours are begun by `_begin_sqlite`.
    connection.isolation_level = None
    cursor = connection.cursor()
    _write_ahead(cursor)
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.execute("PRAGMA secure_delete=ON")
    cursor.close()


def _write_ahead(cursor: sqlite3.Cursor) -> None:
    """Switch the file to WAL, once: it stays so, and saying it again would wait for whoever writes.

    Of two processes that open a new file in the same moment, SQLite refuses one at once, whatever it is told to wait.
    """
    until = time.monotonic() + BUSY_SECONDS
    while cursor.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
        try:
            cursor.execute("PRAGMA journal_mode=WAL")
            return
        except sqlite3.OperationalError:
            if time.monotonic() > until:
                raise
            time.sleep(_LOOK_AGAIN_SECONDS)


def _begin_sqlite(connection: Connection) -> None:
    """Whoever does not say that it only reads has the write lock at once."""
    reads = connection.get_execution_options().get("reading", False)
    connection.exec_driver_sql("BEGIN" if reads else "BEGIN IMMEDIATE")
