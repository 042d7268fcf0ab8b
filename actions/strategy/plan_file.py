"""The action plan to keep: what is said beside the file."""

from __future__ import annotations

from datetime import date

from actions.knowledge.library import Knowledge
from actions.profile import Profile
from actions.strategy import calendar, standing, step1
from actions.strategy.action_plan import RULE as PLAN_RULE
from actions.strategy.action_plan import action_plan
from actions.strategy.advice import Advice, Rule, say

SHOWN_DAYS = ("submission", "reading", "rank_list", "match_day")


def plan_file(profile: Profile, knowledge: Knowledge, today: date) -> Advice | None:
    """Who wants the plan to keep gets all of it, with how much is done; before the exams are known, what the plan needs."""
    if standing.no_try_left(profile, knowledge):
        return step1.no_try_left(profile, knowledge)
    given = action_plan(profile, knowledge, today)
    if given is None or given.plan is None:
        return _none()
    plan = given.plan
    done, late = sum(step.done for step in plan.steps), sum(step.late for step in plan.steps)
    parts = [f"{done} of them done"] if done else []
    parts += [f"{late} late"] if late else []
    # The first two blocks of the answer say which plan fits and for which Match.
    goal, season = given.body[:2]
    return Advice(
        id="plan.file",
        severity=given.severity,
        title=f"Your plan for the {plan.match_year} Match, to keep",
        body=(
            say(f"Here is your plan to keep: {', '.join([f'{len(plan.steps)} steps with their days', *parts])}."),
            goal,
            season,
        ),
        notes=(calendar.note(calendar.season(plan.match_year, knowledge.seasons), knowledge.seasons, *SHOWN_DAYS),),
        next=("action_plan", *(topic for topic in given.next if topic != "export_plan")),
        readings=given.readings,
        plan=plan,
    )


def _none() -> Advice:
    return Advice(
        id="plan.none",
        severity="info",
        title="There is no plan to keep yet",
        body=(
            say(
                "The plan follows from your exams so far, and those I don't know yet: tell me whether you passed Step 1, and your Step 2 CK score if you have one. Then I can make it, with its days, for you to keep.",
                "plan1.goal",
                "plan2.goal",
                "plan3.goal",
            ),
        ),
        next=("action_plan",),
    )


RULE = Rule(name="plan_file", topics=("export_plan",), apply=plan_file, sharpened_by=PLAN_RULE.sharpened_by)
