"""The program lists of persons, and what their last list said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Engine, delete, func, insert, select
from sqlalchemy.orm import Session

from actions.programs.program import Fault, Program
from actions.store.connections import insert_into, locked, reading, writing
from actions.store.models import PersonRow, ProgramImportRow, ProgramRow

# Of one list, so many faults are kept; the sheet itself is the person's.
FAULTS_KEPT = 500
# The source of programs that were added to a list.
ADDED = "talk"
_REMARK = "remark"
# A list grows to this size and not further.
MOST_PROGRAMS = 2000


class ListFull(Exception):
    """A list would have more programs than are kept; nothing was added."""


@dataclass(frozen=True)
class Import:
    """What a list said when it was brought.

    Attributes:
        source: upload or pasted for a sheet; talk for programs that were added.
        rows: how many rows told of a program.
        kept: how many were kept.
        faults: what could not be used; the first of them, if there were very many.
        at: when (UTC).
        remarks: what is good to know and took nothing away.
    """

    source: str
    rows: int
    kept: int
    faults: tuple[Fault, ...]
    at: datetime
    remarks: tuple[Fault, ...] = ()


@dataclass(frozen=True)
class Added:
    """What adding did: how many programs are new, how many were there before and know more now."""

    new: int
    known: int


class ProgramStore:
    """The lists in a store. Each change is made as a whole or not at all, and one person's changes wait for each other.

    Args:
        engine: of the profile store.
    """

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    def held(self, key: str) -> tuple[Program, ...]:
        """A person's programs in the order of their list.

        Raises:
            StoreUnavailable: the store cannot be read.
        """
        query = select(ProgramRow.cells).join(PersonRow, PersonRow.id == ProgramRow.person_id)
        with reading(self.engine) as session:
            rows = session.scalars(query.where(PersonRow.key == key).order_by(ProgramRow.place, ProgramRow.id)).all()
            return tuple(Program.of_cells(cells) for cells in rows)

    def last_import(self, key: str) -> Import | None:
        """What a person's last list said; None if they never brought one.

        Raises:
            StoreUnavailable: the store cannot be read.
        """
        query = select(ProgramImportRow).join(PersonRow, PersonRow.id == ProgramImportRow.person_id)
        with reading(self.engine) as session:
            row = session.scalars(query.where(PersonRow.key == key)).one_or_none()
            if row is None:
                return None
            faults = tuple(_fault(each) for each in row.faults if not each.get(_REMARK))
            remarks = tuple(_fault(each) for each in row.faults if each.get(_REMARK))
            return Import(row.source, row.rows, row.kept, faults, row.at, remarks)

    def replace(self, key: str, programs: Sequence[Program], brought: Import) -> int:
        """Let a list take the place of the one held; how many programs that one had.

        Raises:
            StoreUnavailable: nothing was changed.
        """
        with writing(self.engine) as session:
            person = locked(session, key, brought.at).id
            mine = ProgramRow.person_id == person
            before = session.scalar(select(func.count()).select_from(ProgramRow).where(mine)) or 0
            session.execute(delete(ProgramRow).where(mine))
            _insert(session, person, programs, 0, brought.at)
            self._note(session, person, brought)
            return before

    def add(self, key: str, programs: Sequence[Program], brought: Import) -> Added:
        """Add programs to the list held; of one that is there already, what is told anew is put over what is held.

        Raises:
            ListFull: the list would get too long; nothing was changed.
            StoreUnavailable: nothing was changed.
        """
        with writing(self.engine) as session:
            person = locked(session, key, brought.at).id
            mine = ProgramRow.person_id == person
            held = {row.key: row for row in session.scalars(select(ProgramRow).where(mine))}
            new: dict[str, Program] = {}
            known = 0
            for program in programs:
                row = held.get(program.key) or _by_name(held, program)
                if row is not None:
                    row.cells = Program.of_cells(row.cells).with_cells(program).as_cells()
                    known += 1
                else:
                    new[program.key] = program
            if len(held) + len(new) > MOST_PROGRAMS:
                raise ListFull(f"A list may have {MOST_PROGRAMS:,} programs; yours has {len(held):,}.")
            place = 1 + max((row.place for row in held.values()), default=-1)
            _insert(session, person, list(new.values()), place, brought.at)
            last = session.get(ProgramImportRow, person)
            if last is None or last.source == ADDED:
                # What a sheet said stays until the next sheet.
                self._note(session, person, brought)
            return Added(len(new), known)

    def remove(self, key: str, program: Program, now: datetime) -> bool:
        """Take a program out of the list; whether it was in it.

        Raises:
            StoreUnavailable: nothing was changed.
        """
        with writing(self.engine) as session:
            person = locked(session, key, now).id
            held = {row.key: row for row in session.scalars(select(ProgramRow).where(ProgramRow.person_id == person))}
            row = held.get(program.key) or _by_name(held, program)
            if row is not None:
                session.delete(row)
            return row is not None

    def clear(self, key: str, now: datetime) -> int:
        """Take all programs out, with what their last list said; how many they were.

        Raises:
            StoreUnavailable: nothing was changed.
        """
        with writing(self.engine) as session:
            person = locked(session, key, now).id
            held = session.scalars(select(ProgramRow).where(ProgramRow.person_id == person)).all()
            session.execute(delete(ProgramRow).where(ProgramRow.person_id == person))
            session.execute(delete(ProgramImportRow).where(ProgramImportRow.person_id == person))
            return len(held)

    def _note(self, session: Session, person: int, brought: Import) -> None:
        new = {
            "source": brought.source,
            "rows": brought.rows,
            "kept": brought.kept,
            "faults": [
                *(fault.as_dict() for fault in brought.faults[:FAULTS_KEPT]),
                *({**remark.as_dict(), _REMARK: True} for remark in brought.remarks[:FAULTS_KEPT]),
            ],
            "at": brought.at,
        }
        row = insert_into(self.engine, ProgramImportRow).values(person_id=person, **new)
        session.execute(row.on_conflict_do_update(index_elements=["person_id"], set_=new))


def _fault(stored: dict[str, Any]) -> Fault:
    return Fault(stored["row"], stored["column"], stored["found"], stored["reason"])


def _by_name(held: dict[str, ProgramRow], told: Program) -> ProgramRow | None:
    """The one program of that name, where its place or its number was told only once: it is the same then."""
    name = told.name.casefold()
    found = [row for row in held.values() if Program.of_cells(row.cells).name.casefold() == name]
    if len(found) != 1:
        return None
    other = Program.of_cells(found[0].cells)
    apart = [(getattr(told, field), getattr(other, field)) for field in ("acgme", "institution", "place", "specialty")]
    return None if any(one and two and one.casefold() != two.casefold() for one, two in apart) else found[0]


def _insert(session: Session, person: int, programs: Sequence[Program], place: int, at: datetime) -> None:
    rows: list[dict[str, Any]] = [
        {"person_id": person, "key": each.key, "place": number, "cells": each.as_cells(), "added_at": at}
        for number, each in enumerate(programs, place)
    ]
    if rows:
        session.execute(insert(ProgramRow), rows)
