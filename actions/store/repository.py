"""The one door to the profile store."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, delete, event, select, text, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import make_url
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from actions.profile import Change, Profile, Stated
from actions.store import message_writers
from actions.store.models import Base, FactRow, PersonRow

# Words kept beside a fact: enough to recognize one's own sentence, not a second copy of the talk.
WORDS_KEPT = 200
BUSY_SECONDS = 5


class StoreUnavailable(Exception):
    """The store cannot be reached or refuses; the cause is chained."""


class ProfileStore:
    """Profiles by person key.

    Args:
        url: an SQLAlchemy address, `sqlite:///path` or `postgresql+psycopg://…`.
    """

    def __init__(self, url: str) -> None:
        self.engine = _engine(url)

    def profile(self, key: str) -> Profile:
        """What is held of a person; an empty profile for somebody new.

        Raises:
            StoreUnavailable: the store cannot be read.
        """
        query = select(FactRow).join(PersonRow, PersonRow.id == FactRow.person_id).where(PersonRow.key == key)
        try:
            with Session(self.engine) as session:
                rows = session.scalars(query.order_by(FactRow.name)).all()
                return Profile({row.name: Stated(row.value, row.words, row.stated_at) for row in rows})
        except SQLAlchemyError as error:
            raise StoreUnavailable from error

    def state(self, key: str, facts: Mapping[str, Stated], forget: Collection[str] = ()) -> list[Change]:
        """Keep what a message stated, all of it or none, and say what was held before.

        Args:
            key: whose facts.
            facts: what was stated, by name.
            forget: facts that no longer hold because of it.

        Each fact is written on its own row, so two messages at once that state different facts both last.

        Raises:
            StoreUnavailable: nothing was written.
        """
        if not facts:
            return []
        try:
            with Session(self.engine) as session, session.begin():
                person = self._person(session, key)
                held = {
                    row.name: row.value for row in session.scalars(select(FactRow).where(FactRow.person_id == person))
                }
                for name, stated in facts.items():
                    self._keep(session, person, name, stated)
                if forget:
                    gone = (FactRow.person_id == person, FactRow.name.in_(forget))
                    session.execute(delete(FactRow).where(*gone))
                return [Change(name, held.get(name), stated.value) for name, stated in facts.items()]
        except SQLAlchemyError as error:
            raise StoreUnavailable from error

    def erase(self, key: str) -> None:
        """Forget a person altogether, with what they wrote that was kept to learn from; SQLite's file then holds nothing of it.

        Raises:
            StoreUnavailable: something may still be held, in the tables or in the file.
        """
        try:
            with Session(self.engine) as session, session.begin():
                person = session.scalars(select(PersonRow.id).where(PersonRow.key == key)).one_or_none()
                if person is not None:
                    message_writers.remove_of(session, person)
                session.execute(delete(PersonRow).where(PersonRow.key == key))
            self._cut_log()
        except SQLAlchemyError as error:
            raise StoreUnavailable from error

    def may_keep_messages(self, key: str) -> bool:
        """Whether a person lets us keep messages to learn from; yes for somebody who never said.

        Raises:
            StoreUnavailable: the store cannot be read.
        """
        query = select(PersonRow.may_keep_messages).where(PersonRow.key == key)
        try:
            with Session(self.engine) as session:
                return session.scalars(query).one_or_none() is not False
        except SQLAlchemyError as error:
            raise StoreUnavailable from error

    def let_keep_messages(self, key: str, allowed: bool) -> None:
        """Hold to what a person said about keeping messages; who refuses has those forgotten that were kept before.

        Raises:
            StoreUnavailable: nothing was written.
        """
        try:
            with Session(self.engine) as session, session.begin():
                person = self._person(session, key)
                if not allowed:
                    message_writers.remove_of(session, person)
                session.execute(update(PersonRow).where(PersonRow.id == person).values(may_keep_messages=allowed))
        except SQLAlchemyError as error:
            raise StoreUnavailable from error

    def ping(self) -> None:
        """Prove that the store can be read.

        Raises:
            StoreUnavailable: it cannot.
        """
        try:
            with self.engine.connect() as connection:
                connection.execute(text("SELECT 1 FROM people LIMIT 1"))
        except SQLAlchemyError as error:
            raise StoreUnavailable from error

    def _cut_log(self) -> None:
        """Write SQLite's log back and cut it to nothing: until then it holds what was deleted."""
        if self.engine.dialect.name != "sqlite":
            return
        with self.engine.connect() as connection:
            busy, *_ = connection.execute(text("PRAGMA wal_checkpoint(TRUNCATE)")).one()
        if busy:
            raise StoreUnavailable("a reader holds on to what was deleted")

    def _person(self, session: Session, key: str) -> int:
        return person_row(session, key)

    def _keep(self, session: Session, person: int, name: str, stated: Stated) -> None:
        new = {"value": stated.value, "words": stated.words[:WORDS_KEPT], "stated_at": stated.at}
        insert = insert_into(self.engine, FactRow).values(person_id=person, name=name, **new)
        session.execute(insert.on_conflict_do_update(index_elements=["person_id", "name"], set_=new))


def person_row(session: Session, key: str) -> int:
    """The number of a person's row, which is made if there is none."""
    insert = insert_into(session.get_bind(), PersonRow).values(key=key, first_seen=datetime.now(UTC))
    session.execute(insert.on_conflict_do_nothing(index_elements=["key"]))
    return session.scalars(select(PersonRow.id).where(PersonRow.key == key)).one()


def insert_into(engine: Engine | Connection, row: type[Base]) -> Any:
    """An insert that knows `on_conflict`, in the words of this store's database."""
    dialect = postgresql if engine.dialect.name == "postgresql" else sqlite
    return dialect.insert(row)


def _engine(url: str) -> Engine:
    address = make_url(url)
    if address.get_backend_name() != "sqlite":
        return create_engine(
            address, pool_pre_ping=True, pool_recycle=1800, pool_size=5, max_overflow=5, hide_parameters=True
        )
    if address.database and address.database != ":memory:":
        Path(address.database).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(address, connect_args={"timeout": BUSY_SECONDS}, hide_parameters=True)
    event.listen(engine, "connect", _prepare_sqlite)
    return engine


def _prepare_sqlite(connection: Any, _record: object) -> None:
    """Readers beside a writer (WAL), erasing a person takes the facts along, and what is deleted is overwritten."""
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.execute("PRAGMA secure_delete=ON")
    cursor.close()
