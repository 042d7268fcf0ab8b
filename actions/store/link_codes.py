"""Codes by which a person's profile is carried to another channel: made, and used once. The store holds a code's hash alone."""

from __future__ import annotations

import hashlib
import re
import secrets
from datetime import datetime, timedelta
from enum import Enum

from sqlalchemy import Engine, delete, exists, select
from sqlalchemy.orm import Session

from actions.store.carrying import Carried, carry
from actions.store.connections import locked, reading, writing
from actions.store.models import FactRow, LinkCodeRow, PersonRow, ProgramRow

# No letter or digit that is easily taken for another one: I, L, O, U, 0 and 1 are left out.
LETTERS, DIGITS = "ABCDEFGHJKMNPQRSTVWXYZ", "23456789"
NAME = "PMR"
HALF = 4
VALID = timedelta(minutes=15)


class Refused(Enum):
    """Why a code carried nothing over."""

    # Never made, used before, ended by a newer one, or too old: which of them is told to nobody.
    UNKNOWN = "unknown"
    # Made by the person who typed it.
    OWN = "own"


class LinkCodes:
    """The codes in a store.

    Args:
        engine: of the profile store.
    """

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    def holds_anything(self, key: str) -> bool:
        """Whether there is anything to carry: a fact or a program.

        Raises:
            actions.store.connections.StoreUnavailable: the store cannot be read.
        """
        person = select(PersonRow.id).where(PersonRow.key == key).scalar_subquery()
        with reading(self.engine) as session:
            rows = (session.scalar(select(exists().where(row.person_id == person))) for row in (FactRow, ProgramRow))
            return any(rows)

    def make(self, key: str, now: datetime) -> str:
        """A new code for a person, as it is shown: "PMR-7KQ2-9MXD". It holds for 15 minutes and ends the one before.

        Raises:
            actions.store.connections.StoreUnavailable: none was made; the one before still holds.
        """
        code = f"{NAME}-{new_half()}-{new_half()}"
        with writing(self.engine) as session:
            person = locked(session, key, now).id
            session.execute(delete(LinkCodeRow).where(LinkCodeRow.person_id == person))
            # Those that another one clears away at this moment are left to it.
            old = select(LinkCodeRow.code_hash).where(LinkCodeRow.ends_at <= now).with_for_update(skip_locked=True)
            session.execute(delete(LinkCodeRow).where(LinkCodeRow.code_hash.in_(session.scalars(old).all())))
            session.add(LinkCodeRow(code_hash=hash_of(code), person_id=person, ends_at=now + VALID))
        return code

    def use(self, code: str, key: str, now: datetime) -> Carried | Refused:
        """Carry over to a person what is held of whoever made the code. It works once; of two uses at the same moment one wins.

        Args:
            code: as it was typed.
            key: who typed it.
            now: the moment, for codes that are too old.

        Raises:
            actions.store.connections.StoreUnavailable: nothing was carried over; the code still holds.
        """
        holds = (LinkCodeRow.code_hash == hash_of(code), LinkCodeRow.ends_at > now)
        with writing(self.engine) as session:
            source = session.scalars(select(LinkCodeRow.person_id).where(*holds)).one_or_none()
            if source is None:
                return Refused.UNKNOWN
            if source == session.scalars(select(PersonRow.id).where(PersonRow.key == key)).one_or_none():
                return Refused.OWN
            target = _both_locked(session, source, key, now)
            # Whoever deletes the row has the code; another one finds none.
            used = session.scalars(delete(LinkCodeRow).where(*holds).returning(LinkCodeRow.person_id)).one_or_none()
            if used is None:
                return Refused.UNKNOWN
            return carry(session, source, target)


def hash_of(code: str) -> str:
    """What stands for a code in the store, however it was typed."""
    plain = re.sub(r"[^A-Z0-9]", "", code.upper()).removeprefix(NAME)
    return hashlib.sha256(plain.encode()).hexdigest()


def new_half() -> str:
    """Four random characters with a letter and a digit among them: so no word and no year is ever taken for a code."""
    while True:
        half = "".join(secrets.choice(LETTERS + DIGITS) for _ in range(HALF))
        if set(half) & set(LETTERS) and set(half) & set(DIGITS):
            return half


def _both_locked(session: Session, source: int, key: str, now: datetime) -> int:
    """Hold both persons until the transaction ends; the row of the one who typed the code.

    In the order of their rows: two who use each other's code at the same moment wait for each other, and neither for ever.
    """
    target = session.scalars(select(PersonRow.id).where(PersonRow.key == key)).one_or_none()
    if target is None:
        # Nobody but this transaction can hold a row that it makes.
        target = locked(session, key, now).id
    both = select(PersonRow.id).where(PersonRow.id.in_((source, target))).order_by(PersonRow.id).with_for_update()
    session.scalars(both).all()
    return target
