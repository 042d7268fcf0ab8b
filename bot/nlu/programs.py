"""Reads programs_planned: to how many programs somebody applies."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.nlu.passages import Passage, parts
from bot.nlu.statements import Found

_PROGRAM = r"(?:pmr |pm&r |pm & r |residency |physiatry |total |different |img friendly |img-friendly |of the )*(?:programs?|progs?|programmes?|prgms?|programms|places|residencies|applications|apps)\b"
_NUM = r"(?P<count>\d{1,4}|ten|fifteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|a hundred|100)"
_COUNT = rf"(?:(?:about|around|approx\w*|only|at least|up to|upto|maximum|max|some|like|total|nearly|roughly|just|all|the|~|of|to|at most|almost|more than|less than)\s*)*{_NUM}(?P<more>\+|\s?(?:-|–|to|or)\s?\d{{1,4}})?"
_INTENT = r"(?:(?:re-?)?appl(?:y|ies|ying|ication\w*)|aply\w*|applied|plan\w*|afford\w*|budget(?: is| for| of)?|target\w*|list(?: of| has| is| with)?|intend\w*|want|going|shortlist\w*|select\w*|sen[dt]\w*|chose\w*|choos\w*|can pay|money for|pay for|submit\w*|cap (?:it )?at|capp\w*|aim\w*|will|thinking of|picked|have|limit\w*|go with|going with)"
_PROGRAMS: tuple[re.Pattern[str], ...] = (
    re.compile(
        rf"\b{_INTENT}\b(?:\s+(?:to|for|of|is|on|in|around|about|apply|do|applying|only|my|a|the|pmr|pm&r|eras|application|applications|budget|fees|go|has|have|with|money|list|out|be|money for|match|next|this|year|cycle|send|list of|september|sept|october|with|again|\d{{4}}))*\s*[:=]?\s*{_COUNT}\s*{_PROGRAM}",
        re.I,
    ),
    re.compile(
        rf"\b(?:appl(?:y|ies|ying)|aply\w*)\s+(?:to|for)\s+{_COUNT}(?!\w|\s*(?:match|cycle|weeks?|months?|years?|letters?|visa|%|season))",
        re.I,
    ),
    re.compile(
        rf"{_COUNT}\s*{_PROGRAM}\s*(?:is |are |will be |in |on )?(?:my |the |a |our )?(?:budget|plan\w*|max\w*|limit|list|target\w*|total|affordable|intended|goal|shortlist\w*|selected|i can afford|in mind)\b",
        re.I,
    ),
    re.compile(
        rf"\b(?:programs?|progs?)\s*(?:planned|plan|to apply|applying|list|count|number|i apply)?\s*[:=-]+\s*{_COUNT}",
        re.I,
    ),
    re.compile(
        rf"^\W*(?:(?:and|also|then|now|so|ok) )*{_COUNT}\s*{_PROGRAM}\W*(?:is\b|are\b|planned|only|max\w*|total|please)?\W*$",
        re.I,
    ),
)
_PROGRAMS += (
    re.compile(
        rf"\b(?:this (?:time|cycle|season|year)|match with|cycle with|season with|in with|apply with)\W{{1,3}}{_COUNT}\s*{_PROGRAM}",
        re.I,
    ),
    re.compile(
        rf"\b(?:pocket|wallet|money|budget|savings|bank|account|finances|card)\b[^.;,\d]{{0,25}}?(?:allows?|lets? me|permits?|covers?|enough|pays?|reach\w*|stretch\w*)\b[^.;,\d]{{0,25}}?{_COUNT}\s*{_PROGRAM}",
        re.I,
    ),
    re.compile(
        rf"\b(?:all|the|these|those)(?: the)? {_NUM}(?P<more>\+)?\s*{_PROGRAM} (?:that )?i(?:'ll|'m| will| am| plan to| want to)?(?: be)? (?:apply|applying|choose|chose|picked|list\w*|send|afford)\b",
        re.I,
    ),
    re.compile(rf"^\W*(?:my |a )?(?:list|total|short ?list) (?:of |is |= ?|: ?){_COUNT}\W*$", re.I),
    re.compile(rf"\b\d{{1,3}} (?:out )?of (?:my|the(?= \d+ app)) {_COUNT}\s*{_PROGRAM}", re.I),
    re.compile(
        rf"\b(?:afford|pay for|short-?listed|budget (?:allows|covers|is enough for|is for)|money (?:for|covers)|list (?:(?!of |is |has )[a-z]+ ){{0,3}}?(?:is|of|has|stands at))\s+{_COUNT}(?![\w%$€]|\s*(?:dollars|usd|euros?|k\b|months?|weeks?|years?|days?|letters?|lors?|percent|exams?|trips?|steps?|rotations?|electives?|hours?|more\b|interviews?|attempts?|questions?))",
        re.I,
    ),
    re.compile(
        rf"{_COUNT}\s*(?:{_PROGRAM})?\s*(?:is|are)\s+(?:all|the most|the max\w*|what|as many as)\s+(?:that )?i (?:can|could) (?:afford|pay|do|manage)",
        re.I,
    ),
    re.compile(
        rf"{_PROGRAM}\W+(?:(?:no|sorry|but|actually|so|and)\b\W*)*now\s+(?:it'?s\s+|its\s+|i plan\s+)?{_COUNT}(?!\w)",
        re.I,
    ),
)
_NOT_PLANNED = re.compile(
    r"\b(?:last|top|best|previous\w*|ago|before|in 20(?:1\d|2[0-5])|there are|exist\w*|sponsor\w*|said|told|recommend\w*|rejected|rejections?|interviews? (?:from|at)|offer\w*|article|people|they|suggest\w*|unmatched|did\s?n.?t|not|didnt|advise\w*|average|accept\w*)\b",
    re.I,
)
# "i dont have money for 100 programs", but "i cant afford more than 60" tells how many.
_DENIED = re.compile(
    rf"\b(?:(?:do|does|could|would|wo|ca)\s?n.?t|can ?not|not|never|unable to)\W+(?:(?!and\b|more\b)[a-z]+\W+){{0,2}}?(?:have|got|afford|pay|spend|money|budget|apply|want|plan|like|going|manage)\b(?:\W+(?!(?:and|more|over|beyond|above|but|only|past)\b)[a-z&]+){{0,5}}?\W+{_NUM}\b"
    rf"|\b(?:no|without|lack of|short of|zero)\W+(?:the )?(?:money|budget|funds?|savings|cash)\b(?:\W+(?!(?:and|more|over|beyond|above|but|only|past)\b)[a-z&]+){{0,4}}?\W+{_NUM.replace('?P<count>', '?:')}\b",
    re.I,
)
_PARTS = re.compile(r",\s+|\s+/\s+|;\s*|\.\s+|\s+\|\s+|\s+and\s+(?!\d)")
# "45 programs and not one more"
_NO_MORE = re.compile(
    r"\b(?:and |but )?(?:not (?:one |a single |any )?|no )more\b|\b(?:and |but )?not (?:a single )?one more\b", re.I
)
_TENS = {"ten": 10, "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90, "hundred": 100}  # fmt: skip

# "is 35 programs too few, i cant pay more": the number asked about is the limit.
_LIMIT = re.compile(
    rf"\b(?:is|are|would|will) {_COUNT}\s*{_PROGRAM}[^?.;]*\b(?:can'?t|can ?not|could ?n'?t|couldnt|not able to|unable to) (?:pay|afford|spend|manage)(?: for)?(?: (?:any|one|a single))? more\b",
    re.I,
)


def read(passage: Passage) -> Iterator[Found]:
    """The number that is intended or affordable now."""
    for start, part in parts(passage.text, _PARTS):
        if (
            _DENIED.search(part)
            or _NOT_PLANNED.search(_NO_MORE.sub("", part))
            or (re.search(r"\bapplied\b", part, re.I) and not re.search(r"\bthis (?:year|cycle|season)\b", part, re.I))
        ):
            continue
        for pattern in _PROGRAMS:
            if match := pattern.search(part):
                word = match["count"].lower().removeprefix("a ")
                value = int(word) if word.isdigit() else _TENS[word]
                if not 1990 <= value <= 2050:
                    yield Found(
                        "programs_planned", None if match["more"] else value, start + match.start(), start + match.end()
                    )
                    break


def in_question(text: str) -> Iterator[Found]:
    """The number that a question asks about and names as all that can be paid."""
    if (match := _LIMIT.search(text)) and not match["more"] and match["count"].isdigit():
        yield Found("programs_planned", int(match["count"]), *match.span())
