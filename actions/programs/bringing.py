"""A list comes in: read, and kept as a whole or not at all. A sheet replaces the list; programs told one by one are added."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from actions.programs import pasted, reading
from actions.programs.program import NoList, Program, Reading
from actions.store.programs import ADDED, Import, ListFull, ProgramStore

Source = Literal["upload", "pasted", "talk"]
SOURCES: tuple[Source, ...] = ("upload", "pasted", "talk")
# A sheet of 2,000 programs stays below this; longer texts are not read.
LONGEST = 400_000


@dataclass(frozen=True)
class Brought:
    """What bringing a list did.

    Attributes:
        reading: what was read.
        replaced: how many programs the list before had, if this one took its place; None if it was added to, or nothing was kept.
        known: how many programs were in the list already, if it was added to.
        held: the list now.
    """

    reading: Reading
    replaced: int | None
    known: int
    held: tuple[Program, ...]


def bring(store: ProgramStore, person: str, content: str, source: Source, today: date, now: datetime) -> Brought:
    """Read a text and keep its programs.

    A text with a header takes the place of the list held; lines without one are added to it. Where nothing can be kept, the
    list stays as it was.

    Args:
        store: where the lists are.
        person: whose list.
        content: the text.
        source: how it came.
        today: the day of reading.
        now: when (UTC).

    Raises:
        NoList: it is no list, or too long; says what was found and what is expected.
        StoreUnavailable: nothing was changed.
    """
    if len(content) > LONGEST:
        raise NoList(
            f"The list has {len(content):,} characters; up to {LONGEST:,} are read. Take out long notes, or split it."
        )
    sheet = source == "upload" or reading.has_header(content)
    read = reading.read(content, today) if sheet else pasted.read(content, today)
    if not read.total:
        raise NoList(
            "I found the header and no program below it. Write one program a row under it, and bring the list again."
        )
    brought = Import(source if sheet else ADDED, read.total, len(read.rows), read.faults, now, read.remarks)
    if not read.rows:
        return Brought(read, None, 0, store.held(person))
    if sheet:
        before = store.replace(person, read.programs, brought)
        return Brought(read, before, 0, read.programs)
    try:
        added = store.add(person, read.programs, brought)
    except ListFull as error:
        raise NoList(f"{error} Take some out, or bring the whole list anew as a file.") from None
    return Brought(read, None, added.known, store.held(person))
