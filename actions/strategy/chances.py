"""How hard PM&R is for this group."""

from __future__ import annotations

from datetime import date

from actions.knowledge.library import Knowledge
from actions.profile import Profile
from actions.strategy import standing
from actions.strategy.advice import Advice, Rule, listed, say


def chances(profile: Profile, knowledge: Knowledge, today: date) -> Advice | None:
    """PM&R is moderately competitive, but the bar is higher for this group; no odds are given, because no source has them."""
    free = standing.needs_no_visa(profile)
    return Advice(
        id="competitiveness.bar",
        severity="caution",
        title="The bar is higher for IMGs who need a visa" if not free else "The bar is higher for IMGs",
        body=(
            say(
                "PM&R is moderately competitive, but harder for IMGs without US citizenship. I can't give you a percentage: I hold no source that has one for this group. NRMP publishes the figures.",
                "competitiveness.moderate",
            ),
            listed(
                say(
                    "Fewer PM&R programs sponsor visas than in internal medicine or pediatrics.",
                    "competitiveness.fewer_sponsors",
                )
                if not free
                else None,
                say(
                    "Many programs set stricter score cutoffs for foreign graduates.",
                    "competitiveness.stricter_cutoffs",
                ),
                say(
                    "Programs with few IMGs, now or before, tend to filter harder by score.", "competitiveness.few_imgs"
                ),
            ),
            say(
                "So the list matters as much as the score: programs that take IMGs and sponsor visas."
                if not free
                else "So the list matters as much as the score: programs that do take IMGs.",
                "lookup.targeting",
            ),
        ),
        notes=("base_rate",),
        next=("program_selection", "visa", "action_plan"),
    )


RULE = Rule(
    name="chances",
    topics=("competitiveness",),
    apply=chances,
    sharpened_by=("step2_ck_score", "visa_need", "applicant_type"),
)
