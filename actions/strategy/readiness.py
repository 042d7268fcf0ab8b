"""How practice scores are read: level, plateau, trend (our reading `readiness` of the article's three rules)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Literal

from actions.knowledge.library import Numbers
from actions.profile import Profile
from actions.strategy.standing import points

Level = Literal["ready", "likely", "edge", "loose", "below"]
# So many latest scores inside the plateau make one (our reading `plateau`).
PLATEAU_SCORES = 3
# From so many points on, up or down, the scores rise or fall (our reading `trend`); so many of the latest make it.
TREND_POINTS, TREND_SHOWN = 3, 6
Direction = Literal["rising", "flat", "falling"]


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


def direction(scores: Sequence[int], numbers: Numbers) -> Direction:
    """Where the scores lead (our reading `trend`)."""
    row = _row(scores, numbers)
    moved = row[-1] - row[0]
    if abs(moved) < TREND_POINTS or on_plateau(scores, numbers):
        return "flat"
    return "rising" if moved > 0 else "falling"


def trend(profile: Profile, numbers: Numbers, today: date) -> str:
    """How the practice scores moved, in a sentence, with the day on which the first of them was told; empty for a single one."""
    scores = profile.numbers("practice_scores")
    if len(scores) < 2:
        return ""
    found, row = direction(scores, numbers), _row(scores, numbers)
    much = f" ({points(abs(row[-1] - row[0]))} {'up' if found == 'rising' else 'down'})" if found != "flat" else ""
    since = told_since(profile, len(row), today)
    return f"Your practice scores are {found}: {' -> '.join(map(str, row))}{since}{much}."


def told_since(profile: Profile, count: int, today: date) -> str:
    """The day on which the first of the latest scores was told, as the end of a clause: " since 3 November".

    Empty where all were told on one day, or where the scores are supposed and so have no days.
    """
    days = told_days(profile)[-count:]
    if not days or days[0] >= days[-1]:
        return ""
    return f" since {days[0].day} {days[0]:%B}{'' if days[0].year == today.year else f' {days[0].year}'}"


def told_days(profile: Profile) -> tuple[date, ...]:
    """The day on which each practice score was told; nothing where the scores are supposed and so have no days."""
    if tuple(each.score for each in profile.practice) != profile.numbers("practice_scores"):
        return ()
    return tuple(each.at.date() for each in profile.practice)


def _row(scores: Sequence[int], numbers: Numbers) -> Sequence[int]:
    """The latest scores that make the trend: on a plateau those that are on it."""
    return scores[-PLATEAU_SCORES:] if on_plateau(scores, numbers) else scores[-TREND_SHOWN:]
