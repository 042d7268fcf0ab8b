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
# More than anybody applies to; setting one takes some milliseconds, and a list can have thousands.
MOST = 300


def story(document: Document, look: Look) -> list[Flowable]:
    """What is to be set of a document of the kind `programs`: its first 300 programs, and how many more there are."""
    made = f"Placed on {words.said_day(document['made_on'])}. {_programs(document['total'])} in all."
    found = [
        look.marked([("Your program list", True)], scale=1.6, color=paper.ACCENT, after=0.35),
        look.text(made, color=paper.QUIET),
    ]
    left = MOST
    for tier in document["tiers"]:
        if tier["count"]:
            # Not at the foot of a page, with its programs on the next one.
            found.append(CondPageBreak(ROOM))
            found.append(look.heading(f"{words.capital(tier['label'])}: {_programs(tier['count'])}"))
            found += _tier(tier, tier["programs"][:left], look)
            left = max(left - len(tier["programs"]), 0)
    return found


def _tier(tier: Document, programs: list[Document], look: Look) -> list[Flowable]:
    left = tier["count"] - len(programs)
    more = [look.text(f"And {left} more that this file does not show.", scale=0.9, color=paper.QUIET)] if left else []
    if not programs:
        return more
    head = [look.marked([(name, True)], scale=0.85) for name in ("Program", "Place", "Why")]
    rows = [head, *[_row(each, look) for each in programs]]
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
    return [table, *more]


def _row(program: Document, look: Look) -> list[Flowable]:
    checked = f"checked on {words.said_day(program['checked_on'])}" if program["checked_on"] else "not checked yet"
    old = ", more than a year ago" if program["stale"] else ""
    unknown = [f"Unknown: {each['text']}. Look at: {each['where']}." for each in program["unknown"]]
    return [
        look.lines([(program["name"], 0.92, paper.INK), (program["specialty"], 0.8, paper.QUIET)]),
        look.lines([(program["place"], 0.92, paper.INK), (f"{checked}{old}", 0.8, paper.QUIET)]),
        look.lines([
            *((reason["text"], 0.88, paper.INK) for reason in program["reasons"]),
            *((words, 0.88, paper.QUIET) for words in unknown),
        ]),
    ]  # fmt: skip


def _programs(number: int) -> str:
    return f"{number} program{'' if number == 1 else 's'}"
