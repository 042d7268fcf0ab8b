"""Years since graduation: the article gives no rule on them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from actions.knowledge.library import Knowledge
from actions.profile import Profile
from actions.strategy.advice import Advice, Rule, listed, say


def asked_for(profile: Profile, knowledge: Knowledge, today: date) -> Advice | None:
    """Years since graduation are not judged, because the article gives no rule on them; what shows recent work is named instead."""
    year = profile.number("graduation_year")
    past = year is not None and year < today.year
    first = f"You graduated in {year}. " if past else ""
    return Advice(
        id="graduation.no_rule",
        severity="caution",
        title="Years since graduation",
        body=(
            say(
                f"{first}The article gives no rule on years since graduation, and I have no dated source for a limit. So I can't say that it shuts you out, or that it does not matter."
            ),
            say(
                "A program can set its own limit. Look at each program's page before you pay for an application, and put first those that have taken people like you.",
                "lookup.tools",
                "lookup.identify",
            ),
            say("What shows that you work in the field now:"),
            listed(
                say(
                    "Recent US experience, close to the season in which you apply, so that the letters are recent too",
                    "rotations.recent",
                ),
                say("PM&R work that goes on over a long time", "comp.consistency"),
                say("One story that says what you have done since you graduated", "narrative.integrate"),
            ),
        ),
        next=("usce", "lors", "program_research_tools"),
        readings=("years_since_graduation",),
    )


def graduation(profile: Profile, knowledge: Knowledge, today: date) -> Advice | None:
    """Who has graduated in an earlier year is told that the article has no rule on it, and what shows recent work."""
    year = profile.number("graduation_year")
    return asked_for(profile, knowledge, today) if year is not None and year < today.year else None


RULE = Rule(
    name="graduation",
    topics=("competitiveness", "program_selection"),
    apply=graduation,
    more=True,
)
# For somebody who asks about it: then it stands first.
ASKED = replace(RULE, apply=asked_for, more=False)
