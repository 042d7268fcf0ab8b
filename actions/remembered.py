"""What a talk remembers beside the facts, the last topic and the question: kept in one slot, forgotten when the talk ends."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from actions.strategy.subject import Subject

# So many of the topics answered last are looked at again when a fact is corrected.
ANSWERED_KEPT = 8


@dataclass(frozen=True)
class Remembered:
    """The memory of one talk.

    Attributes:
        answered: topics advised on, the latest last.
        tries: how many unusable answers each question got.
        came_back: questions that were asked once more after a digression; none is a third time.
        quiet: whether the person wants no questions.
        in_a_row: how many questions were asked since advice was given last.
        subject: what the last answer began with, where its question named it within the topic.
        despair: how many messages of despair were answered.
    """

    answered: tuple[str, ...] = ()
    tries: Mapping[str, int] = field(default_factory=dict)
    came_back: tuple[str, ...] = ()
    quiet: bool = False
    in_a_row: int = 0
    subject: Subject | None = None
    despair: int = 0

    @classmethod
    def of_slot(cls, value: object) -> Remembered:
        """What a slot holds; nothing if it holds nothing."""
        if not isinstance(value, Mapping):
            return cls()
        return cls(
            answered=tuple(value.get("answered", ())),
            tries=dict(value.get("tries", {})),
            came_back=tuple(value.get("came_back", ())),
            quiet=bool(value.get("quiet")),
            in_a_row=int(value.get("in_a_row", 0)),
            subject=Subject(*value["subject"]) if value.get("subject") else None,
            despair=int(value.get("despair", 0)),
        )

    def as_slot(self) -> dict[str, Any]:
        """As a slot keeps it."""
        return {
            "answered": list(self.answered),
            "tries": dict(self.tries),
            "came_back": list(self.came_back),
            "quiet": self.quiet,
            "in_a_row": self.in_a_row,
            **({"subject": [self.subject.name, self.subject.match_year]} if self.subject else {}),
            **({"despair": self.despair} if self.despair else {}),
        }

    def advised(self, topic: str) -> Remembered:
        """After advice on a topic."""
        others = tuple(each for each in self.answered if each != topic)
        return replace(self, answered=(*others, topic)[-ANSWERED_KEPT:], in_a_row=0)

    def tried(self, question: str) -> Remembered:
        """After one more unusable answer to a question."""
        return replace(self, tries={**self.tries, question: self.tries.get(question, 0) + 1})
