"""What reading a message gives: the facts it states, those it supposes, and the places that were not clear."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Statement:
    """A fact that a message states, and the place of the words that state it."""

    fact: str
    value: Any
    start: int
    end: int


@dataclass
class Reading:
    """All that was read in a message.

    Attributes:
        statements: facts stated, by name; the last one counts.
        supposed: facts put into a question or a supposition, not stated.
        unclear: places where a fact was meant but no single value could be read.
    """

    statements: dict[str, Statement] = field(default_factory=dict)
    supposed: dict[str, Any] = field(default_factory=dict)
    unclear: list[dict[str, str]] = field(default_factory=list)

    def state(self, fact: str, value: Any, start: int, end: int) -> None:
        """Note a fact; a later statement of the same fact replaces it."""
        self.statements[fact] = Statement(fact, value, start, end)

    def ask_back(self, fact: str, words: str, reason: str) -> None:
        """Note words that mean a fact without one value: `vague` or `no_number`. A place is told once."""
        place = {"fact": fact, "words": words, "reason": reason}
        if place not in self.unclear:
            self.unclear.append(place)

    @property
    def facts(self) -> dict[str, Any]:
        """The bare facts."""
        return {fact: statement.value for fact, statement in self.statements.items()}


@dataclass(frozen=True)
class Found:
    """A fact as one kind of reader found it in a passage, with its place there.

    Attributes:
        fact: its name.
        value: its value; None where several would fit.
        start: where its words begin.
        end: where they end.
    """

    fact: str
    value: Any
    start: int
    end: int
