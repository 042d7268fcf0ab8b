"""A fail admitted later, without its exam's name: "actually I did fail once". It is of the exam that was told as passed."""

from __future__ import annotations

import re
from collections.abc import Collection

from bot.nlu.statements import Reading

_ADMITS = re.compile(
    r"\W*(?:(?:sorry|actually|oh|wait|no|well|but|ok|sir|hmm+|correction|to be honest|tbh|honestly|i mean|i lied|my mistake|i forgot(?: to (?:say|mention|tell)(?: (?:you|that))?)?)\b[\s,.:-]*)+"
    r"i (?:(?:did|had|have|actually|really|also) )*(?:fail(?:ed)?|flunk(?:ed)?) (?:(?:it|the exam|the first time|first time|before|at first)\W*)*"
    r"(?:(?P<times>once|twice|1 time|one time|2 times|two times)(?: (?:before|earlier|already|first))?)?\W*",
    re.I,
)
_TWICE = re.compile(r"twice|2|two", re.I)


def complete(reading: Reading, text: str, passed: Collection[str]) -> None:
    """Add to a reading the attempts that such a correction tells.

    Args:
        reading: what was read in the message by itself; it is changed.
        text: the message.
        passed: the exams that are held as passed; the first of them is meant.
    """
    found = _ADMITS.fullmatch(text)
    if found is None or not passed or reading.statements:
        return
    fails = 2 if _TWICE.match(found["times"] or "") else 1
    reading.state(f"{next(iter(passed))}_attempts", 1 + fails, 0, len(text))
