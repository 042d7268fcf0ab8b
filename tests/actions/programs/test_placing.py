"""Each rule of placing on both sides of its border."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from actions.knowledge.library import Knowledge
from actions.profile import Profile
from actions.programs.findings import Reason
from actions.programs.placing import TIERS, Placement, UnsourcedPlacement, place, place_all
from actions.programs.program import Program

Placed = Callable[..., Placement]
NO_VISA = {"j1": False, "h1b": False}


@pytest.mark.parametrize(
    ("cells", "facts", "tier", "says"),
    [
        # Record of IMGs.
        ({}, {}, "apply_first", "3 of 18 residents"),
        ({"imgs": 1}, {}, "apply_first", "taken IMGs (1 of 18"),
        ({"imgs": 0, "non_us_imgs": None}, {}, "if_affordable", "No IMG is known there"),
        ({"imgs": None, "residents": None, "non_us_imgs": None}, {}, "apply", "sponsors J-1"),
        ({"imgs": None, "residents": None, "non_us_imgs": None, "takes_imgs": True}, {}, "apply_first", "taken IMGs"),
        ({"non_us_imgs": 0}, {}, "if_affordable", "No foreign national is known"),
        ({"non_us_imgs": 1}, {}, "apply_first", "foreign nationals among them"),
        ({"non_us_imgs": 0}, {"applicant_type": "us_img", "visa_need": "none"}, "apply_first", "taken IMGs"),
        # Visa: J-1.
        ({"j1": True}, {}, "apply_first", "sponsors J-1"),
        ({"j1": False}, {}, "leave_out", "does not sponsor J-1"),
        ({"j1": None}, {}, "apply", "taken IMGs"),
        ({"j1": None, "h1b": None, "sponsors": True}, {}, "apply", "taken IMGs"),
        # Visa: H-1B, with Step 3 and the score.
        ({}, {"visa_need": "H-1B", "step3_status": "passed", "step2_ck_score": 235}, "apply_first", "passed Step 3"),
        ({}, {"visa_need": "H-1B", "step3_status": "passed", "step2_ck_score": 234}, "apply", "stronger scores than 234"),
        ({}, {"visa_need": "H-1B", "step3_status": "not_taken"}, "apply", "once you have passed Step 3"),
        ({}, {"visa_need": "H-1B"}, "apply", "needs a passed Step 3"),
        ({"h1b": False}, {"visa_need": "H-1B", "step3_status": "passed"}, "leave_out", "does not sponsor H-1B"),
        ({"h1b": None}, {"visa_need": "H-1B", "step3_status": "passed"}, "apply", "taken IMGs"),
        # Visa: either.
        ({"h1b": False}, {"visa_need": "either"}, "apply_first", "sponsors J-1, and either"),
        ({"j1": False}, {"visa_need": "either", "step3_status": "passed", "step2_ck_score": 240}, "apply_first", "H-1B and not J-1"),
        ({"j1": False}, {"visa_need": "either", "step3_status": "failed"}, "apply", "once you have passed Step 3"),
        (NO_VISA, {"visa_need": "either"}, "leave_out", "does not sponsor J-1 or H-1B"),
        ({"j1": False, "h1b": None}, {"visa_need": "either"}, "apply", "taken IMGs"),
        ({"j1": None, "h1b": None, "sponsors": True}, {"visa_need": "either"}, "apply_first", "sponsors a visa"),
        # Visa: none needed, or not told.
        (NO_VISA, {"visa_need": "none"}, "apply_first", "need no visa"),
        (NO_VISA, {"visa_need": None}, "apply", "leave it out if you need one"),
        ({}, {"visa_need": None}, "apply", "sponsors a visa"),
        # The city, and community or not.
        ({"competitive_city": True}, {}, "apply", "You count its city"),
        ({"competitive_city": None}, {}, "apply_first", "taken IMGs"),
        ({"setting": "university_affiliated"}, {}, "apply_first", "university-affiliated"),
        ({"setting": "university"}, {}, "apply_first", "taken IMGs"),
        # The stated cutoff.
        ({"no_cutoff": None, "cutoff": 228}, {}, "apply_first", "Your 228 reaches its stated cutoff, 228"),
        ({"no_cutoff": None, "cutoff": 229}, {}, "if_affordable", "Its stated cutoff, 229, is above your 228"),
        ({"no_cutoff": None, "cutoff": 229}, {"step2_ck_score": None}, "apply_first", "taken IMGs"),
        # Research-heavy with few IMGs: two residents or below a tenth; from a score of 250 on no reason any more.
        ({"research": True, "imgs": 2}, {}, "if_affordable", "research-heavy center with few"),
        ({"research": True, "imgs": 3}, {}, "apply_first", "taken IMGs"),
        ({"research": True, "imgs": 3, "residents": 31}, {}, "if_affordable", "research-heavy"),
        ({"research": True, "imgs": 3, "residents": 30}, {}, "apply_first", "taken IMGs"),
        ({"research": True, "imgs": 2}, {"step2_ck_score": 249}, "if_affordable", "research-heavy"),
        ({"research": True, "imgs": 2}, {"step2_ck_score": 250}, "apply_first", "your 250 reaches some of the more demanding"),
        ({"research": False, "imgs": 2}, {}, "apply_first", "taken IMGs"),
        # Two things against it; a lack of IMGs counts once.
        ({"research": True, "imgs": 2, "cutoff": 240}, {}, "leave_out", "above your 228"),
        ({"imgs": 0, "non_us_imgs": None, "cutoff": 240}, {}, "leave_out", "No IMG is known"),
        ({"research": True, "imgs": 0, "non_us_imgs": None}, {}, "if_affordable", "No IMG is known"),
    ],
)  # fmt: skip
def test_a_program_stands_where_the_rules_put_it(
    placed: Placed, cells: dict[str, Any], facts: dict[str, Any], tier: str, says: str
) -> None:
    found = placed(cells, facts)
    assert found.tier == tier
    assert says in " ".join(reason.text for reason in found.reasons)


def test_what_decides_is_said_first(placed: Placed) -> None:
    assert "does not sponsor" in placed({"j1": False}).reasons[0].text
    assert "stated cutoff" in placed({"cutoff": 240}).reasons[0].text


def test_of_a_program_that_is_only_a_name_everything_is_unknown_and_nothing_counts(
    profile_of: Callable[..., Profile], knowledge: Knowledge, today: date
) -> None:
    found = place(Program("Example Rehab"), profile_of(step2_ck_score=219, visa_need="J-1"), knowledge, today)
    assert found.tier == "apply"
    assert [reason.claims for reason in found.reasons] == [("lookup.identify", "lookup.tools")]
    assert len(found.unknown) == 7
    assert all(unknown.where for unknown in found.unknown)


FIELDS = ("imgs", "j1", "setting", "competitive_city", "no_cutoff", "research", "checked")


@pytest.mark.parametrize("field", FIELDS)
def test_what_becomes_unknown_is_listed_with_where_to_look(placed: Placed, field: str) -> None:
    known = placed()
    gone = {field: None, **({"non_us_imgs": None} if field == "imgs" else {})}
    unknown = set(placed(gone).unknown) - set(known.unknown)
    assert len(unknown) == 1
    assert next(iter(unknown)).where


@pytest.mark.parametrize(
    ("checked", "stale"),
    [(date(2025, 11, 22), False), (date(2025, 11, 21), True), (date(2026, 11, 22), False), (date(2019, 12, 31), True)],
)
def test_what_was_checked_more_than_a_year_ago_says_so(placed: Placed, checked: date, stale: bool) -> None:
    assert placed({"checked": checked}).stale is stale


def test_a_placement_without_a_claim_cannot_be_constructed() -> None:
    for reasons in ((), (Reason("It is nice.", ()),)):
        with pytest.raises(UnsourcedPlacement, match="'Example' is placed without a claim"):
            Placement(Program("Example"), "apply", reasons, (), False)


def test_the_list_goes_by_tier_and_then_by_how_much_good_is_known(
    profile_of: Callable[..., Profile], knowledge: Knowledge, today: date
) -> None:
    programs = [
        Program("Example 1", j1=False),
        Program("Example 2"),
        Program("Example 3", j1=True),
        Program("Example 4", j1=True, imgs=4),
    ]
    found = place_all(programs, profile_of(visa_need="J-1"), knowledge, today)
    assert [each.program.name for each in found] == ["Example 4", "Example 3", "Example 2", "Example 1"]
    assert [TIERS.index(each.tier) for each in found] == [0, 1, 1, 3]
