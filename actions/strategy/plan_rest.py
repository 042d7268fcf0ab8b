"""The later steps of the action plan."""

from __future__ import annotations

from datetime import date

from actions.knowledge.library import Knowledge
from actions.profile import Profile
from actions.strategy.action_plan import SHOWN, by_day, plan_of
from actions.strategy.advice import Advice, Rule


def plan_rest(profile: Profile, knowledge: Knowledge, today: date) -> Advice | None:
    """What the plan's first answer leaves out: its later steps, each with its day."""
    plan = plan_of(profile, knowledge, today)
    later = [step for step in plan.steps if not step.done][SHOWN:] if plan else []
    if plan is None or not later:
        return None
    return Advice(
        id="plan.later_steps",
        severity="info",
        title=f"Your plan for the {plan.match_year} Match: later steps",
        body=tuple(by_day(later)),
        next=("program_selection", "personal_statement_interview"),
    )


RULE = Rule(name="plan_rest", topics=("action_plan",), apply=plan_rest, more=True)
