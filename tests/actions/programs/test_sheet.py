"""The list as a sheet: no cell begins a formula, and what is exported can be brought back."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from actions.knowledge import library
from actions.profile import Profile
from actions.programs import reading, sheet
from actions.programs.placing import Placement, place_all
from actions.programs.program import Program
from actions.programs.table import bare, safe

KNOWLEDGE = library.load()
TODAY = date(2026, 11, 22)
WILD = st.text(st.characters(codec="ascii", min_codepoint=33, max_codepoint=126), min_size=1, max_size=20)


def cells(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "'=", "＝"])
def test_a_cell_that_could_begin_a_formula_is_neutralized_and_comes_back(start: str) -> None:
    assert safe(start + "1+1") == "'" + start + "1+1"
    assert bare(safe(start + "1+1")) == start + "1+1"


@pytest.mark.parametrize("cell", ["", "Example", "230", "a=b", "O'Hara"])
def test_a_harmless_cell_stays_as_it_is(cell: str) -> None:
    assert safe(cell) == cell == bare(cell)


def test_no_cell_of_an_exported_sheet_begins_a_formula(placed: Callable[..., Placement]) -> None:
    wild = {
        name: "=cmd|' /C calc'!A0" for name in ("name", "institution", "acgme", "city", "specialty", "source", "notes")
    }
    text = sheet.export([placed(wild), placed({"name": "+1", "notes": "@SUM(A1)", "city": "-2"})])
    found = [cell for row in cells(text) for cell in row]
    assert [cell for cell in found if cell.startswith(("=", "+", "-", "@", "\t", "\r"))] == []
    assert sum(cell.startswith("'=") for cell in found) == len(wild)


def test_the_sheet_tells_tier_reasons_what_is_unknown_and_the_claims(placed: Callable[..., Placement]) -> None:
    head, row = cells(sheet.export([placed({"j1": None, "checked": date(2020, 1, 1)})]))
    told = dict(zip(head, row, strict=True))
    assert (told["Program"], told["Tier"], told["IMGs"], told["Checked"]) == (
        "Example Rehab Hospital",
        "Apply",
        "3 of 18",
        "2020-01-01",
    )
    assert "Whether it sponsors J-1" in told["Still unknown"]
    assert "programs.prioritize_community" in told["Claims"]
    assert "taken IMGs" in told["Reasons"]
    assert told["Check again"] == "yes"


@given(WILD, WILD, WILD)
@settings(max_examples=150, deadline=None)
def test_whatever_is_in_its_cells_an_exported_program_is_read_back_the_same(name: str, city: str, notes: str) -> None:
    program = Program(name=f"Example {name}", city=city, notes=notes, imgs=2, non_us_imgs=1, j1=True, research=False)
    text = sheet.export(place_all([program], Profile(), KNOWLEDGE, TODAY))
    assert reading.read(text, TODAY).programs == (program,)


def test_the_made_up_line_of_the_template_shows_cells_that_can_be_read(today: date) -> None:
    text = sheet.template().replace("Example Rehab Hospital (made up, delete this line)", "Example")
    found = reading.read(text, today)
    assert (found.faults, found.remarks) == ((), ())
    assert (found.programs[0].name, found.programs[0].state, found.programs[0].j1) == ("Example", "ZZ", True)


def test_the_made_up_line_is_left_out_and_said_where_it_was_forgotten(today: date) -> None:
    found = reading.read(sheet.template() + "Example 2\r\n", today)
    assert [program.name for program in found.programs] == ["Example 2"]
    assert [(remark.row, "made-up line" in remark.reason) for remark in found.remarks] == [(2, True)]
