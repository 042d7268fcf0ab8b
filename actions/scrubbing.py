"""Takes out of a message what could tell who wrote it. When in doubt it removes: a lost word costs less than a kept name."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Collection
from pathlib import Path

from actions.yaml_files import read

WORDS = Path(__file__).with_name("scrubbing_words.yml")

LONGEST = 300
# Beyond this nothing is looked at: the little that is kept is full before, and some patterns take more than linear time.
MOST_READ = 1000
GONE = "…"
NUMBER = "#"
FEWEST_WORDS = 2

_WORD = r"[^\W\d_][\w'’.-]*"
_MAIL_HOSTS = r"(?:gmail|g mail|googlemail|yahoo|ymail|hotmail|outlook|live|icloud|proton(?:mail)?|aol|rediffmail|mail)"
_DOMAINS = r"(?:com|org|net|edu|gov|mil|info|biz|app|dev|io|ai|pk|uk|ng|eg|np|bd|lk|ae|sa|jo|ph|mx|br|ca|de|fr|es|ru|cn|ly|be|gl|eu)"
# What names a person or a place to write to, each with what stays of it.
_REPLACED = tuple(
    (re.compile(pattern, re.I | re.M), kept)
    for pattern, kept in (
        (r"\b(?:https?|ftp)\s*:\s*/\s*/\s*\S+|\b\w+://\S+|\bwww\.\S+", GONE),
        (r"\S*@\s?\S*", GONE),
        (rf"\S+\s*(?:[(\[]\s*at\s*[)\]]|\bat\b)\s*{_MAIL_HOSTS}\b\S*(?:\s*[(\[]?\b(?:dot|\.)\b[)\]]?\s*\w+)*", GONE),
        (rf"\b\S+\s+(?:dot|\(dot\))\s+{_DOMAINS}\b\S*", GONE),
        (rf"(?<![\w-])[\w-]{{1,63}}(?:\.[\w-]{{1,63}}){{0,4}}\.(?:{_DOMAINS}\b(?:/\S*)?|[a-z]{{2,}}/\S+)", GONE),
        (
            r"\b\d+\w?,? +(?:[^\W\d_]+ +){1,3}(?:street|st|road|rd|avenue|ave|lane|ln|drive|boulevard|blvd|apartment|apt)\b\.?",
            GONE,
        ),
        (r"(?<![\w/])/?u/[\w-]+", GONE),
        (
            r"\b(?P<what>insta(?:gram)?|ig|telegram|tg|whats ?app|discord|snap(?:chat)?|skype|wechat|linkedin|facebook|fb|twitter|user ?name|user ?id|login|handle|passport|ecfmg id|usmle id|aamc id|password)\b(?:\s+(?:is|id|no|number|handle|name|me|at|on))*\s*[:=#-]*\s*\S+",
            rf"\g<what> {GONE}",
        ),
        # A name after what announces one, in any case of letters.
        (
            rf"\b(?P<what>my (?:full |first |last |nick ?|sur)?name(?:'s|’s| is| was)|name is|name\s*[:=-]|call me|i go by|known as|signed|yours truly)(?!\w)[ ,:]*{_WORD}(?: +(?!and\b|from\b|i\b|but\b|is\b|with\b){_WORD}){{0,3}}",
            rf"\g<what> {GONE}",
        ),
    )
)
# A closing and whatever stands behind it, at the end: "Regards, Ahmed Khan", "- ali".
_SIGNATURE = re.compile(
    rf"(?:(?:\b(?:best|kind|warm|many)?\s*(?:regards|wishes)|\bsincerely(?: yours)?|\byours(?: \w+)?|\bcheers|\brespectfully|\bthank(?:s| you|ing you)(?: (?:so much|a lot|in advance))?|\bbest)\s*[,.!\n-]+\s*(?P<signed>{_WORD}(?:[ \n]+{_WORD}){{0,4}})|(?:\n|\s[-–—~]+\s*)(?P<dashed>{_WORD}(?:[ \n]+{_WORD}){{0,2}}))\W*\Z",
    re.I,
)
# A title and the name behind it. The written-out titles stand before other words too, so there only a capital tells a name.
_TITLED = re.compile(
    rf"\b(?:(?i:(?P<short>dr|drs|prof|mr|mrs|ms|mx|md))\b\.?|(?i:doctor|professor|miss|sir|madam|uncle|aunt|brother|sister))[ ,]+(?P<name>{_WORD}(?:[ ]+[A-Z][\w'’.-]*){{0,3}})"
)
# Somebody close, and perhaps their name; or oneself, with something behind that shows a name: "i am ahmed from lahore".
_CLOSE = re.compile(
    rf"\b(my (?:best )?(?:friend|wife|husband|brother|sister|cousin|mentor|supervisor|attending|colleague|classmate|roommate|room-mate|boyfriend|girlfriend|son|daughter|fianc[eé]e?|boss)(?:'s name)?(?: is| named| called|,)?) +(?P<name>{_WORD})",
    re.I,
)
_ONESELF = re.compile(
    rf"\b(i am|i['’]?m|this is|it['’]?s|me,) +(?!(?:an?|the|not) )(?P<name>{_WORD}(?: +{_WORD})?)(?= +(?:from|here|writing|again|and i)\b| *[,.;:!\n]| *\Z)",
    re.I,
)
_HERE = re.compile(
    rf"(?:^|(?<=[.!?\n])) *((?:hi|hello|hey|dear|salam)\b[ ,!]*)?(?P<name>{_WORD}(?: +{_WORD})?) +here\b",
    re.I,
)
_GREETED = re.compile(rf"\b(hi|hello|hey|dear|thanks|thank you)\b[ ,]+(?P<name>{_WORD})", re.I)
_PHONE = re.compile(r"\+?\(?\d(?:[\s().+/-]*\d){6,}")
_SAID_DIGITS = re.compile(
    r"\b(?:(?:zero|oh|one|two|three|four|five|six|seven|eight|nine|double|triple)[\s,-]+){4,}\w+", re.I
)
_NUMBERED = re.compile(r"(?:(?<!\w)(?P<prefix>[^\W\d_]{1,4})-)?[^\W_]*\d[^\W_]*(?:[.,:/–_-]{1,3}[^\W_]*\d[^\W_]*)*")
# Names of exams, forms, visas and years of training: digits that are no number of anybody.
_TERM = re.compile(
    r"(?:step[123]|s[123](?:ck|cs)?|steps?|[jhfbol]-?[124][ab]?(?:/b?-?2)?|pgy-?[1-9]|uwsa-?[123]|[1-4](?:st|nd|rd|th)|i-?(?:20|140|485|94)|ds-?\d{3,4})\Z",
    re.I,
)
# A lone digit behind these words names an exam or one of its forms too.
_BEFORE_TERM = re.compile(r"\b(?:steps?|pgy|uwsa|nbme|form|phase|plan|scenario|usmle|part)[ -]?\Z", re.I)
_FREE_120 = re.compile(r"\bfree[ -]?\Z", re.I)
_OWN_NUMBER = re.compile(r"x?(?P<number>\d+(?:\.\d+)?)(?:ish|x|mo|m|w|wks?|yrs?|y|st|nd|rd|th)?\Z", re.I)
_SEPARATORS = re.compile(r"[,:/–_-]+")


def scrub(text: str, kept_numbers: Collection[str] = ()) -> str:
    """A message without names, addresses, links, handles and numbers.

    Args:
        text: as it was written.
        kept_numbers: numbers that were read as facts, in digits; they stay.

    Returns:
        One line of at most 300 characters with `…` for what is gone and `#` for numbers; empty where hardly a word would be left.
    """
    plain = _plain(_beginning(text))
    for pattern, kept in _REPLACED:
        plain = pattern.sub(kept, plain)
    plain = _without_names(plain)
    numbers = frozenset(kept_numbers)
    plain = _SAID_DIGITS.sub(NUMBER, plain)
    plain = _PHONE.sub(lambda found: _phone(found, numbers), plain)
    plain = _NUMBERED.sub(lambda found: _number(found, numbers), plain)
    plain = re.sub(rf"{GONE}(?:[\s,.;:!'’-]*{GONE})+", GONE, " ".join(plain.split()))
    plain = re.sub(rf"{NUMBER}(?:[ .-]*{NUMBER})+", NUMBER, plain)
    return _cut(plain) if _says_something(plain) else ""


def numbers_of(value: object) -> frozenset[str]:
    """The numbers of a fact's value, in digits. A date has none: the day of an exam comes close to a name."""
    if isinstance(value, bool):
        return frozenset()
    if isinstance(value, (int, float)):
        return frozenset({f"{value:g}" if isinstance(value, float) else str(value)})
    if isinstance(value, (list, tuple)):
        return frozenset(number for each in value for number in numbers_of(each))
    return frozenset()


