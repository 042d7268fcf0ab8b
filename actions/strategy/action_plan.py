"""The action plan: which of the article's scenarios fits, and its steps dated for the person's own Match."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from datetime import date

from actions.knowledge.library import Knowledge
from actions.profile import Profile
from actions.strategy import calendar, standing
from actions.strategy import plan_application as application
from actions.strategy import plan_steps as exams
from actions.strategy.advice import (
    Advice,
    Block,
    Items,
    Paragraph,
    Plan,
    PlanDay,
    PlanStep,
    Rule,
    Severity,
    listed,
    say,
)
from actions.strategy.calendar import say_day
from actions.strategy.plan_season import Chosen, chosen
from actions.strategy.plan_steps import Ground

# So many open steps stand in the answer, if they fit into it; the others behind "More", and all in the document.
SHOWN = 4
# An answer has fewer words than this.
ROOM = 120
GOALS = {
    "scenario1": say("You have no Step yet: plan both exams and your PM&R exposure ahead.", "plan1.goal"),
    "scenario2": say("Step 1 is passed and Step 2 CK is ahead: it is now what you can change most.", "plan2.goal"),
    "scenario3": say(
        "A low result is on record: turn from raising scores to rebuilding the application.", "plan3.goal"
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
# Steps with the same day stand in this order.
ORDER = (
    "analysis",
    "step1",
    "baseline",
    "study",
    "readiness",
    "step2",
    "usce",
    "exposure",
    "letters",
    "research",
    "statement",
    "list",
    "backup",
)
STEPS: dict[str, tuple[Callable[[Ground], PlanStep], ...]] = {
    "scenario1": (
        exams.pass_step1,
        exams.core_rotations,
        exams.study,
        exams.readiness,
        exams.sit_step2,
        exams.exposure,
    ),
    "scenario2": (exams.baseline, exams.study, exams.readiness, exams.sit_step2, application.usce),
    "scenario3": (application.analysis, application.usce, application.research, application.backup),
    "own": (application.usce,),
}
ALWAYS = (
    application.letters,
    application.narrative,
    application.program_list,
    application.submit,
    application.interviews,
)


def scenarios(profile: Profile, knowledge: Knowledge) -> tuple[str, ...]:
    """Which of the article's scenarios fit; `own` if none does, nothing if too little is known."""
    step1, low = profile.get("step1_status"), standing.low_profile(profile, knowledge)
    step2_open = not standing.step2_done(profile) and not standing.step2_failed(profile)
    if low:
        return ("scenario2", "scenario3") if step1 == "passed" and step2_open else ("scenario3",)
    if standing.step2_done(profile):
        return ("own",)
    return {"not_taken": ("scenario1",), "passed": ("scenario2",)}.get(str(step1), ())


def plan_of(profile: Profile, knowledge: Knowledge, today: date) -> Plan | None:
    """The whole plan, or None while too little is known to choose one.

    Args:
        profile: what is known of the person.
        knowledge: claims, numbers, calendar.
        today: the day for which the plan is made.
    """
    fits = scenarios(profile, knowledge)
    if not fits:
        return None
    days = chosen(profile, knowledge, today).days
    on = Ground(profile, knowledge, today, days)
    makers = [maker for name in fits for maker in STEPS[name]] + [*_extra(on), *ALWAYS]
    steps = {maker: maker(on) for maker in makers}
    return Plan(
        title=f"Plan for the {days.match_year} Match in PM&R",
        made_on=today,
        match_year=days.match_year,
        scenarios=fits,
        steps=tuple(sorted(steps.values(), key=lambda step: _place(step, today))),
        days=tuple(
            PlanDay(name, label, getattr(days, name), name in days.expected) for name, label in calendar.LABELS.items()
        ),
    )


def _place(step: PlanStep, today: date) -> tuple[date, int, date]:
    """Where a step stands: by the day on which it begins, or, once that is over or if it has none, on which it is due."""
    begins = step.start is not None and step.start >= today
    return (
        step.start if step.start and begins else step.by,
        ORDER.index(step.id) if step.id in ORDER else len(ORDER),
        step.by,
    )


