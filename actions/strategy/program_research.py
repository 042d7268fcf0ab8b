"""Where to look programs up, and what to look for."""

from __future__ import annotations

from datetime import date

from actions.knowledge.library import Knowledge
from actions.profile import Profile
from actions.strategy.advice import Advice, Rule, listed, say


def program_research(profile: Profile, knowledge: Knowledge, today: date) -> Advice | None:
    """Look programs up in several places, for visa sponsorship and for people with a profile like yours."""
    return Advice(
        id="lookup.where",
        severity="info",
        title="Where to look programs up",
        body=(
            say(
                "Use program websites, FREIDA, alumni, lists of current residents, and their LinkedIn profiles.",
                "lookup.tools",
            ),
            say("For each program, find out:", "lookup.identify"),
            listed(
                say("Does it sponsor IMGs year after year?", "lookup.identify"),
                say("Has it taken foreign nationals with a profile like yours?", "lookup.identify"),
                say("Does it state a cutoff above your score?", "programs.deprioritize_cutoffs"),
            ),
            say(
                "A score plan is stronger with programs that are realistically open to IMGs and visas.",
                "lookup.targeting",
            ),
        ),
        notes=("freida_gaps", "program_count"),
        next=("program_selection", "visa", "backup_specialty"),
    )


RULE = Rule(name="program_research", topics=("program_research_tools",), apply=program_research)
