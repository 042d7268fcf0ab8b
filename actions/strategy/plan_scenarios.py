"""Which plan fits whom, and of which steps it is made."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from actions.knowledge.library import Knowledge
from actions.profile import Profile
from actions.strategy import calendar, standing
from actions.strategy import plan_application as application
from actions.strategy import plan_steps as exams
from actions.strategy.advice import Plan, PlanDay, PlanStep
from actions.strategy.plan_season import chosen
from actions.strategy.plan_steps import Ground

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
    if standing.step1_ahead(on.profile):
        found.append(exams.pass_step1)
    if low and not standing.step2_done(on.profile):
        found += [exams.study, exams.readiness, exams.sit_step2]
    compensates = standing.needs_compensation(on.profile, on.knowledge)
    score = standing.step2_score(on.profile)
    if compensates or (score is not None and score < on.knowledge.numbers.target.value):
        found.append(application.research)
    if compensates or on.profile.get("visa_need") == "H-1B" or on.profile.get("reapplicant") is True:
        found.append(application.step3)
    return found
