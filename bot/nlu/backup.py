"""Reads backup_specialty: a second specialty that is told as one's own way, not one merely asked about."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

import yaml

from bot.nlu.passages import Passage
from bot.nlu.statements import Found
from bot.paths import ROOT

_BACKUP = r"(?:back ?-?ups?(?: (?:specialt\w+|special\w+|option|plan|choice|field))?|plan b|second(?:ary)? (?:choice|specialty|option|speciality)|2nd (?:choice|specialty|option)|alternative|alternate|other specialty|safety(?: ?net| option| specialty| choice)?|fall ?back|reserve|parachute|insurance)"
_FILL = r"(?:\s|[:=,(-]|\b(?:is|are|will be|would be|be|as|my|a|the|in|for|with|to|only|also|and|maybe|plan|specialty|of|choice|being|was|now|then|probably|mostly|i chose|i choose|i will choose|i pick|i select|i selected|chose|choose|chosen|i picked|picked|have|=)\b)*?"
_DUAL = r"(?:dual(?:ly)?[ -]?appl\w*|double appl\w*|also appl\w*|also aply\w*|apply\w* also|parallel appl\w*|appl\w* (?:to |for |in )?both|dual)"
_CALLED = re.compile(
    rf"\b(?:that'?s|thats|that is|which is|it'?s|its|this is) (?:my|the) {_BACKUP}(?:\W*$| (?:i|of mine|that i)\b|[.,;!])",
    re.I,
)
_NEAR = 60
_NOT_ONES_OWN = re.compile(
    r"\b(?:no(?! wait)|not|n't|without|don'?t|never|which|what|better|best|good|bad|easy|easier|worth|think\w*|consider\w*|horribl\w*|opinions?|says?|said|told|suggest\w*|recommend\w*|advis\w*|terribl\w*|sounds?|hate\w*|awful|stupid|crazy|people|they|(?<!\d )programs?|confus\w*|wonder\w*|deciding|torn)\b",
    re.I,
)


@functools.lru_cache(maxsize=1)
def names() -> dict[str, str]:
    """Each way of writing a specialty, with the full name."""
    known = yaml.safe_load((ROOT / "bot" / "nlu" / "specialties.yml").read_text(encoding="utf-8"))["specialties"]
    return {written: full for full, ways in known.items() for written in ways}


@functools.lru_cache(maxsize=1)
def _patterns() -> tuple[re.Pattern[str], ...]:
    ways = "|".join(re.escape(name) for name in sorted(names(), key=len, reverse=True))
    name = rf"(?P<name>{ways})(?![\w'])"
    pmr = r"(?:pm ?& ?r|pmr|pm and r|physiatry)"
    return (
        re.compile(
            rf"\b{_BACKUP}\b[^.?!]{{1,50}}?\b(?:it'?s|it is|its|now|changed (?:it )?to|switched to)\s+(?:now\s+)?{name}(?=\s+(?:now|instead|then|these days)\b|\W*(?:$|[.,;!]))",
            re.I,
        ),
        re.compile(rf"\b{_BACKUP}{_FILL}\b{name}", re.I),
        re.compile(
            rf"\bappl\w*\s+(?:to |for |in |into )*{name}\s+(?:in parallel|on the side|in addition|parallelly|at the same time)\b",
            re.I,
        ),
        re.compile(
            rf"\bi(?:'ll|'m| will| am| plan to| want to| would)? also (?:put(?:ting)? in|throw(?:ing)? in|try(?:ing)?|go(?:ing)?|send(?:ing)?|rank(?:ing)?) (?:for |to |apps? (?:to|for) |applications? (?:to|for) )?{name}",
            re.I,
        ),
        re.compile(rf"\b{name}\s+(?:in parallel|on the side)\b", re.I),
        re.compile(
            rf"(?<![\w']){name}\s*(?:is|as|for|=|:|will be|would be|also)?\s*(?:as |is )?(?:a |my |the )?\(?{_BACKUP}",
            re.I,
        ),
        re.compile(rf"\b{_DUAL}\b(?:[\s:,(-]+(?:with|to|in|for|and|into|as|well|{pmr}))*[\s:,(&+-]+{name}", re.I),
        re.compile(
            rf"\bappl\w*\s+(?:to |for |in )*(?:both\s+)?{pmr}\s*(?:and|&|\+|/|plus|with|n)\s*(?:also )?{name}", re.I
        ),
        re.compile(rf"\bappl\w*\s+(?:to |for |in )*(?:both\s+)?{name}\s*(?:and|&|\+|/|plus|with|n)\s*{pmr}", re.I),
        re.compile(rf"\bappl\w*\s+(?:to |for |in )*{name}\s+(?:too|also|as well|beside\w*)\b", re.I),
        re.compile(
            rf"(?<![\w']){name}\s+as\s+(?:my |a |the )?(?:second|2nd|other|spare)\b(?! (?:attempt|try|time))", re.I
        ),
        re.compile(
            rf"\b(?:programs?|apps|applications|apply\w*|send\w*|sent|pm&?r)\b[^.;]*\b(?:and|plus|&)\s+(?:\d+\s+)?{name}\s+(?:too|also|as well)\b",
            re.I,
        ),
        re.compile(rf"\b(?:if not {pmr}|otherwise|fall ?back)\s*(?:is|on|to|then|,)*\s*{name}", re.I),
    )


def read(passage: Passage) -> Iterator[Found]:
    """The specialty, by its full name."""
    yield from _both(passage)
    yield from _named_before(passage)
    for pattern in _patterns():
        for match in pattern.finditer(passage.text):
            if _is_pronoun(match) or _NOT_ONES_OWN.search(_near(passage.text, match)):
                continue
            if _is_one_of_two(passage.text, match):
                continue
            name = _put_right(passage.text[match.end("name") :]) or match["name"]
            yield Found("backup_specialty", names()[name.lower()], *match.span())
            return


@functools.lru_cache(maxsize=1)
def _told_in_question() -> tuple[re.Pattern[str], ...]:
    ways = "|".join(re.escape(name) for name in sorted(names(), key=len, reverse=True))
    name = rf"(?P<name>{ways})(?![\w'])"
    return (
        re.compile(rf"\bmy {_BACKUP}\W{{1,3}}{name}", re.I),
        re.compile(rf"\bmy {name} {_BACKUP}", re.I),
        re.compile(
            rf"\bi (?:also )?(?:applied|am applying|'?m applying) (?:to |for |in )*{name}(?: too| also| as well)? as (?:a |my )?{_BACKUP}",
            re.I,
        ),
        re.compile(
            rf"\bi (?:also )?(?:applied|am applying|'?m applying) (?:to |for |in )*{name} (?:too|also|as well)\b", re.I
        ),
    )


def in_question(text: str) -> Iterator[Found]:
    """The specialty that a question names as the asker's own: "do i need a statement for my backup family medicine?"."""
    for pattern in _told_in_question():
        if (match := pattern.search(text)) and not (_is_pronoun(match) or _is_one_of_two(text, match)):
            yield Found("backup_specialty", names()[match["name"].lower()], *match.span())
            return


