"""The days of a Match season, against what was published and against each other."""

from __future__ import annotations

from datetime import date, timedelta

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


@pytest.mark.parametrize(
    ("today", "match_year"),
    [(date(2027, 3, 31), 2028), (date(2027, 4, 1), 2029), (date(2026, 11, 22), 2028), (date(2027, 1, 1), 2028)],
)
def test_somebody_without_step_1_plans_for_the_first_season_whose_march_is_not_over(
    today: date, match_year: int, seasons: Seasons
) -> None:
    assert calendar.season_to_begin_for(today, seasons).match_year == match_year


@pytest.mark.parametrize(
    ("today", "match_year"),
    [(date(2027, 8, 25), 2028), (date(2027, 8, 26), 2029), (date(2027, 1, 1), 2028), (date(2026, 11, 22), 2028)],
)
def test_somebody_with_an_exam_ahead_plans_for_the_first_season_that_its_result_can_reach(
    today: date, match_year: int, seasons: Seasons
) -> None:
    assert calendar.season_to_sit_for(today, seasons).match_year == match_year


@pytest.mark.parametrize(("today", "match_year"), [(date(2027, 1, 20), 2028), (date(2027, 1, 21), 2029)])
def test_the_weeks_that_step_1_takes_have_to_fit_before_the_end_of_march(
    today: date, match_year: int, seasons: Seasons
) -> None:
    assert date(2027, 3, 31) - date(2027, 1, 20) == timedelta(weeks=10)
    assert calendar.season_to_begin_for(today, seasons, weeks=10).match_year == match_year


def test_the_less_is_done_the_later_is_the_first_season_that_can_be_met(seasons: Seasons) -> None:
    for ahead in range(0, 3650, 3):
        today = date(2026, 1, 1) + timedelta(days=ahead)
        plan, sit, begin = (
            choose(today, seasons).match_year
            for choose in (calendar.season_to_plan_for, calendar.season_to_sit_for, calendar.season_to_begin_for)
        )
        assert plan <= sit <= begin, today


@pytest.mark.parametrize(
    ("today", "phase"),
    [
        (date(2027, 8, 31), "before"),
        (date(2027, 9, 1), "sending"),
        (date(2027, 9, 21), "sending"),
        (date(2027, 9, 22), "interviews"),
        (date(2028, 3, 1), "interviews"),
        (date(2028, 3, 2), "waiting"),
        (date(2028, 3, 12), "waiting"),
        (date(2028, 3, 13), "match_week"),
        (date(2028, 3, 17), "match_week"),
        (date(2028, 3, 18), "over"),
    ],
)
def test_the_season_moves_on_its_days_and_not_a_day_earlier_or_later(today: date, phase: str, seasons: Seasons) -> None:
    assert calendar.season(2028, seasons).phase(today) == phase


@pytest.mark.parametrize("match_year", range(2026, 2041))
def test_match_week_begins_on_the_monday_of_match_day(match_year: int, seasons: Seasons) -> None:
    days = calendar.season(match_year, seasons)
    assert days.match_week.weekday() == 0
    assert days.match_day.weekday() == 4
    assert days.match_day - days.match_week == timedelta(days=4)


def test_step_1_is_to_be_passed_before_the_time_for_step_2_ck_begins(seasons: Seasons) -> None:
    days = calendar.season(2028, seasons)
    assert (days.step1_day, days.dedicated_from) == (date(2027, 3, 31), date(2027, 4, 1))


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("2027-07", date(2027, 7, 1), date(2027, 7, 31)),
        ("2027-06", date(2027, 6, 1), date(2027, 6, 30)),
        ("2027-02", date(2027, 2, 1), date(2027, 2, 28)),
        ("2028-02", date(2028, 2, 1), date(2028, 2, 29)),
        ("2027-12", date(2027, 12, 1), date(2027, 12, 31)),
        ("2027-07-14", date(2027, 7, 14), date(2027, 7, 14)),
        ("2028-02-29", date(2028, 2, 29), date(2028, 2, 29)),
    ],
)
def test_a_month_means_all_its_days_and_a_day_itself(value: str, first: date, last: date) -> None:
    assert calendar.span_of(value) == (first, last)


@pytest.mark.parametrize("value", ["2027-13", "2027-02-29", "soon", "2027", ""])
def test_what_is_no_day_spans_nothing(value: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        calendar.span_of(value)


def test_a_note_without_names_tells_when_applications_go_in_and_are_read(seasons: Seasons) -> None:
    note = calendar.note(calendar.season(2028, seasons), seasons)
    assert note.text == (
        "For the 2028 Match, applications go in from 1 September 2027 and programs start reading on 22 September 2027."
        " Expected from earlier years; confirm at AAMC."
    )
    assert (note.certainty, note.as_of, note.source) == ("expected", seasons.as_of, seasons.source)


def test_a_note_of_published_days_only_is_confirmed(seasons: Seasons) -> None:
    note = calendar.note(calendar.season(2027, seasons), seasons, "eras_opens")
    assert (note.text, note.certainty) == ("For the 2027 Match, ERAS opens on 3 June 2026.", "confirmed")


def test_one_day_that_is_only_expected_makes_the_whole_note_so(seasons: Seasons) -> None:
    note = calendar.note(calendar.season(2027, seasons), seasons, "eras_opens", "rank_list", "match_day")
    assert note.text.startswith(
        "For the 2027 Match, ERAS opens on 3 June 2026, the rank list is due by 3 March 2027 and Match Day is 19 March 2027."
    )
    assert note.certainty == "expected"


def test_the_calendar_is_due_after_its_shelf_life(seasons: Seasons) -> None:
    assert seasons.due() == seasons.as_of + timedelta(days=seasons.shelf_life)
