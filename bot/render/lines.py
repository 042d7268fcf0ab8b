"""Lines of words in the cells of a long table: broken once and drawn as they are, in a tenth of the time that paragraphs take."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from reportlab.lib.colors import Color
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import Flowable

LEADING = 1.34
# All but the no-break space.
_SPACES = re.compile(r"[ \t\r\n]+")


@dataclass(frozen=True)
class Words:
    """Words that look the same.

    Attributes:
        text: the words; they are no markup.
        font: one that is registered.
        size: in points.
        color: of the letters.
    """

    text: str
    font: str
    size: float
    color: Color


class Lines(Flowable):  # type: ignore[misc]  # reportlab has no types
    """Words below each other, each beginning a line of its own.

    A table asks its cells for their height at each page that it is split at, so the lines are kept.

    Args:
        parts: the words; those without text take no room.
    """

    def __init__(self, parts: Sequence[Words]) -> None:
        super().__init__()
        self._parts = [part for part in parts if part.text]
        self._broken: list[Words] = []
        self._width = -1.0

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        """The room that the words take in a width."""
        if width != self._width:
            self._width = width
            self._broken = [line for part in self._parts for line in _lines(part, width)]
        self.width, self.height = width, sum(line.size * LEADING for line in self._broken)
        return self.width, self.height

    def draw(self) -> None:
        """Write the lines, the first at the top."""
        canvas: Any = self.canv
        top = self.height
        for line in self._broken:
            canvas.setFont(line.font, line.size)
            canvas.setFillColor(line.color)
            canvas.drawString(0, top - line.size, line.text)
            top -= line.size * LEADING


def _lines(words: Words, width: float) -> list[Words]:
    """The words broken at spaces alone, so that a no-break space holds together what it stands between."""
    found: list[list[str]] = [[]]
    space = _room(" ", words)
    used = 0.0
    for piece in (piece for word in _SPACES.split(words.text.strip()) for piece in _pieces(word, words, width)):
        wide = _room(piece, words)
        if found[-1] and used + space + wide > width:
            found.append([])
        used = used + space + wide if found[-1] else wide
        found[-1].append(piece)
    return [replace(words, text=" ".join(line)) for line in found]


def _pieces(word: str, words: Words, width: float) -> Iterator[str]:
    """A word; one that is wider than its column is cut where the column ends."""
    while len(word) > 1 and _room(word, words) > width:
        fits = next((end for end in range(len(word) - 1, 1, -1) if _room(word[:end], words) <= width), 1)
        yield word[:fits]
        word = word[fits:]
    yield word


def _room(text: str, words: Words) -> float:
    return float(stringWidth(text, words.font, words.size))