def _named_before(passage: Passage) -> Iterator[Found]:
    """The specialty that was named, or asked about, just before it is called the backup: "is psychiatry ok? that's my plan B"."""
    match = _CALLED.search(passage.text)
    if match is None or re.search(r"\b(?:no|not|n't)\s*$", passage.text[: match.start()], re.I):
        return
    before = passage.message[: passage.start + match.start()][-_NEAR:]
    if found := _any_name().findall(before):
        yield Found("backup_specialty", names()[found[-1].lower()], *match.span())


@functools.lru_cache(maxsize=1)
def _otherwise() -> re.Pattern[str]:
    ways = "|".join(re.escape(name) for name in sorted(names(), key=len, reverse=True))
    return re.compile(
        rf"\bif (?:no|not|there is no) (?:pm ?& ?r|pmr|rehab|physiatry|match)(?: then|,| i go| i'll go| i will go| to| for| with)*\s+(?P<name>{ways})(?![\w'])"
        rf"|\b(?:if|in case) (?:(?:pm ?& ?r|pmr|rehab|this|it) )(?:fails|does ?n'?t work\w*(?: out)?|says no|is not possible),? (?:then )?(?:i |i'll |i will |i'm |i am )(?:go|do|take|try|apply|choose|going)\w* (?:to |for |into |with )*(?P<other>{ways})(?![\w'])",
        re.I,
    )


