"""Research: how much, and what it is worth."""

from __future__ import annotations

from datetime import date

from actions.knowledge.library import Knowledge
from actions.profile import Profile
from actions.strategy.advice import Advice, Rule, say

OPENINGS = {
    None: "Small projects in rehabilitation or neurology are enough to help: a case report, a retrospective study, quality improvement.",
    "none": "You have none yet, and a small project is enough to begin: a case report, a retrospective study, or quality improvement, in rehabilitation or neurology.",
    "local": "Your local projects count if they are serious and well documented. A case report, a retrospective study or quality improvement is enough.",
    "indexed": "You have work in PubMed already. Smaller projects still add to it, such as a case report or quality improvement.",
}


def research(profile: Profile, knowledge: Knowledge, today: date) -> Advice | None:
    """Small rehabilitation or neurology projects show academic maturity and yield letters; PubMed-indexed work is the aim."""
    done = profile.get("research")
    opening = OPENINGS[done if isinstance(done, str) else None]
    return Advice(
        id=f"research.{done or 'small'}",
        severity="info",
        title="Small research projects count too",
        body=(
            say(f"{opening} They show academic maturity and can bring you a strong letter.", "comp.research_small"),
            say(
                "A serious local project, well documented, counts too."
                if done == "indexed"
                else "Aim for work indexed in PubMed if you can. A serious local project, well documented, still counts.",
                "comp.research_pubmed",
            ),
            say(
                "Next: choose a topic in rehabilitation, because it also shows your commitment. If the work is meaningful, the mentor can write one optional letter.",
                "comp.commitment",
                "lor.portfolio",
            ),
        ),
        notes=("scholarly_work",),
        next=("lors", "specialty_commitment", "usce"),
    )


RULE = Rule(name="research", topics=("research",), apply=research, sharpened_by=("research",))
