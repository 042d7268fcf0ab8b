"""A long text in parts that Telegram takes: between blocks if that goes, else lines, sentences, words, and last anywhere."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

# Telegram takes 4,096 units of UTF-16 after it has read the marks; what is left is for the line that tells the choice.
MAX_UNITS = 3900
# Telegram drops every mark after the hundredth of a message without a word.
MAX_MARKS = 90
BETWEEN_BLOCKS = 2
_SENTENCE = re.compile(r"(?<=[.!?:;])\s+")
_WORD = re.compile(r"\s+")


@dataclass(frozen=True)
class Run:
    """A piece of a line that looks the same throughout."""

    text: str
    bold: bool = False
    italic: bool = False
    link: str = ""

    @property
    def marked(self) -> bool:
        """Whether it costs a mark."""
        return self.bold or self.italic or bool(self.link)


Line = tuple[Run, ...]


@dataclass(frozen=True)
class Block:
    """Lines that belong together; folded ones are shown when somebody opens them."""

    lines: tuple[Line, ...]
    folded: bool = False


def units(text: str) -> int:
    """The length of a text as Telegram counts it."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def parts(blocks: Iterable[Block]) -> list[list[Block]]:
    """The blocks, as they are or in pieces, in as many parts as are needed; no part is over the limit, none is empty."""
    done: list[list[Block]] = []
    size = marks = 0
    for piece in (piece for block in blocks for piece in _pieces(block)):
        longer, more = _size(piece), _marks(piece)
        if done and size + BETWEEN_BLOCKS + longer <= MAX_UNITS and marks + more <= MAX_MARKS:
            done[-1].append(piece)
            size, marks = size + BETWEEN_BLOCKS + longer, marks + more
        else:
            done.append([piece])
            size, marks = longer, more
    return done


def _pieces(block: Block) -> Iterator[Block]:
    """A block in pieces that fit each; most are one."""
    lines: list[Line] = []
    for line in (short for whole in block.lines for short in _short_lines(whole)):
        longer = replace(block, lines=(*lines, line))
        if lines and (_size(longer) > MAX_UNITS or _marks(longer) > MAX_MARKS):
            yield replace(block, lines=tuple(lines))
            lines = []
        lines.append(line)
    if any(run.text.strip() for line in lines for run in line):
        yield replace(block, lines=tuple(lines))


def _short_lines(line: Line) -> Iterator[Line]:
    """A line in lines that fit each."""
    while _length(line) > MAX_UNITS or sum(run.marked for run in line) > MAX_MARKS:
        first, line = _cut(line)
        yield first
    yield line


def _cut(line: Line) -> tuple[Line, Line]:
    """A line that is too long, cut in two at the last good place that fits."""
    text = "".join(run.text for run in line)
    at = _place(text[: _fitting(line)])
    return _slice(line, 0, at), _slice(line, at, len(text))


def _fitting(line: Line) -> int:
    """How many characters of a line fit, by their length and by the marks that they carry."""
    characters = room = marks = 0
    for run in line:
        marks += run.marked
        if marks > MAX_MARKS:
            return characters
        for character in run.text:
            room += units(character)
            if room > MAX_UNITS:
                return characters
            characters += 1
    return characters


def _place(text: str) -> int:
    """Where to cut a text: after its last sentence or else its last word, if that leaves no half-empty part."""
    for pattern in (_SENTENCE, _WORD):
        ends = [found.end() for found in pattern.finditer(text)]
        if ends and ends[-1] > len(text) // 2:
            return ends[-1]
    return len(text)


def _slice(line: Line, start: int, end: int) -> Line:
    runs, at = [], 0
    for run in line:
        text = run.text[max(0, start - at) : max(0, end - at)]
        if text:
            runs.append(replace(run, text=text))
        at += len(run.text)
    return tuple(runs)


def _size(block: Block) -> int:
    return sum(map(_length, block.lines)) + len(block.lines) - 1


def _length(line: Line) -> int:
    return sum(units(run.text) for run in line)


def _marks(block: Block) -> int:
    return block.folded + sum(run.marked for line in block.lines for run in line)
