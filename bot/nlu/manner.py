"""In which manner a message is put, whatever it is about: whether it asks, supposes, requests or only tells, and how long it is.

"238 on ck" and "238 on ck?" are about the same thing, and mean to a sentence encoder almost the same; but one tells and the other asks.
The topic model learns from the examples how far each sign speaks for each topic.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from bot.nlu.clauses import Clause, Mood, clauses
from bot.nlu.reading import read

# Whether facts are stated does not hang on the day; relative dates need one to be read at all.
_SOME_DAY = date(2026, 1, 1)
_REQUEST_WORDS = {
    "tell", "advise", "advice", "help", "explain", "guide", "suggest", "recommend", "show", "give", "delete", "forget", "erase",
    "chances", "chance", "plan", "export", "send", "where", "what", "how", "which", "should", "confused", "worried", "scared",
    "rate", "thoughts", "feedback", "roadmap", "timeline", "strategy", "opinion", "opinions", "ideas", "tips", "names", "next",
}  # fmt: skip
_PLEASE = re.compile(r"\b(?:please|pl[szx]+|plss+|kindly)\b", re.I)
_CHOICE = re.compile(r"\b(?:or|vs|versus)\b", re.I)
_TO_US = re.compile(r"\b(?:you|your|u|ur|bot)\b", re.I)
_OF_ONESELF = re.compile(r"\b(?:i|im|i'm|ive|i've|my|me)\b", re.I)

SIGNS = (
    "always", "asks", "supposes", "requests", "tells facts", "only tells facts", "only tells", "question mark", "please", "choice",
    "to us", "of oneself", "up to 2 words", "up to 5 words", "over 15 words", "over 30 words", "how many facts", "supposes facts",
)  # fmt: skip
MANY_FACTS = 4


@dataclass(frozen=True)
class Told:
    """What is known beforehand to stand in a message, so that it need not be read once more.

    Attributes:
        facts: how many facts it states or means to state ("two" is one after a question).
        supposes: whether it supposes a fact.
    """

    facts: int
    supposes: bool


def asks_something(text: str) -> bool:
    """Whether any part of a message is a question, a supposition or a request."""
    return any(clause.mood is not Mood.STATES or requests(clause) for clause in clauses(text))


def manner(text: str, told: Told | None = None) -> NDArray[np.float64]:
    """The signs of a message, one number from 0 to 1 for each name in SIGNS.

    Args:
        text: a message or a piece of one.
        told: what is known to be in it; read from the text where not given.
    """
    if told is None:
        reading = read(text, None, _SOME_DAY)
        told = Told(len(reading.statements) + len(reading.unclear), bool(reading.supposed))
    known = told.facts
    parts, words = clauses(text), len(text.split())
    moods = {clause.mood for clause in parts}
    asks = Mood.ASKS in moods or Mood.SUPPOSES in moods or any(requests(clause) for clause in parts)
    signs = (
        True,
        Mood.ASKS in moods,
        Mood.SUPPOSES in moods,
        any(requests(clause) for clause in parts),
        known > 0,
        known > 0 and not asks,
        not asks,
        "?" in text,
        _PLEASE.search(text) is not None,
        _CHOICE.search(text) is not None,
        _TO_US.search(text) is not None,
        _OF_ONESELF.search(text) is not None,
        words <= 2,
        words <= 5,
        words > 15,
        words > 30,
        min(known, MANY_FACTS) / MANY_FACTS,
        told.supposes,
    )
    return np.array(signs, dtype=np.float64)


def requests(clause: Clause) -> bool:
    """Whether a clause that is no question wants something all the same: "list of programs pls", "rate my score"."""
    return bool(_REQUEST_WORDS & set(clause.text.lower().replace("?", " ").split()))
