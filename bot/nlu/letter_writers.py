"""Reads letters told by what their writers did: "nobody in the US wrote for me", "two physiatrists wrote me letters"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.nlu.amounts import value_of
from bot.nlu.passages import Passage
from bot.nlu.statements import Found

_WROTE = r"(?:has |have |had |ever |yet |already |also |even )*(?:wrote|written|writes|write|signed|vouched|given|gave|recommended)"
_PHYSIATRIST = r"(?:(?:us|american|u\.s\.|usa)\s+)?(?:physiatr\w+|pm ?& ?r|pmr|rehab)(?:\s+(?:doctors?|docs?|attendings?|physicians?|specialists?|faculty|people))?(?:\s+(?:from|in)\s+(?:the\s+)?(?:us|usa|states|america))?"
_IN_US = r"(?:in|from) (?:the )?(?:us|usa|states|america)"
_NO = r"(?:no|zero|0|none of (?:the )?(?:my )?|not (?:a single|one|any|even one)(?: of (?:the|my))?|never (?:has|had) (?:a |an )?)"
_NOBODY = re.compile(
    rf"\b(?:{_NO}\s*{_PHYSIATRIST}|(?:nobody|no one|none|no (?:doctor|attending|physician)) {_IN_US})[^.;,]{{0,15}}?\s+{_WROTE}\b"
    rf"|\bno (?:letters?|lors?) (?:from|by) (?:any|a|an|a single) {_PHYSIATRIST}"
    rf"|\b(?:letters?|lors?)\b[^.;]{{0,60}}?[\s,]\s*(?:and |but )?(?:none|neither)(?: of them)? (?:is |are )?(?:from|by) (?:an? |any )?{_PHYSIATRIST}",
    re.I,
)
_N = r"(?P<count>\d|one|two|three|four|five|an?|my)"
_SOME = re.compile(
    rf"\b{_N}\s+{_PHYSIATRIST},?\s+(?:(?:and|plus) (?P<others>\d|one|two|three) \w+ )?(?:(?:in|from|at|of) (?:the )?\w+,? )?(?:who |that )?{_WROTE}\b",
    re.I,
)
# "a US physiatrist, he wrote her letter"
_THEN_WROTE = re.compile(
    rf"\b(?P<count>an?|one|my)\s+{_PHYSIATRIST}\b[^.;]{{0,30}}?\b(?:he|she|who)\s+(?:also |then |already |kindly )*(?:wrote|gave|signed)\s+(?:me |us |him |her |his |my )*(?:an? |one |the )?(?:strong |good |great )?(?:letter|lor|rec)\b",
    re.I,
)
_ONE_MORE = re.compile(
    r"\b(?:plus|and|then|also)\s+(?P<more>one|1|two|2|three|3) (?:more|other|another)(?: letters?| lors?)?(?: from| by)\b",
    re.I,
)
_WILL = re.compile(r"\b(?:will|would|going to|gonna|to|promised|agreed|if|should|can|could|ask\w*)\s*$", re.I)


def read(passage: Passage) -> Iterator[Found]:
    """How many US physiatrists wrote; with what is told beside it, how many letters there are in all."""
    if nobody := _NOBODY.search(passage.text):
        yield Found("us_physiatrist_letters", 0, *nobody.span())
        return
    told = _THEN_WROTE.search(passage.text)
    if told is None and (told := _SOME.search(passage.text)) and _denied(passage, told):
        return
    if told is None:
        return
    count = 1 if told["count"].lower() in ("a", "an", "my") else int(value_of(told["count"]))
    yield Found("us_physiatrist_letters", count, *told.span())
    others = told.groupdict().get("others")
    if others:
        yield Found("letters_total", count + int(value_of(others)), *told.span())
    elif more := _ONE_MORE.search(passage.text, told.end()):
        yield Found("letters_total", count + int(value_of(more["more"])), told.start(), more.end())


def _denied(passage: Passage, told: re.Match[str]) -> bool:
    before = passage.text[: told.start()]
    return bool(re.search(r"\b(?:not|no|never|n't)\s*$", before, re.I) or _WILL.search(told.group().rsplit(" ", 1)[0]))
