"""A person's own program list as PDF: what it comes to as a whole, and each program with its reasons and what is still unknown."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from reportlab.lib.units import mm
from reportlab.platypus import CondPageBreak, KeepTogether, LongTable, TableStyle

from bot.contract import Reply
from bot.render import marks, paper
from bot.render import plan_words as words
from bot.render.lines import Lines, Words
from bot.render.paper import Flowable, Look
from bot.render.sections import Sections

Document = dict[str, Any]
Program = dict[str, Any]

TITLE = "Your program list"
SUBJECT = "Programs for a residency application in PM&R"
LIMITS = (
    "This list is made of what you brought and what you told the advisor. It gives no odds of matching. "
    "Programs change what they ask for: look at a program's own page before you pay for an application."
)
SIZE = 9.5
# The part of the width that a program's name takes.
NAME = 0.36
# A tier does not begin at the foot of a page.
ROOM = 50 * mm
# Of very many, the first ones tell how to mend the others.
MOST_FAULTS, MOST_UNKNOWN = 60, 24
USUAL = "PM&R"
_NUMBERS = re.compile(r"\[(\d+(?:, ?\d+)*)\]")


def _sections(document: Document, summary: Reply | None) -> Sections:
    """Those of the summary, then those that only reasons name."""
    return Sections.of([*(summary["citations"] if summary else ()), *_cited(document)])


def _mark(sections: Sections, citations: Iterable[dict[str, str]]) -> str:
    """The numbers of citations, which no line breaks apart."""
    return sections.mark(citations).replace(" ", "\N{NO-BREAK SPACE}")


def _renumbered(sections: Sections, text: str, summary: Reply) -> str:
    """A text of the summary, which numbers its claims, with the numbers of their sections."""

    def of_sections(found: re.Match[str]) -> str:
        numbers = [int(number) - 1 for number in found[1].split(",")]
        return _mark(sections, [summary["citations"][each] for each in numbers if each < len(summary["citations"])])

    return _NUMBERS.sub(of_sections, text)


def _cited(document: Document) -> Iterator[dict[str, str]]:
    for tier in document["tiers"]:
        for program in tier["programs"]:
            for reason in program["reasons"]:
                yield from reason["citations"]


def write(document: Document, summary: Reply | None = None) -> bytes:
    """The list as PDF.

    Args:
        document: a document of the kind `programs` with all its programs.
        summary: the reply that sums it up: how many, the balance, the cost.
    """
    foot = f"{TITLE}, placed on {words.said_day(document['made_on'])} by the {words.ADVISOR}"
    return paper.set_pages(lambda: story(document, Look(SIZE), summary), TITLE, foot, SUBJECT)


def story(document: Document, look: Look, summary: Reply | None = None) -> list[Flowable]:
    """What is to be set of a list: the whole, the tiers, what could not be read, where to look things up, sources."""
    sections = _sections(document, summary)
    made = f"Placed on {words.said_day(document['made_on'])}. {_counted(document['total'], 'program')} in all."
    found = [
        look.marked([(TITLE, True)], scale=1.6, color=paper.ACCENT, after=0.35),
        look.text(made, color=paper.QUIET, after=0.5),
        *(_whole(summary, sections, look) if summary else ()),
    ]
    for tier in document["tiers"]:
        if tier["count"]:
            found.append(CondPageBreak(ROOM))
            found.append(look.heading(f"{words.capital(tier['label'])}: {_counted(tier['count'], 'program')}"))
            found += _tier(tier, sections, look)
    return [*found, *_faults(document, look), *_places(document, look), *_end(sections, look)]


def _whole(summary: Reply, sections: Sections, look: Look) -> Iterator[Flowable]:
    """What the list comes to, and the dated facts from outside the article."""
    for block in summary["body"]:
        for text in [block["text"]] if block["type"] == "paragraph" else block["items"]:
            spans = marks.spans(_renumbered(sections, text, summary))
            yield look.marked([(span.text, span.bold) for span in spans], after=0.3)
    for note in summary["notes"]:
        text = f"{note['text']} ({note['certainty']}, as of {words.said_day(note['as_of'])}: {note['source']})"
        yield look.text(text, scale=0.85, color=paper.QUIET, after=0.2)


def _tier(tier: Document, sections: Sections, look: Look) -> list[Flowable]:
    left = tier["count"] - len(tier["programs"])
    more = [look.text(f"And {left} more that this file does not show.", scale=0.9, color=paper.QUIET)] if left else []
    if not tier["programs"]:
        return more
    # On each page of the tier, so the tier is named in it.
    names = (f"Program ({_small(tier['label'])})", "Why, and what is unknown")
    head = [Lines([Words(name, paper.BOLD, look.size * 0.85, paper.INK)]) for name in names]
    rows = [head, *[_row(each, sections, look) for each in tier["programs"]]]
    table = LongTable(rows, colWidths=[paper.WIDTH * NAME, paper.WIDTH * (1 - NAME)], repeatRows=1)
    table.setStyle(
        TableStyle([
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("LINEBELOW", (0, 0), (-1, 0), 1, paper.INK),
            ("LINEBELOW", (0, 1), (-1, -1), 0.5, paper.LINE),
            ("LEFTPADDING", (0, 0), (-1, -1), 0),
            ("RIGHTPADDING", (-1, 0), (-1, -1), 0),
            ("TOPPADDING", (0, 0), (-1, -1), 3),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 4),
        ])
    )  # fmt: skip
    return [table, *more]


def _row(program: Program, sections: Sections, look: Look) -> list[Flowable]:
    def part(text: str, color: Any = paper.QUIET, font: str = paper.REGULAR) -> Words:
        return Words(text, font, look.size * 0.87, color)

    checked = f"checked on {words.said_day(program['checked_on'])}" if program["checked_on"] else "not checked yet"
    old = ", more than a year ago: check it again" if program["stale"] else ""
    other = program["specialty"] if program["specialty"].casefold() != USUAL.casefold() else ""
    reasons = " ".join(_joined(each["text"], _mark(sections, each["citations"])) for each in program["reasons"])
    unknown = "; ".join(_small(each["text"]) for each in program["unknown"])
    return [
        Lines([
            part(program["name"], paper.INK, paper.BOLD),
            part(", ".join(text for text in (program["place"], other) if text)),
            part(f"{checked}{old}"),
        ]),
        Lines([part(reasons, paper.INK), part(f"Unknown: {unknown}." if unknown else "")]),
    ]  # fmt: skip


def _places(document: Document, look: Look) -> list[Flowable]:
    """Where to look up what is unknown, the most frequent first: said once and not at each program."""
    unknown = [each for tier in document["tiers"] for program in tier["programs"] for each in program["unknown"]]
    if not unknown:
        return []
    counted = Counter((each["text"], each["where"]) for each in unknown).most_common(MOST_UNKNOWN)
    lines = [
        look.marked([(f"{text} ", True), (f"({_counted(count, 'program')}): {where}", False)], scale=0.9, after=0.25)
        for (text, where), count in counted
    ]
    first, *others = lines
    return [KeepTogether([look.heading("Where to look up what is unknown"), first]), *others]


def _faults(document: Document, look: Look) -> list[Flowable]:
    """What could not be read of the list that was brought last."""
    faults = document["faults"]
    if not faults:
        return []
    what = "1 cell or row" if len(faults) == 1 else f"{len(faults):,} cells or rows"
    head = look.heading(f"What could not be read: {what}")
    lines = [look.text(_fault(each), scale=0.85, after=0.15) for each in faults[:MOST_FAULTS]]
    left = len(faults) - len(lines)
    more = [look.text(f"And {left:,} more. Mend these and bring the list again.", scale=0.85)] if left > 0 else []
    return [KeepTogether([head, lines[0]]), *lines[1:], *more]


def _fault(fault: dict[str, Any]) -> str:
    column = f", {fault['column']}" if fault["column"] else ""
    found = f", “{fault['found']}”" if fault["found"] else ""
    return f"Row {fault['row']}{column}{found}: {fault['reason']}"


def _end(sections: Sections, look: Look) -> list[Flowable]:
    small: dict[str, Any] = {"scale": 0.88, "color": paper.QUIET}
    entries = [
        look.marked([(f"[{number}] ", True), (words.shown_section(name), False)], **small)
        for number, name in enumerate(sections.names, 1)
    ]
    head = [look.heading("Where the reasons come from"), look.text(words.source(), **small, after=0.3)]
    return [KeepTogether([*(head if entries else ()), *entries, look.text(LIMITS, **small, before=0.7)])]


def _joined(text: str, mark: str) -> str:
    """The numbers stay with the last word."""
    return f"{text}\N{NO-BREAK SPACE}{mark}" if mark else text


def _small(text: str) -> str:
    return text[:1].lower() + text[1:]


def _counted(number: int, word: str) -> str:
    return f"{number:,} {word}{'' if number == 1 else 's'}"
