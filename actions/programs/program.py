"""One program of a person's own list: what they found out about it. Never changed in place, and never filled in by us."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any, Literal

from actions.programs.columns import plain

Setting = Literal["community", "university_affiliated", "university", "other"]
PMR = "PM&R"
# The key by which a program is known again fits its column in the store.
_LONGEST_KEY = 300


@dataclass(frozen=True)
class Program:
    """A program as the person describes it. None always means: not known.

    Attributes:
        specialty: as written; "PM&R" where nothing else was.
        imgs: how many residents are IMGs, as of `checked`.
        residents: of how many, where that was told.
        img_percent: the share of IMGs in percent, 0 to 100.
        takes_imgs: whether it has taken IMGs, where it was told in words.
        few_imgs: whether there are few, where it was told in words.
        non_us_imgs: how many are not US citizens.
        takes_non_us: whether there are any, where it was told as a share or in words.
        sponsors: whether it sponsors some visa, where it was not told which.
        cutoff: the stated lowest Step 2 CK score.
        no_cutoff: True where it states none.
        research: whether it is a research-heavy center.
        competitive_city: whether the person counts its city among the most competitive ones.
        checked: the day on which the person looked these facts up.
    """

    name: str
    institution: str = ""
    acgme: str = ""
    city: str = ""
    state: str = ""
    location: str = ""
    specialty: str = PMR
    setting: Setting | None = None
    imgs: int | None = None
    residents: int | None = None
    img_percent: float | None = None
    takes_imgs: bool | None = None
    few_imgs: bool | None = None
    non_us_imgs: int | None = None
    takes_non_us: bool | None = None
    sponsors: bool | None = None
    j1: bool | None = None
    h1b: bool | None = None
    cutoff: int | None = None
    no_cutoff: bool | None = None
    research: bool | None = None
    competitive_city: bool | None = None
    signal: bool | None = None
    checked: date | None = None
    source: str = ""
    notes: str = ""

    @property
    def place(self) -> str:
        """Where it is, as far as was told."""
        return ", ".join(part for part in (self.city, self.state) if part) or self.location

    @property
    def key(self) -> str:
        """By which the same program is known again: its ACGME number, or else its name, place and specialty."""
        if self.acgme:
            return f"acgme {plain(self.acgme)}"[:_LONGEST_KEY]
        key = "|".join(plain(part) or part for part in (self.name, self.institution, self.place, self.specialty))
        if len(key) <= _LONGEST_KEY:
            return key
        return key[: _LONGEST_KEY - 33] + "|" + hashlib.blake2b(key.encode(), digest_size=16).hexdigest()

    @property
    def img_record(self) -> bool | None:
        """Whether it has taken IMGs; counted ones tell more than words."""
        counted = [value for value in (self.imgs, self.img_percent) if value is not None]
        if any(counted) or self.non_us_record:
            return True
        return False if counted else self.takes_imgs

    @property
    def non_us_record(self) -> bool | None:
        """Whether it has taken IMGs who are no US citizens."""
        return self.takes_non_us if self.non_us_imgs is None else self.non_us_imgs > 0

    @property
    def img_share(self) -> float | None:
        """The share of IMGs in percent, as told or worked out."""
        if self.img_percent is None and self.imgs is not None and self.residents:
            return 100 * self.imgs / self.residents
        return self.img_percent

    def with_cells(self, new: Program) -> Program:
        """This program with what a later telling knows put over it; what that one leaves open stays."""
        told = {each.name: getattr(new, each.name) for each in fields(self)}
        known = {name: value for name, value in told.items() if value not in (None, "")}
        if known.get("specialty") == PMR:
            del known["specialty"]
        return replace(self, **known)

    def as_cells(self) -> dict[str, Any]:
        """What is known of it, as JSON can hold it."""
        held = {each.name: getattr(self, each.name) for each in fields(self)}
        held = {name: value for name, value in held.items() if value not in (None, "")}
        return {name: value.isoformat() if isinstance(value, date) else value for name, value in held.items()}

    @classmethod
    def of_cells(cls, cells: Mapping[str, Any]) -> Program:
        """The program of `as_cells`; what a newer or older version stored beside it is passed over."""
        names = {each.name for each in fields(cls)}
        held = {name: value for name, value in cells.items() if name in names}
        if "checked" in held:
            held["checked"] = date.fromisoformat(held["checked"])
        return cls(**held)


@dataclass(frozen=True)
class Fault:
    """Something in a list that could not be used, or that has to be known of it.

    Attributes:
        row: as a spreadsheet counts rows, the first being 1.
        column: the column's name; empty where the whole row is meant.
        found: what stands there, shortened.
        reason: why it could not be used, and how to mend it.
    """

    row: int
    column: str
    found: str
    reason: str

    def as_dict(self) -> dict[str, Any]:
        """As the contract and the store hold it."""
        return {"row": self.row, "column": self.column, "found": self.found, "reason": self.reason}


@dataclass(frozen=True)
class Row:
    """A program with the row in which it stands."""

    row: int
    program: Program


@dataclass(frozen=True)
class Reading:
    """What was read of a list. Every row of it is a row kept, in a fault or a remark, empty, or the header.

    Attributes:
        rows: the programs, in the order of the list.
        faults: cells and rows that could not be used.
        remarks: what is good to know and took nothing away: a column that is not known, a line above the header.
        blank: numbers of rows that are empty.
        header: the number of the header; None for a list without one.
        total: how many rows tell of a program, read or not.
    """

    rows: tuple[Row, ...]
    faults: tuple[Fault, ...]
    remarks: tuple[Fault, ...] = ()
    blank: tuple[int, ...] = ()
    header: int | None = None
    total: int = 0

    @property
    def programs(self) -> tuple[Program, ...]:
        """The programs alone."""
        return tuple(row.program for row in self.rows)


class NoList(Exception):
    """A text that cannot be read as a list; the message says what was found and what is expected."""
