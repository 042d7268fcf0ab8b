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
    rf"\s*(?:(?:and|but|because|since|as|so far|till now|right now|now|honestly|ok|well),?\s+)*(?:i|i've|ive|he|she|we)(?:'ve)?\s+(?:(?:only|just|already|currently|still|have|has|had|got|do|did)\s+)*(?P<count>{_ZERO}|{_COUNT})"
    r"(?P<who> (?:from (?:an? )?)?(?:us|american|u\.s\.)? ?(?:physiatrists?|pm ?& ?r(?: docs?| attendings?)?))?(?P<unit> (?:months?|weeks?))?(?: of (?:those|them|it|that))?(?P<all> in all| in total| total| altogether)?(?: (?:so far|yet|till now|now|at all|as of now|with (?:that|this) one|ready|in hand))*\s*(?:[.,;!]|$)",
    re.I,
)
_NOUNS = ("LETTERS", "PHYSIATRIST", "USCE", "ROTATION", "RESEARCH", "PUBMED")


def read(passage: Passage) -> Iterator[Found]:
    """The fact of the noun that the message named last before."""
    match = _TOLD.match(passage.text)
    if match is None:
        return
    named = [span for span in phrases(passage.earlier()) if span.label_ in _NOUNS]
    if named:
        for fact, value in _value(named, match):
            yield Found(fact, value, *match.span("count"))


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
