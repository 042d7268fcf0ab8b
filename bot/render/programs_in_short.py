"""A program list as a chat shows it: the first programs of each tier, and the first cells that could not be used."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

# So many of each are shown; the files have them all.
PROGRAMS, FAULTS = 3, 3


def in_short(document: dict[str, Any] | None) -> Iterator[tuple[str, list[str]]]:
    """Headings, each with its lines.

    Args:
        document: of a reply; only a program list gives anything.
    """
    if document is None or document["kind"] != "programs":
        return
    for tier in document["tiers"]:
        if tier["count"]:
            shown = tier["programs"][:PROGRAMS]
            yield f"{tier['label']}: {tier['count']}", [*map(_program, shown), *_rest(tier["count"] - len(shown))]
    if document["faults"]:
        faults = document["faults"][:FAULTS]
        lines = [f"Row {fault['row']}, {fault['column'] or 'the row'}: {fault['reason']}" for fault in faults]
        yield "What I could not use", [*lines, *_rest(len(document["faults"]) - len(faults))]


def _rest(count: int) -> list[str]:
    return [f"and {count} more"] if count else []


def _program(program: dict[str, Any]) -> str:
    where = f", {program['place']}" if program["place"] else ""
    why = f": {program['reasons'][0]['text']}" if program["reasons"] else ""
    open_ = [each["text"][:1].lower() + each["text"][1:] for each in program["unknown"][:2]]
    unknown = f" To check: {', '.join(open_)}." if open_ else ""
    old = (
        f" (checked on {program['checked_on']}, more than a year ago)"
        if program["stale"] and program["checked_on"]
        else ""
    )
    return f"{program['name']}{where}{old}{why}{unknown}"
