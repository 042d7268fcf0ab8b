"""Copies what is held of one person to another, who is the same human being on another channel. Where both hold a thing, the later one stays."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from actions.facts import Value
from actions.profile import Change
from actions.store import message_writers
from actions.store.history import PRACTICE
from actions.store.models import Base, FactRow, PersonRow, PracticeScoreRow, ProgramImportRow, ProgramRow


@dataclass(frozen=True)
class Carried:
    """What was carried over.

    Attributes:
        changes: the facts that came, each with what was held before.
        kept: facts held by both in which the one told here was told later, with the value that stays.
        same: how many facts are held by both with the same value.
        programs: how many programs came, or came anew as they were told later.
        programs_kept: how many of those that both lists have stayed as they are here.
        refuses: whether the refusal to keep messages came.
    """

    changes: tuple[Change, ...] = ()
    kept: Mapping[str, Value] = field(default_factory=dict)
    same: int = 0
    programs: int = 0
    programs_kept: int = 0
    refuses: bool = False


def carry(session: Session, source: int, target: int) -> Carried:
    """Copy facts, practice scores, programs and the refusal to keep messages from one person's rows to another's.

    What has a person behind it stays there: the talk, the advice given, the messages kept to learn from.

    Args:
        session: a transaction that writes and holds both persons.
        source: the row of the person to copy from, who keeps all of it.
        target: the row of the person to copy to.
    """
    changes, kept, same = _facts(session, source, target)
    programs, programs_kept = _programs(session, source, target)
    _import(session, source, target)
    return Carried(tuple(changes), kept, same, programs, programs_kept, _refusal(session, source, target))


def _facts(session: Session, source: int, target: int) -> tuple[list[Change], dict[str, Value], int]:
    ours = {row.name: row for row in _of(session, FactRow, target)}
    changes, kept, same = [], {}, 0
    for row in sorted(_of(session, FactRow, source), key=lambda each: (each.stated_at, each.name)):
        held = ours.get(row.name)
        if held is not None and held.value == row.value:
            same += 1
            continue
        if held is not None and held.stated_at >= row.stated_at:
            kept[row.name] = held.value
            continue
        changes.append(Change(row.name, held.value if held else None, row.value))
        if held is None:
            session.add(_copy(row, target))
        else:
            held.value, held.words, held.stated_at = row.value, row.words, row.stated_at
        session.flush()
        if row.name == PRACTICE:
            _scores(session, source, target)
    return changes, kept, same


def _scores(session: Session, source: int, target: int) -> None:
    """The rows behind the practice scores, each with its own words and day."""
    session.execute(delete(PracticeScoreRow).where(PracticeScoreRow.person_id == target))
    session.add_all(_copy(row, target) for row in _of(session, PracticeScoreRow, source))


def _programs(session: Session, source: int, target: int) -> tuple[int, int]:
    """The programs of both lists: those of this one in their places, then those that come. How many came, how many stayed."""
    ours = {row.key: row for row in _of(session, ProgramRow, target)}
    last = session.scalar(select(func.max(ProgramRow.place)).where(ProgramRow.person_id == target))
    place = -1 if last is None else last
    came = stayed = 0
    for row in sorted(_of(session, ProgramRow, source), key=lambda each: (each.place, each.id)):
        held = ours.get(row.key)
        if held is None:
            place += 1
            session.add(_copy(row, target, without=("id",), place=place))
            came += 1
        elif held.cells != row.cells and row.added_at > held.added_at:
            held.cells, held.added_at = row.cells, row.added_at
            came += 1
        else:
            stayed += 1
    return came, stayed


def _import(session: Session, source: int, target: int) -> None:
    """What the last list said: of two the later one."""
    theirs, ours = session.get(ProgramImportRow, source), session.get(ProgramImportRow, target)
    if theirs is None or (ours is not None and ours.at >= theirs.at):
        return
    if ours is not None:
        session.delete(ours)
        session.flush()
    session.add(_copy(theirs, target))


def _refusal(session: Session, source: int, target: int) -> bool:
    """The refusal to keep messages: who refused on one channel has refused on both."""
    theirs, ours = session.get_one(PersonRow, source), session.get_one(PersonRow, target)
    if theirs.may_keep_messages is not False or ours.may_keep_messages is False:
        return False
    ours.may_keep_messages = False
    message_writers.remove_of(session, target)
    return True


def _of(session: Session, table: type[Any], person: int) -> list[Any]:
    return list(session.scalars(select(table).where(table.person_id == person)).all())


def _copy(row: Base, person: int, without: tuple[str, ...] = (), **instead: Any) -> Any:
    """The row as one of another person, with all its columns: one that is added later is not forgotten."""
    names = [column.name for column in row.__table__.columns if column.name not in without]
    values = {name: getattr(row, name) for name in names}
    return type(row)(**{**values, "person_id": person, **instead})
