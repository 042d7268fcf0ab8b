"""Why scores are judged more strictly for this group."""

from __future__ import annotations

from datetime import date

from actions.knowledge.library import Knowledge
from actions.profile import Profile
from actions.strategy.advice import Advice, Rule, listed, say


def why_stricter(profile: Profile, knowledge: Knowledge, today: date) -> Advice | None:
    """Programs see several risks in this group, and take the score as a quick sign that the person will do well."""
    visa = profile.get("visa_need")
    return Advice(
        id="competitiveness.why_stricter",
        severity="info",
        title="Why your score is judged more strictly",
        body=(
            say(
                "Programs see more risk in an applicant from abroad, and the score is a quick sign of reliability: will this person pass the boards and handle the work?",
                "strict.proxy",
            ),
            listed(
                say("Sponsoring a visa costs money and organization.", "strict.visa_cost") if visa != "none" else None,
                say("Training abroad varies, so it is hard to compare.", "strict.training"),
                say(
                    "They may worry about communication, and about how you fit into their system.",
                    "strict.communication",
                ),
            ),
            say(
                "They read your scores together with your visa need, your training abroad and how much US experience you have. So scores are a gate, but not the only thing that counts.",
                "intro.context",
                "intro.gatekeeper",
            ),
            say(
                "It also means that a score which is fine for a US graduate can be borderline for you.",
                "competitiveness.same_score_borderline",
            ),
        ),
        next=("usce", "lors", "specialty_commitment"),
    )


RULE = Rule(
    name="why_stricter", topics=("competitiveness",), apply=why_stricter, sharpened_by=("visa_need",), more=True
)
