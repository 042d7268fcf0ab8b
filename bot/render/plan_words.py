"""The words of a plan that are the same in every form of file: days, states, sources, and what has to be said of it."""

from __future__ import annotations

from datetime import date
from typing import Any

from bot.render.sections import Sections

Document = dict[str, Any]
Step = dict[str, Any]

ADVISOR = "Physiatry Step Advisor"
# Short of its last words, the field: a title of this length is told by its beginning.
ARTICLE = "Step Score Strategy for Non-US Citizen IMGs"
EXPECTED = (
    "A day marked “expected” is not announced yet: it is worked out from earlier seasons and can move by some days. "
    "Before you book or pay for anything, confirm it at AAMC (ERAS) and NRMP."
)
CONFIRMED = "All days here are announced; they can still be changed, so look at AAMC (ERAS) and NRMP before you book."
LIMITS = (
    "This plan is no legal or medical advice, and it gives no odds of matching. "
    "It is made of what you told the advisor; tell it what has changed, and make the plan again."
)
SCENARIOS = {
    "scenario1": "both exams are ahead",
    "scenario2": "Step 1 is passed, Step 2 CK is ahead",
    "scenario3": "a low result is on record, so the rest of the application is rebuilt",
    "own": "put together from the article's advice, as none of its three plans fits exactly",
}
# Ids of sections as the contract writes them: "Timeline / July to September".
BETWEEN_PARTS = " / "


def sections_of(document: Document) -> Sections:
    """The sections of the article that a plan rests on, in the order in which its steps name them."""
    return Sections.of(each for step in document["steps"] for each in step["citations"])


def said_day(day: str) -> str:
    """A day in words that no reader takes for another: 7 July 2027."""
    found = date.fromisoformat(day)
    return f"{found.day} {found:%B %Y}"


def name_of(step: Step) -> str:
    """What a step is, as a heading."""
    return capital(step["name"])


def capital(text: str) -> str:
    """The text with a capital at its beginning; the rest as it is."""
    return text[:1].upper() + text[1:]


def state_of(step: Step) -> str:
    """`done`, `late` or `open`."""
    return "done" if step["done"] else "late" if step["late"] else "open"


def missing(step: Step) -> str:
    """What is still missing of a step or has to be heeded, as a sentence; empty if nothing is known to be."""
    return f"{capital(step['missing'])}." if step["missing"] and not step["done"] else ""


def when(step: Step) -> str:
    """By which day, or from which day to which."""
    if step["start"]:
        return f"{said_day(step['start'])} to {said_day(step['by'])}"
    return f"by {said_day(step['by'])}"


def progress(document: Document) -> str:
    """How many steps there are, how many of them are done, and how many are late."""
    states = [state_of(step) for step in document["steps"]]
    parts = [f"{len(states)} step{'' if len(states) == 1 else 's'}", f"{states.count('done')} done"]
    return ", ".join([*parts, *([f"{states.count('late')} late"] if "late" in states else [])])


def fits(document: Document) -> str:
    """Which of the plans it is, in a sentence."""
    return f"Why this plan: {'; and '.join(SCENARIOS[name] for name in document['scenarios'])}."


def expected(document: Document) -> str:
    """What `expected` means, where a day is; else that all are announced."""
    days = [each["certainty"] for each in (*document["steps"], *document["days"])]
    return EXPECTED if "expected" in days else CONFIRMED


def source() -> str:
    """The article, in words."""
    return f"The advice comes from one article, “{ARTICLE}” (PM&R); the numbers name its sections."


def shown_section(section: str) -> str:
    """A section's name for a reader."""
    return " › ".join(section.split(BETWEEN_PARTS))
