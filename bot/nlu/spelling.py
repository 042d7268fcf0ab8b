"""Spells numbers in one way before anything is read: words, slips of the key, glued names; and drops phone numbers."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

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
# A letter where its neighbour on the keys was meant: "24o", "2l5", "yog 2o21". Two real digits at least.
_SLIP = re.compile(
    r"(?<![\w.])(?=\w*\d\w*\d)(?:[12][\doOlI]{2}|[lI]\d\d)(?=(?:ish)?(?!\w))|(?<!\w)2[oO0][\doO][\doOlI](?!\w)"
)
# Groups of digits of which one is longer than a score and no year: a phone number, not a row of scores.
_PHONE = re.compile(
    r"(?<![\w+(])(?:\b(?:call|phone|whats ?app|mobile|cell|tel|contact)\b[^\d\n]{0,20})?[+(]{0,2}\d[\d ().-]{5,28}\d(?!\d)",
    re.I,
)
# "?????" says no more than "??".
_REPEATED = re.compile(r"([^\w\s])\1{2,}")
# "CK-238" and "ck238" are written as one word.
_GLUED = re.compile(r"\b(?:s2 ?ck|ck|step ?2(?: ?ck)?)(?:[-=](?=\d{3}\b)|(?<=k)(?=\d{3}\b))", re.I)
# One vague number, not two.
_BETWEEN = re.compile(r"\b(?:between|from) ?([12]\d\d) (?:and|to) ([12]\d\d)\b", re.I)
# "Step 1 P" in a list of results.
# "yog2019", "1obs": a number stuck to its noun.
_STUCK = re.compile(
    r"\b(?P<noun>yog|usce|lors?|obs|nbme|uwsa|match|grad)(?=\d{1,4}\b)(?!uwsa\d)|\b(?P<count>\d{1,3})(?=(?:obs|usce|lors?|letters?|progs?|programs?|electives?|rotations?|pubs)\b)",
    re.I,
)
_P_FOR_PASS = re.compile(r"\b(?P<exam>step ?1|s1|step ?i)(?P<sign>\s*[:=-]?\s*)p(?![\w/])", re.I)
_EQUALS = re.compile(r"(?<=\w)=(?=\d)")
# "usce/2 lors", "pass/2016/india": each note by itself.
_SLASHED = re.compile(
    r"(?<=[a-z]{3})/(?=\d)|(?<=\d)/(?=[a-z]{3})|(?<=\d{4})/(?=[a-z])|(?<=[a-z]{3})/(?=[a-z]{2,} ?\d)", re.I
)
_YEAR_2K = re.compile(r"\b2k(?=[0-3]\d\b)", re.I)
_GOES_ON = re.compile(r"(?<=\d)\.(?=\s+(?:sorry|oops|no wait|correction|i mean|wait)\b)", re.I)
_FROM = re.compile(r"\bfrm\b", re.I)
_HALF = re.compile(r"\bhalf (?:a |of a )(?P<unit>month|year)\b", re.I)
_AND_A_HALF = re.compile(r"\b(?:a|one|1) (?P<unit>month|year|week) and (?:a )?half\b", re.I)
_FORTNIGHT = re.compile(r"\b(?:a |one |1 )?fortnight\b", re.I)
# "Backup? FM. Visa? J1.": notes that ask and answer themselves.
_ASKED_AND_ANSWERED = re.compile(
    r"(?P<label>(?:^|(?<=[.!;,] )|(?<=\n))(?:my )?(?:back ?up|visa|usce|yog|research|lors?|letters|pubs|publications|match(?: year)?|programs|country))\?{1,3} (?=(?!is\b|are\b|or\b|do\b|does\b|what\b|how\b|which\b|when\b|should\b|can\b|why\b|any\b|will\b|where\b|if\b)\w[^?]{0,40}(?:[.,!;\n]|$))",
    re.I,
)
_LOOSE_SIGN = re.compile(r"(?<=\w) +(?=[:,](?:\s|\d))")


@dataclass(frozen=True)
class Respelled:
    """A text spelled in one way, and for each of its characters the place in the text it was made of."""

    text: str
    places: list[int]

    def place(self, at: int) -> int:
        """The place in the first text."""
        return self.places[max(0, min(at, len(self.places) - 1))]


def respell(text: str) -> Respelled:
    """The text with its numbers in digits."""
    spelled = Respelled(text, list(range(len(text) + 1)))
    for pattern, written in _RULES:
        spelled = _replace(spelled, pattern, written)
    return spelled


def _replace(old: Respelled, pattern: re.Pattern[str], written: Callable[[re.Match[str]], str]) -> Respelled:
    parts: list[str] = []
    places: list[int] = []
    at = 0
    for match in pattern.finditer(old.text):
        new = written(match)
        if new == match.group():
            continue
        parts += [old.text[at : match.start()], new]
        places += old.places[at : match.start()] + [old.places[match.start()]] * len(new)
        at = match.end()
    return Respelled("".join([*parts, old.text[at:]]), places + old.places[at:]) if parts else old


def _number(match: re.Match[str]) -> str:
    parts = match.groupdict()
    total = 100 * _VALUES[parts["hundreds"].lower()] if parts.get("hundreds") else 0
    return str(total + _below_hundred(parts))


def _year(match: re.Match[str]) -> str:
    return str(2000 + _below_hundred(match.groupdict()))


def _below_hundred(parts: dict[str, str | None]) -> int:
    told = (parts.get(name) for name in ("ten", "unit", "teen", "low"))
    return sum(_VALUES[word.lower()] for word in told if word) + int(parts.get("digits") or 0)


def _in_digits(match: re.Match[str]) -> str:
    return match.group().translate(str.maketrans("oOlI", "0011"))


def _without_phone(match: re.Match[str]) -> str:
    """Blank if it is a phone number; what is a row of scores or years stays."""
    words = re.match(r"[^\d+(]*", match.group())
    groups = re.findall(r"\d+", match.group())
    long = [group for group in groups if len(group) > 3 and not re.fullmatch(r"(?:19|20)\d\d", group)]
    named = bool(words and words.group().strip())
    if sum(map(len, groups)) >= (7 if named else 9) and (long or named or match.group().startswith("+")):
        return " " * len(match.group())
    return match.group()


_RULES: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str]], ...] = (
    (_REPEATED, lambda match: match.group(1) * 2),
    (_PHONE, _without_phone),
    (_SLIP, _in_digits),
    (_HUNDREDS, _number),
    (_SAID, _number),
    (_YEAR_SAID, _year),
    (_TENS_AND_UNIT, _number),
    (_GLUED, lambda match: "ck "),
    (_BETWEEN, lambda match: f"{match.group(1)}-{match.group(2)}"),
    (_STUCK, lambda match: f"{match.group()} "),
    (_P_FOR_PASS, lambda match: f"{match['exam']}{match['sign']}pass"),
    (_SLASHED, lambda match: " / "),
    (_YEAR_2K, lambda match: "20"),
    (_GOES_ON, lambda match: ","),
    (_FROM, lambda match: "from"),
    (_HALF, lambda match: f"0.5 {match['unit']}"),
    (_AND_A_HALF, lambda match: f"1.5 {match['unit']}s"),
    (_FORTNIGHT, lambda match: "2 weeks"),
    (_ASKED_AND_ANSWERED, lambda match: f"{match['label']}: "),
    (_EQUALS, lambda match: " "),
    (_LOOSE_SIGN, lambda match: ""),
)
