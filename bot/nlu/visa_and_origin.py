"""What a clause says of the visa and of where the applicant comes from."""

from __future__ import annotations

import re
from collections.abc import Mapping, Set
from typing import Any

# "J1 not H1B", "no h1b, only j1": the one refused is not the one wanted.
_REFUSED = re.compile(
    r"\b(?:not|no|don'?t (?:need|want)|no longer want|without)\s+(?:a |an |the |need |want )?(?:j ?-? ?1|h ?-? ?1 ?-? ?b)(?: visa)?\b",
    re.I,
)
# Residence or citizenship that is denied, still to come, or somebody else's.
_NOT_HELD = re.compile(
    r"\b(?:no|not|n't|don'?t|dont|never|without|pending|soon|will|through|appl\w+|wait\w*|process|lottery|wife|husband|spouse|father|mother|parents?|brother|sister|friend)\b",
    re.I,
)
_OF_OTHERS = re.compile(
    r"\b(?:wife|husband|spouse|brother|sister|friend|senior|colleague|boss|professor|prof|classmate|roommate|mentor|attending)s?\b.*\b(?:is|are|has|on|have)\b"
    r"|\b(?:programs?|hospitals?|they)\b.*\b(?:sponsor|offer|give|accept|take|provide|support|prefer|want)s?\b",
    re.I,
)
# Where these come from, and what visa they have, says nothing of the applicant.
_STRANGER = re.compile(
    r"\b(?:boss|professor|prof|mentor|attending|classmates?|room ?mates?|people|seniors?|colleagues?)\b.*\b(?:is|are|was|were|has|have|got|from)\b",
    re.I,
)
_DONE_WITH = re.compile(r"\b(?:was|were|used to be|had been)\b", re.I)
# A second visa in place of the first, not beside it.
_INSTEAD = re.compile(r"\b(?:actually|sorry|instead|rather|change|no|mean|only)\b", re.I)
_DENIED = re.compile(r"\b(?:not|n't|never)\b", re.I)


# "us citizen so no visa": the visa is denied, not the citizenship.
_NO_VISA = re.compile(r"\bno (?:need (?:for|of) )?(?:a )?(?:visa|sponsorship)\w*", re.I)


def without_refused(text: str) -> str:
    """A clause without the visas that it refuses, as long as it was."""
    return _REFUSED.sub(lambda match: " " * len(match.group()), text)


def is_citizen(text: str, labels: Set[str]) -> bool:
    """Whether a clause says that the applicant is a US citizen."""
    named = "US_CITIZEN" in labels or ("US_IMG" in labels and "citizen" in text.lower())
    return named and "NON_US_IMG" not in labels and not _NOT_HELD.search(_NO_VISA.sub("", text))


def read(text: str, labels: Set[str], held: Mapping[str, Any], *, citizen_before: bool) -> dict[str, Any]:
    """The facts `visa_need` and `applicant_type` that a clause states.

    Args:
        text: the clause.
        labels: what patterns.py finds in it.
        held: the facts that the message stated before.
        citizen_before: whether the message said before that the applicant is a US citizen.
    """
    citizen = is_citizen(text, labels)
    if _STRANGER.search(text):
        return {}
    found = _origin(text, labels, held, citizen=citizen, citizen_before=citizen_before)
    of_others = _OF_OTHERS.search(text) and "VISA_NONE" not in labels
    if of_others or _DONE_WITH.search(text):
        return found
    if citizen or ("RESIDENT" in labels and not _NOT_HELD.search(text)):
        return {**found, "visa_need": "none"}
    visa = _visa(text, labels, held.get("visa_need"))
    return {**found, "visa_need": visa} if visa else found


def _origin(
    text: str, labels: Set[str], held: Mapping[str, Any], *, citizen: bool, citizen_before: bool
) -> dict[str, Any]:
    abroad = "ABROAD" in labels and not _DENIED.search(text)
    if "NON_US_IMG" in labels:
        return {"applicant_type": "non_us_img"}
    known_abroad = abroad or "CARIBBEAN" in labels or held.get("applicant_type") == "non_us_img"
    if "US_IMG" in labels or (citizen and known_abroad) or (citizen_before and (abroad or "CARIBBEAN" in labels)):
        return {"applicant_type": "us_img"}
    if abroad:
        return {"applicant_type": "non_us_img"}
    return {"applicant_type": "us_grad"} if "US_GRAD" in labels else {}


def _visa(text: str, labels: Set[str], before: object) -> str | None:
    if labels >= {"VISA_J1", "VISA_H1B"}:
        return "either"
    named = "J-1" if "VISA_J1" in labels else "H-1B" if "VISA_H1B" in labels else None
    if named is not None:
        both = {named, before} == {"J-1", "H-1B"} and not _INSTEAD.search(text)
        return "either" if both else named
    if "VISA_NONE" in labels:
        return "none"
    if "VISA_NEED" in labels and "VISA_OTHER" not in labels and before not in ("J-1", "H-1B"):
        return "either"
    return None
