"""Showing that PM&R is a genuine choice."""

from __future__ import annotations

from datetime import date

from actions.knowledge.library import Knowledge
from actions.profile import Profile
from actions.strategy.advice import Advice, Rule, listed, say
from actions.strategy.charts import strengths_of


def commitment(profile: Profile, knowledge: Knowledge, today: date) -> Advice | None:
    """Steady work close to PM&R over time shows a genuine choice; a late turn or a fallback does not."""
    return Advice(
        id="commitment.show",
        severity="info",
        title="Show that PM&R is your real choice",
        body=(
            say(
                "Programs want PM&R to be a genuine choice, not a fallback. Show it by steady work over time, not by a change at the last minute.",
                "narrative.genuine",
                "comp.consistency",
            ),
            listed(
                say("Research in rehabilitation", "comp.commitment"),
                say("Clinics for stroke, spine, SCI, TBI or MSK", "comp.commitment"),
                say("Volunteering with disability or rehabilitation organizations", "comp.commitment"),
            ),
            say(
                "Next: begin with one of these near you, and stay with it.",
                "comp.consistency",
            ),
        ),
        next=("usce", "research", "personal_statement_interview"),
        chart=strengths_of(profile, knowledge),
    )


RULE = Rule(name="commitment", topics=("specialty_commitment",), apply=commitment)
