"""Practice scores that cannot be: the understanding passes over them, and the person is told. Pure.

Only three-digit numbers count: smaller ones beside scores are forms, weeks or percents.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from actions.facts import Facts
from actions.messages import Message
from actions.statements import Claimed

FACT = "practice_scores"
# A number of something else is no score: "practice 500 questions".
_OF = r"(?:q|qs|questions?|mcqs?|blocks?|hours?|h|days?|weeks?|programs?|dollars?|usd)"
_NUMBER = rf"(?<![\d.,/$])\d{{3}}(?![\d%$]|[.,]\d|\s*{_OF}\b)"
_BETWEEN = r"(?:\s*(?:[,;/>&-]|->|→|and|then|to)\s*|\s+)"
_LIST = re.compile(rf"{_NUMBER}(?:{_BETWEEN}{_NUMBER})+", re.I)
_ONE = re.compile(
    rf"\b(?:nbme|uwsa ?[123]?|practice|mock|self[ -]?assessments?|free 120)\b[^\d.!?]{{0,25}}({_NUMBER})", re.I
)


def over(text: str, claimed: Sequence[Claimed], facts: Facts) -> tuple[int, ...]:
    """The numbers that a message tells as practice scores and that are over the limit, in order.

    Args:
        text: the message.
        claimed: what the understanding read in it.
        facts: the registry; it knows the limit.
    """
    if text.startswith("/"):
        return ()
    told, highest = _told(claimed), _highest(facts)
    if not told:
        return tuple(int(found[1]) for found in _ONE.finditer(text) if int(found[1]) > highest)
    lists = [[int(number) for number in re.findall(r"\d{3}", found[0])] for found in _LIST.finditer(text)]
    return tuple(dict.fromkeys(number for each in lists if told & set(each) for number in each if number > highest))


def sentence(message: Message, facts: Facts) -> str:
    """What is said of numbers that were left out beside others that were kept; empty if none were."""
    numbers = over(message.text, message.claimed, facts) if _told(message.claimed) else ()
    if not numbers or _told(message.claimed) <= set(numbers):
        return ""
    return f"I left out {' and '.join(map(str, numbers))}: practice scores go up to {_highest(facts)}."


def refused(message: Message, facts: Facts) -> Message:
    """The message with a practice score over the limit as something it claims, where that is all it tells of them.

    So it is refused like any other value that cannot be.
    """
    told = any(each.fact == FACT for each in message.claimed) or any(each.fact == FACT for each in message.unclear)
    numbers = () if told else over(message.text, (), facts)
    if not numbers:
        return message
    return replace(message, claimed=(*message.claimed, Claimed(FACT, list(numbers), message.text[:120])))


def _told(claimed: Sequence[Claimed]) -> set[int]:
    return {score for each in claimed if each.fact == FACT and isinstance(each.value, list) for score in each.value}


def _highest(facts: Facts) -> int:
    limits = facts[FACT].limits
    return int(limits[1]) if limits else 0
