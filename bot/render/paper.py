"""How our PDFs look: paper, fonts, styles, the line at the foot, and the way to set a text."""

from __future__ import annotations

import io
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from reportlab.lib.colors import Color, HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate, Paragraph

from bot.render.sheet import own_cache

REGULAR, BOLD = "DejaVuSans", "DejaVuSans-Bold"
SUBJECT = "Plan for a residency application in PM&R"
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
    return _set(story, "", "", "")[1]


def set_pages(story: Story, title: str, foot: str, subject: str = SUBJECT) -> bytes:
    """A text as PDF.

    Args:
        story: makes what is to be set; setting uses it up.
        title: of the file.
        foot: what stands at the foot of each page, beside its number.
        subject: of the file.
    """
    return _set(story, title, foot, subject)[0]


def _set(story: Story, title: str, foot: str, subject: str) -> tuple[bytes, int]:
    file = io.BytesIO()
    template = BaseDocTemplate(
        file,
        pagesize=A4,
        title=title,
        author="Physiatry Step Advisor",
        subject=subject,
        creator="Physiatry Step Advisor",
        lang="en-US",
        displayDocTitle=True,
        invariant=True,  # the same plan gives the same file
    )
    frame = Frame(SIDE, FOOT, WIDTH, A4[1] - TOP - FOOT, leftPadding=0, rightPadding=0, topPadding=0, bottomPadding=4)
    template.addPageTemplates(PageTemplate(frames=[frame], pagesize=A4))
    with _ALONE:
        _register()
        template.build(story(), canvasmaker=partial(_Footed, foot))
    return file.getvalue(), int(template.page)


class _Footed(Canvas):  # type: ignore[misc]  # reportlab has no types
    """Holds the pages back until all are set, as only then their number is known for the foot.

    The foot is written after what stands on the page, so that a voice reads it last.
    """

    def __init__(self, foot: str, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._foot = foot
        self._pages: list[dict[str, Any]] = []

    def showPage(self) -> None:
        """A page is set."""
        self._pages.append(dict(self.__dict__))
        self._startPage()

    def save(self) -> None:
        """All pages are set: they get their feet and are written."""
        for page in self._pages:
            self.__dict__.update(page)
            self._draw_foot()
            super().showPage()
        super().save()

    def _draw_foot(self) -> None:
        self.setStrokeColor(LINE)
        self.line(SIDE, FOOT - 2 * mm, A4[0] - SIDE, FOOT - 2 * mm)
        self.setFillColor(QUIET)
        self.setFont(REGULAR, 8)
        self.drawString(SIDE, FOOT - 6.5 * mm, self._foot)
        self.drawRightString(A4[0] - SIDE, FOOT - 6.5 * mm, f"Page {self.getPageNumber()} of {len(self._pages)}")


def _register() -> None:
    """DejaVu Sans, which matplotlib brings along: it has Latin, Greek, Cyrillic and more, for names of any origin."""
    own_cache()
    import matplotlib

    folder = Path(matplotlib.get_data_path()) / "fonts" / "ttf"
    for name in (REGULAR, BOLD):
        if name not in pdfmetrics.getRegisteredFontNames():
            pdfmetrics.registerFont(TTFont(name, folder / f"{name}.ttf"))
