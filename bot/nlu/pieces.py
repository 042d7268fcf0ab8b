"""Cuts a message into the pieces that are classed by themselves: its sentences, and each of several questions in one sentence."""

from __future__ import annotations

import re

from bot.nlu.clauses import Clause, Mood, clauses, sentences
from bot.nlu.manner import requests

MAX_PIECES = 12
# What stands before the question in its sentence and is no longer than this ("when", "and then") belongs to it.
SHORT = 2
# Signs that people put between questions: "(1) … (2) …", "first: …", "goal + timing", "…", "also".
_BETWEEN = re.compile(
    r"\s+\+\s+|…\s*|\s*(?<!\w)\(?[1-5][).](?!\d)\)?\s+(?=[A-Za-z])|\b(?:first|second|third)(?: question)?:\s*|\s+(?=(?:also|plus)[ ,])",
    re.I,
)
_CONDITION = re.compile(r"^(?:and |but |so |even |or )*(?:if|in case|assuming)\b", re.I)


def pieces(text: str) -> list[str]:
    """What of a message is read: the whole, then each piece that may ask something by itself, in order."""
    found: list[str] = []
    for sentence, _ in sentences(text):
        for part in _BETWEEN.split(sentence):
            if part and part.strip():
                found += _questions(part.strip(), after=bool(found))
    return list(dict.fromkeys([text, *found[:MAX_PIECES]]))


def _questions(part: str, *, after: bool) -> list[str]:
    """The questions of a sentence, or the sentence itself; a scrap after other pieces ("honestly?") is left out."""
    asked = _asked(part, clauses(part))
    if len(asked) > 1:
        return asked
    words = len(part.split())
    if asked and len(asked[0].split()) > SHORT and words - len(asked[0].split()) > SHORT:
        return asked
    return [] if after and words <= SHORT and not asked else [part]


def _asked(part: str, its: list[Clause]) -> list[str]:
    """The clauses that ask, each with the condition before or behind it: "if yes, how many", "is it late, if I pass?"."""
    asking = [clause for clause in its if clause.mood is not Mood.STATES or requests(clause)]
    spans: list[list[int]] = []
    begun: int | None = None
    for clause in asking:
        end, last = clause.start + len(clause.text), clause is its[-1]
        condition = _CONDITION.match(clause.text.strip()) is not None
        scrap = len(clause.text.split()) <= SHORT and clause.mood is Mood.ASKS
        if spans and last and begun is None and (condition or scrap):
            spans[-1][1] = end
        elif condition and not last and begun is None:
            begun = clause.start
        else:
            spans.append([clause.start if begun is None else begun, end])
            begun = None
    if begun is not None:
        spans.append([begun, len(part)])
    return [part[start:end].strip() for start, end in spans if part[start:end].strip()]
