"""The profile: what is known of one applicant, with when and in which words each fact was stated. Never changed in place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from actions.facts import Value

# Stands for words that told a removed fact too.
WORDS_GONE = "…"


@dataclass(frozen=True)
class Stated:
    """A fact as it is held: its value, the words in which it was stated, and when (UTC)."""

    value: Value
    words: str
    at: datetime


@dataclass(frozen=True)
class PracticeScore:
    """One practice score, with the words in which it was stated, and when (UTC)."""

    score: int
    words: str
    at: datetime


@dataclass(frozen=True)
class AdviceGiven:
    """Advice that the person was given.

    Attributes:
        id: the advice's stable name.
        topic: what had been asked.
        facts: the facts that it used, with their values then.
        at: when (UTC).
    """

    id: str
    topic: str
    facts: Mapping[str, Value]
    at: datetime


@dataclass(frozen=True)
class Change:
    """A fact that a message stated: its value before (None if it was not known) and its new one."""

    name: str
    before: Value | None
    after: Value

    @property
    def replaces(self) -> bool:
        """Whether a different value was held before."""
        return self.before is not None and self.before != self.after


@dataclass(frozen=True)
class Profile:
    """The facts held of one applicant.

    Attributes:
        stated: the facts by name.
        seen: if given, the name of every fact that is looked at is noted in it; so the engine knows what an answer depends on.
        practice: the history of the practice scores, in order; the fact of that name is the list of its scores.
    """

    stated: Mapping[str, Stated] = field(default_factory=dict)
    seen: set[str] | None = field(default=None, compare=False, repr=False)
    practice: tuple[PracticeScore, ...] = ()

    def get(self, name: str) -> Value | None:
        """The value of a fact, or None if it is not known."""
        if self.seen is not None:
            self.seen.add(name)
        held = self.stated.get(name)
        return held.value if held else None

    def number(self, name: str) -> int | None:
        """The value of a whole-number fact, or None if it is not known."""
        value = self.get(name)
        return value if isinstance(value, int) and not isinstance(value, bool) else None

    def numbers(self, name: str) -> tuple[int, ...]:
        """The values of a fact that is a list of numbers, in order; none if it is not known."""
        value = self.get(name)
        return tuple(value) if isinstance(value, list) else ()

    def knows(self, name: str) -> bool:
        """Whether the fact is known."""
        return self.get(name) is not None

    def watched(self, seen: set[str]) -> Profile:
        """The same profile, noting in `seen` which facts are looked at."""
        return Profile(self.stated, seen, self.practice)

    def unwatched(self) -> Profile:
        """The same profile, looked at without a trace."""
        return Profile(self.stated, None, self.practice)

    @property
    def values(self) -> dict[str, Value]:
        """The bare facts by name."""
        return {name: held.value for name, held in self.stated.items()}

    def with_stated(self, new: Mapping[str, Stated], dropped: Iterable[str] = ()) -> Profile:
        """A profile with some facts stated anew and others, which no longer hold, left out."""
        kept = {name: held for name, held in self.stated.items() if name not in set(dropped)}
        return Profile({**kept, **new}, practice=self.practice)
