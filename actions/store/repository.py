"""The one door to the profile store."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from datetime import UTC, datetime

from sqlalchemy import delete, select, text, update
from sqlalchemy.orm import Session

from actions.facts import Value
from actions.profile import WORDS_GONE, Change, Profile, Stated
from actions.store import message_writers
from actions.store.connections import StoreUnavailable, cut_log, insert_into, locked, open_engine, reading, writing
from actions.store.history import PRACTICE, History, keep_scores, practice_of, without
from actions.store.models import FactRow, PersonRow

__all__ = ["Join", "ProfileStore", "StoreUnavailable", "insert_into"]

# Words kept beside a fact: enough to recognize one's own sentence, not a second copy of the talk.
WORDS_KEPT = 200
# Makes the value to hold of the one held before (None if there is none) and the one stated.
Join = Callable[[Value | None, Value], Value]


class ProfileStore:
    """Profiles by person key.

    Args:
        url: an SQLAlchemy address, `sqlite:///path` or `postgresql+psycopg://…`.
    """

    def __init__(self, url: str) -> None:
        self.engine = open_engine(url)
        self.history = History(self.engine)

    def profile(self, key: str) -> Profile:
        """What is held of a person; an empty profile for somebody new.

        Raises:
            StoreUnavailable: the store cannot be read.
        """
        query = select(FactRow).join(PersonRow, PersonRow.id == FactRow.person_id).where(PersonRow.key == key)
        with reading(self.engine) as session:
            rows = session.scalars(query.order_by(FactRow.name)).all()
            stated = {row.name: Stated(row.value, row.words, row.stated_at) for row in rows}
            return Profile(stated, practice=practice_of(session, key) if PRACTICE in stated else ())

    def seen(self, key: str, now: datetime) -> datetime | None:
        """Note that a person is here; when they were here before, None for somebody new.

        Of several messages at once only one is told the earlier time.

        Raises:
            StoreUnavailable: nothing was written.
        """
        with writing(self.engine) as session:
            person = locked(session, key, now)
            before, person.last_seen = person.last_seen, max(now, person.last_seen or now)
            return before

    def state(
        self,
        key: str,
        facts: Mapping[str, Stated],
        forget: Collection[str] = (),
        join: Mapping[str, Join] | None = None,
    ) -> list[Change]:
        """Keep what a message stated, all of it or none, and say what was held before.

        Args:
            key: whose facts.
            facts: what was stated, by name.
            forget: facts that no longer hold because of it.
            join: for facts whose new value hangs on the one held, how it does.

        Each fact is written on its own row, and messages of one person wait for each other: whatever comes at once, all of it
        lasts, and a value that is joined to the one held sees what the message before it left.

        Raises:
            StoreUnavailable: nothing was written.
        """
        if not facts:
            return []
        join = join or {}
        with writing(self.engine) as session:
            person = locked(session, key, datetime.now(UTC)).id
            held = {row.name: row.value for row in session.scalars(select(FactRow).where(FactRow.person_id == person))}
            changes = []
            for name, told in facts.items():
                value = join[name](held.get(name), told.value) if name in join else told.value
                self._keep(session, person, name, replace(told, value=value, words=told.words[:WORDS_KEPT]))
                changes.append(Change(name, held.get(name), value))
            if forget:
                gone = (FactRow.person_id == person, FactRow.name.in_(forget))
                session.execute(delete(FactRow).where(*gone))
            return changes

    def remove(self, key: str, names: Collection[str]) -> None:
        """Forget single facts, and the words that other facts share with them, as those tell them too.

        Raises:
            StoreUnavailable: nothing was removed.
        """
        with writing(self.engine) as session:
            person = locked(session, key, datetime.now(UTC)).id
            gone = (FactRow.person_id == person, FactRow.name.in_(names))
            words = session.scalars(select(FactRow.words).where(*gone)).all()
            session.execute(delete(FactRow).where(*gone))
            shared = (FactRow.person_id == person, FactRow.words.in_(words))
            session.execute(update(FactRow).where(*shared).values(words=WORDS_GONE))
            without(session, person, names, words)

    def erase(self, key: str) -> None:
        """Forget a person altogether, with what they wrote that was kept to learn from; SQLite's file then holds nothing of it.

        Raises:
            StoreUnavailable: something may still be held, in the tables or in the file.
        """
        with writing(self.engine) as session:
            person = session.scalars(select(PersonRow.id).where(PersonRow.key == key)).one_or_none()
            if person is not None:
                message_writers.remove_of(session, person)
            session.execute(delete(PersonRow).where(PersonRow.key == key))
        cut_log(self.engine)

    def may_keep_messages(self, key: str) -> bool:
        """Whether a person lets us keep messages to learn from; yes for somebody who never said.

        Raises:
            StoreUnavailable: the store cannot be read.
        """
        query = select(PersonRow.may_keep_messages).where(PersonRow.key == key)
        with reading(self.engine) as session:
            return session.scalars(query).one_or_none() is not False

    def let_keep_messages(self, key: str, allowed: bool) -> None:
        """Hold to what a person said about keeping messages; who refuses has those forgotten that were kept before.

        Raises:
            StoreUnavailable: nothing was written.
        """
        with writing(self.engine) as session:
            person = locked(session, key, datetime.now(UTC))
            person.may_keep_messages = allowed
            if not allowed:
                message_writers.remove_of(session, person.id)

    def ping(self) -> None:
        """Prove that the store can be read.

        Raises:
            StoreUnavailable: it cannot.
        """
        with reading(self.engine) as session:
            session.execute(text("SELECT 1 FROM people LIMIT 1"))

    def _keep(self, session: Session, person: int, name: str, stated: Stated) -> None:
        new = {"value": stated.value, "words": stated.words, "stated_at": stated.at}
        insert = insert_into(self.engine, FactRow).values(person_id=person, name=name, **new)
        session.execute(insert.on_conflict_do_update(index_elements=["person_id", "name"], set_=new))
        if name == PRACTICE and isinstance(stated.value, list):
            keep_scores(session, person, stated.value, stated)
