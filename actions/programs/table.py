"""The text of a sheet cut into rows and cells: separators, quotation marks, line ends."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator

SEPARATORS = (",", ";", "\t", "|")
# A cell may go over so many lines; a quotation mark that is not closed by then is read as a mark and nothing more.
LINES_IN_CELL = 20
# What no sheet holds on purpose and no database likes; tab and line ends are left.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x85\u2028\u2029]")

# A spreadsheet takes what begins so for a formula (OWASP, "CSV Injection"); full-width forms count as well.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def safe(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula: an apostrophe is put before what could begin one."""
    return f"'{cell}" if cell.startswith((*_FORMULA, "'")) else cell


def bare(cell: str) -> str:
    """The cell that `safe` was given."""
    return cell[1:] if cell.startswith("'") and cell[1:].startswith((*_FORMULA, "'")) else cell


def lines_of(text: str) -> list[str]:
    """The lines of a text in any spelling, without the byte order mark and without characters that cannot be stored."""
    sound = text.removeprefix("\ufeff").encode("utf-8", "replace").decode("utf-8")
    return _CONTROL.sub(" ", sound.replace("\r\n", "\n").replace("\r", "\n")).split("\n")


def records(lines: list[str], separator: str) -> Iterator[list[str]]:
    """The rows of a sheet, each as its cells; an empty line is a row without cells, as a spreadsheet counts it."""
    place = 0
    # The end of the last line is no row of its own.
    end = len(lines) - 1 if lines and not lines[-1] else len(lines)
    while place < end:
        line = lines[place]
        taken = 1
        if '"' not in line:
            cells = line.split(separator) if line else []
        else:
            cells, taken = _quoted(lines[place : min(end, place + LINES_IN_CELL)], separator)
        yield [cell.strip() for cell in cells]
        place += taken


def _quoted(lines: list[str], separator: str) -> tuple[list[str], int]:
    """The cells of a row with quotation marks, and how many lines it takes."""
    for taken in range(1, len(lines) + 1):
        try:
            found = list(
                csv.reader(["\n".join(lines[:taken])], delimiter=separator, strict=True, skipinitialspace=True)
            )
        except csv.Error as error:
            if "unexpected end of data" in str(error):
                continue
            break
        return (found[0] if found else []), taken
    return lines[0].split(separator), 1
