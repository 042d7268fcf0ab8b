"""What a message does to the practice scores that are held: it adds, corrects, or tells the list anew."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from actions.facts import Value
from actions.statements import Claimed
from actions.store.history import PRACTICE

# So many of the latest scores are held: more than anybody takes, and no message can make the list endless.
MOST_HELD = 60
_CORRECTS = re.compile(
    r"\b(?:sorry|actually|i mean|i meant|correction|typo|mistake|oops|wrong|not \d{3}|instead of|rather than)\b", re.I
)
_REFUSED = re.compile(r"\b(?:not|instead of|rather than)\s+(?:a\s+)?(\d{3})\b", re.I)


def joins(claimed: Sequence[Claimed], before: Sequence[int]) -> dict[str, Callable[[Value | None, Value], Value]]:
    """For the store: how the practice scores of a message join those held (see `joined`), by the name of the fact."""
    words = next((each.words for each in claimed if each.fact == PRACTICE), "")

    def join(held: Value | None, told: Value) -> Value:
        if not isinstance(told, list):
            return told
        return joined(held if isinstance(held, list) else [], told, before, words)[-MOST_HELD:]

    return {PRACTICE: join}


def joined(held: Sequence[int], told: Sequence[int], before: Sequence[int] = (), words: str = "") -> list[int]:
    """The practice scores after a message.

    The understanding reads a message in the light of `before`, what the dialogue mirrored when the message came: it puts one more
    score behind them, changes one in place, or gives only what the message names. The store may hold more than that
    (another message at the same moment, an earlier session), so what counts is what the message did to `before`:

    1. It says the same: nothing changes. Nor does it where what it makes of `before` is held already: the message came before, and
       its server was killed when the store had the scores and the dialogue did not.
    2. It begins with them: the rest is new and goes behind those held.
    3. It differs in one place: that score is corrected where it is held.

    Anything else is read by itself, beside those held:

    4. A correction by its words ("not 233", "sorry") replaces the score that it refuses, or else the last one; several replace all.
    5. A part of those held, in their order, repeats: nothing changes. A list that begins where those held end goes on with them.
    6. A list that shares other scores with those held is the whole list told again: it replaces them.
    7. A list that shares none is new and goes behind them.

    Args:
        held: what the store holds.
        told: the scores that the understanding gives.
        before: what the dialogue held when the message came; nothing in a new session.
        words: those of the message.
    """
    held, told, before = list(held), list(told), list(before)
    if not held:
        return told
    if before:
        if told == before or held[-len(told) :] == told:
            return held
        if told[: len(before)] == before:
            return held + told[len(before) :]
        changed = [(old, new) for old, new in zip(before, told, strict=False) if old != new]
        if len(told) == len(before) and len(changed) == 1:
            return _replaced(held, *changed[0])
    if _CORRECTS.search(words):
        return _corrected(held, told, words)
    if _is_part(told, held):
        return held
    for shared in range(min(len(held), len(told)) - 1, 0, -1):
        if held[-shared:] == told[:shared] and not set(told[shared:]) & set(held):
            return held + told[shared:]
    return told if set(told) & set(held) else held + told


def _corrected(held: list[int], told: list[int], words: str) -> list[int]:
    """The scores held after words that correct."""
    if len(told) > 1:
        return told
    refused = [int(score) for score in _REFUSED.findall(words) if int(score) in held]
    return _replaced(held, refused[0] if refused else held[-1], told[0])


def _replaced(held: list[int], old: int, new: int) -> list[int]:
    """The scores with the latest `old` made `new`; behind them if there is none."""
    if old not in held:
        return [*held, new]
    place = len(held) - 1 - held[::-1].index(old)
    return [*held[:place], new, *held[place + 1 :]]


def _is_part(told: list[int], held: list[int]) -> bool:
    """Whether the scores stand in those held, side by side and in this order."""
    return any(held[at : at + len(told)] == told for at in range(len(held) - len(told) + 1))