def in_condition(text: str) -> Iterator[Found]:
    """The specialty to which somebody turns if PM&R says no: "if no pmr then psych"."""
    if (match := _otherwise().search(text)) and not text[match.end() :].lstrip().startswith("?"):
        name = match["name"] or match["other"]
        if not re.match(r"\s+(?:or|vs)\b|[^.!\n]{0,40}\?", text[match.end() :], re.I):
            yield Found("backup_specialty", names()[name.lower()], *match.span())


def _both(passage: Passage) -> Iterator[Found]:
    """The specialty that was named beside PM&R where one applies to both: "my heart says rehab, my wallet FM, so I apply to both"."""
    match = re.search(
        r"\b(?:apply|applying|go for|going for)\s+(?:to |for |in )?both\b(?! (?:pm|im|fm))", passage.text, re.I
    )
    if match is None or not re.search(r"\b(?:pm ?& ?r|pmr|physiatry|rehab)\b", passage.text[: match.start()], re.I):
        return
    found = {names()[each.lower()] for each in _any_name().findall(passage.text[: match.start()])}
    if len(found) == 1:
        yield Found("backup_specialty", found.pop(), *match.span())


@functools.lru_cache(maxsize=1)
def _any_name() -> re.Pattern[str]:
    """A specialty written so that it is no other word."""
    ways = "|".join(re.escape(name) for name in sorted(names(), key=len, reverse=True) if len(name) > 2)
    return re.compile(rf"(?<![\w'])(?:{ways}|FM|IM|EM)(?![\w'])")


def _is_one_of_two(text: str, match: re.Match[str]) -> bool:
    """Whether a specialty is named only as one of two to choose from: "im or fm as backup"."""
    before = re.search(r"([\w/ -]+?)\s+(?:or|vs\.?|versus)\s+$", text[: match.start("name")])
    after = re.match(r"\s+(?:or|vs\.?|versus)\s+(\w+)", text[match.end("name") :], re.I)
    words = [before.group(1).split()[-1] if before else "", after.group(1) if after else ""]
    return any(word.lower() in names() for word in words)


def _put_right(behind: str) -> str | None:
    """The specialty put in the place of one just named: "IM no wait FM"."""
    match = re.match(
        r"^\W*(?:no wait|wait no|no|sorry|actually|i mean|i meant|rather)\W+(?:no |sorry |i mean |it'?s )*(?P<name>[\w/ -]+?)\s*(?:[.,;!]|$)",
        behind,
        re.I,
    )
    return match["name"] if match and match["name"].lower() in names() else None


def _is_pronoun(match: re.Match[str]) -> bool:
    """Whether "im" stands for "I am": more words follow that no list of specialties has."""
    if match["name"].lower() != "im" or match["name"] == "IM":
        return False
    following = match.string[match.end("name") :]
    return bool(
        re.match(
            r"\s+(?:a|an|the|not|from|in|at|on|very|so|doing|working|going|applying|planning|\w+ing)\b", following, re.I
        )
    )


def _near(text: str, match: re.Match[str]) -> str:
    """The words of the same part, in which a doubt may stand."""
    left = max(text.rfind(sign, 0, match.start()) for sign in (",", ";", "|", ".", "(", " / "))
    right = min(
        (place for place in (text.find(sign, match.end()) for sign in (",", ";", "|", ".", " / ")) if place >= 0),
        default=len(text),
    )
    return text[left + 1 : right]
