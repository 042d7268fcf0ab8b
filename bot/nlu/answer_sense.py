"""What a short answer is about: a message that names something else, or says too little, does not answer the question."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from bot.nlu.amounts import amounts
from bot.nlu.exam_words import NAMES_EXAM
from bot.nlu.places_abroad import is_abroad

_ATTEMPTS = ("step1_attempts", "step2_ck_attempts")
LETTERS = ("letters_total", "us_physiatrist_letters")
# The nouns that are counted or denied, with the facts that they may be said of.
_NOUNS: tuple[tuple[re.Pattern[str], tuple[str, ...]], ...] = tuple(
    (re.compile(rf"\b(?:{nouns})(?!\w)", re.I), facts)
    for nouns, facts in (
        (r"usce|obs|observerships?|externships?|electives?|rotations?", ("usce_months",)),
        (r"letters?|lors?", LETTERS),
        (r"programs?|progs?|applications", ("programs_planned",)),
        (r"dedicated", ("prep_weeks",)),
        (r"percent|uworld|qbank", ("qbank_percent",)),
        (r"attempts?|tries", _ATTEMPTS),
        (r"pubmed|papers?|research", ("research",)),
    )
)
# "yes" and what may stand beside it without turning it to something else.
_CLEAN_YES = re.compile(
    r"^\W*(?:(?:yes|yep|yeah|yup|ya|yea|ys|si|sure|correct|right|true|of course|definitely|absolutely|exactly|i|am|do|did|have|had|it|is|was|will|"
    r"sir|mam|maam|madam|doctor|doc|please|pls|thanks|thank|you|already|indeed|ok|okay|so|that|thats|got|need|needed|required|one|a|visa|sponsorship|done|all)\b\W*)+$",
    re.I,
)
_YES_AGAIN = re.compile(
    r"^\W*(?:yes|yep|yeah|yup|ya)\W+(?:(?:i|am|applied|applying|reapplying|before|again|once|twice|for|to|in|pmr|pm ?& ?r|last|year|cycle|season|time|second|2nd|third|3rd)\b\W*)+$",
    re.I,
)
_LAMENT = re.compile(
    r"\b(?:(?:nothing|none of (?:it|this)) (?:works?|helps?|worked|helped|changes)|(?:whatever|everything|anything) i (?:do|try)|no matter|"
    r"always|every ?time|keep on|i keep|give up|giving up|hopeless|useless|pointless|can'?t (?:anymore|any more|do this)|tired of)\b",
    re.I,
)
_FAILS = re.compile(r"\b(?:fail\w*|flunk\w*)\b", re.I)
_THEN_PASSED = re.compile(
    r"^\W*(?:(?:only|just|i|failed|fail)\W+)*(?P<times>once|twice|thrice|one time|1 time|two times|2 times)\b\W*(?:(?:and|but)\W+)?(?:then|after that|later|afterwards)\W+(?:i\W+)?(?:have\W+)?(?:passed|pass|cleared)(?: it)?\W*$",
    re.I,
)
_FAILED_TIMES = {"once": 1, "one time": 1, "1 time": 1, "twice": 2, "two times": 2, "2 times": 2, "thrice": 3}
_FROM_ABROAD = re.compile(
    r"^\W*(?:(?:i|have|i've|ive|got|only|just|all|yes|but|no)\W+)*(?P<count>\w+)(?: letters?| lors?)?,? (?:(?:are|is|all|both|but)\W+)*(?:from|in)\W+(?P<place>[^\d,.;]+?)\W*$",
    re.I,
)
_HOME = re.compile(r"\b(?:back home|home|my (?:own )?country|(?:my )?home country|abroad|overseas)\W*$", re.I)
_YEAR_ALONE = re.compile(r"^\W*(?:in |its |it's |year )?(?P<year>20\d\d)\W*$", re.I)
_PASSED_AT_LAST = re.compile(
    r"\b(?:\d|two|three|four|2nd|3rd|4th|second|third|fourth)\W+(?:attempts?|tries|try|times?|go)\b.*\b(?:pass\w*|clear\w*)\b"
    r"|\b(?:pass\w*|clear\w*)\b.*\b(?:\d|two|three|four|2nd|3rd|4th|second|third|fourth)\W+(?:attempts?|tries|try|times?|go)\b",
    re.I,
)


def names_other(text: str, asked: str) -> bool:
    """Whether a short message names what another fact is of, and nothing of the one asked for ("no usce")."""
    named = [facts for noun, facts in _NOUNS if noun.search(text)]
    return bool(named) and all(asked not in facts for facts in named)


def is_clean_yes(text: str, asked: str) -> bool:
    """Whether a message with a yes says nothing beside it that is about something else ("yes again pmr")."""
    # "yes as research fellow": what is said beside the yes tells of the work that was asked about.
    if asked == "working_in_us":
        return True
    return bool(_CLEAN_YES.match(text) or (asked == "reapplicant" and _YES_AGAIN.match(text)))


def is_lament(text: str) -> bool:
    """Whether a fail is only lamented, of no exam that is named ("nothing works i failed again")."""
    return bool(_FAILS.search(text) and _LAMENT.search(text) and not NAMES_EXAM.search(text))


def failed_then_passed(text: str, asked: str) -> dict[str, Any]:
    """What "once, then passed" says: what came before the pass were fails."""
    match = _THEN_PASSED.match(text)
    exam = next((exam for exam in ("step1", "step2_ck") if asked in (f"{exam}_attempts", f"{exam}_status")), None)
    if match is None or exam is None:
        return {}
    return {f"{exam}_status": "passed", f"{exam}_attempts": 1 + _FAILED_TIMES[match["times"].lower()]}


def letters_from_abroad(text: str, asked: str) -> dict[str, int]:
    """Letters of which all come from abroad: none of them is of a physiatrist in the US."""
    match = _FROM_ABROAD.match(text) if asked in LETTERS else None
    if match is None or not (_HOME.search(match["place"]) or is_abroad(match["place"])):
        return {}
    found = amounts(match["count"])
    if len(found) != 1 or found[0].unit is not None or found[0].vague:
        return {}
    told = {"letters_total": int(found[0].value)}
    return told if asked == "letters_total" else {**told, "us_physiatrist_letters": 0}


def year_of_exam(text: str, asked: str | None, told: str | None, today: date) -> dict[str, str]:
    """The day of the exam in the year that is told behind it: "exam on march 3", then "2027".

    Args:
        text: the message.
        asked: the fact that was asked for last; a year answers the question for the Match or the graduation.
        told: the date that the message before told without its year, or None.
        today: the day of the message.
    """
    match = _YEAR_ALONE.match(text)
    if match is None or told is None or asked in ("match_year", "graduation_year"):
        return {}
    day = match["year"] + told[4:]
    ahead = day > str(today)
    return {"step2_ck_date": day, **({"step2_ck_status": "not_taken"} if ahead else {})}


def is_passed_at_last(text: str) -> bool:
    """Whether a message that names no exam tells of a pass after more than one try: "3 attempts passed"."""
    return bool(_PASSED_AT_LAST.search(text)) and not NAMES_EXAM.search(text)
