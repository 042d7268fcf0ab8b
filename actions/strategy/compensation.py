"""What can make up for a low score."""

from __future__ import annotations

from datetime import date

from actions.knowledge.library import Knowledge
from actions.profile import Profile
from actions.strategy.advice import Advice, Rule, listed, say
from actions.strategy.charts import strengths_of


def compensation(profile: Profile, knowledge: Knowledge, today: date) -> Advice | None:
    """Programs read the whole profile, so experience, endorsement, steady commitment and small research can make up for a score."""
    return Advice(
        id="low.compensation",
        severity="info",
        title="What can make up for a score",
        body=(
            say(
                "Programs read the whole person. PM&R values skill with people, teamwork and long relationships with patients.",
                "comp.whole_profile",
            ),
            listed(
                say("US experience in PM&R: elective, observership or externship.", "comp.usce"),
                say(
                    "A PM&R attending whom a program trusts and who speaks strongly for you: then a low score may be forgiven.",
                    "comp.endorsement",
                ),
                say("Work that lasts, not a turn at the last minute.", "comp.consistency"),
                say("A small project: case report, retrospective study, quality improvement.", "comp.research_small"),
            ),
        ),
        next=("usce", "lors", "research", "specialty_commitment"),
        chart=strengths_of(profile, knowledge),
    )


RULE = Rule(
    name="compensation",
    topics=("low_score_recovery",),
    apply=compensation,
    sharpened_by=("usce_months", "us_physiatrist_letters"),
    more=True,
)
