"""How hard PM&R is for this group."""

from __future__ import annotations

from datetime import date

from actions.knowledge.library import Knowledge
from actions.profile import Profile
from actions.strategy.advice import Advice, Paragraph, Rule


def chances(profile: Profile, knowledge: Knowledge, today: date) -> Advice | None:
    """PM&R is moderately competitive, but the bar is higher for this group; no odds are given, because no source has them."""
    visa = profile.get("visa_need")
    return Advice(
        id="competitiveness.bar",
        severity="caution",
        title="The bar is higher for IMGs who need a visa" if visa != "none" else "The bar is higher for IMGs",
        body=(
            Paragraph(
                "PM&R is moderately competitive, but harder for IMGs without US citizenship. I can't give you a percentage: I hold no source that has one for your group. NRMP publishes the figures.",
                ("competitiveness.moderate",),
            ),
            Paragraph(
                "Why: fewer PM&R programs sponsor visas than in internal medicine or pediatrics, many set stricter score cutoffs for foreign graduates, and a score is a quick sign of who will pass the boards.",
                ("competitiveness.fewer_sponsors", "competitiveness.stricter_cutoffs", "strict.proxy"),
            ),
            Paragraph(
                "So the list of programs matters as much as the score: ones that take IMGs and sponsor your visa.",
                ("lookup.targeting",),
            ),
        ),
        facts_used=("visa_need",) if visa == "none" else (),
        notes=("base_rate",),
        next=("program_selection", "visa", "action_plan"),
    )


RULE = Rule(name="chances", topics=("competitiveness",), apply=chances, sharpened_by=("step2_ck_score", "visa_need"))
