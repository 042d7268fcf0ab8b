"""A list as a sheet: the export of a placed list, and the template. No cell of it can begin a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from actions.programs import columns as columns_module
from actions.programs.placing import LABELS, Placement
from actions.programs.program import Program
from actions.programs.table import safe

# Shows a spreadsheet that the file is UTF-8.
_MARK = "\ufeff"
_WORKED_OUT = ("Tier", "Reasons", "Still unknown", "Check again", "Claims")
_SETTINGS = {"university_affiliated": "university-affiliated"}


def export(placed: Iterable[Placement]) -> str:
    """The placed list as CSV text; brought back, it gives the same programs."""
    columns = columns_module.load().by_field
    head = [column.label for column in columns.values()]
    rows = []
    for each in placed:
        cells = _cells(each.program)
        worked_out = [
            LABELS[each.tier],
            " ".join(reason.text for reason in each.reasons),
            "; ".join(unknown.text for unknown in each.unknown),
            "yes" if each.stale else "",
            " ".join(each.claims),
        ]
        rows.append([*worked_out[:1], *(cells.get(field, "") for field in columns), *worked_out[1:]])
    return _csv([[_WORKED_OUT[0], *head, *_WORKED_OUT[1:]], *rows])


def template() -> str:
    """An empty list with a header and one made-up line to show how cells are written."""
    columns = columns_module.load().by_field.values()
    return _csv([[column.label for column in columns], [column.example for column in columns]])


def _csv(rows: Sequence[Sequence[str]]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerows([[safe(cell) for cell in row] for row in rows])
    return _MARK + out.getvalue()


def _cells(program: Program) -> dict[str, str]:
    """The cells from which the same program is read again."""
    text = ("name", "institution", "acgme", "city", "state", "location", "specialty", "source", "notes")
    return {
        **{field: getattr(program, field) for field in text},
        "setting": _SETTINGS.get(str(program.setting), program.setting or ""),
        "imgs": _imgs(program),
        "img_percent": "" if program.img_percent is None else f"{program.img_percent:g}%",
        "non_us_imgs": _said(program.takes_non_us) if program.non_us_imgs is None else str(program.non_us_imgs),
        "img_friendly": _friendly(program),
        "visa": _said(program.sponsors),
        "j1": _said(program.j1),
        "h1b": _said(program.h1b),
        "cutoff": str(program.cutoff or ("no cutoff" if program.no_cutoff else "")),
        "research": _said(program.research),
        "competitive_city": _said(program.competitive_city),
        "signal": _said(program.signal),
        "checked": program.checked.isoformat() if program.checked else "",
    }


def _friendly(program: Program) -> str:
    if program.takes_imgs and program.few_imgs is not None:
        return "few" if program.few_imgs else "many"
    return _said(program.takes_imgs)


def _imgs(program: Program) -> str:
    if program.imgs is None:
        return ""
    return f"{program.imgs} of {program.residents}" if program.residents else str(program.imgs)


def _said(value: bool | None) -> str:
    return "" if value is None else "yes" if value else "no"
