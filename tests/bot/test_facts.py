"""Which values a fact can have, as the understanding and the guard see it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from bot.facts import is_possible, registry


@pytest.mark.parametrize(
    ("fact", "value"),
    [
        ("step2_ck_score", 1),
        ("step2_ck_score", 238),
        ("step2_ck_score", 300),
        ("step1_attempts", 4),
        ("step1_status", "failed"),
        ("visa_need", "J-1"),
        ("visa_need", "none"),
        ("applicant_type", "non_us_img"),
        ("usce_months", 2.5),
        ("usce_months", 0),
        ("reapplicant", False),
        ("practice_scores", [231, 236, 241]),
        ("match_year", 2026),
        ("match_year", 2034),
        ("graduation_year", 1970),
        ("graduation_year", 2032),
        ("step2_ck_date", "2027-06"),
        ("step2_ck_date", "2027-06-14"),
        ("step2_ck_date", "2028-02-29"),
        ("backup_specialty", "internal medicine"),
        ("programs_planned", 1000),
    ],
)
def test_a_value_inside_the_limits_is_possible(today: date, fact: str, value: Any) -> None:
    assert is_possible(fact, value, today)


@pytest.mark.parametrize(
    ("fact", "value"),
    [
        ("step2_ck_score", 0),
        ("step2_ck_score", 301),
        ("step2_ck_score", 999),
        ("step2_ck_score", -238),
        ("step2_ck_score", "238"),
        ("step2_ck_score", None),
        ("step2_ck_score", True),
        ("step2_ck_score", [238]),
        ("step2_ck_score", float("nan")),
        ("step2_ck_score", float("inf")),
        ("step1_attempts", 0),
        ("step1_attempts", 5),
        ("step1_status", "pass"),
        ("step1_status", None),
        ("visa_need", "J1"),
        ("visa_need", ""),
        ("visa_need", 1),
        ("reapplicant", "true"),
        ("reapplicant", 1),
        ("practice_scores", 231),
        ("practice_scores", [231, 999]),
        ("practice_scores", ["231"]),
        ("match_year", 2025),
        ("match_year", 2035),
        ("graduation_year", 1969),
        ("graduation_year", 2033),
        ("step2_ck_date", 2027),
        ("step2_ck_date", ""),
        ("step2_ck_date", "2027-02-31"),
        ("step2_ck_date", "2027-02-29"),
        ("step2_ck_date", "2027-13"),
        ("step2_ck_date", "2027-00"),
        ("step2_ck_date", "27-06"),
        ("step2_ck_date", "june 2027"),
        ("step2_ck_date", "2027-06-14T00"),
        ("backup_specialty", ""),
        ("backup_specialty", ["neurology"]),
        ("usce_months", 61),
    ],
)
def test_a_value_outside_the_limits_or_of_another_kind_is_not(today: date, fact: str, value: Any) -> None:
    assert not is_possible(fact, value, today)


@pytest.mark.parametrize("fact", ["gpa", "", "step2_ck", "STEP2_CK_SCORE", "asked"])
def test_nothing_is_possible_of_an_unknown_fact(today: date, fact: str) -> None:
    assert not is_possible(fact, 238, today)


def test_limits_of_years_move_with_the_calendar() -> None:
    assert is_possible("match_year", 2035, date(2027, 1, 1))
    assert not is_possible("match_year", 2026, date(2027, 1, 1))


def _on(value: object, today: date) -> object:
    """A value as it is offered on a day: `this_year+2` is a year."""
    year, moving, more = str(value).partition("this_year")
    return today.year + int(more or 0) if moving and not year else value


def test_every_button_offers_values_that_can_be(today: date) -> None:
    offered = [
        (fact, _on(value, today))
        for entry in registry().values()
        for button in entry.get("buttons", [])
        for fact, value in button["facts"].items()
    ]
    assert offered
    assert [pair for pair in offered if not is_possible(*pair, today)] == []
