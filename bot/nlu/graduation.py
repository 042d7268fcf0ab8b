"""Reads graduation_year: "yog 21", "graduated 2019", "old grad 2012", "graduated 5 years ago"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.nlu.amounts import value_of
from bot.nlu.passages import Passage
from bot.nlu.places_abroad import Mention, mentions
from bot.nlu.statements import Found

# Years beyond the limits are read too: the action server refuses them with a sentence.
_YEAR = r"(?P<year>(?:19|20)\d\d|'\d\d)(?![\d%])"
_SHORT = r"(?P<year>(?:19|20)\d\d|'?\d\d)(?![\d%]|\s*(?:years?|yrs?|months?|weeks?|students?|people|doctors?|graduates?|kids|of us|seats)\b)"
_YOG = (
    r"(?:yog|y\.o\.g\.?|year of (?:my )?grad\w*|grad(?:uation)? (?:year|yr)|yograd|graduation date|date of graduation)"
)
_GRAD = (
    r"(?:(?:old |recent |fresh |new |img |medical |med |mbbs |md |college )?(?:graduat\w+|gradut\w+|grad(?:ed|s)?|graduted|graudated)"
    r"|class(?: of)?|batch(?: of)?|pass(?:ed)?[ -]?out|passout|got my (?:md|mbbs|degree)"
    r"|(?:finish\w*|complet\w*|done|did|earned|obtained|received|got)(?: with)? (?:my |the )?(?:med(?:ical)? (?:school|college|degree|studies|education|training)|medicine|mbbs|md|mbbch|mbchb|degree))"
)
_SCHOOL = r"(?:mbbs|mbbch|mbchb|medical degree)"
_FILL = r"(?:[\s:=,/(-]|\b(?:in|on|at|is|was|of|from|the|my|since|year|yr|back|medicine|mbbs|md|med|medical|school|college|university|degree|doctor|img|here|ed|will be|be|by|around|expected|planned|will|january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\b)"
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
_DEGREE = r"(?:degree|diploma|mbbs|mbbch|mbchb|md|m\.d\.|convocation|license)"
_DEGREE_OF = re.compile(rf"\b{_DEGREE}\s+(?:is\s+|was\s+)?(?:from|of|in|year|dated?)?\s*{_YEAR}", re.I)
_YEAR_DEGREE = re.compile(rf"(?<![\d/-]){_YEAR}\s+(?:medical\s+)?{_DEGREE}\b", re.I)
# "from Minsk, finished 2020": where nothing else is said to be finished.
_FINISHED = re.compile(
    rf"\b(?:finish(?:ed)?|qualified|done with school|left (?:med(?:ical)? school|school|uni\w*))\s+(?:my stud\w+\s+|stud\w+\s+|uni\w*\s+|school\s+|all\s+)?(?:(?:back\s+)?in\s+)?{_YEAR}",
    re.I,
)
# "yerevan state medical uni 2016"; a school that was only begun is left out.
_OF_SCHOOL = re.compile(
    rf"\b(?:uni|university|universidad|univ|medical college|med(?:ical)? school|faculty of medicine|medical academy|medical institute)\b(?:\s+(?!in\b|since\b|for\b)[a-z]+){{0,3}}?[\s,(]+(?:in\s+)?{_YEAR}",
    re.I,
)
# "became a doctor in 2012", "degree in hand since 2020".
_DOCTOR_SINCE = re.compile(
    rf"\b(?:became|become|been|am) an? (?:medical )?(?:doctor|physician) (?:in|since) {_YEAR}|\b{_DEGREE}\s+(?:already\s+)?(?:in (?:my )?hands?|in pocket|done|finished|received)\s+(?:in|since)\s+{_YEAR.replace('<year>', '<year2>')}",
    re.I,
)
# "MBBS 2011 to 2017": studies end in the second year.
_FIRST_OF_TWO = re.compile(r"(?<![\d/-])(?:19|20)\d\d\s?(?:-|–|to|till|until)\s?(?=(?:19|20)\d\d(?!\d))", re.I)
_FINAL_YEAR = re.compile(
    rf"\b(?:final|last|5th|6th|fifth|sixth) year\b[^.;]{{0,30}}?\b(?:done|finish\w*|end\w*|complet\w*|until|till)\b[^.;\d]{{0,15}}{_YEAR}",
    re.I,
)
_STARTED = re.compile(
    r"\b(?:start\w*|began|begin\w*|enter\w*|join\w*|first year|poster|present\w*|conference|congress|research|obs\w*|paper|teach\w*|work\w*|match|apply\w*)\b",
    re.I,
)
_SOMETHING_ELSE = re.compile(
    r"\b(?:that|it|this|rotations?|obs\w*|usce|step|ck|uworld|research|residency|training|project|job|elective\w*|service|contract|fellowship)\b",
    re.I,
)
_COUNT = r"(?P<count>\d\d?|a|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty)\s*(?:\+\s*)?(?:years?|yrs?|y)\b"
_AGO = (
    re.compile(rf"\b(?:{_GRAD})\b[^\d,.;]{{0,30}}?,?\s*{_COUNT}\s*(?:ago|back|before|earlier)\b", re.I),
    re.compile(
        rf"\b{_COUNT}\s*(?:gap )?(?:since|after|post|from|out of|past)[\s-]*(?:my |the |i |of )?(?:graduat\w+|grad|med(?:ical)? school|uni\w*|yog)\b",
        re.I,
    ),
    re.compile(rf"\b{_COUNT}\s*(?:have passed |passed |are gone |now )?since (?:i |he |she )?{_GRAD}\b", re.I),
    re.compile(rf"\b{_COUNT}\s*(?:ago|back),?\s+(?:i |he |she )?{_GRAD}\b", re.I),
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
_ONLY_YEAR = re.compile(r"\W*(?P<year>19[89]\d|20[0-3]\d)\W*")
_NAME_AND_YEAR = re.compile(r"(?P<year>19[89]\d|20[0-2]\d)\W*$")
_ITEM = re.compile(r"(?:(?!\s/\s)[^,;|:/])+")
_NOT_YEAR_OF = re.compile(
    r"\b(?:cut ?offs?|prefer|accept|within|last|less than|older than|more than)\b[^,]*\b(?:years?|yrs?)\b[^,]*\b(?:grad|yog)",
    re.I,
)


def read(passage: Passage) -> Iterator[Found]:
    """The year, clause by clause where a comma parts them."""
    found_any = False
    begin = 0
    for part in re.split(
        r"(?<=[,;])\s(?!(?:in (?:\w+ )?)?(?:19|20)\d\d\b|\d+ (?:years|yrs) (?:ago|back))|\s(?=and\s)|(?<=\s)\|",
        passage.text,
    ):
        begin = passage.text.index(part, begin)
        if not _ANOTHER.search(part) and not _NOT_YEAR_OF.search(part):
            found = _in(part, passage)
            if found is not None:
                year, match = found
                found_any = True
                yield Found("graduation_year", year, begin + match.start(), begin + match.end())
    if not found_any:
        yield from _in_list(passage)


def _in_list(passage: Passage) -> Iterator[Found]:
    """A bare year in a list of notes that names a country too: "231 / P / 2015 / Jordan"."""
    items = list(_ITEM.finditer(passage.text))
    years = [each for item in items if (each := _ONLY_YEAR.fullmatch(item.group()))]
    for item in items:
        year, places = _NAME_AND_YEAR.search(item.group()), mentions(item.group())
        if year and places and _stand_alone(item.group(), places, year):
            yield Found("graduation_year", int(year["year"]), item.start() + year.start(), item.end())
            return
    if len(items) < 3 or len(years) != 1 or int(years[0]["year"]) > passage.today.year:
        return
    if re.search(r"\d/$", passage.text[: passage.text.index(years[0]["year"])]):
        return
    if any(len(each.group().split()) <= 5 and mentions(each.group()) for each in items):
        at = passage.text.index(years[0]["year"])
        yield Found("graduation_year", int(years[0]["year"]), at, at + 4)


def _stand_alone(item: str, places: list[Mention], year: re.Match[str]) -> bool:
    """Whether a note is but a place and a year: "egypt 2019", "studied in Belarus 2019"."""
    before, between = item[: places[0].start], item[places[-1].end : year.start()]
    return (
        not between.strip(" (-")
        and re.fullmatch(r"\W*(?:i )?(?:(?:study|studied|school|trained|mbbs|md) (?:in|at|from) )?", before, re.I)
        is not None
    )


def _in(part: str, passage: Passage) -> tuple[int, re.Match[str]] | None:
    part = re.sub(r"\ba decade\b", "10 years", part, flags=re.I)
    part = _FIRST_OF_TWO.sub(lambda match: " " * len(match.group()), part)
    for pattern in (_AFTER, _AFTER_GRAD, _GRAD_SHORT, _BEFORE, _AFTER_PLACE):
        if match := pattern.search(part):
            return full_year(match["year"], passage), match
    if match := _DOCTOR_SINCE.search(part):
        return int(match["year"] or match["year2"]), match
    if (match := _OF_SCHOOL.search(part) or _FINAL_YEAR.search(part)) and not _STARTED.search(part):
        return full_year(match["year"], passage), match
    if (match := _DEGREE_OF.search(part) or _YEAR_DEGREE.search(part)) or (
        (match := _FINISHED.search(part)) and not _SOMETHING_ELSE.search(part)
    ):
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
