"""The picture beside advice as the contract carries it: every number that is drawn, and the same in words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from actions.knowledge.library import Knowledge
from actions.strategy.calendar import LABELS, say_day
from actions.strategy.charts import Bands, Chart, Practice, Season, State, Strengths

EXAM_DAYS = {
    "safe_exam_day": "last safe day for Step 2 CK",
    "last_exam_day": "very last day for Step 2 CK",
}
PLANNED = "planned_exam"
STATES: dict[State, str] = {
    "there": "There",
    "partly": "Partly there",
    "missing": "Missing",
    "unknown": "Not told yet",
}


def as_json(chart: Chart | None, knowledge: Knowledge) -> dict[str, Any] | None:
    """A picture as the contract's chart, with `alt` for who cannot see it.

    Args:
        chart: what is shown, if anything is.
        knowledge: the article's ranges, target, floor and plateau.
    """
    match chart:
        case None:
            return None
        case Bands():
            return _bands(chart, knowledge)
        case Practice():
            return _practice(chart, knowledge)
        case Season():
            return _season(chart)
        case Strengths():
            return _strengths(chart)


def _bands(chart: Bands, knowledge: Knowledge) -> dict[str, Any]:
    bands = knowledge.numbers.bands
    mine, span = knowledge.numbers.band(chart.score)
    first, last = next(iter(bands)), list(bands)[-1]

    def reach(name: str) -> str:
        band = bands[name]
        return (
            f"to {band.high}" if name == first else f"from {band.low}" if name == last else f"{band.low} to {band.high}"
        )

    others = ", ".join(f"{name} {reach(name)}" for name in bands if name != mine)
    return {
        "kind": "bands",
        "score": chart.score,
        "bands": [{"name": name, "from": band.low, "to": band.high} for name, band in bands.items()],
        "alt": f"{chart.score} on the article's ranges: {mine}, {span.low} to {span.high}. The others: {others}.",
    }


def _practice(chart: Practice, knowledge: Knowledge) -> dict[str, Any]:
    numbers = knowledge.numbers
    plateau = numbers.plateau if chart.plateau else None
    held = f"The target is {numbers.target.value}, the floor {numbers.floor.value}"
    stay = f"; the latest stay inside {plateau.low} to {plateau.high}, a plateau" if plateau else ""
    scores = ", ".join(str(score) for score, _ in chart.scores)
    head = f"Practice scores in order: {scores}" if len(chart.scores) > 1 else f"One practice score: {scores}"
    return {
        "kind": "practice",
        "scores": [{"score": score, "day": day.isoformat() if day else None} for score, day in chart.scores],
        "target": numbers.target.value,
        "floor": numbers.floor.value,
        "plateau": {"from": plateau.low, "to": plateau.high} if plateau else None,
        "alt": f"{head}{_told([day for _, day in chart.scores if day])}. {held}{stay}.",
    }


def _told(days: list[date]) -> str:
    """When the scores were told."""
    if not days:
        return ""
    first, last = min(days), max(days)
    return f", told on {say_day(first)}" if first == last else f", told from {say_day(first)} to {say_day(last)}"


def _season(chart: Season) -> dict[str, Any]:
    days = sorted(_days(chart), key=lambda each: each["day"])
    all_expected = all(each["certainty"] == "expected" for each in days if each["name"] != PLANNED)
    said = [(each["day"], _said(each, marked=not all_expected)) for each in days]
    # Today stands before what falls on it.
    said = sorted([(chart.today.isoformat(), f"today, {say_day(chart.today)}"), *said], key=lambda each: each[0])
    year = chart.days.match_year
    sure = " The days of the season are all expected." if all_expected else ""
    return {
        "kind": "season",
        "today": chart.today.isoformat(),
        "match_year": year,
        "days": days,
        "alt": f"The {year} Match in the order of its days: {'; '.join(text for _, text in said)}.{sure}",
    }


def _days(chart: Season) -> Iterator[dict[str, str]]:
    season = chart.days
    for name, label in LABELS.items():
        yield _day(name, label, getattr(season, name), name in season.expected)
    # The exam days are worked out from those on which applications go in and are read.
    expected = bool(season.expected & {"submission", "reading"})
    for (name, label), day in zip(EXAM_DAYS.items(), chart.exam_days or (), strict=False):
        yield _day(name, label, day, expected)
    if chart.planned:
        yield _day(PLANNED, "your exam date", chart.planned, expected=False)


def _day(name: str, label: str, day: date, expected: bool) -> dict[str, str]:
    return {
        "name": name,
        "label": label,
        "day": day.isoformat(),
        "certainty": "expected" if expected else "confirmed",
    }


def _said(day: dict[str, str], *, marked: bool) -> str:
    sure = " (expected)" if marked and day["certainty"] == "expected" else ""
    return f"{day['label']}, {say_day(date.fromisoformat(day['day']))}{sure}"


def _strengths(chart: Strengths) -> dict[str, Any]:
    items = [
        {"name": item.name, "label": item.label, "state": item.state, "detail": item.detail} for item in chart.items
    ]
    parts = []
    for state, word in STATES.items():
        named = [
            f"{item.label} ({item.detail})" if item.detail else item.label
            for item in chart.items
            if item.state == state
        ]
        if named:
            parts.append(f"{word}: {', '.join(named)}.")
    return {"kind": "strengths", "items": items, "alt": " ".join(parts)}
