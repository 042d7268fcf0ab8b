"""Where an applicant stands, as all rules read it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from actions.knowledge.library import Knowledge
from actions.profile import Profile
from actions.strategy import standing

Make = Callable[..., Profile]


@pytest.mark.parametrize(
    ("held", "score", "done", "failed"),
    [
        ({}, None, False, False),
        ({"step2_ck_score": 238}, 238, True, False),
        ({"step2_ck_score": 238, "step2_ck_status": "passed"}, 238, True, False),
        ({"step2_ck_status": "passed"}, None, True, False),
        ({"step2_ck_status": "failed"}, None, False, True),
        ({"step2_ck_score": 205, "step2_ck_status": "failed"}, None, False, True),
        ({"step2_ck_status": "not_taken"}, None, False, False),
        ({"step2_ck_score": 238, "step2_ck_status": "not_taken"}, None, False, False),
    ],
)
def test_a_score_counts_only_for_an_exam_that_was_passed(
    profile_of: Make, held: dict[str, object], score: int | None, done: bool, failed: bool
) -> None:
    profile = profile_of(**held)
    assert standing.step2_score(profile) == score
    assert standing.step2_done(profile) is done
    assert standing.step2_failed(profile) is failed


@pytest.mark.parametrize(
    ("held", "weak", "first_try"),
    [
        ({}, False, False),
        ({"step1_status": "passed"}, False, False),
        ({"step1_status": "passed", "step1_attempts": 1}, False, True),
        ({"step1_status": "passed", "step1_attempts": 2}, True, False),
        ({"step1_status": "failed"}, True, False),
        ({"step1_status": "failed", "step1_attempts": 1}, True, False),
        ({"step1_attempts": 3}, True, False),
        ({"step1_attempts": 1}, False, False),
        ({"step1_status": "not_taken"}, False, False),
        ({"step1_score": 199, "step1_status": "passed"}, False, False),
    ],
)
def test_step_1_is_weak_after_a_fail_or_more_than_one_try_and_never_by_an_old_score(
    profile_of: Make, held: dict[str, object], weak: bool, first_try: bool
) -> None:
    assert standing.weak_step1(profile_of(**held)) is weak
    assert standing.first_try(profile_of(**held)) is first_try


@pytest.mark.parametrize(
    ("held", "low", "compensates"),
    [
        ({}, False, False),
        ({"step2_ck_score": 224}, True, True),
        ({"step2_ck_score": 225}, False, True),
        ({"step2_ck_score": 234}, False, True),
        ({"step2_ck_score": 235}, False, False),
        ({"step2_ck_score": 260, "step1_status": "failed"}, True, True),
        ({"step2_ck_status": "failed"}, True, True),
        ({"step2_ck_score": 205, "step2_ck_status": "not_taken"}, False, False),
        ({"step2_ck_score": 250, "step2_ck_attempts": 1}, False, False),
        ({"step2_ck_score": 250, "step2_ck_attempts": 2}, False, True),
        ({"step2_ck_status": "not_taken", "step2_ck_attempts": 2}, False, False),
    ],
)
def test_a_low_profile_ends_at_the_borderline_and_compensation_at_the_floor(
    profile_of: Make, knowledge: Knowledge, held: dict[str, object], low: bool, compensates: bool
) -> None:
    assert standing.low_profile(profile_of(**held), knowledge) is low
    assert standing.needs_compensation(profile_of(**held), knowledge) is compensates


def test_a_weak_step_1_alone_is_no_low_step_2_ck(profile_of: Make, knowledge: Knowledge) -> None:
    assert not standing.low_step2(profile_of(step1_status="failed"), knowledge)


@pytest.mark.parametrize(
    ("visa", "wants"), [("H-1B", True), ("either", True), ("J-1", False), ("none", False), (None, False)]
)
def test_h1b_is_wanted_by_those_who_need_it_or_could_take_it(profile_of: Make, visa: str | None, wants: bool) -> None:
    assert standing.wants_h1b(profile_of(**({"visa_need": visa} if visa else {}))) is wants


@pytest.mark.parametrize(
    ("held", "unclear", "ahead"),
    [
        ({}, False, False),
        ({"step1_status": "not_taken"}, False, True),
        ({"step1_status": "not_taken", "step2_ck_status": "passed"}, False, True),
        ({"step1_status": "failed"}, False, True),
        ({"step1_status": "failed", "step2_ck_status": "failed"}, False, True),
        ({"step1_status": "failed", "reapplicant": False}, False, True),
        ({"step1_status": "failed", "step2_ck_status": "passed"}, True, False),
        ({"step1_status": "failed", "step2_ck_score": 238}, True, False),
        ({"step1_status": "failed", "reapplicant": True}, True, False),
        ({"step1_status": "failed", "step2_ck_status": "passed", "step1_attempts": 1}, False, True),
        ({"step1_status": "passed", "step1_attempts": 2, "step2_ck_status": "passed"}, False, False),
    ],
)
def test_a_failed_step_1_is_ahead_unless_it_was_perhaps_passed_since(
    profile_of: Make, held: dict[str, object], unclear: bool, ahead: bool
) -> None:
    assert standing.step1_unclear(profile_of(**held)) is unclear
    assert standing.step1_ahead(profile_of(**held)) is ahead


@pytest.mark.parametrize(
    ("told", "held", "today", "awaits"),
    [
        ("2026-11-21", {}, date(2026, 11, 22), True),
        ("2026-11-22", {}, date(2026, 11, 22), False),
        ("2026-11", {}, date(2026, 11, 30), False),
        ("2026-11", {}, date(2026, 12, 1), True),
        ("2026-10", {"step2_ck_status": "passed"}, date(2026, 11, 22), False),
        ("2026-10", {"step2_ck_status": "failed"}, date(2026, 11, 22), False),
        ("2026-10", {"step2_ck_score": 238}, date(2026, 11, 22), False),
    ],
)
def test_a_result_is_awaited_from_the_day_after_the_exam_until_it_is_told(
    profile_of: Make, told: str, held: dict[str, object], today: date, awaits: bool
) -> None:
    assert standing.awaits_result(profile_of(step2_ck_date=told, **held), today) is awaits


@pytest.mark.parametrize(("count", "said"), [(0, "0 points"), (1, "1 point"), (2, "2 points")])
def test_points_are_counted_in_words(count: int, said: str) -> None:
    assert standing.points(count) == said
