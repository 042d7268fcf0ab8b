"""The days of the steps of a plan."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

import pytest

from actions.knowledge.library import Knowledge
from actions.profile import Profile
from actions.strategy import calendar, plan_application, plan_steps
from actions.strategy.advice import PlanStep
from actions.strategy.plan_scenarios import plan_of
from actions.strategy.plan_steps import Ground

Make = Callable[..., Profile]
# Of the 2028 season.
SAFE, LAST = date(2027, 7, 7), date(2027, 8, 25)
SUBMISSION, READING, RANK_LIST = date(2027, 9, 1), date(2027, 9, 22), date(2028, 3, 1)


@pytest.fixture
def ground(profile_of: Make, knowledge: Knowledge) -> Callable[..., Ground]:
    """What the steps of the 2028 season are worked out from."""

    def make(today: date = date(2026, 11, 22), **held: object) -> Ground:
        return Ground(profile_of(**held), knowledge, today, calendar.season(2028, knowledge.seasons))

    return make


def test_step_1_is_due_at_the_end_of_march_of_the_year_of_application(ground: Callable[..., Ground]) -> None:
    step = plan_steps.pass_step1(ground(step1_status="not_taken"))
    assert (step.start, step.by, step.late) == (date(2026, 11, 22), date(2027, 3, 31), False)


@pytest.mark.parametrize(
    ("today", "by", "missing"),
    [
        (SAFE, SAFE, ""),
        (SAFE + timedelta(days=1), LAST, "the safe days are over"),
        (LAST, LAST, "the safe days are over"),
    ],
)
def test_step_2_ck_is_due_on_the_safe_day_and_after_it_on_the_very_last(
    ground: Callable[..., Ground], today: date, by: date, missing: str
) -> None:
    step = plan_steps.sit_step2(ground(today, step1_status="passed"))
    assert (step.by, step.missing, step.late) == (by, missing, False)


def test_the_very_last_exam_day_is_named_as_long_as_it_is_not_the_one_to_meet(ground: Callable[..., Ground]) -> None:
    assert "25 August 2027" in plan_steps.sit_step2(ground()).text
    assert "25 August 2027" not in plan_steps.sit_step2(ground(SAFE + timedelta(days=1))).text


def test_practice_scores_are_due_early_enough_for_a_short_delay(ground: Callable[..., Ground]) -> None:
    assert plan_steps.readiness(ground()).by == SAFE - timedelta(weeks=3)


@pytest.mark.parametrize(
    ("scores", "done", "named"),
    [
        ({}, False, []),
        ({"practice_scores": [241, 237]}, False, ["237", "238"]),
        ({"practice_scores": [220, 238]}, True, []),
    ],
)
def test_practice_scores_are_ticked_off_from_the_stricter_line_on(
    ground: Callable[..., Ground], scores: dict[str, object], done: bool, named: list[str]
) -> None:
    step = plan_steps.readiness(ground(**scores))
    assert (step.done, re.findall(r"\d+", step.missing)) == (done, named)


@pytest.mark.parametrize(("weeks", "missing"), [(3, "you told me of 3 weeks"), (4, ""), (6, "")])
def test_too_few_weeks_of_study_are_named(ground: Callable[..., Ground], weeks: int, missing: str) -> None:
    assert plan_steps.study(ground(prep_weeks=weeks)).missing == missing


def test_study_begins_in_april_and_ends_with_the_exam(ground: Callable[..., Ground]) -> None:
    step = plan_steps.study(ground())
    assert (step.start, step.by, step.from_then_on) == (date(2027, 4, 1), SAFE, True)
    assert not plan_steps.study(ground(date(2027, 4, 1))).from_then_on


@pytest.mark.parametrize(("year", "done"), [(2025, True), (2026, False), (2027, False)])
def test_core_rotations_are_done_for_those_who_graduated_in_an_earlier_year(
    ground: Callable[..., Ground], year: int, done: bool
) -> None:
    assert plan_steps.core_rotations(ground(graduation_year=year)).done is done


@pytest.mark.parametrize(
    ("make", "by"),
    [
        (plan_application.usce, SUBMISSION),
        (plan_application.letters, SUBMISSION),
        (plan_application.research, SUBMISSION),
        (plan_application.narrative, SUBMISSION),
        (plan_application.program_list, SUBMISSION),
        (plan_application.backup, SUBMISSION),
        (plan_application.submit, READING),
        (plan_application.interviews, RANK_LIST),
        (plan_application.step3, RANK_LIST),
    ],
)
def test_each_step_of_the_application_is_due_on_its_day_of_the_season(
    ground: Callable[..., Ground], make: Callable[[Ground], PlanStep], by: date
) -> None:
    assert make(ground()).by == by


@pytest.mark.parametrize(("today", "late"), [(SUBMISSION, False), (SUBMISSION + timedelta(days=1), True)])
def test_an_open_step_is_late_from_the_day_after_its_day_on(
    ground: Callable[..., Ground], today: date, late: bool
) -> None:
    assert plan_application.usce(ground(today)).late is late
    assert plan_application.usce(ground(today, usce_months=0)).late is late


def test_a_step_that_is_done_is_never_late(ground: Callable[..., Ground]) -> None:
    step = plan_application.usce(ground(date(2030, 1, 1), usce_months=2))
    assert (step.done, step.late) == (True, False)


@pytest.mark.parametrize(
    ("held", "done", "missing"),
    [
        ({}, False, ""),
        ({"us_physiatrist_letters": 0}, False, "still missing: 2 of 2 from US physiatrists"),
        ({"us_physiatrist_letters": 2}, False, ""),
        (
            {"us_physiatrist_letters": 2, "letters_total": 2},
            False,
            "still missing: one from internal medicine or neurology",
        ),
        ({"us_physiatrist_letters": 2, "letters_total": 3}, True, ""),
        (
            {"us_physiatrist_letters": 4, "letters_total": 3},
            False,
            "still missing: one from internal medicine or neurology",
        ),
    ],
)
def test_letters_are_done_when_the_whole_set_is_there(
    ground: Callable[..., Ground], held: dict[str, object], done: bool, missing: str
) -> None:
    step = plan_application.letters(ground(**held))
    assert (step.done, step.missing) == (done, missing)


def test_the_days_of_a_plan_are_expected_as_long_as_nobody_published_them(
    profile_of: Make, knowledge: Knowledge, today: date
) -> None:
    plan = plan_of(profile_of(step1_status="passed", step2_ck_score=238), knowledge, today)
    assert plan is not None
    assert {step.expected for step in plan.steps} == {True}
    assert {day.expected for day in plan.days} == {True}


def test_without_any_exam_result_no_plan_is_chosen(knowledge: Knowledge, today: date) -> None:
    assert plan_of(Profile(), knowledge, today) is None


@pytest.mark.parametrize(
    ("held", "scenarios"),
    [
        ({"step1_status": "not_taken"}, ("scenario1",)),
        ({"step1_status": "passed"}, ("scenario2",)),
        ({"step1_status": "passed", "step1_attempts": 2}, ("scenario2", "scenario3")),
        ({"step1_status": "failed"}, ("scenario3",)),
        ({"step1_status": "passed", "step2_ck_status": "failed"}, ("scenario3",)),
        ({"step2_ck_score": 224}, ("scenario3",)),
        ({"step2_ck_score": 225}, ("own",)),
        ({"step1_status": "passed", "step2_ck_score": 250}, ("own",)),
        ({"step1_status": "passed", "step1_attempts": 2, "step2_ck_score": 250}, ("scenario3",)),
    ],
)
def test_the_exams_so_far_choose_the_plan(
    profile_of: Make, knowledge: Knowledge, today: date, held: dict[str, object], scenarios: tuple[str, ...]
) -> None:
    plan = plan_of(profile_of(**held), knowledge, today)
    assert plan is not None
    assert plan.scenarios == scenarios
