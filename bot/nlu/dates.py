"""Days and months in a message, worked out from today: "14 july", "mid june next year", "in 3 weeks", "last month"."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

_MONTHS = {
    name: number
    for number, names in enumerate(
        ["january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug", "september sept sep", "october oct", "november nov", "december dec"], 1
    )
    for name in names.split()
}  # fmt: skip
_NAMES = "|".join(sorted(_MONTHS, key=len, reverse=True))
_COUNTS = {
    "a": 1,
    "an": 1,
    "one": 1,
    "two": 2,
    "couple of": 2,
    "a couple of": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "twelve": 12,
}
_COUNT = rf"\d{{1,2}}|{'|'.join(sorted(_COUNTS, key=len, reverse=True))}"
_YEAR = r"(?:20\d\d)"
_SHORT_YEAR = r"(?:'\d\d)"
_DAY = r"(?:[0-3]?\d)(?:st|nd|rd|th)?"
_WHICH = r"(?:this|next|last|coming|following)"

_ISO = re.compile(r"(?<![\d-])(?P<year>20\d\d)[-/](?P<month>\d\d?)(?:[-/](?P<day>\d\d?))?(?![\d-])")
_NUMERIC = re.compile(r"(?<![\d/.])(?P<first>\d\d?)[/.](?P<second>\d\d?)[/.](?P<year>20\d\d|2[4-9])(?![\d/%]|\.\d)")
_MONTH_YEAR = re.compile(r"(?<![\d/])(?P<month>0?[1-9]|1[0-2])/(?P<year>20\d\d)(?![\d/])")
_NAMED = re.compile(
    rf"(?<![\w'])(?:(?P<day>{_DAY})(?:\s+of)?[\s-]*)?(?:(?P<before>{_WHICH})\s+)?(?P<month>{_NAMES})\b\.?"
    rf"(?:\s*(?:,\s*)?(?P<year>{_YEAR}|{_SHORT_YEAR})\b|\s+(?P<day2>{_DAY})\b(?!\s*(?:weeks?|months?|lors?|letters?|usce|obs\w*|programs?|%))(?:\s*,?\s*(?P<year2>{_YEAR}))?)?"
    r"(?:\s+(?:of\s+)?(?P<after>this|next|last|coming|following)\s+(?:year|yr))?",
    re.I,
)
_AHEAD = re.compile(
    rf"\b(?:in|after|within)\s+(?:about\s+|around\s+|exactly\s+|just\s+|only\s+|like\s+|less than\s+|the\s+next\s+)?(?P<count>{_COUNT})\s*(?P<unit>days?|weeks?|wks?|months?|mos?)\b(?!\s+ago)"
    rf"|\b(?P<count2>{_COUNT})\s*(?P<unit2>days?|weeks?|wks?|months?|mos?)\s+(?:from now|later|away)\b",
    re.I,
)
_AGO = re.compile(
    rf"\b(?P<count>{_COUNT})\s*(?P<unit>days?|weeks?|wks?|months?|mos?)\s+(?:ago|back|before)\b(?!\s+(?:ck|step|exam|my|the))",
    re.I,
)
_MONTH_NEXT = re.compile(r"\b(?P<which>this|next|coming|last|previous|past)\s+(?P<unit>month|week)\b", re.I)
_DAY_NAMED = re.compile(r"\b(?P<day>today|tomm?orr?ow|yesterday)\b", re.I)
# Two months for one exam: none of them can be kept.
_EITHER = re.compile(rf"\b(?:{_NAMES})\b(?:\s+{_YEAR})?\s*(?:or|/|-|–)\s*(?:early |mid |late )?(?:{_NAMES})\b", re.I)
# "may" is a month only where a date stands around it.
_MAY_MONTH = re.compile(
    r"(?:\b(?:in|by|for|till|until|to|of|mid|mid-|early|late|this|next|last|from|on|since|around|before|after|planned|booked|scheduled|exam|date|coming)\s*|\d(?:st|nd|rd|th)?\s*|^\W*)$",
    re.I,
)
_MAY_FOLLOWED = re.compile(r"^\s*(?:\d|'\d\d|next year|this year|\W*$)", re.I)


@dataclass(frozen=True)
class When:
    """A point in time: `value` as YYYY-MM or YYYY-MM-DD, None if it cannot be or is one of several; and its place."""

    value: str | None
    start: int
    end: int


def find(text: str, today: date, *, past: bool) -> list[When]:
    """The dates of a text, in order.

    Args:
        text: what is read.
        today: the day of the message.
        past: whether a month without a year lies behind today ("took it in june") or ahead.
    """
    found = [When(None, *match.span()) for match in _EITHER.finditer(text)]
    readers: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str | None]], ...] = (
        (_ISO, _iso),
        (_NUMERIC, _numeric),
        (_MONTH_YEAR, lambda match: _month(int(match["year"]), int(match["month"]))),
        (_NAMED, lambda match: _named(match, today, past=past)),
        (_AHEAD, lambda match: _moved(match["count"] or match["count2"], match["unit"] or match["unit2"], today, 1)),
        (_AGO, lambda match: _moved(match["count"], match["unit"], today, -1)),
        (_MONTH_NEXT, lambda match: _next(match, today)),
        (_DAY_NAMED, lambda match: _day_named(match["day"].lower(), today)),
    )
    for pattern, value_of in readers:
        for match in pattern.finditer(text):
            taken = any(each.start < match.end() and match.start() < each.end for each in found)
            if taken or (pattern is _NAMED and _is_verb(match, text)):
                continue
            found.append(When(value_of(match), *match.span()))
    return _told_once(sorted(found, key=lambda when: when.start), text)


def _told_once(found: list[When], text: str) -> list[When]:
    """The dates without those that only name once more what stands beside them: "18/06/2027 june"."""
    kept: list[When] = []
    for when in found:
        last = kept[-1] if kept else None
        beside = last is not None and not re.search(r"\w", text[last.end : when.start])
        if last and beside and _is_vaguer(when, last):
            continue
        kept.append(when)
    return kept


def _is_vaguer(when: When, other: When) -> bool:
    """Whether a date is only the month of another."""
    if not (when.value and other.value):
        return False
    return len(when.value) < len(other.value) and when.value[5:7] == other.value[5:7]


def _is_verb(match: re.Match[str], text: str) -> bool:
    """Whether "may", "march", "mar" is no month here."""
    if match["month"].lower() != "may" or match["day"] or match["before"]:
        return False
    return not (
        _MAY_MONTH.search(text[max(0, match.start() - 20) : match.start()])
        or _MAY_FOLLOWED.match(text[match.end("month") :])
    )


def _iso(match: re.Match[str]) -> str | None:
    year, month = int(match["year"]), int(match["month"])
    return _day(year, month, int(match["day"])) if match["day"] else _month(year, month)


def _numeric(match: re.Match[str]) -> str | None:
    """Day and month in either order; where both orders can be, only what they share is known: nothing."""
    first, second, year = int(match["first"]), int(match["second"]), 2000 + int(match["year"]) % 1000
    if first == second:
        return _day(year, first, second)
    if first > 12:
        return _day(year, second, first)
    return _day(year, first, second) if second > 12 else None


def _named(match: re.Match[str], today: date, *, past: bool) -> str | None:
    month = _MONTHS[match["month"].lower()]
    day = re.match(r"\d+", match["day"] or match["day2"] or "")
    number = int(day.group()) if day else None
    year = _year_of(match, (month, number), today, past=past)
    if number is None:
        return _month(year, month)
    if match["day2"] and not match["year2"] and not re.search(r"[a-z]", match["day2"], re.I) and number == year % 100:
        return _month(year, month)  # "june 27" may be a day or a year; both are in this month
    return _day(year, month, number)


def _year_of(match: re.Match[str], told_day: tuple[int, int | None], today: date, *, past: bool) -> int:
    if told := match["year"] or match["year2"]:
        return 2000 + int(told[-2:])
    after = (match["after"] or "").lower()
    if after:
        return today.year + {"next": 1, "coming": 1, "following": 1, "last": -1}.get(after, 0)
    month, day = told_day
    if past or (match["before"] or "").lower() == "last":
        return today.year if (month, day or 1) <= (today.month, today.day) else today.year - 1
    return today.year if (month, day or 31) >= (today.month, today.day) else today.year + 1


def _moved(count: str, unit: str, today: date, sign: int) -> str:
    number = sign * (int(count) if count.isdigit() else _COUNTS[count.lower()])
    if unit.lower().startswith("m"):
        month = today.year * 12 + today.month - 1 + number
        return f"{month // 12:04d}-{month % 12 + 1:02d}"
    return str(today + timedelta(days=number * (1 if unit.lower().startswith("d") else 7)))


def _next(match: re.Match[str], today: date) -> str:
    sign = {"this": 0, "next": 1, "coming": 1}.get(match["which"].lower(), -1)
    moved = _moved("1", match["unit"], today, sign) if sign else str(today)
    return moved[:7]


def _day_named(name: str, today: date) -> str:
    return str(today + timedelta(days={"today": 0, "yesterday": -1}.get(name, 1)))


def _month(year: int, month: int) -> str | None:
    return f"{year:04d}-{month:02d}" if 1 <= month <= 12 else None


def _day(year: int, month: int, day: int) -> str | None:
    """The day, or None where the calendar has none: 31 February."""
    if not (1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1]):
        return None
    return str(date(year, month, day))
