"""How practice scores are read: level, plateau, trend (our reading `readiness` of the article's three rules)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from actions.knowledge.library import Numbers
from actions.strategy.standing import points

Level = Literal["ready", "likely", "edge", "loose", "below"]
# So many latest scores inside the plateau make one (our reading `plateau`).
PLATEAU_SCORES = 3


def strict_from(numbers: Numbers) -> int:
    """The lowest practice score that the stricter rule accepts: the target less the widest distance."""
    return numbers.target.value - numbers.ready_within.high


def loose_from(numbers: Numbers) -> int:
    """The lowest practice score that the article's second scenario accepts."""
    return numbers.scenario_target.value - numbers.scenario_within.high


def level(latest: int, numbers: Numbers) -> Level:
    """How ready somebody is whose latest practice score this is."""
    if latest >= numbers.target.value:
        return "ready"
    if latest >= numbers.likely_ready.low:
        return "likely"
    if latest >= strict_from(numbers):
        return "edge"
    return "loose" if latest >= loose_from(numbers) else "below"


def on_plateau(scores: Sequence[int], numbers: Numbers) -> bool:
    """Whether the latest scores stay inside the range that the article calls a plateau."""
    latest = scores[-PLATEAU_SCORES:]
    return len(latest) == PLATEAU_SCORES and all(score in numbers.plateau for score in latest)


def trend(scores: Sequence[int]) -> str:
    """How the scores moved from the first to the latest, in a sentence; empty for a single one."""
    if len(scores) < 2:
        return ""
    moved = scores[-1] - scores[0]
    if not moved:
        return f"Over {len(scores)} practice exams you stand where you began."
    return f"Over {len(scores)} practice exams you went {'up' if moved > 0 else 'down'} by {points(abs(moved))}."
