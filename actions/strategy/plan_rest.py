"""The later steps of the action plan."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from actions.knowledge.library import Knowledge
from actions.profile import Profile
from actions.strategy import standing
from actions.strategy.action_plan import open_steps, shown
from actions.strategy.advice import Advice, Paragraph, PlanStep, Rule, say
from actions.strategy.calendar import say_day
from actions.strategy.plan_scenarios import plan_of
from actions.strategy.plan_words import ROOM, by_day, words_of


def plan_rest(profile: Profile, knowledge: Knowledge, today: date) -> Advice | None:
    """What the plan's first answer leaves out: its later steps, each with its day; the last ones by name if they are too many."""
    plan = None if standing.no_try_left(profile, knowledge) else plan_of(profile, knowledge, today)
    later = open_steps(plan)[shown(profile, knowledge, today, plan) :] if plan else []
    if plan is None or not later:
        return None
    count = len(later)
    while count and words_of([*by_day(later[:count]), *_by_name(later[count:])]) >= ROOM:
        count -= 1
    return Advice(
        id="plan.later_steps",
        severity="info",
        title=f"Your plan for the {plan.match_year} Match: later steps",
        body=(*by_day(later[:count]), *_by_name(later[count:])),
        next=("program_selection", "personal_statement_interview"),
    )


def _by_name(steps: Sequence[PlanStep]) -> list[Paragraph]:
    """The steps in a line."""
    if not steps:
        return []
    named = ", ".join(f"{step.name} (by {say_day(step.by)})" for step in steps)
    return [say(f"After that: {named}.", *dict.fromkeys(claim for step in steps for claim in step.claims))]


RULE = Rule(name="plan_rest", topics=("action_plan",), apply=plan_rest, more=True)
