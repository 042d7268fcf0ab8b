"""Practice scores over time against the target and the floor, as a picture."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from bot.render.sheet import ACCENT, INK, PALE, QUIET, WIDTH, Sheet
from bot.render.spreading import spread

HEIGHT = 560
TOP, BOTTOM, LEFT, RIGHT = 138.0, 470.0, 50.0, 690.0
# A change of one point is no mountain: at least so many points fill the height.
LEAST_POINTS = 24
SIZE = 32
# So many of the latest make a plateau; the shade lies under them.
ON_PLATEAU = 3
# Up to so many, each score is named.
ALL_NAMED = 12
Box = tuple[float, float, float, float]


def practice(chart: Mapping[str, Any]) -> Sheet:
    """The scores in order, the latest one filled; target, floor and plateau are named at their lines."""
    scores: list[int] = [each["score"] for each in chart["scores"]]
    sheet = Sheet(HEIGHT)
    sheet.text((LEFT, 58), "Practice scores, in order" if len(scores) > 1 else "Practice score", 36, colour=QUIET)
    marks: list[int] = [*scores, chart["target"], chart["floor"]]
    middle = (min(marks) + max(marks)) / 2
    points = max(max(marks) - min(marks), LEAST_POINTS)

    def y(value: float) -> float:
        return (TOP + BOTTOM) / 2 - (value - middle) / points * (BOTTOM - TOP)

    dots = list(zip(_places(len(scores)), map(y, scores), strict=True))
    plateau = chart["plateau"]
    if plateau:
        step = dots[1][0] - dots[0][0] if len(dots) > 1 else 0
        begin = dots[-ON_PLATEAU:][0][0] - min(step / 2, 40)
        sheet.box(begin, y(plateau["to"]) - 4, RIGHT, y(plateau["from"]) + 4, PALE)
    sheet.line([(LEFT, y(chart["target"])), (RIGHT, y(chart["target"]))], INK, 4)
    sheet.line([(LEFT, y(chart["floor"])), (RIGHT, y(chart["floor"]))], QUIET, 4, dashes=(3, 2))
    _name_lines(sheet, chart, y(chart["target"]), y(chart["floor"]), y(plateau["from"]) if plateau else 0)
    if len(dots) > 1:
        sheet.line(dots, ACCENT, 5)
    # Many dots are small, so that they stay apart.
    radius = 11.0 if len(dots) <= 15 else 6.0
    for dot in dots[:-1]:
        sheet.dot(dot, radius, filled=False)
    sheet.dot(dots[-1], 15, filled=True)
    _name_dots(sheet, dots, scores, [y(chart["target"]), y(chart["floor"])])
    _name_days(sheet, chart, dots)
    return sheet


def _places(count: int) -> list[float]:
    """Where the dots stand from left to right."""
    first, last = LEFT + 40, RIGHT - 46
    if count == 1:
        return [(first + last) / 2]
    return [first + (last - first) * at / (count - 1) for at in range(count)]


def _name_lines(sheet: Sheet, chart: Mapping[str, Any], target: float, floor: float, plateau: float) -> None:
    """The names of the lines at their right ends, in the order of their heights."""
    named = [(target, f"target {chart['target']}", INK), (floor, f"floor {chart['floor']}", QUIET)]
    if chart["plateau"]:
        named.append((plateau, f"plateau {chart['plateau']['from']}-{chart['plateau']['to']}", ACCENT))
    named.sort(key=lambda each: each[0])
    heights = spread([each[0] for each in named], SIZE + 10, TOP - 20, BOTTOM + 20)
    for (at, words, colour), height in zip(named, heights, strict=True):
        sheet.line([(RIGHT, at), (RIGHT + 14, height)], colour, 2)
        sheet.text((RIGHT + 22, height), words, 28, colour=colour, bold=True, room=WIDTH - RIGHT - 32)


def _name_dots(
    sheet: Sheet, dots: Sequence[tuple[float, float]], scores: Sequence[int], lines: Sequence[float]
) -> None:
    """The scores at their dots where there is room, above or below them; rather not across a line."""
    taken: list[Box] = []
    for at in _by_weight(scores):
        x, y = dots[at]
        size = 40 if at == len(dots) - 1 else SIZE
        half = sheet.width(str(scores[at]), size, bold=True) / 2
        above, below = y - 38, y + 40
        across = any(abs(line - above) < size / 2 for line in lines) and not any(
            abs(line - below) < size / 2 for line in lines
        )
        for height in (below, above) if across else (above, below):
            box = (x - half - 3, height - size / 2, x + half + 3, height + size / 2)
            crossed = any(box[0] < dot[0] < box[2] and box[1] < dot[1] < box[3] for dot in dots)
            if not crossed and not any(_cover(box, other) for other in taken):
                taken.append(box)
                sheet.text((x, height), str(scores[at]), size, bold=True, align="center", halo=True)
                break


def _by_weight(scores: Sequence[int]) -> Iterator[int]:
    """The places of the scores to be named, the weightiest first; of many only the latest, the first, the highest and the lowest."""
    last = len(scores) - 1
    others = range(last, -1, -1) if len(scores) <= ALL_NAMED else ()
    yield from dict.fromkeys([last, 0, scores.index(max(scores)), scores.index(min(scores)), *others])


def _cover(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _name_days(sheet: Sheet, chart: Mapping[str, Any], dots: Sequence[tuple[float, float]]) -> None:
    """The days on which the first and the latest score were told, below them."""
    told = [date.fromisoformat(each["day"]) if each["day"] else None for each in chart["scores"]]
    known = [day for day in told if day]
    if not known:
        return
    words = [f"{day.day} {day:%b %Y}" for day in (known[0], known[-1])]
    if len(dots) == 1 or known[0] == known[-1]:
        sheet.text((LEFT, 528), f"told on {words[0]}", 28, colour=QUIET)
    else:
        sheet.text((LEFT, 528), f"told from {words[0]} to {words[1]}", 28, colour=QUIET)
