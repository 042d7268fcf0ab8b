"""Reads graduation_year: "yog 21", "graduated 2019", "old grad 2012", "graduated 5 years ago"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.nlu.amounts import value_of
from bot.nlu.passages import Passage
from bot.nlu.statements import Found

# Years beyond the limits are read too: the action server refuses them with a sentence.
_YEAR = r"(?P<year>(?:19|20)\d\d|'\d\d)(?![\d%])"
_SHORT = r"(?P<year>(?:19|20)\d\d|'?\d\d)(?![\d%]|\s*(?:years?|yrs?|months?|weeks?)\b)"
_YOG = (
    r"(?:yog|y\.o\.g\.?|year of (?:my )?grad\w*|grad(?:uation)? (?:year|yr)|yograd|graduation date|date of graduation)"
)
_GRAD = (
    r"(?:(?:old |recent |fresh |new |img |medical |med |mbbs |md |college )?(?:graduat\w+|gradut\w+|grad(?:ed|s)?|graduted|graudated)"
    r"|class of|batch of|pass(?:ed)?[ -]?out|passout|got my (?:md|mbbs|degree)"
    r"|(?:finish\w*|complet\w*|done|did|earned|obtained|received|got)(?: with)? (?:my |the )?(?:med(?:ical)? (?:school|college|degree|studies)|medicine|mbbs|md|mbbch|mbchb|degree))"
)
_SCHOOL = r"(?:mbbs|mbbch|mbchb|medical degree)"
_FILL = r"(?:[\s:=,/-]|\b(?:in|on|at|is|was|of|from|the|my|since|year|yr|back|medicine|mbbs|md|med|medical|school|college|university|degree|doctor|img|here|ed|will be|be|by|around|expected|planned|will|january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\b)"
_AFTER = re.compile(rf"\b{_YOG}\b{_FILL}*{_SHORT}", re.I)
_AFTER_GRAD = re.compile(rf"\b{_GRAD}\b{_FILL}*?{_YEAR}", re.I)
# A place may stand between: "graduated from Cairo University in 2016".
_AFTER_PLACE = re.compile(
    rf"\b(?:{_GRAD}|{_SCHOOL})\b(?:\s+(?:from|in|at|of)?\s*(?:(?!step|ck|match|passed|took|usce|obs|appl)[a-z.&'-]+\s+){{0,6}}?)(?:in\s+)?{_YEAR}",
    re.I,
)
_GRAD_SHORT = re.compile(rf"\b(?:grad|grad of|graduated(?: in)?|class of)\s+{_SHORT}", re.I)
_BEFORE = re.compile(
    rf"(?<![\d/-]){_YEAR}\s+(?:year\s+)?(?:(?:old|img|medical|mbbs|med|md|foreign|indian|fresh)\s+)*(?:{_YOG}|graduat\w+|grads?\b|passout|pass out|passed out)",
    re.I,
)
_COUNT = r"(?P<count>\d\d?|a|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty)\s*(?:\+\s*)?(?:years?|yrs?|y)\b"
_AGO = (
    re.compile(rf"\b(?:{_GRAD})\b[^\d,.;]{{0,30}}?{_COUNT}\s*(?:ago|back|before|earlier)\b", re.I),
    re.compile(
        rf"\b{_COUNT}\s*(?:since|after|post|from|out of|past)[\s-]*(?:my |the |i )?(?:graduat\w+|grad|med(?:ical)? school|yog)\b",
        re.I,
    ),
    re.compile(rf"\b{_YOG}\W*(?:is |was )?{_COUNT}", re.I),
    re.compile(rf"\b{_COUNT}\s*(?:old )?(?:grad|graduate)\b", re.I),
)
_TOLD_SOON = re.compile(
    rf"\b(?:{_GRAD}|finish\w* (?:med(?:ical)? )?school)\b(?:\s+(?:in|from|this|med\w*|school|college|on|\w+))??\s+(?P<which>this|next|last)\s+(?:year|june|july|may|december|summer|month|spring)\b",
    re.I,
)
# What is finished here is no medical school.
_ANOTHER = re.compile(
    r"\b(?:high school|residency|fellowship|masters?|mph|phd|bachelors?|bsc|house ?job|internship|specialty training|pre ?med|under ?grad\w*)\b",
    re.I,
)
_NOT_YEAR_OF = re.compile(
    r"\b(?:cut ?offs?|prefer|accept|within|last|less than|older than|more than)\b[^,]*\b(?:years?|yrs?)\b[^,]*\b(?:grad|yog)",
    re.I,
)


def read(passage: Passage) -> Iterator[Found]:
    """The year, clause by clause where a comma parts them."""
    begin = 0
    for part in re.split(r"(?<=[,;])\s(?!(?:19|20)\d\d\b)|\s(?=and\s)|(?<=\s)\|", passage.text):
        begin = passage.text.index(part, begin)
        if not _ANOTHER.search(part) and not _NOT_YEAR_OF.search(part):
            found = _in(part, passage)
            if found is not None:
                year, match = found
                yield Found("graduation_year", year, begin + match.start(), begin + match.end())


def _in(part: str, passage: Passage) -> tuple[int, re.Match[str]] | None:
    for pattern in (_AFTER, _AFTER_GRAD, _GRAD_SHORT, _BEFORE, _AFTER_PLACE):
        if match := pattern.search(part):
            return full_year(match["year"], passage), match
    for pattern in _AGO:
        if match := pattern.search(part):
            return passage.today.year - int(value_of(match["count"])), match
    if match := _TOLD_SOON.search(part):
        return passage.today.year + {"this": 0, "next": 1, "last": -1}[match["which"].lower()], match
    return None


def full_year(told: str, passage: Passage) -> int:
    """A year told in two or four digits: 21 is 2021, 98 is 1998."""
    digits = int(told.strip("'"))
    if digits >= 100:
        return digits
    return digits + (2000 if digits <= (passage.today.year + 6) % 100 else 1900)
