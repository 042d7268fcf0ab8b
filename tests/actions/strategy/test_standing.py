"""Where an applicant stands, as all rules read it."""

from __future__ import annotations

from collections.abc import Callable

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


@pytest.mark.parametrize(("count", "said"), [(0, "0 points"), (1, "1 point"), (2, "2 points")])
def test_points_are_counted_in_words(count: int, said: str) -> None:
    assert standing.points(count) == said
