"""What a picture beside advice shows. How it is drawn is for the channels; actions/charts.py puts it into the contract's words.

A picture is beside the answer and no part of it: whatever it shows, the facts that an answer used stay those of its rule. So a
picture that shows more than its rule has read is made from `Profile.unwatched`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from actions.knowledge.library import Knowledge, Numbers
from actions.profile import Profile
from actions.strategy import calendar, standing
from actions.strategy.readiness import on_plateau, told_days

State = Literal["there", "partly", "missing", "unknown"]


@dataclass(frozen=True)
class Bands:
    """A Step 2 CK score on the article's ranges."""

    score: int


@dataclass(frozen=True)
class Practice:
    """Practice scores in the order taken, held against the target and the floor.

    Attributes:
        scores: each with the day on which it was told; None where that is not known.
        plateau: whether the latest stay inside the article's plateau.
    """

    scores: tuple[tuple[int, date | None], ...]
    plateau: bool


@dataclass(frozen=True)
class Season:
    """The days of a season on a line with today.

    Attributes:
        days: the season.
        today: the day of asking.
        exam_days: the last safe and the very last day for Step 2 CK; None where the exam is behind somebody.
        planned: the exam day that somebody told, if it is one day and still to come.
    """

    days: calendar.Season
    today: date
    exam_days: tuple[date, date] | None = None
    planned: date | None = None


@dataclass(frozen=True)
class Strength:
    """One letter or experience of the article's list: its name, whether it is there, and how much of it."""

    name: str
    label: str
    state: State
    detail: str = ""


@dataclass(frozen=True)
class Strengths:
    """Which letters and experiences are there, and which are missing."""

    items: tuple[Strength, ...]


Chart = Bands | Practice | Season | Strengths


def practice_of(profile: Profile, knowledge: Knowledge) -> Practice:
    """A person's practice scores; there has to be one."""
    scores = profile.numbers("practice_scores")
    days = told_days(profile) or (None,) * len(scores)
    return Practice(tuple(zip(scores, days, strict=True)), on_plateau(scores, knowledge.numbers))


def season_of(days: calendar.Season, profile: Profile, knowledge: Knowledge, today: date) -> Season:
    """A season, with the exam days for those who still have Step 2 CK to sit."""
    profile = profile.unwatched()
    if standing.step2_done(profile):
        return Season(days, today)
    last = calendar.safe_exam_day(days, knowledge.seasons), calendar.last_exam_day(days, knowledge.seasons)
    return Season(days, today, last, _planned(profile, today))


def _planned(profile: Profile, today: date) -> date | None:
    told = profile.get("step2_ck_date")
    if not isinstance(told, str):
        return None
    first, end = calendar.span_of(told)
    return first if first == end and first >= today else None


def strengths_of(profile: Profile, knowledge: Knowledge) -> Strengths | None:
    """The article's letters and experiences against what a person told; None where nothing of it is known.

    Args:
        profile: what is held.
        knowledge: how many letters the article wants.
    """
    items = tuple(_strengths(profile.unwatched(), knowledge.numbers))
    return Strengths(items) if any(item.state != "unknown" for item in items) else None


def _strengths(profile: Profile, numbers: Numbers) -> Iterator[Strength]:
    told, total = profile.number("us_physiatrist_letters"), profile.number("letters_total")
    mine = 0 if total == 0 else told
    wanted, clinical = numbers.letters_physiatrists.value, numbers.letters_clinical.value
    yield _counted("us_physiatrist_letters", "Letters from US physiatrists", mine, wanted, f"{wanted}")
    others = None if mine is None or total is None or mine > total else total - mine
    label = "Letter from internal medicine or neurology"
    # Who wrote the others was not told, so it is there by their number alone.
    detail = f"{others} other letter{'' if others == 1 else 's'}, by number" if others else ""
    state: State = "unknown" if others is None else "there" if others >= clinical else "missing"
    yield Strength("clinical_letter", label, state, detail)
    yield _counted("letters_total", "Letters in all", total, numbers.letters.low, str(numbers.letters))
    yield _us_experience(profile.get("usce_months"), mine)
    research = profile.get("research")
    done: tuple[State, str] = {
        "none": ("missing", ""),
        "local": ("there", "local project"),
        "indexed": ("there", "in PubMed"),
    }.get(str(research), ("unknown", ""))  # type: ignore[assignment]  # each state is one; tested by the contract
    yield Strength("research", "Research in rehabilitation", *done)


def _counted(name: str, label: str, count: int | None, enough: int, wanted: str) -> Strength:
    if count is None:
        return Strength(name, label, "unknown")
    return Strength(
        name, label, "there" if count >= enough else "partly" if count else "missing", f"{count} of {wanted}"
    )


def _us_experience(months: object, letters: int | None) -> Strength:
    """A letter from a US physiatrist comes from work with one; months alone may be in any field."""
    name, label = "us_rotation", "PM&R rotation in the US"
    if not isinstance(months, int | float):
        return Strength(name, label, "unknown")
    if not months:
        return Strength(name, label, "missing")
    said = f"{months:g} month{'' if months == 1 else 's'} in the US"
    return Strength(name, label, "there", said) if letters else Strength(name, label, "partly", f"{said}; in PM&R?")
