"""Lines pasted into a talk, and programs told in it one by one."""

from __future__ import annotations

import contextlib
import time
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from actions.programs import pasted, reading
from actions.programs.program import NoList

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("line", "cells"),
    [
        ("Example Rehab, J-1, 3 IMGs, cutoff 230", {"j1": True, "imgs": 3, "cutoff": 230}),
        ("- Example Rehab, Exampleville, IL, J1/H1B", {"city": "Exampleville", "state": "IL", "j1": True, "h1b": True}),
        (
            "12. Example Rehab; Exampleville IL; no visa",
            {"city": "Exampleville", "state": "IL", "j1": False, "h1b": False},
        ),
        ("add Example Rehab, 3 of 18 IMGs, no cutoff", {"imgs": 3, "residents": 18, "no_cutoff": True}),
        ("please add program Example Rehab, 12% IMGs", {"img_percent": 12.0}),
        ("Example Rehab | IMG friendly | community", {"takes_imgs": True, "setting": "community"}),
        ("Example Rehab, not IMG friendly, H-1B only", {"takes_imgs": False, "h1b": True, "j1": False}),
        (
            "Example Rehab, university affiliated, research heavy",
            {"setting": "university_affiliated", "research": True},
        ),
        ("Example Rehab, step 2 min 225, checked 2026-09-14", {"cutoff": 225, "checked": "2026-09-14"}),
        ("Example Rehab, not competitive city, non-US IMGs 2", {"competitive_city": False, "non_us_imgs": 2}),
        ("Example Rehab, J-1, kind people", {"j1": True, "notes": "kind people"}),
        ("Example Rehab", {}),
        ("Add Example Rehab to my list: J-1, 3 IMGs", {"j1": True, "imgs": 3}),
        (
            "Example Rehab (Exampleville, ZZ), J-1 and H-1B, 2 IMGs",
            {"city": "Exampleville", "state": "ZZ", "j1": True, "h1b": True, "imgs": 2},
        ),
        ("Example Rehab - J1 - cutoff: 230", {"j1": True, "cutoff": 230}),
        ("Example Rehab: sponsors J-1, no cutoff", {"j1": True, "no_cutoff": True}),
        (
            "• Example Rehab — Exampleville — J1/H1B — 5 imgs",
            {"city": "Exampleville", "j1": True, "h1b": True, "imgs": 5},
        ),
        (
            "Example Rehab – Exampleville, OH – J-1, H-1B – cutoff 230",
            {"city": "Exampleville", "state": "OH", "j1": True, "h1b": True, "cutoff": 230},
        ),
        ("Example Rehab J1 2 imgs", {"j1": True, "imgs": 2}),
        ("Example Rehab J1/H1B no cutoff", {"j1": True, "h1b": True, "no_cutoff": True}),
        (
            "Example Rehab in Exampleville they take j1 and have 2 imgs",
            {"city": "Exampleville", "j1": True, "imgs": 2},
        ),
        ("Example Rehab, they sponsor H-1B and have 4 imgs", {"h1b": True, "imgs": 4}),
    ],
)
def test_a_line_is_read_by_its_words(line: str, cells: dict[str, Any]) -> None:
    found = pasted.read(line, TODAY)
    assert found.faults == ()
    assert found.programs[0].as_cells() == {"name": "Example Rehab", "specialty": "PM&R", **cells}


@pytest.mark.parametrize("line", ["my program list:", "here are my programs", "please add these:", "List"])
def test_a_line_that_only_says_that_programs_follow_is_left_out_and_said(line: str) -> None:
    found = pasted.read(f"{line}\nExample 1, J-1\n", TODAY)
    assert [program.name for program in found.programs] == ["Example 1"]
    assert [remark.row for remark in found.remarks] == [1]


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("add Example Rehab", "Example Rehab"),
        ("Example Rehab:", "Example Rehab"),
        ("Example University - Main Campus, J-1", "Example University - Main Campus"),
        ("Example (Main) Hospital, J-1", "Example (Main) Hospital"),
        ("The Example List Hospital", "The Example List Hospital"),
    ],
)
def test_a_name_is_not_cut_and_not_taken_for_an_introduction(line: str, name: str) -> None:
    assert [program.name for program in pasted.read(line, TODAY).programs] == [name]


def test_lines_with_a_header_are_read_as_a_sheet() -> None:
    found = pasted.read("name; city; visa\nExample 1; Town; J-1\n", TODAY)
    assert (found.header, found.programs[0].city, found.programs[0].j1) == (1, "Town", True)


def test_what_cannot_be_used_is_reported_with_its_line_and_the_rest_kept() -> None:
    found = pasted.read("Example 1, cutoff tall, J-1\n\n42\nExample 3, J-1, H-1B only\n", TODAY)
    assert [(row.row, row.program.j1) for row in found.rows] == [(1, True), (4, True)]
    assert [fault.row for fault in found.faults] == [1, 3, 4]
    assert (found.total, found.blank) == (3, (2,))


@pytest.mark.parametrize("text", ["", "\n\n"])
def test_no_line_at_all_is_told_how_to_write_one(text: str) -> None:
    with pytest.raises(NoList, match="the name first"):
        pasted.read(text, TODAY)


@given(st.text(max_size=200))
@settings(max_examples=300, deadline=None)
def test_pasted_text_never_fails_and_every_line_is_accounted_for(text: str) -> None:
    try:
        found = pasted.read(text, TODAY)
    except NoList:
        return
    if found.header is None:
        told = {fault.row for fault in found.faults} | {row.row for row in found.rows} | set(found.blank)
        told |= {remark.row for remark in found.remarks}
        assert len(told) >= found.total


@pytest.mark.parametrize("sign", ["(", '"', "[", "my the ", "in ", "- ", ",", ";"])
def test_a_text_of_the_longest_kind_is_read_or_refused_in_a_moment(sign: str) -> None:
    began = time.perf_counter()
    with contextlib.suppress(NoList):
        pasted.read(sign * (400_000 // len(sign)), TODAY)
    with contextlib.suppress(NoList):
        reading.read("Program\n" + sign * (399_000 // len(sign)), TODAY)
    assert time.perf_counter() - began < 5