def _plain(text: str) -> str:
    """One way of writing the same characters; invisible ones gone, words in another script too (names stand there as well)."""
    same = unicodedata.normalize("NFKC", text).replace("[", "(").replace("]", ")")
    seen = "".join(each for each in same if each == "\n" or unicodedata.category(each)[0] != "C")
    return re.sub(r"\S+", lambda word: GONE if any(map(_is_foreign, word[0])) else word[0], seen)


def _is_foreign(letter: str) -> bool:
    """Whether it is a letter or a mark of another script than the Latin one."""
    latin = ord(letter) < 0x370 or 0x1E00 <= ord(letter) < 0x1F00
    return not latin and unicodedata.category(letter)[0] in "LM"


def _beginning(text: str) -> str:
    """What is looked at, cut before a word so that no half of an address stays."""
    if len(text) <= MOST_READ:
        return text
    return re.sub(r"\S*\Z", "", text[: MOST_READ + 1])


def _without_names(text: str) -> str:
    text = _SIGNATURE.sub(_unsigned, text)
    text = _TITLED.sub(_untitled, text)
    for pattern in (_HERE, _CLOSE, _ONESELF, _GREETED):
        text = pattern.sub(_unnamed, text)
    return _without_capitals(text)


def _unsigned(found: re.Match[str]) -> str:
    part = "signed" if found["signed"] else "dashed"
    if all(_is_known(word) for word in found[part].split()):
        return found.group()
    return found.group()[: found.start(part) - found.start()] + GONE


