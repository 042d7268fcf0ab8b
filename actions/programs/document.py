"""The placed list as the contract's document."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from actions.knowledge.library import Knowledge
from actions.programs.placing import LABELS, TIERS, Placement, Tier
from actions.programs.program import Fault

# In a reply stand so many programs; the whole list is asked for beside the talk.
IN_REPLY = 40
FAULTS_IN_REPLY = 20


def document(
    placed: Sequence[Placement],
    faults: Sequence[Fault],
    knowledge: Knowledge,
    today: date,
    *,
    most: int | None = None,
    moved_from: Mapping[str, Tier] | None = None,
) -> dict[str, Any]:
    """The tiers in order, each with its programs.

    Args:
        placed: the list in its order.
        faults: what the last list said.
        knowledge: the claims, for their sections.
        today: the day for which it was placed.
        most: so many programs and faults at most, shared among the tiers in their order; all if None.
        moved_from: by a program's key, the tier in which it stood before.
    """
    left = len(placed) if most is None else most
    tiers = []
    for tier in TIERS:
        mine = [each for each in placed if each.tier == tier]
        shown = mine[:left]
        left -= len(shown)
        programs = [_program(each, knowledge, moved_from or {}) for each in shown]
        tiers.append({"tier": tier, "label": LABELS[tier], "count": len(mine), "programs": programs})
    told = faults if most is None else faults[:FAULTS_IN_REPLY]
    return {
        "kind": "programs",
        "made_on": today.isoformat(),
        "total": len(placed),
        "tiers": tiers,
        "faults": [fault.as_dict() for fault in told],
    }


def _program(placed: Placement, knowledge: Knowledge, moved_from: Mapping[str, Tier]) -> dict[str, Any]:
    program = placed.program
    return {
        "name": program.name,
        "place": program.place,
        "specialty": program.specialty,
        "reasons": [
            {
                "text": reason.text,
                "citations": [{"id": claim, "section": knowledge.claims[claim].section} for claim in reason.claims],
            }
            for reason in placed.reasons
        ],
        "unknown": [{"text": unknown.text, "where": unknown.where} for unknown in placed.unknown],
        "checked_on": program.checked.isoformat() if program.checked else None,
        "stale": placed.stale,
        "moved_from": moved_from.get(program.key),
    }
