"""What one rule finds about a program."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

# How much a finding weighs: it rules the program out, puts it last, keeps it from coming first, speaks for it, or only says something.
Weight = Literal["excludes", "last", "holds_back", "good", "plain"]


@dataclass(frozen=True)
class Reason:
    """A sentence on why a program stands where it does, with the claims that carry it."""

    text: str
    claims: tuple[str, ...]


@dataclass(frozen=True)
class Unknown:
    """Something that is not known, and where to look it up."""

    text: str
    where: str


@dataclass(frozen=True)
class Finding:
    """What a rule finds.

    Attributes:
        name: the rule's.
        weight: how much it weighs.
        reason: the sentence; None where nothing is to be said.
        unknown: what the rule would need to know.
    """

    name: str
    weight: Weight = "plain"
    reason: Reason | None = None
    unknown: tuple[Unknown, ...] = ()
