"""For which Match somebody plans."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from actions.knowledge.library import Knowledge
from actions.profile import Profile
from actions.strategy.plan_season import chosen

Make = Callable[..., Profile]
PASSED = {"step1_status": "passed", "step2_ck_status": "passed"}


@pytest.mark.parametrize(
    ("held", "today", "match_year"),
    [
        ({}, date(2027, 8, 25), 2028),
        ({}, date(2027, 8, 26), 2029),
        # Ten weeks before 31 March: six to prepare for Step 1, four for its result.
        ({"step1_status": "not_taken"}, date(2027, 1, 20), 2028),
        ({"step1_status": "not_taken"}, date(2027, 1, 21), 2029),
        ({"step1_status": "failed"}, date(2027, 1, 20), 2028),
        ({"step1_status": "failed"}, date(2027, 1, 21), 2029),
        (PASSED, date(2027, 9, 21), 2028),
        (PASSED, date(2027, 9, 22), 2029),
        ({"step2_ck_status": "failed", "step1_status": "passed"}, date(2027, 8, 26), 2029),
        ({**PASSED, "step1_status": "failed", "step1_attempts": 1}, date(2027, 1, 20), 2028),
        ({**PASSED, "step1_status": "failed", "step1_attempts": 1}, date(2027, 1, 21), 2029),
        # Perhaps it was passed since: that is asked about, and until then it does not count as ahead.
        ({**PASSED, "step1_status": "failed"}, date(2027, 9, 21), 2028),
        ({**PASSED, "step1_status": "failed"}, date(2027, 9, 22), 2029),
        ({"step1_status": "failed", "reapplicant": True}, date(2027, 8, 25), 2028),
        ({"step1_status": "failed", "reapplicant": True}, date(2027, 8, 26), 2029),
    ],
)
def test_without_a_named_match_the_exams_ahead_decide(
    profile_of: Make, knowledge: Knowledge, held: dict[str, object], today: date, match_year: int
) -> None:
    season = chosen(profile_of(**held), knowledge, today)
    assert season.days.match_year == match_year
    assert (season.stated, season.moved, season.under_way) == (None, False, None)


def test_a_named_match_that_can_be_met_is_kept_though_an_earlier_one_could_be(
    profile_of: Make, knowledge: Knowledge, today: date
) -> None:
    season = chosen(profile_of(match_year=2030), knowledge, today)
    assert (season.days.match_year, season.stated, season.moved) == (2030, 2030, False)


@pytest.mark.parametrize(
    ("today", "moved", "match_year"), [(date(2027, 8, 25), False, 2028), (date(2027, 8, 26), True, 2029)]
)
def test_a_named_match_that_the_exam_cannot_reach_is_moved_to_the_next(
    profile_of: Make, knowledge: Knowledge, today: date, moved: bool, match_year: int
) -> None:
    season = chosen(profile_of(match_year=2028, step2_ck_status="not_taken"), knowledge, today)
    assert (season.days.match_year, season.moved, season.under_way) == (match_year, moved, None)


@pytest.mark.parametrize("today", [date(2026, 9, 23), date(2026, 11, 22), date(2027, 3, 19)])
def test_somebody_with_both_exams_passed_is_in_the_season_under_way_until_match_day(
    profile_of: Make, knowledge: Knowledge, today: date
) -> None:
    season = chosen(profile_of(match_year=2027, **PASSED), knowledge, today)
    assert season.under_way is not None
    assert (season.under_way.match_year, season.days.match_year, season.moved) == (2027, 2028, False)


def test_the_day_after_match_day_the_season_is_over_for_everybody(profile_of: Make, knowledge: Knowledge) -> None:
    season = chosen(profile_of(match_year=2027, **PASSED), knowledge, date(2027, 3, 20))
    assert (season.under_way, season.moved, season.days.match_year) == (None, True, 2028)


@pytest.mark.parametrize("step1", ["not_taken", "failed"])
def test_nobody_is_in_a_season_without_step_1(profile_of: Make, knowledge: Knowledge, today: date, step1: str) -> None:
    tried = {"step1_attempts": 1} if step1 == "failed" else {}
    held = {"match_year": 2027, "step1_status": step1, "step2_ck_status": "passed", **tried}
    season = chosen(profile_of(**held), knowledge, today)
    assert season.under_way is None
    assert season.moved


def test_who_perhaps_passed_step_1_since_stays_in_the_season_under_way(
    profile_of: Make, knowledge: Knowledge, today: date
) -> None:
    season = chosen(profile_of(match_year=2027, step1_status="failed", step2_ck_status="passed"), knowledge, today)
    assert season.under_way is not None
    assert (season.under_way.match_year, season.days.match_year, season.moved) == (2027, 2028, False)


def test_a_match_of_long_ago_does_not_stop_the_planning(profile_of: Make, knowledge: Knowledge) -> None:
    season = chosen(profile_of(match_year=2026, **PASSED), knowledge, date(2033, 5, 1))
    assert (season.days.match_year, season.moved) == (2034, True)
