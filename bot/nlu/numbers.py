"""Numbers in a message that may be scores."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

# "230s", "25x", "230-240", "230 to 240", "between 230 and 240": several values would fit.
_VAGUE = re.compile(
    r"(?<![\w.])(?:[12]\d0'?s|[12]\dx+|[12]\d\d\s*(?:-|–|/|to|or)\s*[12]\d\d|between [12]\d\d and [12]\d\d)(?![\w])",
    re.I,
)
_NUMBER = re.compile(
    r"(?<![\w.$/%+-])(?P<sign>-|minus )?(?P<digits>\d{1,6})(?P<about>\s?ish|\s?\+/-)?(?![\w%]|[.,]\d|\+|\s?(?:%|percent|percentile))",
    re.I,
)
_NOT_BEFORE = re.compile(
    r"(?:\bnot|n't|\b(?:is|did|was)nt)\s+(?:a\s+|get\s+|score\s+)?$|\b(?:failing|after (?:a )?fail\w*)(?: it| once| first)*(?: with| at)?(?: a)?\s*$|\b(?:mis-?typed|mistakenly|wrongly)\s+(?:\w+\s+){0,2}(?:as )?$",
    re.I,
)
# What makes a number something else than a score.
_OTHER_AFTER = re.compile(
    r"^\s?(?:\$|us\s?\$|u\.?s\.? dollars?\b|dollars?\b|dolars?\b|€|£)|^/\d|^\s?[-–]\s?\d{1,2}(?:st|nd|rd|th)?\s?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)|^\s*(?:(?:pmr |pm ?& ?r |residency |different )programs?|weeks?|wks?|months?|mos?|days?|years?|yrs?|hours?|hrs?|programs?|progs?|letters?|lors?|th\b|st\b|nd\b|rd\b|questions?|blocks?|applications?|interviews?|invit\w*|ivs?|usd|dollars?|bucks|euros?|q\b|qs\b|ques|beds?|calls?|cards?|slides?|pages?|miles?|km|kms|min|attempts?|times?|tries|mg|k\b|rotations?|papers?|publications?|people|percentile|minutes?|mins?|patients?|credits?|pounds|lbs|kg|cm|january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\b",
    re.I,
)
_POINTS = re.compile(r"\s*(?:points?|pts?)\b", re.I)
_OTHER_BEFORE = re.compile(
    r"(?:\bgre|\boet|\bielts|\btoefl|\bplab|\bmcat|\bmccqe|\byog|\bin|\bsince|\bage|\baged|\bmatch|\bgraduated|\broom|\bday|\bpage|\bblock|\bquestion|\brank|\b(?:pay|spend|afford|max(?:imum)? budget)(?: (?:only|just|max\w*|about|around|up to|at most|like|maybe|for|the))*|\b(?:usd|dollars?)|\bappl(?:y|ying|ied) (?:to|for)|\b(?:apartment|flat|budget|rent|salary|fee|fees|ward|weight|height|gate|flight|bus|iq) (?:is|was|number|no)|\bpaid|\bpays|\bcosts?|\bout of|\banother|\b(?:bar|limit|threshold|goal|target) (?:is|was|of|at)|\babove|\bbelow|\bunder|\bover|\bbeyond|\bprograms?|\bprogs?|(?<!\bw)/|>|<|\$|\b(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec|january|february|march|april|august|september|october|november|december))\s*:?\s*$",
    re.I,
)


# "a senior told me 240": a number of what is wanted, not of what was got.
_SAID_BY = re.compile(
    r"\b(?:he|she|they|residents?|seniors?|friend|someone|director|pd|tutor|mentor|uncle|everyone|people|somebody) (?:told|tells|said|says|say|recommend\w*|suggest\w*|advise[ds]?)(?: me| us)?(?: that)?\s*:?\s*$",
    re.I,
)
# "i feel 245 is a failure" judges a number.
_FELT_BEFORE = re.compile(r"\b(?:feels?|think|thinks|thought|believe|consider)(?: like| that| a| an)?\s*$", re.I)
_FELT_AFTER = re.compile(r"^\s+(?:is|isn'?t|was|as|would be|means)\b(?! my\b)", re.I)
# "I typed 234 by mistake", "234 was a typo".
_MISTYPED_BEFORE = re.compile(
    r"\b(?:typed|wrote|put|entered|said|told|sent|gave)(?: you| it as| in)?(?: an?)?\s*$", re.I
)
_MISTYPED_AFTER = re.compile(
    r"^,? (?:by mistake|by accident|mistakenly|wrongly|in error|accidentally|instead)\b|^ (?:was|is) (?:an? )?(?:my )?(?:typo|mistake|wrong|slip|error)\b",
    re.I,
)
# How far what stands beside a number can change what it is.
NEAR = 40


@dataclass(frozen=True)
class Found:
    """A number and where it stands."""

    value: int
    start: int
    end: int


def scores(text: str) -> list[Found]:
    """The numbers that can be meant as a score, in order. A number said only to be corrected ("242 not 224") is left out."""
    return list(_scores(text))


@functools.lru_cache(maxsize=64)
def _scores(text: str) -> tuple[Found, ...]:
    vague = [match.span() for match in _VAGUE.finditer(text)]
    found = []
    for match in _NUMBER.finditer(text):
        before, after = text[max(0, match.start() - NEAR) : match.start()], text[match.end() : match.end() + NEAR]
        if any(start <= match.start() < end for start, end in vague):
            continue
        if _NOT_BEFORE.search(before) or _OTHER_BEFORE.search(before) or _OTHER_AFTER.search(after):
            continue
        if (mistyped := _MISTYPED_AFTER.match(after)) and (
            _MISTYPED_BEFORE.search(before) or " is " in mistyped.group() or " was " in mistyped.group()
        ):
            continue
        if int(match["digits"]) >= 100 and (
            _SAID_BY.search(before) or (_FELT_BEFORE.search(before) and _FELT_AFTER.search(after))
        ):
            continue
        if int(match["digits"]) < 100 and _POINTS.match(after):
            continue
        sign = -1 if match["sign"] else 1
        found.append(Found(sign * int(match["digits"]), match.start(), match.end()))
    return tuple(found)


def vague(text: str) -> str | None:
    """Words that name several possible scores, or None."""
    match = _VAGUE.search(text)
    return match.group() if match else None
