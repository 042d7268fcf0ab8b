"""Reads working_in_us: whether the applicant works in the US now, in a clinic or in research."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.nlu.passages import Passage
from bot.nlu.statements import Found
from bot.nlu.us_places import is_abroad, place

_WORK = re.compile(
    r"\b(?:work|worked|working|works|employed|job|position|research (?:fellow\w*|assistant|coordinator|associate|scholar|intern|scientist|position|job|year|volunteer)|post ?-?doc\w*|clinical research\w*|scribe|scribing|medical assistant|ma job|coordinator|crc|data entry|chart review|lab|research assistant job|doing research|doing a? ?post ?doc\w*|fellow|observer|technician|phlebotomist|research)\b",
    re.I,
)
_JOB = re.compile(
    r"\b(?:research (?:fellow|assistant|coordinator|associate|scholar|scientist|trainee)|post ?-?doc\w*|scribe|scribing|medical assistant|clinical research coordinator|crc)\b",
    re.I,
)
_NOT_WORKING = re.compile(
    r"\b(?:(?:do|does|am|is|did)(?:n't|nt| not)|not|never|i'm not|im not|no longer|don't|dont|doesnt)\s+(?:currently |yet |now |even |really )?(?:(?:(?:live|reside|living) (?:or|and|nor) work\w*|work\w*|employed|doing (?:any |a )?job|living and working|have (?:a |any )?(?:us )?job)\b[^,.;]*|in (?:the )?(?:us|usa|states|america)\b[^,.;]*)"
    r"|\bno (?:us|usa|american) (?:job|work|position)\b|\bno (?:job|work|position) in (?:the )?(?:us|usa|states|america)\b"
    r"|\b(?:not|outside|out of) (?:in )?(?:the )?(?:us|usa|states|america) (?:now|currently|right now|at the moment|yet)\b",
    re.I,
)
_NOT_WORKING_THERE = re.compile(
    r"\b(?:not|n't|never)\s+(?:currently )?work\w*\s+(?:there|yet|now|currently|at the moment)\b", re.I
)
_OF_RELATIVE = re.compile(
    r"\b(?:wife|husband|spouse|fianc\w+|brother|sister|father|mother|uncle|aunt|cousin|son|daughter) (?:is |who )?(?:also )?work\w*\b",
    re.I,
)
# Work that is neither clinical nor research.
_OTHER_JOB = re.compile(
    r"\b(?:banks?|uber|lyft|restaurant|driver|drive|store|retail|cashier|amazon|walmart|gas station|it company|software|barista|waiter|waitress|warehouse|insurance|teacher|tutor\w*|nanny|bar|hotel|factory|delivery|office job|real estate|family business)\b",
    re.I,
)
_PAST_WORK = re.compile(
    r"\b(?:worked|spent|was|were|used to|previously|former\w*|until|till|ended|finished|left|had|did|done|applied|ago|before|visited)\b",
    re.I,
)
# "mbbs from lahore and now scribe in texas": what is done now is a part of its own.
_WORK_PART = re.compile(r"(?:(?!\s(?:and|but|then)\s+(?:now|currently|presently|i'?m?)\b)[^,;|])+", re.I)
_NOW = re.compile(r"\b(?:now|currently|present\w*|at the moment|right now|since|for the (?:past|last))\b", re.I)
_WISH = re.compile(
    r"\b(?:want|wants|will|would|plan\w*|hope|hoping|looking|search\w*|appl\w+|need|going to|future|interested|like to|next|offer\w*|trying|seeking|considering|dream\w*|goal)\b",
    re.I,
)


def read(passage: Passage) -> Iterator[Found]:
    """The fact, part by part of a sentence."""
    for match in _WORK_PART.finditer(passage.text):
        part = match.group()
        if _NOT_WORKING_THERE.search(part) and place().search(passage.text):
            yield Found("working_in_us", False, *match.span())
            continue
        if _NOT_WORKING.search(part) and not re.search(
            r"\b(?:visa|citizen|img|usce|letters?|lors?|weeks?)\b", part, re.I
        ):
            if place().search(part) or re.search(r"\b(?:us|usa|states|america)\b", part, re.I):
                yield Found("working_in_us", False, *match.span())
            continue
        if _JOB.search(part) and (behind := _place_behind(passage.text, match.end())):
            part += behind
        if not _WORK.search(part) or not place().search(part) or is_abroad(part) or _WISH.search(part):
            continue
        if _PAST_WORK.search(part) and not passage.supposed and not _NOW.search(part):
            continue
        if _OF_RELATIVE.search(part) and re.search(r"\b(?:i|i'm|i've)\b", passage.text, re.I):
            continue
        if _works(part):
            yield Found("working_in_us", True, *match.span())


def _place_behind(text: str, end: int) -> str:
    """A place in the US that a comma parts from the job: "clinical research assistant, Cleveland Clinic"."""
    following = re.match(r",\s*([^,;.|]{2,40})(?=[,;.|]|$)", text[end:])
    return f" at {following.group(1)}" if following and place().match(f"at {following.group(1)}") else ""


def _works(part: str) -> bool:
    """Whether a part says that somebody works, not that work of some kind exists."""
    if re.search(
        r"\b(?:positions|jobs|openings?|opportunit\w+|vacanc\w+)\b|\b(?:an?|the|my) \w+ (?:\w+ ){0,5}?(?:tells?|told|says|said|wrote|asked)\b",
        part,
        re.I,
    ):
        return False
    if re.search(
        r"\b(?:paper|published|publication|project|poster|letters?|lors?|observership|interview|work permit|visa)\w*\b",
        part,
        re.I,
    ):
        return bool(re.search(r"\b(?:working|employed)\b|\bmy (?:current |present )?(?:\w+ )?job\b", part, re.I))
    if _OTHER_JOB.search(part):
        return False
    verb = re.search(
        r"\b(?:work|worked|working|works|employed|volunteering|doing|i do|have a job|job|position|am|i'm|im|as|currently|now)\b",
        part,
        re.I,
    )
    return bool(_JOB.search(part) or verb) and not re.search(r"\b(?:how|does|do) (?:it|this|that)? ?work", part, re.I)
