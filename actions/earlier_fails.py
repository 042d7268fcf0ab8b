"""A fail told of an exam that was passed since, or may have been: "actually I did fail step 1 once". Pure."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import replace

from actions.facts import Facts, InvalidFact
from actions.profile import Profile, Stated
from actions.strategy import standing

EXAMS = ("step1", "step2_ck")
# Words that tell of a fail as of something past.
_PAST = re.compile(
    r"\b(?:once|twice|before|earlier|previously|(?:one|two|three|[123]) times?|(?:the |my |on |at )*first (?:time|try|attempt))\b",
    re.I,
)


# Words that take something back: what was held before was never so.
_CORRECTS = re.compile(
    r"\b(?:sorry|no wait|wait|i mean|i meant|mistake|wrong|oops|typo|never failed|didn'?t fail|not failed?)\b", re.I
)


def settle(stated: dict[str, Stated], held: Profile, facts: Facts, asked: str | None) -> None:
    """Read such a fail rightly: a pass that is held stays, and the tries are counted with it.

    Where Step 2 CK is passed and nothing is known of a pass of Step 1, the count is left out: then it is asked whether Step 1 was
    passed after that. "Failed once" would be taken for a Step 1 that is still to be passed.

    Args:
        stated: what the message states; it is changed.
        held: the profile before the message.
        facts: the registry, for how many tries can be.
        asked: the id of the contradiction that the person was asked about last, if any; its answer is taken as it is.
    """
    if (asked or "").startswith("contradiction."):
        return
    for exam in EXAMS:
        status, attempts = f"{exam}_status", f"{exam}_attempts"
        told, count = stated.get(status), stated.get(attempts)
        if told is not None and count is None:
            _count_the_pass(stated, told, attempts, held, facts)
        if told is None or told.value != "failed" or count is None or not _PAST.search(count.words):
            continue
        if held.get(status) == "passed" or (exam == "step2_ck" and standing.step2_done(held)):
            with suppress(InvalidFact):
                tries = facts[attempts].check(int(str(count.value)) + 1, count.at.date())
                stated[attempts], stated[status] = replace(count, value=tries), replace(told, value="passed")
        elif exam == "step1" and count.value == 1 and _may_be_passed_since(held, stated):
            del stated[attempts]


def _count_the_pass(stated: dict[str, Stated], told: Stated, attempts: str, held: Profile, facts: Facts) -> None:
    """A pass after the fails that are held is one try more: failed twice and passed now are three."""
    failed = held.get(attempts.replace("_attempts", "_status")) == "failed" and held.knows(attempts)
    if told.value == "passed" and failed and not _CORRECTS.search(told.words):
        with suppress(InvalidFact):
            tries = facts[attempts].check(int(str(held.get(attempts))) + 1, told.at.date())
            stated[attempts] = replace(told, value=tries)


def _may_be_passed_since(held: Profile, stated: dict[str, Stated]) -> bool:
    return not held.knows("step1_attempts") and standing.step2_done(held.with_stated(stated))
