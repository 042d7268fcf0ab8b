"""The action plan as PDF: two pages of A4 at most, to be read on a phone and printed in grey."""

from __future__ import annotations

import itertools
from functools import partial
from typing import Any

from reportlab.graphics.shapes import Drawing, PolyLine, Rect, String
from reportlab.lib.units import mm
from reportlab.platypus import KeepTogether, PageBreak, Table, TableStyle

from bot.contract import Reply
from bot.render import paper, programs_pdf
from bot.render import plan_words as words
from bot.render.paper import Flowable, Look
from bot.render.plan_words import Document, Step, sections_of
from bot.render.sections import Sections

MOST_PAGES = 2
# The first of these under which the plan fits is taken: one page in a good size, else two in the largest size that does.
FITS = ((10.5, 1), (10.0, 1), (9.5, 1), *((size, MOST_PAGES) for size in (10.5, 10.0, 9.5, 9.0, 8.5, 8.0)))
BOX = 8 * mm
# The width of the longest day, in parts of the text's size.
DAY = 13.4


def write(document: Document, programs: Document | None = None, summary: Reply | None = None) -> bytes:
    """The plan as PDF.

    Args:
        document: a document of the kind `plan`.
        programs: a document of the kind `programs` with all its programs, to follow on pages of its own.
        summary: the reply that sums the programs up.
    """
    foot = f"{document['title']}, made on {words.said_day(document['made_on'])} by the {words.ADVISOR}"
    look = _look(document)

    def story() -> list[Flowable]:
        appendix = [PageBreak(), *programs_pdf.story(programs, Look(programs_pdf.SIZE), summary)] if programs else []
        return [*_plan(document, look), *appendix]

    return paper.set_pages(story, document["title"], foot)


def _look(document: Document) -> Look:
    pages: dict[float, int] = {}
    for size, most in FITS:
        if size not in pages:
            pages[size] = paper.pages(partial(_plan, document, Look(size)))
        if pages[size] <= most:
            return Look(size)
    return Look(FITS[-1][0])


def _plan(document: Document, look: Look) -> list[Flowable]:
    sections = sections_of(document)
    return [
        look.marked([(document["title"], True)], scale=1.9, color=paper.ACCENT, after=0.35),
        look.text(f"Made on {words.said_day(document['made_on'])}. {words.progress(document)}.", color=paper.QUIET),
        look.text(words.fits(document), color=paper.QUIET, after=0.7),
        _notice(document, look),
        look.heading("Steps, in the order of their days"),
        _steps(document, sections, look),
        *_days(document, look),
        *_end(sections, look),
    ]


def _notice(document: Document, look: Look) -> Flowable:
    """What `expected` means, before the first day that is so."""
    table = Table([[look.text(words.expected(document))]], colWidths=[paper.WIDTH])
    table.setStyle(
        TableStyle([
            ("BACKGROUND", (0, 0), (-1, -1), paper.GROUND),
            ("LINEBEFORE", (0, 0), (0, -1), 2, paper.ACCENT),
            ("LEFTPADDING", (0, 0), (-1, -1), 9),
            ("TOPPADDING", (0, 0), (-1, -1), 5),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 6),
        ])
    )  # fmt: skip
    return table


def _steps(document: Document, sections: Sections, look: Look) -> Flowable:
    rows = [[_box(step, look), _what(step, sections, look), _when(step, look)] for step in document["steps"]]
    day = DAY * look.size
    table = Table(rows, colWidths=[BOX, paper.WIDTH - BOX - day, day])
    table.setStyle(
        TableStyle([
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("LINEABOVE", (0, 1), (-1, -1), 0.5, paper.LINE),
            ("LEFTPADDING", (0, 0), (-1, -1), 0),
            ("RIGHTPADDING", (0, 0), (-2, -1), 8),
            ("RIGHTPADDING", (-1, 0), (-1, -1), 0),
            ("TOPPADDING", (0, 0), (-1, -1), look.size * 0.45),
            ("BOTTOMPADDING", (0, 0), (-1, -1), look.size * 0.55),
        ])
    )  # fmt: skip
    return table


