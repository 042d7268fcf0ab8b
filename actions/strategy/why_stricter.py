"""Why scores are judged more strictly for this group."""

from __future__ import annotations

from datetime import date

from actions.knowledge.library import Knowledge
from actions.profile import Profile
from actions.strategy.advice import Advice, Rule, listed, say


def why_stricter(profile: Profile, knowledge: Knowledge, today: date) -> Advice | None:
    """Programs see several risks in this group, and take the score as a quick sign that the person will do well."""
    visa = profile.get("visa_need")
    # A US citizen or US graduate hears of the group that the article is written for, not of "you".
    other = profile.get("applicant_type") in ("us_img", "us_grad")
    needs, gate = ("", "") if visa == "none" else ("visa need, ", ", most of all where visas are a worry")
    return Advice(
        id="competitiveness.why_stricter",
        severity="info",
        title="Why scores of IMGs are judged more strictly" if other else "Why your score is judged more strictly",
        body=(
            say(
                "Programs see more risk in an applicant from abroad. The score is a quick sign of reliability: will this person pass the boards and handle the work?",
                "strict.proxy",
            ),
            listed(
                say("Sponsoring a visa costs money and organization.", "strict.visa_cost") if visa != "none" else None,
                say("Training abroad varies, so it is hard to compare.", "strict.training"),
                say(
                    "They may worry about communication, and about how somebody new fits into their system.",
                    "strict.communication",
                ),
            ),
            say(
                f"They read the scores together with {needs}training abroad and often little US experience. So scores are a gate{gate}, but not the only thing that counts.",
                "intro.context",
                "intro.gatekeeper",
            ),
            say(
                f"So a score that is fine for a US graduate can be borderline for {'this group' if other else 'you'}.",
                "competitiveness.same_score_borderline",
            ),
        ),
        next=("usce", "lors", "specialty_commitment"),
    )


RULE = Rule(
    name="why_stricter", topics=("competitiveness",), apply=why_stricter, sharpened_by=("visa_need",), more=True
)
