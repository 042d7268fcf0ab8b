"""A day in one of the spellings that people use. What could be two days is not guessed."""

from __future__ import annotations

import re
from datetime import date, timedelta

from actions.programs.faults import CellFault

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
# Days as a spreadsheet stores them: counted from the end of 1899; these are 2000 to 2099.
_SHEET_ZERO, _SHEET_FIRST, _SHEET_LAST = date(1899, 12, 30), 36526, 73050
_WRITE = "write it as year-month-day, for example 2026-11-22"


def day(text: str, today: date) -> date:
    """The day that a cell names; the first of the month where only a month is told.

    2026-11-22, 2026/11/22, 22 Nov 2026, November 22, 2026, 11/22/2026 and 22.11.2026 are read, and the day number of a sheet.
    With dots the day stands first. 03/04/2026 could be two days.

    Raises:
        CellFault: it is no day, could be two, or is still to come.
    """
    found = _read(text.strip().lower())
    if found > today:
        raise CellFault(f"{found.isoformat()} is still to come; {_WRITE}")
    return found


def _read(text: str) -> date:
    text = re.sub(r"[t ]\d{1,2}:\d{2}.*$", "", text).strip(" .")
    if found := re.fullmatch(r"(\d{4})[-/.](\d{1,2})(?:[-/.](\d{1,2}))?", text):
        return _made(int(found[1]), int(found[2]), int(found[3] or 1))
    if found := re.fullmatch(r"(\d{1,2})\.(\d{1,2})\.(\d{4}|\d{2})", text):
        return _made(_year(found[3]), int(found[2]), int(found[1]))
    if found := re.fullmatch(r"(\d{1,2})[-/](\d{1,2})[-/](\d{4}|\d{2})", text):
        return _either(int(found[1]), int(found[2]), _year(found[3]))
    if found := re.fullmatch(r"(\d{1,2})[-/](\d{4})", text):
        return _made(int(found[2]), int(found[1]), 1)
    if found := re.fullmatch(
        r"(\d{1,2})?(?:st|nd|rd|th)?[\s\-/.,]*([a-z]{3,9})[\s\-/.,]+(?:(\d{1,2})(?:st|nd|rd|th)?[\s,]+)?(\d{4}|\d{2})",
        text,
    ):
        month = found[2][:3]
        if month in _MONTHS and not (found[1] and found[3]):
            return _made(_year(found[4]), _MONTHS.index(month) + 1, int(found[1] or found[3] or 1))
    if text.isdigit() and len(text) == 5 and _SHEET_FIRST <= int(text) <= _SHEET_LAST:
        return _SHEET_ZERO + timedelta(days=int(text))
    raise CellFault(f"this is no day that I can read; {_WRITE}")


def _either(first: int, second: int, year: int) -> date:
    """Month and day in an unknown order."""
    if first <= 12 and second <= 12 and first != second:
        one, other = _made(year, first, second), _made(year, second, first)
        raise CellFault(f"this could be {one.isoformat()} or {other.isoformat()}; write the one that is meant")
    month, of_month = (first, second) if first <= 12 else (second, first)
    return _made(year, month, of_month)


def _year(text: str) -> int:
    return int(text) if len(text) == 4 else 2000 + int(text)


def _made(year: int, month: int, of_month: int) -> date:
    try:
        found = date(year, month, of_month)
    except ValueError:
        raise CellFault(f"there is no such day; {_WRITE}") from None
    if found.year < 2000:
        raise CellFault(f"{found.year} is too long ago; {_WRITE}")
    return found