def _untitled(found: re.Match[str]) -> str:
    first = found["name"].split()[0]
    if _is_known(first) or (not found["short"] and first.islower()):
        return found.group()
    return found.group()[: found.start("name") - found.start()] + GONE


def _unnamed(found: re.Match[str]) -> str:
    """The match without the words that could be a name; as it was where all of them are known."""
    words = [word if _is_known(word) else GONE for word in found["name"].split()]
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
        if not name[:1].isupper() or _is_known(name):
            continue
        before = words[at - 2] if at else ""
        begins = not before or before[-1] in ".?!" or "\n" in words[at - 1]
        following = words[at + 2].strip(".,;:!?()\"'’") if at + 2 < len(words) else ""
        full_name = following[:1].isupper() and not following.isupper() and not _is_known(following)
        # Five capitals and more are rarely an acronym; where all is in capitals, a capital tells nothing.
        acronym = name.isupper() and (shouted or len(name) < 5)
        keeps = acronym or (begins and not full_name and not name.isupper())
        if not keeps:
            words[at] = words[at].replace(name, GONE)
    return "".join(words)


def _is_known(word: str) -> bool:
    plain = word.casefold().strip(".,;:!?()\"'’").replace("’", "'")
    if word.islower() and len(plain) > 5 and plain.endswith("ing"):
        return True
    return {plain, plain.removesuffix("'s")} & _known() != set() or not any(map(str.isalpha, plain))


@functools.cache
def _known() -> frozenset[str]:
    return frozenset(word for words in read(WORDS)["words"].values() for word in words.split())


@functools.cache
def _greetings() -> frozenset[str]:
    return frozenset(read(WORDS)["words"]["greetings"].split())


def _phone(found: re.Match[str], numbers: frozenset[str]) -> str:
    """A row of scores is made of facts; any other long row of digits is a phone number or an id."""
    return found.group() if set(re.findall(r"\d+", found.group())) <= numbers else NUMBER


def _number(found: re.Match[str], numbers: frozenset[str]) -> str:
    written = found.group()
    before = found.string[max(0, found.start() - 12) : found.start()]
    if _TERM.match(written) or (len(written) == 1 and _BEFORE_TERM.search(before)):
        return written
    if written == "120" and _FREE_120.search(before):
        return written
    kept = f"{found['prefix']}-" if found["prefix"] and _is_known(found["prefix"]) else ""
    own = [_OWN_NUMBER.match(part) for part in _SEPARATORS.split(written.removeprefix(kept))]
    return written if all(part and part["number"] in numbers for part in own) else f"{kept}{NUMBER}"


def _says_something(text: str) -> bool:
    words = [word for word in re.findall(r"[^\W\d_][\w'’&-]*", text) if len(word) > 1]
    known = [word for word in words if _is_known(word) and word.casefold() not in _greetings()]
    return len(words) >= FEWEST_WORDS and bool(known)


def _cut(text: str) -> str:
    if len(text) <= LONGEST:
        return text
    whole = text[: LONGEST - 1].rsplit(" ", 1)[0]
    return f"{whole}{GONE}"
