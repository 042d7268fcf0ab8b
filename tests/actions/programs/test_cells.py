"""What cells say, in the many ways that people write."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from actions.programs import img_cells
from actions.programs.cells import parse
from actions.programs.faults import CellFault

TODAY = date(2026, 11, 22)
J1, H1B = {"j1": True}, {"h1b": True}
BOTH, NEITHER = {"j1": True, "h1b": True}, {"j1": False, "h1b": False}


@pytest.mark.parametrize(
    ("field", "text", "found"),
    [
        *(("signal", text, {"signal": True}) for text in ("Y", "yes", "YES!", "x", "1", "true", "✓", "Yes (gold)")),
        *(("signal", text, {"signal": False}) for text in ("n", "No", "0", "✗", "none", "not yet")),
        *(("signal", text, {}) for text in ("", "?", "??", "n/a", "N.A.", "unknown", "-", "—", "TBD", "idk", "not sure")),
        ("imgs", "3", {"imgs": 3}),
        ("imgs", "~3", {"imgs": 3}),
        ("imgs", "3+", {"imgs": 3}),
        ("imgs", "about 3 IMGs", {"imgs": 3}),
        ("imgs", "3 of 18", {"imgs": 3, "residents": 18}),
        ("imgs", "3/18", {"imgs": 3, "residents": 18}),
        ("imgs", "18/18", {"imgs": 18, "residents": 18}),
        ("imgs", "12%", {"img_percent": 12.0}),
        ("imgs", "none", {"takes_imgs": False}),
        ("imgs", "few", {"takes_imgs": True, "few_imgs": True}),
        ("imgs", "some", {"takes_imgs": True}),
        ("img_percent", "12.5 %", {"img_percent": 12.5}),
        ("img_percent", "12", {"img_percent": 12.0}),
        ("img_percent", "0.12", {"img_percent": 12.0}),
        ("img_percent", "1", {"img_percent": 1.0}),
        ("img_percent", "0%", {"img_percent": 0.0}),
        ("img_percent", "100", {"img_percent": 100.0}),
        ("non_us_imgs", "2", {"non_us_imgs": 2}),
        ("non_us_imgs", "5%", {"takes_non_us": True}),
        ("non_us_imgs", "no", {"takes_non_us": False}),
        ("visa", "J-1 only", {"j1": True, "h1b": False}),
        ("visa", "only J1", {"j1": True, "h1b": False}),
        ("visa", "J-1", J1),
        ("visa", "H1-B", H1B),
        ("visa", "H-1B visa", H1B),
        ("visa", "H1b only", {"h1b": True, "j1": False}),
        *(("visa", text, BOTH) for text in ("J1/H1B", "both", "J-1, H-1B", "J1 & H1b", "Both J-1 and H-1B", "All visas")),
        *(("visa", text, NEITHER) for text in ("no visa", "No", "none", "does not sponsor", "US citizens only", "no J-1 or H-1B", "No J1/H1B", "neither J-1 nor H-1B")),
        ("visa", "J-1, no H-1B", {"j1": True, "h1b": False}),
        ("visa", "J1 yes, H1B no", {"j1": True, "h1b": False}),
        ("visa", "J1 but not H1B", {"j1": True, "h1b": False}),
        ("visa", "no H1B, J1 yes", {"j1": True, "h1b": False}),
        ("visa", "No H-1B", {"h1b": False}),
        *(("visa", text, {}) for text in ("not listed", "not stated", "no info", "no idea", "not sure yet", "unspecified", "none mentioned")),
        ("visa", "J-1, H-1B not listed", J1),
        ("visa", "US citizens and J-1", J1),
        ("visa", "all visas except H-1B", {"h1b": False}),
        ("img_friendly", "not mentioned", {}),
        ("h1b", "not stated", {}),
        ("cutoff", "none listed", {"no_cutoff": True}),
        ("cutoff", "no info", {}),
        ("visa", "yes", {"sponsors": True}),
        ("visa", "Sponsors visas", {"sponsors": True}),
        ("visa", "J-1; H-1B case by case", J1),
        ("visa", "case by case", {}),
        ("j1", "y", J1),
        ("j1", "J-1", J1),
        ("h1b", "no", {"h1b": False}),
        ("cutoff", "230", {"cutoff": 230}),
        ("cutoff", "230+", {"cutoff": 230}),
        ("cutoff", "≥ 230", {"cutoff": 230}),
        ("cutoff", "Step 2: 230", {"cutoff": 230}),
        ("cutoff", "~225", {"cutoff": 225}),
        ("cutoff", "100", {"cutoff": 100}),
        ("cutoff", "300", {"cutoff": 300}),
        *(("cutoff", text, {"no_cutoff": True}) for text in ("no cutoff", "None", "no minimum", "pass", "not stated")),
        ("cutoff", "?", {}),
        ("setting", "Community", {"setting": "community"}),
        ("setting", "Community-based, university affiliated", {"setting": "university_affiliated"}),
        ("setting", "univ. affiliated", {"setting": "university_affiliated"}),
        ("setting", "University-based", {"setting": "university"}),
        ("setting", "academic", {"setting": "university"}),
        ("setting", "VA", {"setting": "other"}),
        ("research", "heavy", {"research": True}),
        ("research", "not heavy", {"research": False}),
        ("research", "moderate", {"research": False}),
        ("competitive_city", "Tier 1", {"competitive_city": True}),
        ("competitive_city", "tier 2", {"competitive_city": False}),
        ("specialty", "physical medicine & rehabilitation", {"specialty": "PM&R"}),
        ("specialty", "Internal Medicine", {"specialty": "Internal Medicine"}),
        *(("checked", text, {"checked": date(2026, 9, 14)}) for text in (
            "2026-09-14", "2026/9/14", "14 Sep 2026", "Sep 14, 2026", "September 14th 2026", "14-Sep-26", "9/14/2026",
            "14/9/26", "14.9.2026", "2026-09-14 10:22", "46279")),
        ("checked", "04.03.2026", {"checked": date(2026, 3, 4)}),
        ("checked", "3/3/2026", {"checked": date(2026, 3, 3)}),
        ("checked", "Sep 2026", {"checked": date(2026, 9, 1)}),
        ("checked", "2026-09", {"checked": date(2026, 9, 1)}),
        ("checked", "2026-11-22", {"checked": TODAY}),
        ("name", "=1+1", {"name": "=1+1"}),
    ],
)  # fmt: skip
def test_a_cell_is_read(field: str, text: str, found: dict[str, Any]) -> None:
    assert parse(field, text, TODAY) == found


@pytest.mark.parametrize(
    ("field", "text", "why"),
    [
        ("signal", "perhaps", "write yes or no"),
        ("signal", "да", "yes or no"),
        ("imgs", "19 of 18", "cannot be"),
        ("imgs", "-1", "a number"),
        ("imgs", "2.5", "count of residents"),
        ("imgs", "301", "count of residents"),
        ("imgs", "101%", "0 to 100"),
        ("img_percent", "101", "0 to 100"),
        ("visa", "F-9", "J-1, H-1B, both"),
        ("cutoff", "99", "three digits"),
        ("cutoff", "301", "at most 300"),
        ("cutoff", "220-230", "several numbers"),
        ("cutoff", "80%", "not a share"),
        ("setting", "nice", "community"),
        ("checked", "03/04/2026", "could be 2026-03-04 or 2026-04-03"),
        ("checked", "2026-02-30", "no such day"),
        ("checked", "2026-11-23", "still to come"),
        ("checked", "yesterday", "no day that I can read"),
    ],
)
def test_a_wrong_cell_says_why_and_how_to_mend_it(field: str, text: str, why: str) -> None:
    with pytest.raises(CellFault, match=why):
        parse(field, text, TODAY)


@pytest.mark.parametrize("cell", ["12% 3 of x 18", "5/ 0%", "percent 1 of", "3 of many %"])
def test_a_share_with_a_part_in_it_is_a_fault_and_not_read_for_ever(cell: str) -> None:
    with pytest.raises(CellFault):
        img_cells.imgs(cell)
