"""Which dated facts are older than their shelf life."""

from __future__ import annotations

from datetime import date

from actions.knowledge.library import Knowledge, OutsideFact, Seasons


def overdue(knowledge: Knowledge, today: date) -> list[str]:
    """A line for each fact that has to be compared with its source again; a fact is due on the day when its shelf life ends."""
    facts: dict[str, OutsideFact | Seasons] = {**knowledge.outside, "the calendar (seasons.yml)": knowledge.seasons}
    return [
        f"{name}: due since {fact.due()}; compare it with {fact.source}"
        for name, fact in facts.items()
        if fact.due() <= today
    ]
