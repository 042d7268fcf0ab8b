"""Takes out of a message what could tell who wrote it. When in doubt it removes: a lost word costs less than a kept name."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection

from actions.names import GONE, is_greeting, is_known, without_names

LONGEST = 300
# Beyond this nothing is looked at: the little that is kept is full before, and some patterns take more than linear time.
MOST_READ = 1000
NUMBER = "#"
FEWEST_WORDS = 2

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
    )
)
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
    plain = re.sub(
        r"\S+", lambda word: GONE if any(map(_is_foreign, word[0])) else word[0], in_one_way(_beginning(text))
    )
    for pattern, kept in _REPLACED:
        plain = pattern.sub(kept, plain)
    plain = without_names(plain)
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


def in_one_way(text: str) -> str:
    """A text with one way of writing the same characters, and without invisible ones."""
    same = unicodedata.normalize("NFKC", text).replace("[", "(").replace("]", ")")
    return "".join(each for each in same if each == "\n" or unicodedata.category(each)[0] != "C")


def _is_foreign(letter: str) -> bool:
    """Whether it is a letter or a mark of another script than the Latin one."""
    latin = ord(letter) < 0x370 or 0x1E00 <= ord(letter) < 0x1F00
    return not latin and unicodedata.category(letter)[0] in "LM"


def _beginning(text: str) -> str:
    """What is looked at, cut before a word so that no half of an address stays."""
    if len(text) <= MOST_READ:
        return text
    return re.sub(r"\S*\Z", "", text[: MOST_READ + 1])


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
    kept = f"{found['prefix']}-" if found["prefix"] and is_known(found["prefix"]) else ""
    own = [_OWN_NUMBER.match(part) for part in _SEPARATORS.split(written.removeprefix(kept))]
    return written if all(part and part["number"] in numbers for part in own) else f"{kept}{NUMBER}"


def _says_something(text: str) -> bool:
    words = [word for word in re.findall(r"[^\W\d_][\w'’&-]*", text) if len(word) > 1]
    known = [word for word in words if is_known(word) and not is_greeting(word)]
    return len(words) >= FEWEST_WORDS and bool(known)


def _cut(text: str) -> str:
    if len(text) <= LONGEST:
        return text
    whole = text[: LONGEST - 1].rsplit(" ", 1)[0]
    return f"{whole}{GONE}"
