"""The sections of the article that a file rests on, numbered for its texts and listed at its end."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

Citation = dict[str, str]


@dataclass(frozen=True)
class Sections:
    """Sections in the order in which a file names them.

    Attributes:
        names: the sections; [1] is the first.
    """

    names: tuple[str, ...]

    @classmethod
    def of(cls, citations: Iterable[Citation]) -> Sections:
        """The sections of all citations of a file, each once."""
        return cls(tuple(dict.fromkeys(each["section"] for each in citations)))

    def numbers(self, citations: Iterable[Citation]) -> list[int]:
        """The numbers of some citations, each once."""
        return sorted({self.names.index(each["section"]) + 1 for each in citations})

    def mark(self, citations: Iterable[Citation]) -> str:
        """The numbers as they stand behind a text: [1, 3]; nothing where nothing is cited."""
        numbers = self.numbers(citations)
        return f"[{', '.join(map(str, numbers))}]" if numbers else ""
