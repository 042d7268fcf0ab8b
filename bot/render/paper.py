"""How our PDFs look: paper, fonts, styles, the line at the foot, and the way to set a text."""

from __future__ import annotations

import io
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import matplotlib
from reportlab.lib.colors import Color, HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate, Paragraph

REGULAR, BOLD = "DejaVuSans", "DejaVuSans-Bold"
SIDE, TOP, FOOT = 18 * mm, 16 * mm, 18 * mm
WIDTH: float = A4[0] - 2 * SIDE
# Printed in grey, each of these is told from the others by lightness alone.
INK, QUIET, LINE, GROUND = HexColor("#1b2230"), HexColor("#4d5666"), HexColor("#c4cad4"), HexColor("#f1f3f6")
ACCENT = HexColor("#14505c")

# Anything that reportlab sets; its classes have no types that say more.
Flowable = Any
Story = Callable[[], list[Flowable]]
# All paragraphs are read by one parser of reportlab's, so that only one thread at a time may make and set them.
_ALONE = threading.Lock()


@dataclass(frozen=True)
class Look:
    """The styles of a text.

    Attributes:
        size: of the text, in points; the others follow from it.
    """

    size: float

    def style(self, scale: float = 1.0, color: Color = INK, before: float = 0, after: float = 0) -> ParagraphStyle:
        """A style whose size and distances are parts of the text's size."""
        size = self.size * scale
        return ParagraphStyle(
            "text",
            fontName=REGULAR,
            fontSize=size,
            leading=size * 1.36,
            textColor=color,
            spaceBefore=before * self.size,
            spaceAfter=after * self.size,
            allowWidows=0,
            allowOrphans=0,
        )

    def text(self, words: str, **style: Any) -> Paragraph:
        """A paragraph; signs of ours that look like markup stay signs."""
        return Paragraph(escape(words), self.style(**style))

    def marked(self, parts: Sequence[tuple[str, bool]], **style: Any) -> Paragraph:
        """A paragraph of parts, each in bold or not."""
        texts = [f'<font name="{BOLD}">{escape(words)}</font>' if bold else escape(words) for words, bold in parts]
        return Paragraph("".join(texts), self.style(**style))

    def heading(self, words: str) -> Paragraph:
        """A heading."""
        return self.marked([(words, True)], scale=1.2, color=ACCENT, before=1.1, after=0.45)


def pages(story: Story) -> int:
    """How many pages a text takes."""
    with _ALONE:
        _register()
        return _set(story(), "", "", 0)[1]


def set_pages(story: Story, title: str, foot: str) -> bytes:
    """A text as PDF.

    Args:
        story: makes what is to be set, anew each time: setting uses it up, and how many pages there are is known only after it.
        title: of the file.
        foot: what stands at the foot of each page, beside its number.
    """
    in_all = pages(story)
    with _ALONE:
        return _set(story(), title, foot, in_all)[0]


def _set(story: list[Flowable], title: str, foot: str, in_all: int) -> tuple[bytes, int]:
    file = io.BytesIO()
    template = BaseDocTemplate(
        file,
        pagesize=A4,
        title=title,
        author="Physiatry Step Advisor",
        subject="Plan for a residency application in PM&R",
        creator="Physiatry Step Advisor",
        lang="en-US",
        displayDocTitle=True,
        invariant=True,  # the same plan gives the same file
    )

    def draw_foot(canvas: Any, _template: Any) -> None:
        canvas.saveState()
        canvas.setStrokeColor(LINE)
        canvas.line(SIDE, FOOT - 2 * mm, A4[0] - SIDE, FOOT - 2 * mm)
        canvas.setFillColor(QUIET)
        canvas.setFont(REGULAR, 8)
        canvas.drawString(SIDE, FOOT - 6.5 * mm, foot)
        canvas.drawRightString(A4[0] - SIDE, FOOT - 6.5 * mm, f"Page {canvas.getPageNumber()} of {in_all}")
        canvas.restoreState()

    frame = Frame(SIDE, FOOT, WIDTH, A4[1] - TOP - FOOT, leftPadding=0, rightPadding=0, topPadding=0, bottomPadding=4)
    # The foot is written last, so that a voice reads it last.
    template.addPageTemplates(PageTemplate(frames=[frame], pagesize=A4, onPageEnd=draw_foot))
    template.build(story)
    return file.getvalue(), int(template.page)


def _register() -> None:
    """DejaVu Sans, which matplotlib brings along: it has Latin, Greek, Cyrillic and more, for names of any origin."""
    folder = Path(matplotlib.get_data_path()) / "fonts" / "ttf"
    for name in (REGULAR, BOLD):
        if name not in pdfmetrics.getRegisteredFontNames():
            pdfmetrics.registerFont(TTFont(name, folder / f"{name}.ttf"))
