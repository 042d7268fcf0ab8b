"""Days and months, worked out from today."""

from __future__ import annotations

from datetime import date

import pytest

from bot.nlu.dates import find


def values(text: str, today: date, *, past: bool = False) -> list[str | None]:
    return [when.value for when in find(text, today, past=past)]


@pytest.mark.parametrize(
    ("text", "ahead", "behind"),
    [
        ("14 july", "2027-07-14", "2026-07-14"),
        ("november", "2026-11", "2026-11"),
        ("21 november", "2027-11-21", "2026-11-21"),
        ("23 november", "2026-11-23", "2025-11-23"),
        ("december", "2026-12", "2025-12"),
        ("mid june next year", "2027-06", "2027-06"),
        ("june 2025", "2025-06", "2025-06"),
        ("june '28", "2028-06", "2028-06"),
        ("last june", "2026-06", "2026-06"),
        ("29 feb 2028", "2028-02-29", "2028-02-29"),
    ],
)
def test_a_month_without_a_year_is_the_next_or_the_last_one(today: date, text: str, ahead: str, behind: str) -> None:
    assert values(text, today) == [ahead]
    assert values(text, today, past=True) == [behind]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("in 3 weeks", "2026-12-13"),
        ("in 10 days", "2026-12-02"),
        ("in two months", "2027-01"),
        ("after a month", "2026-12"),
        ("2 weeks from now", "2026-12-06"),
        ("3 weeks ago", "2026-11-01"),
        ("12 months ago", "2025-11"),
        ("next month", "2026-12"),
        ("last month", "2026-10"),
        ("tomorrow", "2026-11-23"),
        ("yesterday", "2026-11-21"),
    ],
)
def test_a_time_told_from_today(today: date, text: str, value: str) -> None:
    assert values(text, today) == [value]


@pytest.mark.parametrize(
    "text", ["31 february", "2027-02-31", "30 feb 2028", "31/04/2027", "05/06/2027", "june or july", "may/june"]
)
def test_a_day_that_cannot_be_or_may_be_another_has_no_value(today: date, text: str) -> None:
    assert values(text, today) == [None]


@pytest.mark.parametrize("text", ["i may pass", "it may be", "3 weeks", "238", "2027", "marching", "decent", ""])
def test_what_is_no_date_is_not_found(today: date, text: str) -> None:
    assert values(text, today) == []


def test_a_number_that_may_be_a_day_or_a_year_gives_what_both_share(today: date) -> None:
    assert values("june 27", today) == ["2027-06"]
    assert values("june 14", today) == ["2027-06-14"]


def test_the_turn_of_the_year() -> None:
    assert values("next month", date(2026, 12, 31)) == ["2027-01"]
    assert values("in 2 weeks", date(2026, 12, 25)) == ["2027-01-08"]
    assert values("last month", date(2027, 1, 2)) == ["2026-12"]


def test_a_date_is_told_with_its_place(today: date) -> None:
    text = "ck on 14 july, I hope"
    (when,) = find(text, today, past=False)
    assert text[when.start : when.end].strip() == "14 july"
