"""The action plan: which of the article's scenarios fits, and its steps dated for the person's own Match."""

from __future__ import annotations

from datetime import date

from actions.knowledge.library import Knowledge
from actions.profile import Profile
from actions.strategy import calendar, standing, step1
from actions.strategy.advice import (
    Advice,
    Block,
    Plan,
    PlanStep,
    Rule,
    Severity,
    listed,
    say,
)
from actions.strategy.plan_scenarios import plan_of
from actions.strategy.plan_season import Chosen, chosen
from actions.strategy.plan_words import by_day, done_line, how_many_fit

# So many open steps stand in the answer, if they fit into it; the others behind "More", and all in the document.
SHOWN = 4
GOALS = {
    "scenario1": say("You have no Step yet: plan both exams and your PM&R exposure ahead.", "plan1.goal"),
    "scenario2": say("Step 1 is passed and Step 2 CK is ahead: it is now what you can change most.", "plan2.goal"),
    "scenario3": say(
        "A fail, a second try or a low score is on record: turn from raising scores to rebuilding the application.",
        "plan3.goal",
    ),
    "exam_ahead": say(
        "A failed exam is on record, and an exam is still ahead. The next result comes first; the rest of the application is rebuilt beside it.",
        "plan3.goal",
        "faq2.failed_or_low",
    ),
    "both": say(
        "Two of the article's plans fit you: Step 2 CK is ahead, and a weak Step 1 is on record. Step 2 CK comes first: it is your redemption exam, the score that can still change.",
        "plan2.goal",
        "plan3.goal",
        "low.redemption",
    ),
    "own": say(
        "None of the article's three plans fits you exactly, so we put this one together from its advice.",
        "narrative.integrate",
    ),
    "own_borderline": say(
        "None of the article's three plans fits you exactly, so we put this one together from its advice, with what makes up for a borderline score.",
        "narrative.integrate",
        "band.borderline",
    ),
}


def action_plan(profile: Profile, knowledge: Knowledge, today: date) -> Advice | None:
    """The plan follows from the exams so far: none taken, Step 2 CK ahead, a low result on record, or our own for all others."""
    if standing.no_try_left(profile, knowledge):
        return step1.no_try_left(profile, knowledge)
    plan = plan_of(profile, knowledge, today)
    if plan is None:
        return _three(knowledge)
    season = chosen(profile, knowledge, today)
    fits = _fits(plan)
    opened = open_steps(plan)
    body = [*_head(profile, knowledge, today, plan), *by_day(opened[: shown(profile, knowledge, today, plan)])]
    severity: Severity = (
        "warning" if season.moved and not season.over else "caution" if any(step.late for step in opened) else "info"
    )
    return Advice(
        id=f"plan.{fits}",
        severity=severity,
        title=f"Your plan for the {plan.match_year} Match",
        body=tuple(body),
        notes=(calendar.note(season.days, knowledge.seasons, "submission", "reading", "rank_list", "match_day"),),
        next=("export_plan", "step2_timing" if "scenario2" in plan.scenarios else "lors", "usce", "program_selection"),
        readings=(
            *{"own": ("fourth_plan",), "both": ("two_plans",)}.get(fits, ()),
            "exam_day",
            "step1_day",
            *(("step3_day",) if any(step.id == "step3" for step in plan.steps) else ()),
        ),
        plan=plan,
    )


def _fits(plan: Plan) -> str:
    return "both" if len(plan.scenarios) > 1 else plan.scenarios[0]


def _goal(profile: Profile, knowledge: Knowledge, plan: Plan) -> str:
    """Which goal is said of the plan: that of its scenario, or of a case of it that needs other words."""
    fits = _fits(plan)
    if fits == "own" and standing.needs_compensation(profile, knowledge):
        return "own_borderline"
    exam_ahead = standing.step1_ahead(profile) or not standing.step2_done(profile)
    return "exam_ahead" if fits == "scenario3" and exam_ahead else fits


def _head(profile: Profile, knowledge: Knowledge, today: date, plan: Plan) -> list[Block]:
    """What is said before the steps: which plan fits, for which Match, what is done."""
    head: list[Block] = [
        GOALS[_goal(profile, knowledge, plan)],
        _season(chosen(profile, knowledge, today), plan),
    ]
    if ticked := done_line(plan):
        head.append(ticked)
    return head


def open_steps(plan: Plan) -> list[PlanStep]:
    """The steps that are still to be done."""
    return [step for step in plan.steps if not step.done]


def shown(profile: Profile, knowledge: Knowledge, today: date, plan: Plan) -> int:
    """How many open steps stand in the answer itself."""
    return how_many_fit(_head(profile, knowledge, today, plan), open_steps(plan)[:SHOWN])


def _season(season: Chosen, plan: Plan) -> Block:
    """For which Match the plan is, and how that was chosen."""
    year = season.days.match_year
    unsure = " Its days are expected, from earlier years." if season.days.expected else ""
    if season.under_way:
        text = f"For the {year} Match, in case the one under way brings no place.{unsure}"
    elif season.over:
        text = f"The {season.stated} Match is over, so this is for the one of {year}.{unsure}"
    elif season.moved:
        text = f"It is too late for the {season.stated} Match, so this is for the one of {year}.{unsure}"
    elif season.stated is None:
        text = f"You named no Match, so this is for the next you can meet, {year}.{unsure}"
        if "scenario1" in plan.scenarios:
            return say(f"{text} Too soon? Name a later one, and leave room to change plans.", "plan1.schedule")
    else:
        text = f"For the {year} Match, as you said.{unsure}"
    return say(text)


def _three(knowledge: Knowledge) -> Advice:
    """Too little is known to choose: the article's three plans in a line each."""
    numbers = knowledge.numbers
    return Advice(
        id="plan.three",
        severity="info",
        title="Three plans, by where you stand now",
        body=(
            say("Your plan depends on your exams so far. Tell me where you stand and I date it for you:"),
            listed(
                say(
                    f"No Step taken yet: pass Step 1 at the first attempt, target {numbers.target.value} or more on Step 2 CK, and do at least {numbers.rotations_early} PM&R rotations.",
                    "plan1.goal",
                    "plan1.step1",
                    "plan1.step2",
                    "plan1.exposure",
                ),
                say(
                    "Step 1 passed, Step 2 CK ahead: it is what you can change most. Find your level with an NBME; do not sit it under-prepared.",
                    "plan2.goal",
                    "plan2.baseline",
                    "plan2.not_underprepared",
                ),
                say(
                    "A low result on record: say briefly what went wrong and what changed, get US experience and physiatrists' letters, apply broadly.",
                    "plan3.goal",
                    "plan3.narrative",
                    "plan3.double_down",
                    "plan3.apply",
                ),
            ),
        ),
        next=("step2_timing", "usce", "low_score_recovery"),
    )


RULE = Rule(
    name="action_plan",
    topics=("action_plan",),
    apply=action_plan,
    sharpened_by=(
        "step1_status",
        "step2_ck_status",
        "step2_ck_score",
        "step1_attempts",
        "match_year",
        "us_physiatrist_letters",
        "usce_months",
        "visa_need",
        "research",
    ),
)
