"""The text of a sheet as programs, and all that could not be used of it. Nothing is lost without a word."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from actions.programs import columns as columns_module
from actions.programs.cells import parse
from actions.programs.columns import Columns, plain
from actions.programs.faults import CellFault
from actions.programs.program import Fault, NoList, Program, Reading, Row
from actions.programs.table import SEPARATORS, bare, lines_of, records
from actions.programs.yes_no import is_unknown

# A list may have so many programs; PM&R has about a hundred.
MOST_ROWS = 2000
# So many characters of a cell are kept.
LONGEST_CELL, LONGEST_NOTES = 200, 500
# So many columns are read.
MOST_COLUMNS = 100
# The header stands in one of the first rows.
_ROWS_ABOVE = 20
# Of what was found, so much is shown again.
_SHOWN = 80
# The same fact in two columns: the one that is about it alone counts.
_ORDER = ("name", "institution", "acgme", "city", "state", "location", "specialty", "setting", "imgs", "img_percent",
          "img_friendly", "non_us_imgs", "j1", "h1b", "visa", "cutoff", "research", "competitive_city", "signal", "checked",
          "source", "notes")  # fmt: skip
# Names that say nothing about which program it is.
_NO_NAME = frozenset(
    ("pm and r", "pmr", "pm r", "physical medicine and rehabilitation", "physiatry", "residency", "program")
)


@dataclass
class _Sheet:
    """A sheet while it is read."""

    columns: Columns
    today: date
    header: int
    names: Sequence[str]
    fields: dict[int, str] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    remarks: list[Fault] = field(default_factory=list)
    skipped: set[int] = field(default_factory=set)


def read(text: str, today: date) -> Reading:
    """Read a sheet: comma, semicolon, tab or bar between the cells; lines above the header and empty lines may be there.

    Args:
        text: the whole sheet.
        today: the day of reading; a day after it is no day of checking.

    Raises:
        NoList: no header with a column for the program's name is found; says what was found and what is expected.
    """
    columns = columns_module.load()
    lines = lines_of(text)
    separator, header = _layout(lines, columns)
    table = [[" ".join(bare(cell).split()) for cell in cells] for cells in records(lines, separator)]
    sheet = _Sheet(columns, today, header, table[header][:MOST_COLUMNS])
    if beyond := [cell for cell in table[header][MOST_COLUMNS:] if cell]:
        text_ = f"A sheet may have {MOST_COLUMNS} columns; the cells of the others are reported row by row."
        sheet.remarks.append(Fault(header + 1, "", _shown(beyond), text_))
    _name_columns(sheet)
    for number, cells in enumerate(table[:header], 1):
        if any(cells):
            sheet.remarks.append(
                Fault(number, "", _shown(cells), "This line stands above the header and was not read.")
            )
    return _rows(sheet, table)


def has_header(text: str) -> bool:
    """Whether a text begins with a header: a column for the name, and one more that is known."""
    try:
        separator, header = _layout(lines_of(text), columns_module.load())
    except NoList:
        return False
    top = next(cells for number, cells in enumerate(records(lines_of(text), separator)) if number == header)
    return len([cell for cell in top if columns_module.load().field_of(cell)]) > 1


def _layout(lines: list[str], columns: Columns) -> tuple[str, int]:
    """The separator, and the place of the header: the row among the first in which most columns are known."""
    if not any(line.strip() for line in lines):
        raise NoList("The list is empty. Bring a sheet with a header line, saved as CSV; the template shows one.")
    best, found, seen = (0, 0), None, set[str]()
    # A row may go over several lines; so many lines hold the rows that are looked at.
    top = [*lines[: _ROWS_ABOVE * 4], ""]
    for separator in SEPARATORS:
        for place, cells in enumerate(records(top, separator)):
            if place >= _ROWS_ABOVE:
                break
            cells = cells[:MOST_COLUMNS]
            known = {columns.field_of(cell) for cell in cells if cell} - {None}
            seen |= {name for name in known if name}
            if known & {"name", "institution"} and (len(known), len(cells)) > best and _is_header(cells, columns):
                best, found = (len(known), len(cells)), (separator, place)
    if found is None:
        raise NoList(_no_header(lines, columns, seen))
    return found


def _is_header(cells: Sequence[str], columns: Columns) -> bool:
    """Whether a row with a column for the name is a header, and no sentence that holds such a word."""
    filled = [columns.field_of(cell) for cell in cells if cell]
    known = len(filled) - filled.count(None)
    return known > 1 or 2 * known >= len(filled) or filled[0] in ("name", "institution")


def _no_header(lines: Sequence[str], columns: Columns, seen: set[str]) -> str:
    first = next(line for line in lines if line.strip())
    known = ", ".join(column.label for column in columns.by_field.values() if column.field in seen)
    found = f"I know these columns: {known}." if known else f'The first line is "{first[:_SHOWN]}".'
    return (
        "I found no column with the program's name. "
        f"{found} Call one column Program; others may be City, State, IMGs, Visa, Step 2 CK cutoff, Checked. The template shows all."
    )


def _name_columns(sheet: _Sheet) -> None:
    taken: dict[str, str] = {}
    for place, name in enumerate(sheet.names):
        if not name:
            continue
        if sheet.columns.is_worked_out(name):
            sheet.remarks.append(_of_header(sheet, name, "This column is worked out anew and was not read."))
            continue
        field_ = sheet.columns.field_of(name)
        if field_ is None:
            text = "I do not know this column. Its cells are kept with the program's notes."
            sheet.remarks.append(_of_header(sheet, name, text))
            field_ = "notes"
        elif field_ in taken and field_ != "notes":
            text = f'It holds the same as the column "{taken[field_]}". Its cells are kept with the program\'s notes.'
            sheet.remarks.append(_of_header(sheet, name, text))
            field_ = "notes"
        taken.setdefault(field_, name)
        sheet.fields[place] = field_


def _of_header(sheet: _Sheet, name: str, text: str) -> Fault:
    return Fault(sheet.header + 1, name[:_SHOWN], name[:_SHOWN], text)


def _rows(sheet: _Sheet, table: Sequence[Sequence[str]]) -> Reading:
    kept: dict[str, Row] = {}
    blank = [number for number, cells in enumerate(table[: sheet.header], 1) if not any(cells)]
    total, beyond = 0, list[int]()
    made_up = sheet.columns.by_field["name"].example
    for number, cells in enumerate(table[sheet.header + 1 :], sheet.header + 2):
        if not any(cells):
            blank.append(number)
        elif [plain(cell) for cell in cells] == [plain(name) for name in sheet.names]:
            sheet.remarks.append(
                Fault(number, "", _shown(cells), "The header stands here once more; it is no program.")
            )
        elif made_up in cells:
            text = "This is the template's made-up line; it was left out."
            sheet.remarks.append(Fault(number, "", _shown(cells), text))
        else:
            total += 1
            if total > MOST_ROWS:
                beyond.append(number)
            elif (program := _program(sheet, number, cells)) is not None:
                keep(kept, Row(number, program), sheet.faults)
    if beyond:
        text = f"A list may have {MOST_ROWS:,} programs. The rows from {beyond[0]} to {beyond[-1]} were not read; take rows out and bring it again."
        sheet.faults.append(Fault(beyond[0], "", f"{len(beyond)} rows more", text))
    rows = tuple(sorted(kept.values(), key=lambda row: row.row))
    faults = tuple(sorted(sheet.faults, key=lambda fault: fault.row))
    return Reading(rows, faults, tuple(sheet.remarks), tuple(blank), sheet.header + 1, total)


def keep(kept: dict[str, Row], row: Row, faults: list[Fault]) -> None:
    """Keep a program; where it stands in the list already, the later row counts, and the earlier one is reported."""
    key = row.program.key
    if before := kept.pop(key, None):
        text = f"The same program stands in row {row.row} again; the later row is used. Take one of them out."
        faults.append(Fault(before.row, columns_module.load().label("name"), before.program.name[:_SHOWN], text))
    kept[key] = row


def _program(sheet: _Sheet, number: int, cells: Sequence[str]) -> Program | None:
    """The program of a row, with what is wrong with its cells noted; None if the row names none."""
    by_field: dict[str, tuple[str, str]] = {}
    notes: list[str] = []
    homeless: list[tuple[int, str]] = []
    for place, cell in enumerate(cells):
        if not cell:
            continue
        field_ = sheet.fields.get(place)
        name = sheet.names[place] if place < len(sheet.names) else ""
        if field_ is None:
            if not (name and sheet.columns.is_worked_out(name)):
                homeless.append((place, cell))
        elif field_ == "notes":
            notes.append(cell if sheet.columns.field_of(name) == "notes" else f"{name}: {cell}")
        else:
            by_field[field_] = (name, cell)
    if homeless:
        text = "There is no header above. Look for a separator too many in this row, or name the column."
        sheet.faults.append(Fault(number, f"column {homeless[0][0] + 1}", _shown([cell for _, cell in homeless]), text))
    if notes:
        by_field["notes"] = (sheet.columns.label("notes"), "; ".join(notes))
    values = _values(sheet, number, by_field)
    name = _named(values)
    if not name:
        text = "There is no program name in this row, so it was not kept. Write the name and bring the list again."
        sheet.faults.append(Fault(number, sheet.columns.label("name"), _shown(cells), text))
        return None
    return Program(**{**values, "name": name})


def _named(values: dict[str, Any]) -> str:
    """The name; the institution where the name tells nothing ("PM&R Residency")."""
    name, institution = str(values.get("name", "")), str(values.get("institution", ""))
    bare = " ".join(word for word in plain(name).split() if word not in ("residency", "program", "dept", "department"))
    return institution if institution and (not name or not bare or bare in _NO_NAME) else name


def _values(sheet: _Sheet, number: int, by_field: dict[str, tuple[str, str]]) -> dict[str, Any]:
    values: dict[str, Any] = {}
    remembered: list[str] = []
    for field_ in _ORDER:
        if field_ not in by_field:
            continue
        header, cell = by_field[field_]
        most = LONGEST_NOTES if field_ == "notes" else LONGEST_CELL
        if len(cell) > most:
            text = f"The cell has {len(cell)} characters; the first {most} are kept."
            sheet.faults.append(Fault(number, header, _shown([cell]), text))
            cell = cell[:most].rstrip()
        try:
            found = parse(field_, cell, sheet.today)
        except CellFault as error:
            sheet.faults.append(Fault(number, header, _shown([cell]), f"Not used: {error}."))
            continue
        clash = [
            name for name, value in found.items() if name in values and values[name] != value and value is not None
        ]
        if clash:
            text = "It does not fit to what another column of this row says; the other one is used. Mend one of them."
            sheet.faults.append(Fault(number, header, _shown([cell]), text))
        if not found and not is_unknown(cell):
            # "Case by case" decides nothing, and is worth keeping.
            remembered.append(f"{header}: {cell}")
        values |= {name: value for name, value in found.items() if name not in clash}
    if remembered:
        values["notes"] = "; ".join([*([values["notes"]] if "notes" in values else []), *remembered])
    return values


def _shown(cells: Sequence[str]) -> str:
    text = ", ".join(cell[:_SHOWN] for cell in cells[:_SHOWN] if cell)
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
