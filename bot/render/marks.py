"""The only mark that a text of the contract carries: `**bold**`. Everything else in it is meant as it stands."""

from __future__ import annotations

import re
from dataclasses import dataclass

_BOLD = re.compile(r"\*\*(?=\S)(.+?)(?<=\S)\*\*", re.S)


@dataclass(frozen=True)
class Span:
    """A piece of a text, and whether it is bold."""

    text: str
    bold: bool = False


def spans(text: str) -> list[Span]:
    """The pieces of a text in their order; joined they are the text without its marks. Stars that mark nothing stay."""
    pieces, at = [], 0
    for found in _BOLD.finditer(text):
        if found.start() > at:
            pieces.append(Span(text[at : found.start()]))
        pieces.append(Span(found[1], bold=True))
        at = found.end()
    return [*pieces, Span(text[at:])] if at < len(text) else pieces


def plain(text: str) -> str:
    """The text without its marks."""
    return "".join(span.text for span in spans(text))
