"""Numbers said in words, in digits: "two thirty eight", "two hundred and ten", "two thousand sixteen", "two one nine"."""

from __future__ import annotations

import re
from collections.abc import Callable

_UNITS = {
    name: number
    for number, name in enumerate(["one", "two", "three", "four", "five", "six", "seven", "eight", "nine"], 1)
}
_TEENS = {
    name: number
    for number, name in enumerate(
        ["ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"],
        10,
    )
}
_TENS = {
    name: number * 10
    for number, name in enumerate(["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], 2)
}
_VALUES = {**_UNITS, **_TEENS, **_TENS, "fourty": 40, "a": 1, "1": 1, "2": 2, "3": 3}
_UNIT, _TEEN, _TEN = ("|".join(names) for names in (_UNITS, _TEENS, [*_TENS, "fourty"]))
_BELOW_HUNDRED = (
    rf"(?:(?P<ten>{_TEN})(?:[\s-]+(?P<unit>{_UNIT}))?|(?P<teen>{_TEEN})|(?P<low>{_UNIT})|(?P<digits>\d\d?))"
)

_HUNDREDS = re.compile(rf"\b(?P<hundreds>a|{_UNIT}|[123])\s+hundred(?:\s+and)?(?:[\s-]+{_BELOW_HUNDRED})?(?!\w)", re.I)
# "two thirty eight", "one ninety five": how a score is said aloud.
_SAID = re.compile(
    rf"\b(?P<hundreds>two|one(?=[\s-]+(?:eighty|ninety)))[\s-]+(?:(?P<ten>{_TEN})(?:[\s-]+(?P<unit>{_UNIT}))?|(?P<teen>{_TEEN}))\b",
    re.I,
)
_YEAR_SAID = re.compile(
    rf"\btwenty[\s-]+(?:(?P<ten>twenty|thirty)(?:[\s-]+(?P<unit>{_UNIT}))?|(?P<teen>{_TEEN}))\b", re.I
)
_TENS_AND_UNIT = re.compile(rf"\b(?P<ten>{_TEN})[\s-]+(?P<unit>{_UNIT})\b", re.I)
# "two one nine": a score said digit by digit.
_DIGITS_SAID = re.compile(
    rf"\btwo[\s-]+(?P<tens>{_UNIT}|zero|oh|o)[\s-]+(?P<ones>{_UNIT}|zero|oh|o)\b(?!\s+(?:of|weeks?|months?|letters?))",
    re.I,
)
_YEAR_IN_WORDS = re.compile(
    rf"\btwo thousand(?: and)?[\s-]+(?:(?P<ten>twenty|thirty)(?:[\s-]+(?P<unit>{_UNIT}))?|(?P<teen>{_TEEN})|(?P<low>{_UNIT}))\b",
    re.I,
)


def _number(match: re.Match[str]) -> str:
    parts = match.groupdict()
    total = 100 * _VALUES[parts["hundreds"].lower()] if parts.get("hundreds") else 0
    return str(total + _below_hundred(parts))


def _year(match: re.Match[str]) -> str:
    return str(2000 + _below_hundred(match.groupdict()))


def _below_hundred(parts: dict[str, str | None]) -> int:
    told = (parts.get(name) for name in ("ten", "unit", "teen", "low"))
    return sum(_VALUES[word.lower()] for word in told if word) + int(parts.get("digits") or 0)


def _digits_said(match: re.Match[str]) -> str:
    digits = [_UNITS.get(match[name].lower(), 0) for name in ("tens", "ones")]
    return f"2{digits[0]}{digits[1]}" if digits[0] < 8 else match.group()


# Each with what is written for it, in the order in which they are replaced.
RULES: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str]], ...] = (
    (_YEAR_IN_WORDS, _year),
    (_HUNDREDS, _number),
    (_SAID, _number),
    (_YEAR_SAID, _year),
    (_TENS_AND_UNIT, _number),
    (_DIGITS_SAID, _digits_said),
)
