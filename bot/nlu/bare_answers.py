"""A bare answer ("two", "yes", "12", "june", "im") to the question just asked."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any

from bot.nlu import answer_sense, backup, dates, graduation, matching
from bot.nlu.amounts import Amount, amounts
from bot.nlu.clauses import asks_from_start
from bot.nlu.passages import Passage
from bot.nlu.patterns import spans
from bot.nlu.places_abroad import is_abroad
from bot.nlu.statements import Reading

# What a plain yes or no says about the fact asked for; missing: it says nothing that could be kept.
YES: dict[str, dict[str, Any]] = {
    "step1_status": {"step1_status": "passed"},
    "step1_attempts": {"step1_attempts": 1},
    "visa_need": {"visa_need": "either"},
    "reapplicant": {"reapplicant": True},
    "working_in_us": {"working_in_us": True},
}
NO: dict[str, dict[str, Any]] = {
    "applicant_type": {"applicant_type": "non_us_img"},
    "step2_ck_status": {"step2_ck_status": "not_taken"},
    "step2_ck_score": {"step2_ck_status": "not_taken"},
    "step3_status": {"step3_status": "not_taken"},
    "step3_score": {"step3_status": "not_taken"},
    "visa_need": {"visa_need": "none"},
    "research": {"research": "none"},
    "reapplicant": {"reapplicant": False},
    "working_in_us": {"working_in_us": False},
    **{
        fact: {fact: 0}
        for fact in ("usce_months", "us_physiatrist_letters", "letters_total", "qbank_percent", "prep_weeks")
    },
}
NOT_YET: dict[str, dict[str, Any]] = {
    **NO,
    "step1_status": {"step1_status": "not_taken"},
    "step1_attempts": {"step1_status": "not_taken"},
    "step2_ck_date": {"step2_ck_status": "not_taken"},
    "step2_ck_attempts": {"step2_ck_status": "not_taken"},
}
for _fact in ("applicant_type", "visa_need", "reapplicant"):
    del NOT_YET[_fact]

EITHER = re.compile(r"^\W*(?:either|both|any|whichever|whatever|any visa)(?: (?:one|is fine|is ok|works))?\W*$", re.I)
_YES = re.compile(
    r"^\W*(?:yes|yep|yeah|yup|ya|yea|correct|right|sure|ys|si|i am|i do|i have|yes i (?:am|do|have)|of course|true)\W*$",
    re.I,
)
_NO = re.compile(
    r"^\W*(?:no|nope|nah|none|nop|never|not really|nothing|zero|no i (?:am|do|have) ?n[o']?t|i (?:do ?n[o']t|dont|havent|have none)|not at all|nil|false|0)\W*$",
    re.I,
)
_NOT_YET = re.compile(
    r"^\W*(?:no |none |nothing |not )(?:yet|so far|till now|taken|started|taken yet|started yet|for now|at the moment|booked|booked yet|scheduled|decided)\W*$",
    re.I,
)
_APPLIED = re.compile(
    r"^\W*(?:(?:my |the |its |this is (?:my |the )?)*)(?:(?P<first>first|1st)|second|third|2nd|3rd)(?: (?:time|cycle|one|attempt))?\W*$",
    re.I,
)
# What may stand around a bare value.
_FILL = r"(?:about|around|approx\w*|maybe|only|just|like|its|it's|it is|i have|i had|have|got|so far|total|in total|in all|i think|almost|nearly|the|in|on|for|by|to|probably|sir|sorry|ok|yes|yeah|hi|i|am|will|mid|early|late|end of|beginning of|last one|was|is|my|at)"
_BARE = re.compile(rf"^\W*(?:{_FILL}\b\W*)*(?P<value>.*?)(?:\W*\b{_FILL})*\W*$", re.I | re.S)
_ALL = re.compile(r"^(?:all|everything|complete[d]?|finished|done|full)(?: of it| done)?$", re.I)
_HALF = re.compile(r"^(?:half|halfway|half way)(?: of it| done)?$", re.I)
# Dollars answer no question for a fact.
_MONEY = re.compile(r"[$€£]|\b(?:usd|dollars?|bucks)\b", re.I)
# No answer at all: left to the topics.
SHORT = 4
# "june" may be past; with a year, or told as ahead, the exam is not taken yet.
_AHEAD = re.compile(r"\b(?:20\d\d|next|tomorrow|coming|in (?:about )?\w+ (?:days?|weeks?|months?))\b", re.I)
LONGEST_ANSWER = 60
# A year alone is a count of nothing: whatever else was asked, it is that of the Match.
_YEAR_ALONE = re.compile(r"^\W*(?:in |for |match )?(?P<year>20\d\d)\W*$", re.I)
_OWN_YEAR = ("match_year", "graduation_year", "step2_ck_date")
MATCH_YEARS = 8
_IN_ALL = re.compile(
    r"^\W*(?:i have |have |only |just )*(?P<all>\w+)\W+(?:letters? |lors? )?(?:in all|in total|total|altogether|overall)\W*$",
    re.I,
)
_OF_ALL = re.compile(
    r"^\W*(?:only |just )?(?P<part>\w+)\W+(?:out )?of\W+(?:my |the |them )?(?P<all>\w+)(?: letters?| lors?)?\W*$", re.I
)
_COUNTS = (
    "step1_attempts",
    "step2_ck_attempts",
    "us_physiatrist_letters",
    "letters_total",
    "programs_planned",
    "qbank_percent",
)
_TIMES = {"once": 1, "twice": 2, "thrice": 3, "first": 1, "second": 2, "third": 3}
_NOUNS = r"(?:times?|attempts?|tries|letters?|lors?|programs?|progs?|percent|pubmed|done|of them|of it|observerships?|obs|electives?|rotations?|usce|of usce|dedicated|of dedicated|days?|applications)"


def direct(text: str, asked: str | None, today: date) -> dict[str, Any] | None:
    """What a bare answer says, or None if the message is no bare answer to the question.

    Args:
        text: the message.
        asked: the fact that was asked for last, or None.
        today: the day of the message.
    """
    if asked is None or "?" in text or len(text) > LONGEST_ANSWER or not text.strip():
        return None
    if asks_from_start(text) or _MONEY.search(text) or answer_sense.names_other(text, asked):
        return None
    if _NOT_YET.match(text):
        return NOT_YET.get(asked)
    if _NO.match(text) and asked not in ("visa_need", "step1_status"):
        return NO.get(asked)
    if _YES.match(text) and asked in ("reapplicant", "working_in_us"):
        return YES.get(asked)
    if asked == "reapplicant" and (again := _APPLIED.match(text)):
        return {"reapplicant": again["first"] is None}
    if (
        (year := _YEAR_ALONE.match(text))
        and asked not in _OWN_YEAR
        and today.year <= int(year["year"]) <= today.year + MATCH_YEARS
    ):
        return {"match_year": int(year["year"])}
    if asked in answer_sense.LETTERS and (letters_told := _letters(text, asked)):
        return letters_told
    told_besides = answer_sense.letters_from_abroad(text, asked) or answer_sense.failed_then_passed(text, asked)
    if told_besides:
        return told_besides
    value = _BARE.sub(lambda match: match["value"], text).strip(" .!,")
    read = _READERS.get(asked)
    told = text if asked == "step2_ck_date" else value
    found = read(told, asked, today) if read and value else None
    if found is not None and asked == "step2_ck_date" and _AHEAD.search(text) and found > str(today):
        return {asked: found, "step2_ck_status": "not_taken"}
    return None if found is None else {asked: found}


def complete(reading: Reading, text: str, asked: str | None) -> None:
    """Add to a reading what a short message says in answer to a question.

    Args:
        reading: what was read in the message by itself; it is changed.
        text: the message.
        asked: the fact that was asked for last, or None.
    """
    if asked is None or len(text.split()) > SHORT or "?" in text or asks_from_start(text):
        return
    answer = _answer(text, asked, reading)
    for fact, value in answer.items():
        reading.state(fact, value, 0, len(text))
    silent = not answer and not reading.statements and not reading.unclear
    if asked.endswith("_score") and silent and _tries_a_value(text):
        reading.ask_back(asked, text.strip(), "no_number")


def _answer(text: str, asked: str, reading: Reading) -> dict[str, Any]:
    if asked == "visa_need" and EITHER.match(text):
        return {"visa_need": "either"}
    if asked == "step2_ck_score" and (match := re.match(r"^[^\w$€£]*?(-?\d{1,6})[^\w$€£]*$", text)):
        return {"step2_ck_score": int(match.group(1))}
    if reading.statements:
        return {}
    labels = {span.label_ for span in spans(text)[1]}
    if "YES" in labels:
        return YES.get(asked, {}) if answer_sense.is_clean_yes(text, asked) else {}
    if "NOT_TAKEN" in labels or re.match(r"^\W*not yet", text, re.I):
        return NOT_YET.get(asked, {}) if asked.startswith("step") else {}
    if "NO" in labels:
        return NO.get(asked, {}) if asked in ("visa_need", "step2_ck_status", "step2_ck_score") else {}
    return {}


def _tries_a_value(text: str) -> bool:
    """Whether a short message reads like an attempt at a value ("lots"), not like talk ("hi", "thanks")."""
    words = r"lots?|many|high|low|good|bad|great|ok|okay|decent|average|enough|some|huge"
    return re.fullmatch(rf"\W*(?:a |very |so |really |too )*(?:{words})\W*", text, re.I) is not None


def _letters(text: str, asked: str) -> dict[str, int]:
    """Letters told with their sum: "3 in all" counts all of them, whichever number was asked for; "2 of 3" tells both."""
    match = _OF_ALL.match(text) or _IN_ALL.match(text)
    names = {"all": "letters_total", "part": "us_physiatrist_letters"}
    counts = {names[group]: amounts(words) for group, words in (match.groupdict() if match else {}).items()}
    if not all(len(found) == 1 and found[0].unit is None and not found[0].vague for found in counts.values()):
        return {}
    return {fact: int(found[0].value) for fact, found in counts.items()}


def _single(value: str) -> Amount | None:
    """The one amount that a bare answer is, with or without the noun that it counts."""
    found = amounts(value)
    if len(found) != 1 or found[0].vague:
        return None
    rest = (value[: found[0].start] + value[found[0].end :]).strip()
    return found[0] if re.fullmatch(rf"(?:\W|\b{_NOUNS}\b)*", rest, re.I) else None


def _count(value: str, asked: str, today: date) -> int | None:
    if asked.endswith("_attempts") and value.lower() in _TIMES:
        return _TIMES[value.lower()]
    if asked == "qbank_percent" and (_ALL.match(value) or _HALF.match(value)):
        return 50 if _HALF.match(value) else 100
    amount = _single(value)
    return amount.whole if amount and amount.unit in (None, "percent") else None


def _weeks(value: str, asked: str, today: date) -> int | None:
    amount = _single(value)
    return None if amount is None else round(amount.weeks if amount.weeks is not None else amount.value)


def _months(value: str, asked: str, today: date) -> float | None:
    amount = _single(value)
    months = None if amount is None else amount.months if amount.months is not None else amount.value
    return int(months) if months is not None and float(months).is_integer() else months


def _date(value: str, asked: str, today: date) -> str | None:
    past = bool(re.search(r"\b(?:last|took|ago|was)\b", value, re.I))
    found = dates.find(value, today, past=past)
    return found[0].value if len(found) == 1 and not re.search(r"\w", _without(value, found[0])) else None


def _without(value: str, when: dates.When) -> str:
    rest = value[: when.start] + value[when.end :]
    return re.sub(rf"\b(?:{_FILL}|took|it|exam|ck|took it|taken|planned|booked|of|this|next)\b", "", rest, flags=re.I)


def _scores(value: str, asked: str, today: date) -> list[int] | None:
    if not re.fullmatch(r"\d{3}(?:\W+(?:(?:and|then|now|to)\W+)?\d{3})*", value):
        return None
    return [int(score) for score in re.findall(r"\d{3}", value)]


def _graduation(value: str, asked: str, today: date) -> int | None:
    if re.fullmatch(r"(?:19|20)\d\d|'?\d\d", value):
        return graduation.full_year(value, Passage(value, 0, today))
    if match := re.fullmatch(r"(\w+) (?:years?|yrs?) (?:ago|back)", value, re.I):
        counted = amounts(match.group(1))
        return today.year - int(counted[0].value) if counted else None
    return {"this year": today.year, "last year": today.year - 1, "next year": today.year + 1}.get(value.lower())


def _match_year(value: str, asked: str, today: date) -> int | None:
    if match := re.fullmatch(r"(?:match )?(?:20\d\d[-/])?(20\d\d|'?\d\d)(?: match| cycle)?", value, re.I):
        year = int(match.group(1).strip("'"))
        return year if year > 100 else 2000 + year
    if re.fullmatch(r"(?:next|coming|upcoming|following)(?: one| cycle| match| season| year)?", value, re.I):
        return matching.season(today) + 1
    if re.fullmatch(r"(?:this|current|present)(?: one| cycle| match| season| year)?", value, re.I):
        return matching.season(today)
    return None


def _research(value: str, asked: str, today: date) -> str | None:
    if re.fullmatch(r"(?:yes )?(?:in )?(?:pubmed|indexed|yes indexed)", value, re.I):
        return "indexed"
    return (
        "local"
        if re.fullmatch(r"(?:yes )?(?:local|not indexed|local only|some projects?|projects?)", value, re.I)
        else None
    )


def _backup(value: str, asked: str, today: date) -> str | None:
    return backup.names().get(value.lower())


def _origin(value: str, asked: str, today: date) -> str | None:
    """A country alone: "egypt", "no, nepal"."""
    return "non_us_img" if is_abroad(re.sub(r"^no\W+", "", value, flags=re.I)) else None


_READERS: dict[str, Callable[[str, str, date], Any]] = {
    **{fact: _count for fact in _COUNTS},
    "prep_weeks": _weeks,
    "usce_months": _months,
    "step2_ck_date": _date,
    "practice_scores": _scores,
    "graduation_year": _graduation,
    "match_year": _match_year,
    "research": _research,
    "backup_specialty": _backup,
    "applicant_type": _origin,
}
