"""Amounts: how many, of what, and whether several values would fit."""

from __future__ import annotations

from datetime import date

import pytest

from bot.nlu.amounts import amounts
from bot.nlu.matching import season


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("2 months", (2, "month", False)),
        ("two-month", (2, "month", False)),
        ("x3", (3, None, False)),
        ("2x", (2, None, False)),
        ("40%", (40, "percent", False)),
        ("one and a half months", (1.5, "month", False)),
        ("6wks", (6, "week", False)),
        ("none", (0, None, False)),
        ("3-4", (3, None, True)),
        ("2 or 3 weeks", (2, "week", True)),
        ("80+", (80, None, True)),
        ("several", (0, None, True)),
        ("8 free weeks", (8, "week", False)),
    ],
)
def test_an_amount_has_value_and_unit(text: str, found: tuple[float, str | None, bool]) -> None:
    (amount,) = amounts(text)
    assert (amount.value, amount.unit, amount.vague) == found


@pytest.mark.parametrize(
    "text", ["", "J-1", "h1b", "covid19", "$300", "300$", "$ 300", "300 dollars", "usd 30", "1,230", "no, thanks", "ck"]
)
def test_what_is_no_amount_is_left_out(text: str) -> None:
    assert amounts(text) == []


def test_four_weeks_are_a_month() -> None:
    assert [each.months for each in amounts("8 weeks, 3 months, 1 year, 5")] == [2, 3, 12, None]
    assert [each.weeks for each in amounts("2 months, 14 days")] == [8, 2]


@pytest.mark.parametrize(
    ("today", "year"),
    [(date(2026, 11, 22), 2027), (date(2027, 3, 19), 2027), (date(2027, 3, 20), 2028), (date(2027, 9, 1), 2028)],
)
def test_a_season_lasts_until_the_match_in_march(today: date, year: int) -> None:
    assert season(today) == year
