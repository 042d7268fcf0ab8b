"""Which programs come first on the list, and which last."""

from __future__ import annotations

from datetime import date

from actions.knowledge.library import Knowledge
from actions.profile import Profile
from actions.strategy import standing
from actions.strategy.advice import Advice, Rule, listed, say


def program_kinds(profile: Profile, knowledge: Knowledge, today: date) -> Advice | None:
    """Programs with a record of IMGs and visas, and community ones outside the big cities, come first; brand names and high cutoffs last."""
    score = standing.step2_score(profile)
    low = standing.low_profile(profile, knowledge)
    borderline = not low and standing.needs_compensation(profile, knowledge)
    opening = (
        "Build the list like this, and be strictly realistic:"
        if low
        else f"The article gives this list for low scores. {score} is borderline, so you need a carefully chosen list too:"
        if borderline
        else "The article gives this list for low scores; its first point helps at any score:"
        if score is None
        else "The article gives this list for low scores. With your score its first point counts most; the others matter less:"
    )
    return Advice(
        id="programs.kinds",
        severity="info",
        title="Which programs first, which last",
        body=(
            say(opening, "programs.realistic", *(("band.borderline",) if borderline else ())),
            listed(
                say(
                    "First: programs that have taken IMGs and sponsored visas before",
                    "programs.prioritize_track_record",
                ),
                say(
                    "First: community or university-affiliated programs outside the most competitive cities",
                    "programs.prioritize_community",
                ),
                say(
                    "Last: research-heavy, famous centers with few or no IMGs",
                    "programs.deprioritize_academic",
                ),
                say("Last: programs that state high Step cutoffs", "programs.deprioritize_cutoffs"),
            ),
        ),
        notes=("preliminary_year", "signals"),
        next=("program_research_tools", "visa", "backup_specialty"),
    )


RULE = Rule(name="program_kinds", topics=("program_selection",), apply=program_kinds)
