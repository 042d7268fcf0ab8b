"""Reads what is told without its noun: "is research needed on top? I've none", "how many letters? I have four in all"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Span

from bot.nlu.amounts import amounts
from bot.nlu.passages import Passage
from bot.nlu.patterns import phrases
from bot.nlu.statements import Found

_ZERO = r"(?:none|zero|nothing|nil|0|no one|not (?:a single|even|one) one|not one)"
_COUNT = r"(?:\d{1,2}|one|two|three|four|five|six)"
# A short sentence, or its first clause, that says how many one has and not of what.
_TOLD = re.compile(
    rf"\s*(?:(?:and|but|because|since|as|so far|till now|right now|now|honestly|ok|well|in total|total|altogether),?\s+)*(?:i|i've|ive|he|she|we)(?:'ve)?\s+(?:(?:only|just|already|currently|still|have|has|had|got|do|did)\s+)*(?P<count>{_ZERO}|{_COUNT})"
    r"(?P<who> (?:from (?:an? )?)?(?:us|american|u\.s\.)? ?(?:physiatrists?|pm ?& ?r(?: docs?| attendings?)?))?(?P<unit> (?:months?|weeks?))?(?: of (?:those|them|it|that))?(?P<all> in all| in total| total| altogether)?(?: (?:so far|yet|till now|now|at all|as of now|with (?:that|this) one|ready|in hand))*\s*(?:[.,;!]|$)",
    re.I,
)
# "how many programs? I was thinking 120".
_INTENDED = re.compile(
    r"\W*(?:(?:and|but|so|now|maybe),? )*(?:i(?:'m| am| was|'d)? |my (?:plan|number|budget|max|limit) (?:is|was) )?(?:(?:thinking|planning|considering|guessing|afford|do|plan|can|only|just|could|will|to|for|of|about|on|around|up|maybe) )*(?P<count>\d{2,3})\s*(?:at most|max|maximum|only|or so)?\s*(?:[.,;!]|$)",
    re.I,
)
_HOW_MANY = re.compile(r"\bhow many (?:pmr |pm&r )?(?:programs?|progs?|places|applications|apps)\b[^.!?]*\?\s*$", re.I)
_NOUNS = ("LETTERS", "PHYSIATRIST", "USCE", "ROTATION", "RESEARCH", "PUBMED")


def read(passage: Passage) -> Iterator[Found]:
    """The fact of the noun that the message named last before."""
    match = _TOLD.match(passage.text)
    if match is None:
        yield from _programs(passage)
        return
    named = [span for span in phrases(passage.earlier()) if span.label_ in _NOUNS]
    if named:
        for fact, value in _value(named, match):
            yield Found(fact, value, *match.span("count"))


def _programs(passage: Passage) -> Iterator[Found]:
    """The number intended, where the question just before was how many programs."""
    match = _INTENDED.match(passage.text)
    if match and _HOW_MANY.search(passage.earlier()):
        yield Found("programs_planned", int(match["count"]), *match.span("count"))


def _value(named: list[Span], match: re.Match[str]) -> Iterator[tuple[str, object]]:
    last = named[-1].label_
    found = amounts(match["count"])
    count = 0 if re.fullmatch(_ZERO, match["count"], re.I) else int(found[0].value) if found else None
    if count is None:
        return
    if last in ("RESEARCH", "PUBMED"):
        if count == 0 and not match["unit"]:
            yield "research", "none"
    elif last in ("USCE", "ROTATION"):
        if match["unit"]:
            yield "usce_months", count / 4 if "week" in match["unit"].lower() and count % 4 else _months(count, match)
        elif count == 0:
            yield "usce_months", 0
    elif not match["unit"]:
        of_writer = bool(match["who"]) or (
            last == "PHYSIATRIST" and not match["all"] and any(each.label_ == "LETTERS" for each in named)
        )
        if of_writer or last == "LETTERS":
            yield ("us_physiatrist_letters" if of_writer else "letters_total"), count


def _months(count: int, match: re.Match[str]) -> int:
    return count // 4 if "week" in match["unit"].lower() else count
