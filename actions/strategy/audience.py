"""For whom the article is written."""

from __future__ import annotations

from datetime import date

from actions.knowledge.library import Knowledge
from actions.profile import Profile
from actions.strategy.advice import Advice, Rule, say


def audience(profile: Profile, knowledge: Knowledge, today: date) -> Advice | None:
    """A US citizen IMG or a graduate of a US school is told that the ranges are not made for them."""
    who = {"us_img": "an IMG with US citizenship", "us_grad": "at a US school, or a graduate of one"}.get(
        str(profile.get("applicant_type"))
    )
    if who is None:
        return None
    return Advice(
        id="scope.other_audience",
        severity="caution",
        title="These ranges are not made for you",
        body=(
            say(
                f"You told me that you are {who}. The article is written for IMGs without US citizenship only, and programs judge that group more strictly: a score that is enough for a US graduate can be borderline for them.",
                "intro.audience",
                "competitiveness.same_score_borderline",
            ),
            say("Read what I say as a strict view, and ask your school's advisor for figures of your own group."),
        ),
        notes=("green_card",) if profile.get("applicant_type") == "us_img" else (),
    )


RULE = Rule(
    name="audience",
    topics=(
        "score_band",
        "step2_target",
        "competitiveness",
        "low_score_recovery",
        "program_selection",
        "action_plan",
        "step2_timing",
        "practice_exams",
    ),
    apply=audience,
)
