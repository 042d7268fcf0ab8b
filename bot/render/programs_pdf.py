"""A person's own program list as PDF: a table for each tier, with name, place, reasons and what is still unknown."""

from __future__ import annotations

from typing import Any

from reportlab.lib.units import mm
from reportlab.platypus import CondPageBreak, LongTable, TableStyle

from bot.render import paper
from bot.render import plan_words as words
from bot.render.paper import Flowable, Look

Document = dict[str, Any]
# Parts of the width.
NAME, PLACE = 0.32, 0.2
ROOM = 50 * mm


def story(document: Document, look: Look) -> list[Flowable]:
    """What is to be set of a document of the kind `programs`."""
    made = f"Placed on {words.said_day(document['made_on'])}. {_programs(document['total'])} in all."
    found = [
        look.marked([("Your program list", True)], scale=1.6, color=paper.ACCENT, after=0.35),
        look.text(made, color=paper.QUIET),
    ]
    for tier in document["tiers"]:
        if tier["count"]:
            # Not at the foot of a page, with its programs on the next one.
            found.append(CondPageBreak(ROOM))
            found.append(look.heading(f"{words.capital(tier['label'])}: {_programs(tier['count'])}"))
            found += _tier(tier, look)
    return found


def _tier(tier: Document, look: Look) -> list[Flowable]:
    if not tier["programs"]:
        return []
    head = [look.marked([(name, True)], scale=0.85) for name in ("Program", "Place", "Why")]
    rows = [head, *[_row(each, look) for each in tier["programs"]]]
    widths = [paper.WIDTH * NAME, paper.WIDTH * PLACE, paper.WIDTH * (1 - NAME - PLACE)]
    table = LongTable(rows, colWidths=widths, repeatRows=1)
    table.setStyle(
        TableStyle([
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("LINEBELOW", (0, 0), (-1, 0), 1, paper.INK),
            ("LINEBELOW", (0, 1), (-1, -1), 0.5, paper.LINE),
            ("LEFTPADDING", (0, 0), (-1, -1), 0),
        ])
    )  # fmt: skip
    left = tier["count"] - len(tier["programs"])
    return [table, *([look.text(f"And {left} more.", scale=0.9, color=paper.QUIET)] if left > 0 else [])]


def _row(program: Document, look: Look) -> list[Flowable]:
    checked = f"checked on {words.said_day(program['checked_on'])}" if program["checked_on"] else "not checked yet"
    old = ", more than a year ago" if program["stale"] else ""
    reasons = [look.text(reason["text"], scale=0.88) for reason in program["reasons"]]
    unknown = [
        look.text(f"Unknown: {each['text']}. Look at: {each['where']}.", scale=0.88, color=paper.QUIET)
        for each in program["unknown"]
    ]
    name = [look.text(program["name"], scale=0.92), look.text(program["specialty"], scale=0.8, color=paper.QUIET)]
    place = [look.text(program["place"], scale=0.92), look.text(f"{checked}{old}", scale=0.8, color=paper.QUIET)]
    return [name, place, [*reasons, *unknown] or look.text("")]


def _programs(number: int) -> str:
    return f"{number} program{'' if number == 1 else 's'}"
