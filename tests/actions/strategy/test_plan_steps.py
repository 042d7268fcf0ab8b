"""The days of the steps of a plan."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

import pytest

from actions.knowledge.library import Knowledge
from actions.profile import Profile
from actions.strategy import calendar, engine, plan_application, plan_steps
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
    step = plan_application.usce(ground(date(2030, 1, 1), usce_months=2, us_physiatrist_letters=1))
    assert (step.done, step.late, step.missing) == (True, False, "")


@pytest.mark.parametrize(
    ("held", "done", "missing"),
    [
        ({}, False, ""),
        ({"usce_months": 0}, False, "none yet"),
        ({"usce_months": 0, "us_physiatrist_letters": 1}, False, "none yet"),
        ({"us_physiatrist_letters": 1}, False, ""),
        ({"usce_months": 1.5}, False, "you have 1.5 months in the US; is PM&R among them?"),
        (
            {"usce_months": 2, "us_physiatrist_letters": 0},
            False,
            "you have 2 months in the US; is PM&R among them?",
        ),
        ({"usce_months": 2, "us_physiatrist_letters": 1}, True, ""),
    ],
)
def test_a_us_rotation_is_ticked_off_by_months_and_a_physiatrists_letter_together(
    ground: Callable[..., Ground], held: dict[str, object], done: bool, missing: str
) -> None:
    step = plan_application.usce(ground(**held))
    assert (step.done, step.missing) == (done, "" if done else missing)


@pytest.mark.parametrize(("days", "late"), [(28, False), (27, True)])
def test_a_rotation_that_no_longer_fits_before_the_application_is_said_so(
    ground: Callable[..., Ground], days: int, late: bool
) -> None:
    step = plan_application.usce(ground(SUBMISSION - timedelta(days=days)))
    assert step.missing.startswith("too little time now") is late


@pytest.mark.parametrize(("score", "stands"), [(225, True), (244, True), (245, False)])
def test_research_stands_in_the_plan_of_every_score_below_the_target(
    profile_of: Make, knowledge: Knowledge, today: date, score: int, stands: bool
) -> None:
    profile = profile_of(step1_status="passed", step1_attempts=1, step2_ck_score=score)
    plan = plan_of(profile, knowledge, today)
    assert plan is not None
    assert ("research" in {step.id for step in plan.steps}) is stands


RISK = "a risk: 7 July 2027 is safe, 25 August 2027 the very last day"


@pytest.mark.parametrize(
    ("told", "by", "missing", "own"),
    [
        ("2027-06-15", date(2027, 6, 15), "", True),
        ("2027-07-07", SAFE, "", True),
        ("2027-07-08", date(2027, 7, 8), RISK, True),
        ("2027-08-25", LAST, RISK, True),
        ("2027-08-26", SAFE, "", False),
        ("2026-11-21", SAFE, "", False),
        ("2027-06", SAFE, "", False),
    ],
)
def test_step_2_ck_stands_on_the_day_that_the_person_planned_if_it_is_one_day_in_time(
    ground: Callable[..., Ground], told: str, by: date, missing: str, own: bool
) -> None:
    step = plan_steps.sit_step2(ground(step1_status="passed", step2_ck_date=told))
    assert (step.by, step.missing, step.late) == (by, missing, False)
    assert step.text.endswith("on the day that you planned") is own


@pytest.mark.parametrize(("score", "done", "named"), [(239, False, ["239", "240"]), (240, True, [])])
def test_after_a_weak_step_1_practice_scores_are_ticked_off_from_the_redemption_score_on(
    ground: Callable[..., Ground], score: int, done: bool, named: list[str]
) -> None:
    step = plan_steps.readiness(ground(step1_status="passed", step1_attempts=2, practice_scores=[score]))
    assert (step.done, re.findall(r"\d+", step.missing)) == (done, named)


@pytest.mark.parametrize(("tries", "plan"), [(3, True), (4, False)])
def test_without_a_try_left_there_is_no_plan_but_the_truth(
    profile_of: Make, knowledge: Knowledge, today: date, tries: int, plan: bool
) -> None:
    trace = engine.advise("action_plan", profile_of(step1_status="failed", step1_attempts=tries), knowledge, today)
    assert [advice.plan is not None for advice in trace.first] == [plan]
    if not plan:
        assert [advice.id for advice in trace.first] == ["step1.no_try_left"]
        assert all(advice.plan is None and advice.id != "plan.rest" for advice in trace.more)


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


@pytest.mark.parametrize(
    ("own", "study", "practice"),
    [
        (date(2026, 12, 20), date(2026, 11, 8), date(2026, 11, 29)),
        (date(2026, 11, 30), date(2026, 10, 19), date(2026, 11, 22)),
        (date(2027, 6, 20), date(2027, 4, 1), date(2027, 5, 30)),
    ],
)
def test_what_prepares_for_an_exam_day_of_ones_own_comes_before_it(
    ground: Callable[..., Ground], own: date, study: date, practice: date
) -> None:
    on = ground(step1_status="passed", step2_ck_date=own.isoformat())
    steps = {step.id: step for step in (plan_steps.study(on), plan_steps.readiness(on), plan_steps.baseline(on))}
    assert (steps["study"].start, steps["study"].by, steps["readiness"].by) == (study, own, practice)
    assert steps["baseline"].by <= max(practice, on.today) <= own
    assert not steps["readiness"].late


def test_a_near_exam_day_of_ones_own_can_be_moved(ground: Callable[..., Ground]) -> None:
    on = ground(step1_status="passed", step2_ck_date="2026-12-12")
    assert plan_steps.study(on).missing == "only 20 days are left; if that is too little, move the exam"


@pytest.mark.parametrize(
    ("latest", "missing"), [(231, "move it if your practice scores do not reach 238 first"), (240, "")]
)
def test_an_exam_day_of_ones_own_stands_only_if_the_practice_scores_do(
    ground: Callable[..., Ground], latest: int, missing: str
) -> None:
    on = ground(step1_status="passed", step2_ck_date="2026-12-20", practice_scores=[228, latest])
    assert plan_steps.sit_step2(on).missing == missing
