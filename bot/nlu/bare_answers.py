"""A bare answer ("two", "yes", "12") to the question just asked."""

from __future__ import annotations

import re
from typing import Any

from bot.nlu.patterns import spans
from bot.nlu.reading import Reading

WORDS = {
    "none": 0,
    "zero": 0,
    "one": 1,
    "once": 1,
    "two": 2,
    "twice": 2,
    "three": 3,
    "thrice": 3,
    "four": 4,
    "five": 5,
    "six": 6,
}
# What a plain yes or no says about the fact asked for; missing: it says nothing that could be kept.
YES: dict[str, dict[str, Any]] = {
    "step1_status": {"step1_status": "passed"},
    "step1_attempts": {"step1_attempts": 1},
    "visa_need": {"visa_need": "either"},
}
NO: dict[str, dict[str, Any]] = {
    "step2_ck_status": {"step2_ck_status": "not_taken"},
    "step2_ck_score": {"step2_ck_status": "not_taken"},
    "visa_need": {"visa_need": "none"},
}
NOT_YET: dict[str, dict[str, Any]] = {
    "step1_status": {"step1_status": "not_taken"},
    "step2_ck_status": {"step2_ck_status": "not_taken"},
    "step2_ck_score": {"step2_ck_status": "not_taken"},
}
EITHER = re.compile(r"^\W*(?:either|both|any|whichever|whatever|any visa)(?: (?:one|is fine|is ok|works))?\W*$", re.I)
NUMBER = re.compile(r"^\W*?(-?\d{1,6})\W*$")
# No answer at all: left to the topics.
SHORT = 4


def complete(reading: Reading, text: str, asked: str | None) -> None:
    """Add to a reading what a short message says in answer to a question.

    Args:
        reading: what was read in the message by itself; it is changed.
        text: the message.
        asked: the fact that was asked for last, or None.
    """
    if asked is None or len(text.split()) > SHORT or "?" in text:
        return
    answer = _answer(text, asked, reading)
    for fact, value in answer.items():
        reading.state_at(fact, value, 0, len(text))
    if (
        asked.endswith("_score")
        and not answer
        and not reading.statements
        and not reading.unclear
        and _tries_a_value(text)
    ):
        reading.unclear.append({"fact": asked, "words": text.strip(), "reason": "no_number"})


def _answer(text: str, asked: str, reading: Reading) -> dict[str, Any]:
    if asked == "visa_need" and EITHER.match(text):
        return {"visa_need": "either"}
    number = _number(text)
    if number is not None and asked == "step2_ck_score":
        return {"step2_ck_score": number}
    if number is not None and asked.endswith("_attempts"):
        return {asked: number}
    if reading.statements:
        return {}
    _, found = spans(text)
    labels = {span.label_ for span in found}
    if "YES" in labels:
        return YES.get(asked, {})
    if "NOT_TAKEN" in labels or re.match(r"^\W*not yet", text, re.I):
        return NOT_YET.get(asked, {})
    if "NO" in labels:
        return NO.get(asked, {})
    return {}


def _number(text: str) -> int | None:
    match = NUMBER.match(text)
    return int(match.group(1)) if match else WORDS.get(text.strip(" .!").lower())


def _tries_a_value(text: str) -> bool:
    """Whether a short message reads like an attempt at a value ("lots"), not like talk ("hi", "thanks")."""
    return (
        re.fullmatch(
            r"\W*(?:a |very |so |really |too )*(?:lots?|many|high|low|good|bad|great|ok|okay|decent|average|enough|some|huge)\W*",
            text,
            re.I,
        )
        is not None
    )
