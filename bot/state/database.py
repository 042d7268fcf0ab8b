"""Opens the dialogue's database by a file's path or by an address, with connections that are tried before use."""

from __future__ import annotations

import logging
import time
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.engine import URL, Engine
from sqlalchemy.exc import OperationalError

logger = logging.getLogger(__name__)

CONNECT_SECONDS = 3
MOST_CONNECTIONS = 10
# A database that starts together with us may need a moment.
START_SECONDS = 20.0


class Unreachable(ConnectionError):
    """The database does not answer; the message says which and why."""


def address_of(db: str) -> URL:
    """The SQLAlchemy address of what ADVISOR_DIALOGUE_DB names.

    A PostgreSQL address is opened with psycopg2, whatever driver it names: that is the one which Rasa brings, and so one
    address can serve the dialogue and the profile store, which has a driver of its own.

    Args:
        db: a file for SQLite, or an address.

    Raises:
        ValueError: an address that cannot be read, or of another kind of database.
    """
    if "://" not in db:
        return sa.engine.make_url(f"sqlite:///{db}")
    try:
        url = sa.engine.make_url(db)
    except (sa.exc.ArgumentError, ValueError):
        # Without the address itself: it may hold a password.
        raise ValueError(_expected("an address that cannot be read")) from None
    kind = url.drivername.partition("+")[0]
    if kind == "sqlite":
        return url.set(drivername="sqlite")
    if kind in ("postgresql", "postgres"):
        return url.set(drivername="postgresql+psycopg2")
    raise ValueError(_expected(f'an address of the kind "{kind}"'))


def _expected(found: str) -> str:
    return f"ADVISOR_DIALOGUE_DB is {found}; a file's path or postgresql://user:password@host:5432/database is expected"


def is_server(engine: Engine) -> bool:
    """Whether the database is a server that can be away for a moment, not a file."""
    return bool(engine.dialect.name != "sqlite")


def open_database(db: str) -> Engine:
    """An engine with checked connections and short waits; the folder of a file is made.

    Raises:
        Unreachable: a server does not answer within START_SECONDS.
        ValueError: `db` cannot be used; the message says what is expected.
    """
    url = address_of(db)
    if url.drivername == "sqlite":
        Path(url.database or "").parent.mkdir(parents=True, exist_ok=True)
        return sa.create_engine(
            url, pool_pre_ping=True, connect_args={"timeout": CONNECT_SECONDS}, hide_parameters=True, future=True
        )
    limits = {"pool_size": 5, "max_overflow": MOST_CONNECTIONS - 5, "pool_timeout": 5, "pool_recycle": 1800}
    waits = {"connect_timeout": CONNECT_SECONDS}
    # An error must not tell the parameters of a statement: they are what a person wrote.
    settings = {"pool_pre_ping": True, "hide_parameters": True, "future": True}
    engine = sa.create_engine(url, connect_args=waits, **settings, **limits)
    _wait_for(engine)
    return engine


def _wait_for(engine: Engine) -> None:
    """The stock store waits for a database without end and says so to nobody."""
    until = time.monotonic() + START_SECONDS
    while True:
        try:
            engine.connect().close()
            return
        except OperationalError as error:
            if time.monotonic() > until:
                raise Unreachable(f"the dialogue's database {engine.url!r} does not answer: {error.orig}") from None
            logger.warning("the dialogue's database does not answer yet")
            time.sleep(0.5)
