"""Amounts in a message: "2", "two months", "40%", "x3", "none", "3-4" (several values would fit)."""

from __future__ import annotations

import re
from dataclasses import dataclass

_WORDS = {
    "zero": 0, "nil": 0, "none": 0, "no": 0, "without": 0, "one": 1, "single": 1, "a": 1, "an": 1, "two": 2, "couple": 2, "both": 2,
    "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12,
    "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20,
    "thirty": 30, "forty": 40, "fourty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90, "hundred": 100,
}  # fmt: skip
_VAGUE_WORDS = "few|several|some|many|multiple|lots"
_ONE = rf"\d+(?:\.\d+)?|{'|'.join(sorted(_WORDS, key=len, reverse=True))}"
_UNITS = {
    "month": r"months?|mons?|mnths?|mths?|mos?|m(?=\b)",
    "week": r"weeks?|wks?|w(?=\b)",
    "year": r"years?|yrs?|y(?=\b)",
    "day": r"days?",
    "percent": r"%|percent(?:age)?|per cent|pct",
}
# Dollars count nothing that is asked for.
_MONEY = r"\s?(?:\$|us\s?\$|usd\b|(?:us )?dollars?\b|bucks\b|€|£)"
# A unit is stuck to digits only, and only they have a letter for one: "am" is no month, "6w" are weeks.
_NO_UNIT = r"(?<![a-z])(?<![a-z]\s(?=[mwy]\b))"
_AMOUNT = re.compile(
    rf"(?<!\d,)(?<!\$ )(?<!usd )(?<![\w.$/#'&-])(?:x\s?)?(?P<low>{_ONE})"
    rf"(?:\s?(?:-|–|/|\bto\b|\bor\b)\s?(?P<high>{_ONE}))?(?P<half>\s+and\s+(?:a\s+)?half)?(?P<more>\+|\s?x\b)?"
    rf"(?:\s?-?\s?(?:(?:of|free|full|dedicated|solid|clear|whole|protected|more|extra|straight|entire)\s+)?{_NO_UNIT}(?P<unit>{'|'.join(_UNITS.values())})(?![\w]))?(?![\w&]|[.,]\d|-\d|{_MONEY})",
    re.I,
)
# "a few letters": an amount without a number.
_SOME = re.compile(rf"\b(?:{_VAGUE_WORDS})\b", re.I)
_ZERO_SAID_ALONE = re.compile(r"^\s*(?:[,.!;]|wait|sorry|sir|thanks)", re.I)
# "no one wrote back" counts nothing.
_NO_ONE = re.compile(r"\bno one\b(?! (?:letter|lor|of))", re.I)
_WEEKS_A_MONTH = 4


@dataclass(frozen=True)
class Amount:
    """How many, of what unit (None: a plain number), and where it stands. `vague`: several values would fit; `article`: "a"."""

    value: float
    unit: str | None
    start: int
    end: int
    vague: bool = False
    article: bool = False

    @property
    def whole(self) -> int | None:
        """The amount as a whole number, or None if it is none."""
        return int(self.value) if float(self.value).is_integer() else None

    @property
    def months(self) -> float | None:
        """Months, for an amount of time; four weeks are one."""
        weeks = self.weeks
        return None if weeks is None else weeks / _WEEKS_A_MONTH if self.unit != "year" else self.value * 12

    @property
    def weeks(self) -> float | None:
        """Weeks, for an amount of time; a month is four."""
        factor = {"week": 1, "month": _WEEKS_A_MONTH, "year": 52, "day": 1 / 7}.get(self.unit or "")
        return None if factor is None else self.value * factor


def value_of(word: str) -> float:
    """The number that digits or a word stand for."""
    number = float(_WORDS[word.lower()]) if word.lower() in _WORDS else float(word)
    return int(number) if number.is_integer() else number


def amounts(text: str) -> list[Amount]:
    """The amounts of a text, in order."""
    found = []
    for match in _AMOUNT.finditer(text):
        if match["low"].lower() in ("no", "none") and _ZERO_SAID_ALONE.match(text[match.end() :]):
            continue
        if _NO_ONE.match(text, match.start()) or _NO_ONE.match(text, match.start() - 3):
            continue
        value = value_of(match["low"]) + (0.5 if match["half"] else 0)
        unit = next((name for name, words in _UNITS.items() if re.fullmatch(words, match["unit"] or "", re.I)), None)
        vague = match["high"] is not None or match["more"] == "+"
        article = match["low"].lower() in ("a", "an")
        found.append(Amount(value, unit, match.start(), match.end(), vague, article))
    found += [Amount(0, None, match.start(), match.end(), vague=True) for match in _SOME.finditer(text)]
    return sorted(found, key=lambda amount: amount.start)
