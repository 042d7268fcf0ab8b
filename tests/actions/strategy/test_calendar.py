"""The days of a Match season, against what was published and against each other."""

from __future__ import annotations

from datetime import date

import pytest

from actions.knowledge import library
from actions.knowledge.library import Seasons
from actions.strategy import calendar


@pytest.fixture(scope="module")
def seasons() -> Seasons:
    return library.load().seasons


def test_the_pattern_gives_the_days_that_were_published_for_the_2026_match(seasons: Seasons) -> None:
    days = calendar.season(2026, seasons)
    assert days.eras_opens == date(2025, 6, 4)
    assert days.submission == date(2025, 9, 3)
    assert days.reading == date(2025, 9, 24)
    assert days.match_day == date(2026, 3, 20)


def test_the_2028_season_has_the_exam_days_that_follow_from_it(seasons: Seasons) -> None:
    days = calendar.season(2028, seasons)
    assert (days.submission, days.reading) == (date(2027, 9, 1), date(2027, 9, 22))
    assert calendar.safe_exam_day(days, seasons) == date(2027, 7, 7)
    assert calendar.last_exam_day(days, seasons) == date(2027, 8, 25)


def test_a_day_that_was_published_is_not_called_expected(seasons: Seasons) -> None:
    assert calendar.season(2027, seasons).expected == {"submission", "reading", "rank_list", "match_day"}
    assert len(calendar.season(2028, seasons).expected) == 5


@pytest.mark.parametrize(
    ("today", "match_year"),
    [(date(2026, 9, 22), 2027), (date(2026, 9, 23), 2028), (date(2026, 11, 22), 2028), (date(2027, 1, 1), 2028)],
)
def test_a_newcomer_plans_for_the_first_season_that_can_still_be_met(
    today: date, match_year: int, seasons: Seasons
) -> None:
    assert calendar.season_to_plan_for(today, seasons).match_year == match_year


@pytest.mark.parametrize("match_year", range(2026, 2041))
def test_the_days_of_every_season_are_in_order(match_year: int, seasons: Seasons) -> None:
    days = calendar.season(match_year, seasons)
    order = [days.eras_opens, days.submission, days.reading, days.rank_list, days.match_day]
    assert order == sorted(order)
    assert calendar.safe_exam_day(days, seasons) < calendar.last_exam_day(days, seasons) < days.reading


def test_a_day_is_said_so_that_nobody_takes_it_for_another() -> None:
    assert calendar.say_day(date(2027, 7, 7)) == "7 July 2027"
