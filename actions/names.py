"""Takes names out of a message: what stands behind words that announce a name, and what a capital gives away."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable
from pathlib import Path

from actions.yaml_files import read

WORDS = Path(__file__).with_name("scrubbing_words.yml")
# What stands for something that was taken out.
GONE = "…"
# Given names and surnames together rarely have more words.
LONGEST_NAME = 4

_WORD = r"[^\W\d_][\w'’.-]*"
_NAMES = r"(?:full |first |last |nick ?|sur|family |given |good )*(?:name|nam|naem|nme)"
_RELATION = (
    r"(?:(?:best|close|old|senior|elder|younger|big|little) )?(?:friend|wife|husband|partner|brother|sister|cousin|mother|father|mom|mum|dad|uncle|aunt"
    r"|son|daughter|nephew|niece|mentor|supervisor|attending|consultant|preceptor|professor|prof|teacher|tutor|chief|boss|coordinator|adviser|colleague"
    r"|classmate|batchmate|room-?mate|flatmate|boyfriend|girlfriend|fianc[eé]e?|senior|junior|neighbou?r|(?:letter )?writer|recommender|referee)s?"
)
# Who is met in hospitals and offices, with "the" or "my" before and a name behind.
_ROLE = r"(?:program directors?|pd|apd|chair(?:man|woman|person)?|dean|director|residents?|fellows?|interns?|students?|nurses?|coordinators?|secretar(?:y|ies)|recruiters?|guys?|girls?|man|woman|lady|lawyers?|agents?|landlords?)"


def _announcing(*patterns: str) -> re.Pattern[str]:
    """Any of these, up to the place where the name begins."""
    return re.compile(rf"(?:{'|'.join(patterns)})(?!\w)(?:[ ,:=-]*\n)?[ ,:=-]*(?<=[\s,:=-])(?={_WORD})", re.I)


# Behind these a name stands for sure: its first word goes even if it is a common one ("my name is hope").
_SURE = _announcing(
    rf"\bmy {_NAMES}s?(?: is|['’]s| was| ?[:=-])",
    r"\bname (?:is|was)|\bname ?[:=-]|\bthe name['’]?s",
    r"\bcalls? (?:me|myself)|\bi go by|\byours truly|\b(?:i am|i['’]?m|am) (?:called|named)",
    r"\bme llamo|\bmi nombre es|\bmein name ist|\bje m['’]appelle|\bmera na+m",
)
# A title; behind it even a few known words are surnames ("dr green").
_TITLE = _announcing(
    r"\b(?:dr|drs|prof|mr|mrs|ms|mx|doctor|professor|miss|sir|madam|ma['’]?am|uncle|aunt|aunt(?:y|ie)|sister|brother|sheikh|shaikh|syed)\b\.?"
)
# Behind these a name may stand: only words that are not known go.
_PERHAPS = _announcing(
    rf"\bmy {_NAMES}s?|(?:^|(?<=[.!?\n,])) *names?",
    rf"\bmy {_RELATION}(?:['’]?s? name)?,?(?: is| was)?(?: named| called)?",
    r"\b(?:letters?|lors?|recommendations?|e?mails?|messages?|references?)(?: is| are| was| came)? (?:from|by)",
    r"\b(?:work|works|worked|working|rotate|rotated|rotating|rotations?|observerships?|electives?|trained|training|study|studied|research) (?:with|under)",
    r"\b(?:shadow(?:ed|ing)?|met|meet|e?mailed|contact(?:ed)?|text(?:ed)?|asked|ask|known as|signed)",
    rf"\b(?:the|my|our|a|an|this|that|one|some) {_ROLE}(?:['’]?s? name)?,?(?: is| was)?(?: named| called)?|\b(?:named|called)",
    r"\b(?:do|did) (?:you|u|we|they) know|\b(?:i|we) know|\be?mail|\baccording to|\bme and|\bwith me and|\bthis side|\byours faithfully|\bit['’]?s me",
    r"\b(?:told|supervised|mentored|guided|taught|introduced|referred|written) by|\b(?:spoke|speak|talked|talk|wrote|write|reach|reached)(?: out)? (?:to|with)",
    r"\b(?:hi|hello|hey|dear|thanks|thank you|salam|namaste|hola|regards|sincerely|respectfully|cheers)",
)
_MYSELF = _announcing(
    r"\bi am|\bi['’]?m|\bi m|\bsoy",
    r"(?:^|(?<=[.!?,\n])|\b(?:hi|hello|hey)) *(?:am|myself|my self)|\b(?:sir|madam),? (?:myself|my self)",
)
# Said of things too, so that what follows has to show that a person speaks.
_THIS_IS = _announcing(r"\bthis is|\bit['’]?s|\bit is|\bme,")
_A_PERSON_SPEAKS = re.compile(r" +(?:from|here|writing|speaking|calling|again|and i)\b| *(?:[,.;:!\n]|\Z)", re.I)
# "i am eligible for": no name, though the word is not known.
_NO_NAME = re.compile(r" +(?:to|for|about|of|by|that|than|as)\b", re.I)
_SECOND_NAME = re.compile(rf"(?: and | or | ?& ?)(?={_WORD})", re.I)
_PLACE = re.compile(rf" (?:from|of|at) (?={_WORD})", re.I)
_ONE_WORD = re.compile(_WORD)
_GAP = re.compile(rf" +(?={_WORD})")
# Words inside a name ("maria del carmen"); at its end they are none.
_INSIDE = frozenset(
    ("al", "bin", "bint", "binti", "da", "das", "de", "del", "den", "der", "di", "dos", "du", "el", "ibn", "la", "le", "san",
     "ter", "ul", "ur", "van", "von")
)  # fmt: skip

# A closing and whatever stands behind it, at the end: "Regards, Ahmed Khan", "- ali".
_SIGNATURE = re.compile(
    rf"(?:(?:\b(?:best|kind|warm|many)?\s*(?:regards|wishes)|\bsincerely(?: yours)?|\byours(?: \w+)?|\bcheers|\brespectfully|\bthank(?:s| you|ing you)(?: (?:so much|a lot|in advance))?|\bbest)\s*[,.!\n-]+\s*(?P<signed>{_WORD}(?:[ \n]+{_WORD}){{0,4}})|(?:\n|\s[-–—~]+\s*)(?P<dashed>{_WORD}(?:[ \n]+{_WORD}){{0,2}}))\W*\Z",
    re.I,
)
# A name in front of what shows it: "ahmed here", "khan is my surname", "smith, md".
_IN_FRONT = tuple(
    re.compile(pattern, re.I)
    for pattern in (
        rf"(?:^|(?<=[.!?\n])) *(?:(?:hi|hello|hey|dear|salam)\b[ ,!]*)?(?P<name>{_WORD}(?: +{_WORD}){{0,2}}) +(?:here|from|this side)\b",
        rf"(?<!\w)(?P<name>{_WORD}(?: +{_WORD})?) +(?:said|says|told|tells|replied|promised|advised (?:me|us)|thinks)\b",
        rf"(?<!\w)(?P<name>{_WORD}(?: +{_WORD}){{0,2}}) +is my {_NAMES}\b",
        rf"(?<!\w)(?P<name>{_WORD}),? +(?:md|phd|mbbs)\b",
    )
)


def without_names(text: str) -> str:
    """A text with `…` for its names. When in doubt a word goes: one too many lost costs less than a kept name."""
    text = _after(_SURE, text, first_too=True)
    text = _SIGNATURE.sub(_unsigned, text)
    text = _after(_TITLE, text, others=True, also=_names_too())
    text = _after(_PERHAPS, text, others=True)
    text = _after(_MYSELF, text, is_name=_not_of_something)
    text = _after(_THIS_IS, text, is_name=lambda text, _, end: bool(_A_PERSON_SPEAKS.match(text, end)))
    for pattern in _IN_FRONT:
        text = pattern.sub(_unnamed, text)
    return _without_capitals(text)


def is_known(word: str) -> bool:
    """Whether a word is none of a name: it is in the list, has an ending that names do not have, or has no letter."""
    plain = word.casefold().strip(".,;:!?()\"'’-").replace("’", "'")
    if word.islower() and len(plain) > 5 and _ENDINGS.search(plain):
        return True
    return {plain, plain.removesuffix("'s")} & _words("field", "common", "titles", "greetings") != set() or not any(
        map(str.isalpha, plain)
    )


def is_greeting(word: str) -> bool:
    """Whether a word is said in greeting; a message of these alone says nothing."""
    return word.casefold() in _words("greetings")


_ENDINGS = re.compile(
    r"(?:ing|ologists?|iatrists?|icians?|tions?|ships?|ology|ical(?:ly)?|ous|ful|less|[a-z]{4}ment)\Z"
)


@functools.cache
def _words(*groups: str) -> frozenset[str]:
    return frozenset(word for group in groups for word in read(WORDS)["words"][group].split())


def _names_too() -> frozenset[str]:
    return _words("names_too")


def _after(
    announcing: re.Pattern[str],
    text: str,
    *,
    first_too: bool = False,
    others: bool = False,
    also: frozenset[str] = frozenset(),
    is_name: Callable[[str, int, int], bool] = lambda text, begin, end: True,
) -> str:
    """The text without the names that stand behind what announces them.

    Args:
        announcing: ends where the name begins.
        text: the text.
        first_too: whether the first word goes even if it is known.
        others: whether further names may follow behind "and".
        also: known words that go nevertheless.
        is_name: whether what stands between two places is taken for a name.
    """
    left, at = [], 0
    for found in announcing.finditer(text):
        begin = found.end()
        end = _end(text, begin, first_too=first_too, also=also)
        if found.start() < at or end == begin or not is_name(text, begin, end):
            continue
        left += [text[at:begin], GONE]
        at = end
        while others and (second := _SECOND_NAME.match(text, at)) and (end := _end(text, second.end())) > second.end():
            at = end
        place = _PLACE.match(text, at)
        if place and (end := _end(text, place.end())) > place.end():
            left += [place.group(), GONE]
            at = end
    return "".join([*left, text[at:]])


def _end(text: str, begin: int, *, first_too: bool = False, also: frozenset[str] = frozenset()) -> int:
    """Where a name ends that begins here; the same place where none does."""
    end = at = begin
    for _ in range(LONGEST_NAME):
        found = _ONE_WORD.match(text, at)
        if not found:
            break
        word = found.group().rstrip(".'’-")
        inside = word.casefold() in _INSIDE
        if not inside and is_known(word) and word.casefold() not in also and not (first_too and at == begin):
            break
        if not inside:
            end = at + len(word)
        # A dot behind more than an initial ends the sentence.
        if found.group().endswith(".") and len(word) > 2:
            break
        gap = _GAP.match(text, found.end())
        if not gap:
            break
        at = gap.end()
    return end


def _not_of_something(text: str, begin: int, end: int) -> bool:
    return " " in text[begin:end] or not _NO_NAME.match(text, end)


def _unsigned(found: re.Match[str]) -> str:
    part = "signed" if found["signed"] else "dashed"
    if all(is_known(word) for word in found[part].split()):
        return found.group()
    return found.group()[: found.start(part) - found.start()] + GONE


def _unnamed(found: re.Match[str]) -> str:
    """The match without the words that could be a name; as it was where all of them are known."""
    words = [word if is_known(word) else GONE for word in found["name"].split()]
    if GONE not in words:
        return found.group()
    before, behind = found.start("name") - found.start(), found.end("name") - found.start()
    return f"{found.group()[:before]}{' '.join(words)}{found.group()[behind:]}"


def _without_capitals(text: str) -> str:
    """No word with a capital that is neither known nor the first of its sentence: mostly a name or a place."""
    shouted = sum(map(str.isupper, text)) > sum(map(str.islower, text))
    words = re.split(r"(\s+)", text)
    for at in range(0, len(words), 2):
        name = words[at].strip(".,;:!?()\"'’")
        # Months, and what else the field writes with a capital, are no names.
        as_a_name = name.casefold() in _names_too() - _words("field")
        if not name[:1].isupper() or (is_known(name) and not as_a_name):
            continue
        before = words[at - 2] if at else ""
        begins = not before or before[-1] in ".?!" or "\n" in words[at - 1]
        following = words[at + 2].strip(".,;:!?()\"'’") if at + 2 < len(words) else ""
        full_name = following[:1].isupper() and not following.isupper() and not is_known(following)
        # Five capitals and more are rarely an acronym; where all is in capitals, a capital tells nothing.
        acronym = name.isupper() and (shouted or len(name) < 5)
        keeps = acronym or (begins and not full_name and not name.isupper())
        if not keeps:
            words[at] = words[at].replace(name, GONE)
    return "".join(words)