def _what(step: Step, sections: Sections, look: Look) -> list[Flowable]:
    state = {"done": " (done)", "late": " (late)", "open": ""}[words.state_of(step)]
    color = paper.QUIET if step["done"] else paper.INK
    parts: list[Flowable] = [
        look.marked([(f"{words.name_of(step)}{state}", True)], color=color),
        # The numbers stay with the last word.
        look.text(f"{step['text']}\u00a0{_together(sections.mark(step['citations']))}", color=color),
    ]
    missing = words.missing(step)
    return [*parts, look.text(missing, color=paper.ACCENT)] if missing else parts


def _when(step: Step, look: Look) -> list[Flowable]:
    day = [look.text(f"from {words.said_day(step['start'])}", color=paper.QUIET)] if step["start"] else []
    by = look.marked([(f"by {words.said_day(step['by'])}", not step["done"])])
    return [*day, by, look.text(step["certainty"], scale=0.9, color=paper.QUIET)]


def _box(step: Step, look: Look) -> Flowable:
    """A box to tick off on paper: ticked where it is done, with a mark where it is late."""
    side, state = look.size * 1.15, words.state_of(step)
    drawing = Drawing(side + 2, side + 3)
    drawing.add(Rect(1, 1, side, side, 2, 2, fillColor=None, strokeColor=paper.INK, strokeWidth=1.1))
    if state == "done":
        points = [1 + side * part for part in (0.2, 0.5, 0.43, 0.25, 0.82, 0.8)]
        drawing.add(PolyLine(points, strokeColor=paper.INK, strokeWidth=1.8))
    if state == "late":
        size = side * 0.8
        drawing.add(String(1 + side / 2, 1 + side * 0.2, "!", fontName=paper.BOLD, fontSize=size, textAnchor="middle"))
    return drawing


def _days(document: Document, look: Look) -> list[Flowable]:
    if not document["days"]:
        return []
    rows = [
        [
            look.text(words.said_day(each["day"])),
            look.text(words.capital(each["label"])),
            look.text(each["certainty"], color=paper.QUIET),
        ]
        for each in document["days"]
    ]
    day = DAY * look.size
    table = Table(rows, colWidths=[day, paper.WIDTH - 2 * day, day])
    table.setStyle(
        TableStyle([
            ("LINEABOVE", (0, 1), (-1, -1), 0.5, paper.LINE),
            ("LEFTPADDING", (0, 0), (-1, -1), 0),
            ("TOPPADDING", (0, 0), (-1, -1), 2.5),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 3.5),
        ])
    )  # fmt: skip
    return [KeepTogether([look.heading(f"Days of the {document['match_year']} season"), table])]


def _end(sections: Sections, look: Look) -> list[Flowable]:
    """Where the advice comes from, and what it is not."""
    small: dict[str, Any] = {"scale": 0.88, "color": paper.QUIET}
    entries = [
        look.marked([(f"[{number}] ", True), (words.shown_section(name), False)], **small)
        for number, name in enumerate(sections.names, 1)
    ]
    half = (len(entries) + 1) // 2
    rows = list(itertools.zip_longest(entries[:half], entries[half:], fillvalue=""))
    table = Table(rows, colWidths=[paper.WIDTH / 2] * 2)
    table.setStyle(
        TableStyle([
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("LEFTPADDING", (0, 0), (-1, -1), 0),
            ("TOPPADDING", (0, 0), (-1, -1), 0),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 1.5),
        ])
    )  # fmt: skip
    return [
        KeepTogether([
            look.heading("Where this comes from"),
            look.text(words.source(), **small, after=0.3),
            table,
            look.text(words.LIMITS, **small, before=0.7),
        ])
    ]  # fmt: skip


def _together(mark: str) -> str:
    return mark.replace(" ", "\u00a0")
