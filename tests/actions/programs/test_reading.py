"""A sheet is read whatever it looks like, and every row of it is accounted for."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from actions.programs import reading
from actions.programs.columns import load
from actions.programs.program import NoList, Reading
from actions.programs.table import SEPARATORS, lines_of, records

TODAY = date(2026, 11, 22)
PLAIN = "Program,City,Visa\nExample 1,Town,J-1\n"


def names(found: Reading) -> list[str]:
    return [program.name for program in found.programs]


@pytest.mark.parametrize(
    "text",
    [
        PLAIN,
        PLAIN.replace(",", ";"),
        PLAIN.replace(",", "\t"),
        PLAIN.replace(",", " | "),
        PLAIN.replace("\n", "\r\n"),
        PLAIN.replace("\n", "\r"),
        "\ufeff" + PLAIN,
        "My list of 2026\n\n" + PLAIN,
        "sep=,\n" + PLAIN,
        PLAIN.replace("\n", ",,,\n"),
        PLAIN.rstrip("\n"),
        PLAIN.upper().replace("EXAMPLE", "Example").replace("TOWN", "Town"),
        '"Program","City","Visa"\n"Example 1","Town","J-1"\n',
        'Program,City,"Visa\n(this season)"\nExample 1,Town,J-1\n',
        "Visa,City,Program\nJ-1,Town,Example 1\n",
    ],
)
def test_a_sheet_is_read_in_every_usual_form(text: str) -> None:
    (program,) = reading.read(text, TODAY).programs
    assert (program.name, program.city, program.j1, program.h1b) == ("Example 1", "Town", True, None)


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("Program name", "name"), ("HOSPITAL", "institution"), ("ACGME #", "acgme"), ("St.", "state"), ("City/State", "location"),
        ("IMG %", "img_percent"), ("% of IMGs", "img_percent"), ("# of IMGs", "imgs"), ("IMGs", "imgs"), ("Number of IMGs (now)", "imgs"),
        ("Non-US IMG", "non_us_imgs"), ("IMG friendly?", "img_friendly"), ("IMG-Friendly (Y/N)", "img_friendly"), ("Visa", "visa"),
        ("Does the program sponsor visas?", "visa"), ("J1", "j1"), ("J-1 visa", "j1"), ("H1B", "h1b"), ("H1-B", "h1b"), ("sponsors", "visa"),
        ("Step 2 cutoff", "cutoff"), ("min score", "cutoff"), ("Min. Step 2 CK", "cutoff"), ("Research", "research"),
        ("Tier city", "competitive_city"), ("competitive city", "competitive_city"), ("Specialty", "specialty"), ("Signal", "signal"),
        ("Checked", "checked"), ("last verified", "checked"), ("Source", "source"), ("Notes", "notes"), ("Program type", "setting"),
        ("Vibe", None), ("Salary", None),
    ],
)  # fmt: skip
def test_a_column_is_known_by_the_names_that_people_use(header: str, field: str | None) -> None:
    assert load().field_of(header) == field


def test_a_column_that_is_not_known_is_kept_as_notes_and_said() -> None:
    found = reading.read("Program,Vibe,Notes\nExample 1,warm,near the sea\n", TODAY)
    assert found.programs[0].notes == "Vibe: warm; near the sea"
    assert [(remark.row, remark.column) for remark in found.remarks] == [(1, "Vibe")]


@pytest.mark.parametrize("header", ["Program,Salary,Vibe,Call,Hours", "Rank,Program,City,Salary,Vibe,Call,Hours"])
def test_a_sheet_of_which_few_columns_are_known_is_read(header: str) -> None:
    row = ",".join("Example 1" if cell == "Program" else "x" for cell in header.split(","))
    assert names(reading.read(f"{header}\n{row}\n", TODAY)) == ["Example 1"]


def test_two_columns_of_the_same_meaning_are_said_and_both_kept() -> None:
    found = reading.read("Program,Visa,Sponsors\nExample 1,J-1 only,yes\n", TODAY)
    assert (found.programs[0].j1, found.programs[0].notes) == (True, "Sponsors: yes")
    assert 'the same as the column "Visa"' in found.remarks[0].reason


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "The list is empty"),
        ("\n \n", "The list is empty"),
        ("City,Visa\nTown,J-1\n", "I know these columns: City, Visa"),
        ("hello there, how are you\n", 'The first line is "hello there'),
        ("Example 1,Town,J-1\n", "Call one column Program"),
    ],
)
def test_a_text_without_a_name_column_is_told_what_was_found_and_what_is_expected(text: str, says: str) -> None:
    with pytest.raises(NoList) as caught:
        reading.read(text, TODAY)
    assert says in str(caught.value)


def test_a_wrong_cell_is_reported_with_its_row_as_a_spreadsheet_counts_and_the_rest_is_kept() -> None:
    text = 'Title\n\nProgram,City,Step 2 cutoff\n"Example\n1",Town,230\nExample 2,Town,tall\n'
    found = reading.read(text, TODAY)
    assert [(row.row, row.program.name, row.program.cutoff) for row in found.rows] == [
        (4, "Example 1", 230),
        (5, "Example 2", None),
    ]
    (fault,) = found.faults
    assert (fault.row, fault.column, fault.found) == (5, "Step 2 cutoff", "tall")
    assert "a score such as 230" in fault.reason


def test_the_same_program_twice_the_later_row_counts_and_the_earlier_is_reported() -> None:
    found = reading.read("Program,City,IMGs\nExample 1,Town,3\nexample 1,TOWN,4\nExample 1,Ville,5\n", TODAY)
    assert [(row.row, row.program.imgs) for row in found.rows] == [(3, 4), (4, 5)]
    assert [(fault.row, "row 3 again" in fault.reason) for fault in found.faults] == [(2, True)]


@pytest.mark.parametrize(("rows", "kept"), [(2000, 2000), (2001, 2000)])
def test_2000_programs_are_kept_and_of_more_the_rest_is_told(rows: int, kept: int) -> None:
    text = "Program,City\n" + "".join(f"Example {number},Town\n" for number in range(rows))
    found = reading.read(text, TODAY)
    assert (len(found.rows), found.total) == (kept, rows)
    assert [(fault.row, fault.found) for fault in found.faults] == ([] if rows == kept else [(2002, "1 rows more")])


@pytest.mark.parametrize(("length", "faults"), [(200, 0), (201, 1)])
def test_a_long_cell_is_cut_and_said(length: int, faults: int) -> None:
    found = reading.read(f"Program,City\n{'a' * length},Town\n", TODAY)
    assert len(found.programs[0].name) == 200
    assert len(found.faults) == faults


def test_a_name_that_tells_nothing_gives_way_to_the_institution() -> None:
    found = reading.read("Program,Hospital\nPM&R Residency Program,Example Rehab\nExample 2,Example Center\n", TODAY)
    assert names(found) == ["Example Rehab", "Example 2"]


def test_two_cells_that_do_not_fit_are_reported_and_the_one_that_is_about_it_alone_counts() -> None:
    found = reading.read("Program,Visa,H1B\nExample 1,J-1 only,yes\n", TODAY)
    assert (found.programs[0].j1, found.programs[0].h1b) == (True, True)
    assert [(fault.row, fault.column) for fault in found.faults] == [(2, "Visa")]


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", '=HYPERLINK("x")'])
def test_a_formula_is_plain_text(cell: str) -> None:
    quoted = cell.replace('"', '""')
    found = reading.read(f'Program,Notes\n"Example 1","{quoted}"\n"{quoted} Rehab",x\n', TODAY)
    assert found.programs[0].notes == cell
    assert found.programs[1].name == f"{cell} Rehab"


def test_a_cell_that_decides_nothing_is_kept_as_a_note() -> None:
    (program,) = reading.read("Program,Visa\nExample 1,case by case\n", TODAY).programs
    assert (program.j1, program.notes) == (None, "Visa: case by case")


def test_cells_without_a_header_are_reported_once_a_row_and_the_row_is_kept() -> None:
    found = reading.read("Program,City\nExample 1,Town,J-1,230\n", TODAY)
    assert found.programs[0].city == "Town"
    assert [(fault.row, fault.column, fault.found) for fault in found.faults] == [(2, "column 3", "J-1, 230")]


@pytest.mark.parametrize(("columns", "said"), [(100, 100), (101, 101)])
def test_100_columns_are_read_and_more_are_said(columns: int, said: int) -> None:
    header = ",".join(["Program", *(f"City {number}" for number in range(columns - 1))])
    found = reading.read(f"{header}\nExample 1{',x' * (columns - 1)}\n", TODAY)
    assert any("may have 100 columns" in remark.reason for remark in found.remarks) is (said > 100)
    assert len([fault for fault in found.faults if fault.column == "column 101"]) == said - 100


def test_a_quotation_mark_that_is_never_closed_swallows_no_row() -> None:
    text = 'Program,City\n"Example 1,Town\n' + "".join(f"Example {number},Town\n" for number in range(2, 40))
    assert len(reading.read(text, TODAY).rows) == 39


CELL = st.text(st.characters(codec="utf-8"), max_size=12) | st.sampled_from(
    ["Program", "Visa", "J-1", "12%", "230+", "2026-09-14", '"', '"a', "=1", "IMGs", "Example 1", "3 of 18", ""]
)
SHEETS = st.lists(st.lists(CELL, max_size=5).map(",".join), max_size=12).map("\n".join)


@given(SHEETS)
@example("\x00")
@example("Program\x85,City\u2028\nExample\n")
@settings(max_examples=300, deadline=None)
def test_reading_never_fails_and_accounts_for_every_row(text: str) -> None:
    try:
        found = reading.read("Program,IMGs,Visa,Step 2,Checked\n" + text, TODAY)
    except NoList:
        pytest.fail("the header was there")
    told = {fault.row for fault in (*found.faults, *found.remarks)}
    kept = {row.row for row in found.rows}
    counts = []
    for separator in SEPARATORS:
        count = sum(1 for _ in records(lines_of("Program,IMGs,Visa,Step 2,Checked\n" + text), separator))
        counts.append(told | kept | set(found.blank) | {found.header} >= set(range(1, count + 1)))
    assert any(counts)
    for program in found.programs:
        assert type(program).of_cells(program.as_cells()) == program
        assert 0 < len(program.key) <= 300


@given(st.text(max_size=300))
@settings(max_examples=200, deadline=None)
def test_any_text_is_read_or_refused_with_a_sentence(text: str) -> None:
    sentence = ""
    try:
        reading.read(text, TODAY)
    except NoList as error:
        sentence = str(error)
    assert sentence == "" or sentence.endswith(".")
