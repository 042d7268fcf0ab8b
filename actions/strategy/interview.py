"""Interviews."""

from __future__ import annotations

from datetime import date

from actions.knowledge.library import Knowledge
from actions.profile import Profile
from actions.strategy.advice import Advice, Rule, say


def interview(profile: Profile, knowledge: Knowledge, today: date) -> Advice | None:
    """Interviews want fluent communication, and a person who reflects and can be coached rather than one who defends."""
    return Advice(
        id="interview.manner",
        severity="info",
        title="In the interview",
        body=(
            say(
                "Practice until you speak fluently. Be reflective and open to coaching; do not defend past results.",
                "comp.interview",
            ),
            say(
                "Scores open doors. Your story, skills and commitment are what convinces a program.",
                "closing.doors",
            ),
        ),
        next=("specialty_commitment", "action_plan"),
    )


RULE = Rule(name="interview", topics=("personal_statement_interview",), apply=interview)