def _extra(on: Ground) -> list[Callable[[Ground], PlanStep]]:
    """Steps that only some profiles have."""
    found: list[Callable[[Ground], PlanStep]] = []
    low = standing.low_profile(on.profile, on.knowledge)
    if on.profile.get("step1_status") in ("not_taken", "failed"):
        found.append(exams.pass_step1)
    if low and not standing.step2_done(on.profile):
        found += [exams.study, exams.readiness, exams.sit_step2]
    compensates = standing.needs_compensation(on.profile, on.knowledge)
    if compensates:
        found.append(application.research)
    if compensates or on.profile.get("visa_need") == "H-1B" or on.profile.get("reapplicant") is True:
        found.append(application.step3)
    return found


def action_plan(profile: Profile, knowledge: Knowledge, today: date) -> Advice | None:
    """The plan follows from the exams so far: none taken, Step 2 CK ahead, a low result on record, or our own for all others."""
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
        next=("step2_timing" if "scenario2" in plan.scenarios else "lors", "usce", "program_selection"),
        readings=(*{"own": ("fourth_plan",), "both": ("two_plans",)}.get(fits, ()), "exam_day", "step1_day"),
        plan=plan,
    )


def _fits(plan: Plan) -> str:
    return "both" if len(plan.scenarios) > 1 else plan.scenarios[0]


def _head(profile: Profile, knowledge: Knowledge, today: date, plan: Plan) -> list[Block]:
    """What is said before the steps: which plan fits, for which Match, what is done."""
    fits = _fits(plan)
    borderline = fits == "own" and standing.needs_compensation(profile, knowledge)
    head: list[Block] = [
        GOALS["own_borderline" if borderline else fits],
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


def how_many_fit(head: Sequence[Block], steps: Sequence[PlanStep], room: int = ROOM) -> int:
    """How many of the steps leave the text under so many words."""
    fitting = (count for count in range(len(steps), 0, -1) if words_of([*head, *by_day(steps[:count])]) < room)
    return next(fitting, 0)


def words_of(body: Sequence[Block]) -> int:
    """The words of a text."""
    texts = [text for block in body for text in (block.items if isinstance(block, Items) else (block,))]
    return sum(len(text.text.split()) for text in texts)


def _season(season: Chosen, plan: Plan) -> Block:
    """For which Match the plan is, and how that was chosen."""
    year = season.days.match_year
    unsure = " Its days are expected: estimates from earlier years." if season.days.expected else ""
    if season.under_way:
        text = f"For the {year} Match, in case the one under way brings no place.{unsure}"
    elif season.over:
        text = f"The {season.stated} Match is over, so this is for the one of {year}.{unsure}"
    elif season.moved:
        text = f"It is too late for the {season.stated} Match, so this is for the one of {year}.{unsure}"
    elif season.stated is None:
        text = f"You named no Match, so this is for the next that you can meet, {year}.{unsure}"
        if "scenario1" in plan.scenarios:
            return say(f"{text} Too soon? Name a later one, and leave room to change plans.", "plan1.schedule")
    else:
        text = f"For the {year} Match, as you said.{unsure}"
    return say(text)


def done_line(plan: Plan) -> Paragraph | None:
    """What is already done, in a line."""
    done = [step for step in plan.steps if step.done]
    if not done:
        return None
    names = ", ".join(step.name for step in done)
    return say(f"Already done: {names}.", *dict.fromkeys(claim for step in done for claim in step.claims))


def by_day(steps: Sequence[PlanStep]) -> list[Block]:
    """Open steps under their days."""
    found: list[Block] = []
    for when, group in itertools.groupby(steps, key=_when):
        found += [say(f"{when}:"), listed(*(_line(step) for step in group))]
    return found


def _when(step: PlanStep) -> str:
    if step.late:
        return "Now, as its day has passed"
    if step.start is not None and step.from_then_on:
        return f"{say_day(step.start)} to {say_day(step.by)}"
    return f"By {say_day(step.by)}"


def _line(step: PlanStep) -> Paragraph:
    lack = f" ({step.missing})" if step.missing else ""
    return say(f"{step.text}{lack}", *step.claims)


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
