"""A chart of the contract as a picture for channels that can't draw: about 1000 by 560 pixels, readable on a phone and in grey."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from typing import Any

from bot.render import chart_practice, chart_season
from bot.render.sheet import ACCENT, INK, PALE, QUIET, WHITE, WIDTH, Sheet

HEIGHT = 560
MARGIN = 50
# So much of the first and the last range is drawn to scale: a person's score is seldom beyond, and the ranges between stay wide.
LOW_SHOWN, HIGH_SHOWN = 12, 14
STATES = {"there": "there", "partly": "partly", "missing": "missing", "unknown": "not told yet"}
# matplotlib's caches of letters are not made for several threads.
_DRAWING = threading.Lock()
Chart = Mapping[str, Any]


def png(chart: Chart) -> bytes:
    """A chart as a PNG file; what it shows stands in words in `chart["alt"]`.

    Takes about a tenth of a second of one core, the first one longer, so a server runs it in an executor; any thread may call it.

    Args:
        chart: as reply.schema.json has it.

    Raises:
        ValueError: no picture can be made of this kind of chart.
    """
    kinds: dict[str, Callable[[Chart], Sheet]] = {
        "bands": bands,
        "practice": chart_practice.practice,
        "season": chart_season.season,
        "strengths": strengths,
    }
    kind = str(chart.get("kind"))
    if kind not in kinds:
        raise ValueError(f"a chart of the kind '{kind}' can't be drawn; these can: {', '.join(kinds)}")
    with _DRAWING:
        return kinds[kind](chart).png()


def bands(chart: Chart) -> Sheet:
    """A score on its ranges. What is cut off of the long first and last one stands behind a gap."""
    score: int = chart["score"]
    ranges: list[dict[str, Any]] = chart["bands"]
    sheet = Sheet(HEIGHT)
    sheet.text((MARGIN, 62), "On the article's ranges", 36, colour=QUIET)
    low: int = max(ranges[0]["from"], ranges[0]["to"] + 1 - LOW_SHOWN)
    high: int = min(ranges[-1]["to"], ranges[-1]["from"] - 1 + HIGH_SHOWN)
    end, gap, top, bottom = 58.0, 10.0, 286.0, 360.0
    left = MARGIN + (end + gap if low > ranges[0]["from"] else 0)
    right = WIDTH - MARGIN - (end + gap if high < ranges[-1]["to"] else 0)

    def x(value: float) -> float:
        if value < low:
            return MARGIN + end / 2
        if value > high + 1:
            return WIDTH - MARGIN - end / 2
        return left + (value - low) / (high + 1 - low) * (right - left)

    for place, each in enumerate(ranges):
        here = each["from"] <= score <= each["to"]
        first, last = place == 0, place == len(ranges) - 1
        edge = left if first else x(each["from"])
        until = right if last else x(each["to"] + 1)
        colour = ACCENT if here else PALE
        sheet.box(edge + 2, top, until - 2, bottom, colour)
        if first and low > each["from"]:
            sheet.box(MARGIN, top, MARGIN + end, bottom, colour)
        if last and high < each["to"]:
            sheet.box(WIDTH - MARGIN - end, top, WIDTH - MARGIN, bottom, colour)
        start = MARGIN if first else edge
        stop = WIDTH - MARGIN if last else until
        middle, room = (start + stop) / 2, (stop - start) * 1.3
        sheet.text((middle, 408), each["name"], 33, bold=here, align="center", room=room)
        if not first:
            sheet.text((edge, 462), str(each["from"]), 32, colour=QUIET, align="center")
    sheet.text((MARGIN, 462), str(ranges[0]["from"]), 32, colour=QUIET)
    sheet.text((WIDTH - MARGIN, 462), str(ranges[-1]["to"]), 32, colour=QUIET, align="right")
    at = x(score + 0.5)
    sheet.shape([(at - 26, 236), (at + 26, 236), (at, 282)], INK)
    half = sheet.width(str(score), 88, bold=True) / 2
    middle = min(max(at, MARGIN + half), WIDTH - MARGIN - half)
    sheet.text((middle, 176), str(score), 88, bold=True, align="center")
    return sheet


def strengths(chart: Chart) -> Sheet:
    """What is there and what is missing, a row each: a filled circle, half a one, an empty one, a broken one."""
    items, row, head = chart["items"], 88, 112
    sheet = Sheet(max(HEIGHT, head + row * len(items) + 20))
    sheet.text((MARGIN, 58), "Letters and experience", 36, colour=QUIET)
    for place, item in enumerate(items):
        y = head + row * (place + 0.5)
        _mark(sheet, (MARGIN + 28, y), item["state"])
        there = item["state"] in ("there", "partly")
        words = STATES.get(item["state"], "")
        detail = f"{words}: {item['detail']}" if item["detail"] else words
        x, room = MARGIN + 84, WIDTH - 2 * MARGIN - 84
        colour = QUIET if item["state"] == "unknown" else INK
        sheet.text((x, y - 19), item["label"], 34, colour=colour, room=room)
        sheet.text(
            (x, y + 21), detail, 29, colour=ACCENT if there else colour, bold=item["state"] != "unknown", room=room
        )
    return sheet


def _mark(sheet: Sheet, at: tuple[float, float], state: str) -> None:
    x, y = at
    radius = 25
    if state == "there":
        sheet.dot(at, radius, filled=True)
        sheet.line([(x - 11, y + 1), (x - 3, y + 9), (x + 12, y - 8)], WHITE, 6)
    elif state == "partly":
        sheet.dot(at, radius, filled=False)
        sheet.half(at, radius)
    elif state == "missing":
        sheet.dot(at, radius, filled=False, colour=INK)
        for sign in (1, -1):
            sheet.line([(x - 9, y - 9 * sign), (x + 9, y + 9 * sign)], INK, 5)
    else:
        sheet.dot(at, radius, filled=False, colour=QUIET, dashed=True)
        sheet.text((x, y), "?", 30, colour=QUIET, align="center")
