"""The tables of the profile store."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    DateTime,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    String,
    Text,
    TypeDecorator,
    UniqueConstraint,
    true,
)
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from actions.facts import Value


class UtcDateTime(TypeDecorator[datetime]):
    """A moment in UTC. SQLite forgets the time zone; this puts it back."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """The moment as it was stored, marked as UTC."""
        if value is None or value.tzinfo is not None:
            return value
        return value.replace(tzinfo=UTC)


class Base(DeclarativeBase):
    """All tables of the profile store."""


class PersonRow(Base):
    """One person on one channel, under the key that the channel gave (`rest:…`)."""

    __tablename__ = "people"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(255), unique=True)
    first_seen: Mapped[datetime] = mapped_column(UtcDateTime)
    # None for somebody last seen before this was kept.
    last_seen: Mapped[datetime | None] = mapped_column(UtcDateTime)
    may_keep_messages: Mapped[bool] = mapped_column(server_default=true())


class FactRow(Base):
    """One fact of one person: its value now, the words in which it was stated, and when."""

    __tablename__ = "facts"

    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), primary_key=True)
    name: Mapped[str] = mapped_column(String(64), primary_key=True)
    value: Mapped[Value] = mapped_column(JSON)
    words: Mapped[str] = mapped_column(Text)
    stated_at: Mapped[datetime] = mapped_column(UtcDateTime)


class PracticeScoreRow(Base):
    """One practice score with when and in which words it was stated.

    The rows of a person are the list in the fact `practice_scores`, one a place. They hang on that fact: when it goes, so do they.
    """

    __tablename__ = "practice_scores"
    __table_args__ = (
        ForeignKeyConstraint(["person_id", "fact"], ["facts.person_id", "facts.name"], ondelete="CASCADE"),
    )

    person_id: Mapped[int] = mapped_column(primary_key=True)
    place: Mapped[int] = mapped_column(primary_key=True)
    fact: Mapped[str] = mapped_column(String(64), default="practice_scores")
    score: Mapped[int]
    words: Mapped[str] = mapped_column(Text)
    stated_at: Mapped[datetime] = mapped_column(UtcDateTime)


class AdviceRow(Base):
    """Advice that a person was given, with the facts that it used as they were then."""

    __tablename__ = "advice_given"
    __table_args__ = (Index("ix_advice_given_person_id_id", "person_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"))
    advice_id: Mapped[str] = mapped_column(String(64))
    topic: Mapped[str] = mapped_column(String(64))
    facts: Mapped[dict[str, Value]] = mapped_column(JSON)
    given_at: Mapped[datetime] = mapped_column(UtcDateTime)


class UnclearMessageRow(Base):
    """A scrubbed message to learn from. Who wrote it stands apart (`MessageWriterRow`), and is shown to nobody."""

    __tablename__ = "unclear_messages"
    __table_args__ = (UniqueConstraint("form", "why", name="uq_unclear_messages_form_why"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    form: Mapped[str] = mapped_column(String(300))
    text: Mapped[str] = mapped_column(String(300))
    why: Mapped[str] = mapped_column(String(16))
    topic: Mapped[str] = mapped_column(String(64))
    count: Mapped[int]
    first_seen: Mapped[datetime] = mapped_column(UtcDateTime)
    last_seen: Mapped[datetime] = mapped_column(UtcDateTime)


class MessageWriterRow(Base):
    """How often one person wrote one of the messages to learn from. It is there for one thing: to erase them with the person."""

    __tablename__ = "message_writers"

    message_id: Mapped[int] = mapped_column(ForeignKey("unclear_messages.id", ondelete="CASCADE"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), primary_key=True, index=True)
    count: Mapped[int]


class ProgramRow(Base):
    """A program of a person's own list: its cells as they were read, in the order in which the list has them."""

    __tablename__ = "programs"
    __table_args__ = (UniqueConstraint("person_id", "key", name="uq_programs_person_id_key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"))
    # By which the same program is known again when the list comes a second time.
    key: Mapped[str] = mapped_column(String(300))
    place: Mapped[int]
    cells: Mapped[dict[str, Any]] = mapped_column(JSON)
    added_at: Mapped[datetime] = mapped_column(UtcDateTime)


class ProgramImportRow(Base):
    """What the last list of a person said: how many rows it had, how many were kept, and what was wrong with cells."""

    __tablename__ = "program_imports"

    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), primary_key=True)
    source: Mapped[str] = mapped_column(String(16))
    rows: Mapped[int]
    kept: Mapped[int]
    faults: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    at: Mapped[datetime] = mapped_column(UtcDateTime)


class LinkCodeRow(Base):
    """A code by which a person's profile may be carried to another channel: only its hash, and until when it holds."""

    __tablename__ = "link_codes"

    code_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), index=True)
    ends_at: Mapped[datetime] = mapped_column(UtcDateTime)
