"""Tells whether a clause says that its exam lies ahead: planned, moved, shunned, awaited."""

from __future__ import annotations

import re

# "its on saturday", of the exam just named.
_IT_IS_ON = re.compile(
    r"^\W*(?:it'?s|its|it is|mine is) (?:on (?!hold)|this |next |tomorrow|booked|scheduled|coming up)", re.I
)
_ISNT = re.compile(
    r"\b(?:isn'?t|is not|hasn'?t|not|wasn'?t)\W*$|\b(?:on hold|on pause|still to do|to do|not for me yet)\b|\b(?:isn'?t|not) on my (?:list|plan|radar)",
    re.I,
)
# An exam that is moved or shunned is still to come: "rescheduled ck 4 times" counts no tries.
_MOVED = re.compile(
    r"\b(?:re-?schedul\w*|postpon\w*|delay\w*|push(?:ed|ing| it)|moved|moving|cancell?ed|cancell?ing|shifted|shifting|defer\w*)\b",
    re.I,
)
_BEFORE_IT = re.compile(
    r"\b(?:before|b4|until|till) (?:i |he |she )(?:even |ever |can |could |would |dare to )*(?:book|start|sit|take|give|write|schedul|register|prep|stud)\w*"
    r"|\b(?:afraid|scared|not ready|unready|ready|brave enough|courage|hesita\w*) to (?:even )?(?:book|sit|take|schedule|give|write|register)\b"
    r"|\b(?:just|finally) (?:take|sit|book|write|give) (?:the |my |that |this |it )*\w*\s?(?:ck|step)\b"
    r"|\b(?:won'?t|will not|can'?t|cannot|dont|don'?t want to) (?:book|sit|take|schedule|register)\b"
    r"|\b(?:have|has|had|need|needs|got) to (?:do|take|sit|give|write|finish) (?:my |the )?(?:usmle )?(?:step|ck|s[123])"
    r"|\b(?<!after )(?<!since )(?<!by )(?:sitting|writing|giving|appearing(?: for| in)?) (?:for )?(?:my |the )?(?:usmle )?(?:step|ck|s[123])"
    r"|\b\w+ (?:weeks?|wks?|days?|months?) (?:out|away|left|before|to go)(?: from| to| until| before| till)? (?:my |the )?(?:usmle )?(?:step|ck|s[123])"
    r"|\b(?:to be|will be) (?:taken|written|done|given|sat|booked)\b|\bin (?:dedicated|preparation|prep)\b|\b(?:grinding|cramming|revising|preparation|prep|dedicated) for (?:my |the )?(?:usmle )?(?:step|ck|s[123])|\bin preparation\b"
    r"|(?:\bnot|n't|nt) happened\b|\b(?:next|by|this coming|coming|in the) (?:the )?(?:next |coming )?(?:spring|summer|autumn|fall|winter|week|month|year)\b(?!.*\b(?:took|sat|gave|got|wrote|last)\b)"
    r"|\b(?:ck|step ?[123](?: ?ck)?) is (?:my |the )?next(?: exam| one| step| target)?\W*$|\bnext (?:exam|one|step|hurdle) is (?:my |the )?(?:ck|step ?[123])"
    r"|\bno (?:exam )?date (?:yet|booked|fixed|so far|for)\b"
    r"|\b(?:ck|step ?[123]|exam) (?:is )?(?:on|this|next|coming) (?:mon|tues|wednes|thurs|fri|satur|sun)day\b(?!.*\b(?:went|was|took|got)\b)"
    r"|(?:\bnot|n't|nt|\byet to|\bnever) (?:even |yet )*(?:booked|decided|fixed|chosen|picked|scheduled|registered|prepared|prepped|studied|paid)\b",
    re.I,
)
_NO_EXAM = re.compile(
    r"\bno (?:usmle )?(?:step ?[123](?: ?ck)?|ck|s[123])(?= (?:yet|so far|done|taken|till now|for now)\b|\W*$)", re.I
)
_NOT_HAD = re.compile(
    r"(?:\bdo(?:es)?(?:n'?t| not)|\bdont|\bhave(?:n'?t| not)|\bwithout) (?:have |got )?(?:the |my )?(?:usmle )?(?:step ?3|s3)\b(?!\s*\d)",
    re.I,
)
_AIMING = re.compile(r"\b(?:aiming|shooting) (?:for|at)\b", re.I)
_NEITHER = re.compile(r"\b(?:neither|nor)\b", re.I)
_PENDING_RESULT = re.compile(
    r"\b(?:results?|scores?|report)\b.*\b(?:pending|remaining)\b|\bpending (?:results?|scores?)\b", re.I
)
OTHER_THING = re.compile(
    r"\b(?:letters?|lors?|obs\w*|electives?|rotations?|extern\w*|visa|green card|interviews?|research|papers?|posters?|eras|applications?|flights?|tickets?|wedding|intern\w*|residency|usce|loan|diploma|certif\w*|oet|job|programs?|uworld|uw|qbank|anki|leave|statement|cv)\b",
    re.I,
)


def still_to_come(labels: set[str], text: str, *, named: bool) -> set[str]:
    """Whether a clause says that its exam lies ahead, or that something else does."""
    if named and (
        _MOVED.search(text)
        or _BEFORE_IT.search(text)
        or _NO_EXAM.search(text)
        or _NOT_HAD.search(text)
        or _AIMING.search(text)
    ):
        return without_tries(labels) - {"AWAITING"} | {"NOT_TAKEN"}
    told = labels & {"PASSED", "FAILED", "NOT_PASSED", "NOT_FAILED", "AWAITING"}
    if _IT_IS_ON.match(text) or (named and not told and _ISNT.search(text)):
        labels = labels | {"NOT_TAKEN"}
    if _NEITHER.search(text) and labels & {"PASSED", "NOT_TAKEN"}:
        return labels - {"PASSED"} | {"NOT_TAKEN"}
    if "NOT_TAKEN" in labels and _PENDING_RESULT.search(text):
        return labels - {"NOT_TAKEN"} | {"AWAITING"}
    if "NOT_TAKEN" in labels and not named and OTHER_THING.search(text):
        return labels - {"NOT_TAKEN"}
    return labels


def without_tries(labels: set[str]) -> set[str]:
    """The labels without those of a first, second, third try."""
    return {each for each in labels if not each.startswith("TRY_")}
