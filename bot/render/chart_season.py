"""The days of a season on a line that runs down, with today, as a picture."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from bot.render.sheet import ACCENT, INK, LINE, PALE, QUIET, WIDTH, Sheet
from bot.render.spreading import spread

ROW, TOP, FOOT = 50.0, 126.0, 84.0
LINE_AT, DAY_AT, NAME_AT, END = 74.0, 156.0, 396.0, WIDTH - 40
SIZE = 30


def season(chart: Mapping[str, Any]) -> Sheet:
    """Each day at its place in time, with its name beside it; days close together keep their names apart."""
    today = date.fromisoformat(chart["today"])
    # Today stands before what falls on it.
    days = [(today, "today", "today")]
    days += [(date.fromisoformat(each["day"]), each["label"], each["certainty"]) for each in chart["days"]]
    days.sort(key=lambda each: each[0])
    sheet = Sheet(max(560, TOP + ROW * (len(days) - 1) + FOOT))
    bottom = sheet.height - FOOT
    sheet.text((50, 54), f"The {chart['match_year']} Match", 36, colour=QUIET)
    first, last = days[0][0], days[-1][0]
    length = (last - first).days

    def y(day: date) -> float:
        return TOP + (day - first).days / length * (bottom - TOP) if length else (TOP + bottom) / 2

    sheet.line([(LINE_AT, y(first)), (LINE_AT, y(last))], LINE, 8)
    sheet.line([(LINE_AT, y(first)), (LINE_AT, y(today))], ACCENT, 8)
    heights = spread([y(day) for day, _, _ in days], ROW, TOP, bottom)
    # Today's mark lies above those of other days.
    for (day, label, sure), height in sorted(zip(days, heights, strict=True), key=lambda each: each[0][2] == "today"):
        _one(sheet, day, label, sure, y(day), height)
    # A day that somebody told of themselves is neither expected nor confirmed by anybody.
    _signs(sheet, {each["certainty"] for each in chart["days"] if each["name"] != "planned_exam"})
    return sheet


def _one(sheet: Sheet, day: date, label: str, sure: str, at: float, height: float) -> None:
    is_today = sure == "today"
    if is_today:
        sheet.box(DAY_AT - 14, height - 23, END, height + 23, PALE)
    sheet.line(
        [(LINE_AT, at), (LINE_AT + 34, at), (DAY_AT - 26, height), (DAY_AT - 14, height)], INK if is_today else LINE, 3
    )
    if is_today:
        sheet.shape([(LINE_AT - 22, at), (LINE_AT, at - 22), (LINE_AT + 22, at), (LINE_AT, at + 22)], INK)
    else:
        sheet.dot((LINE_AT, at), 11, filled=sure == "confirmed")
    words = f"{day.day} {day:%b %Y}"
    sheet.text(
        (DAY_AT, height), words, SIZE, bold=is_today, colour=INK if is_today else QUIET, room=NAME_AT - DAY_AT - 12
    )
    sheet.text((NAME_AT, height), label, SIZE, bold=is_today, room=END - NAME_AT - 10)


def _signs(sheet: Sheet, sure: set[str]) -> None:
    """What the dots mean, as far as there are any."""
    x, y = LINE_AT, sheet.height - 30
    for name in ("expected", "confirmed"):
        if name in sure:
            words = "expected, not confirmed" if name == "expected" else name
            sheet.dot((x, y), 11, filled=name == "confirmed")
            sheet.text((x + 24, y), words, 27, colour=QUIET)
            x += 24 + sheet.width(words, 27) + 50
