"""Finds the names of countries, peoples, cities and medical schools outside the United States (countries.yml)."""

from __future__ import annotations

import functools
import re
import unicodedata
from dataclasses import dataclass, replace
from typing import Any

import yaml

from bot.paths import ROOT

_LONGEST_NAME = 5
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_GAP = re.compile(r"[\s.-]{1,2}")
_LEADS = re.compile(r"\b(?:from|in|of|at|to|,)\s*(?:the\s+)?$", re.I)
_STATES = (
    "alabama|alaska|arizona|arkansas|california|colorado|connecticut|florida|idaho|illinois|indiana|iowa|kansas|kentucky|louisiana|maine|maryland"
    "|massachusetts|michigan|minnesota|mississippi|missouri|montana|nebraska|nevada|new hampshire|new jersey|new mexico|new york|north carolina"
    "|ohio|oklahoma|oregon|pennsylvania|south carolina|tennessee|texas|utah|vermont|virginia|washington|wisconsin|usa|georgia"
)
# "Lima, Ohio" and "Lebanon NH" lie in the United States.
_IN_A_STATE = re.compile(
    rf",?\s+(?:(?i:{_STATES})\b|(?:GA|NH|NY|NJ|PA|TX|OH|IL|MA|CA|FL|VA|TN|KY|CT|ID|NC|SC|MI|MO|KS)\b)"
)
_GEORGIA_STATE = re.compile(
    r"\b(?:atlanta|augusta|savannah|emory|macon|georgia (?:tech|state)|usa?|state of georgia)\b", re.I
)
_GEORGIA_COUNTRY = re.compile(r"\b(?:country|tbilisi|batumi|kutaisi|caucasus|not the (?:us )?state)\b", re.I)


@dataclass(frozen=True)
class Mention:
    """A name in a text: which, of what kind (country, people, city, school, caribbean), and where it stands."""

    name: str
    kind: str
    start: int
    end: int


def mentions(text: str) -> list[Mention]:
    """The names of places abroad in a text, in order; a city and its country ("Izmir, Turkey") are one."""
    found: list[Mention] = []
    for each in _names_in(text):
        places = found and "people" not in (found[-1].kind, each.kind)
        if places and re.fullmatch(r"[\s,(/-]{1,3}", text[found[-1].end : each.start]):
            found[-1] = replace(found[-1], end=each.end)
        else:
            found.append(each)
    return found


def is_abroad(words: str) -> bool:
    """Whether words are the name of a country outside the US, of its people or of a city there, and nothing else."""
    name = re.sub(r"^(?:the|in|from|i am|i'm)\s+", "", words.strip().lower())
    return _key(name) in _names()


def works_there(name: str) -> bool:
    """Whether a place is one to which doctors of many countries go to work."""
    return name in _work_abroad()


def _names_in(text: str) -> list[Mention]:
    names, words = _names(), list(_WORD.finditer(text))
    keys = [_folded(word.group()) for word in words]
    found: list[Mention] = []
    at = 0
    while at < len(words):
        count = _longest(names, text, words, keys, at)
        if count:
            name = " ".join(keys[at : at + count])
            name = name if name in names else name.removesuffix("'s")
            mention = Mention(name, names[name], words[at].start(), words[at + count - 1].end())
            if _is_meant(text, mention):
                found.append(mention)
        elif words[at].group() in _initials():
            found.append(Mention(keys[at], "school", *words[at].span()))
        at += count or 1
    return found


def _longest(names: dict[str, str], text: str, words: list[re.Match[str]], keys: list[str], at: int) -> int:
    """How many words from a place on are the longest name that begins there."""
    if keys[at] not in _first_words():
        return 0
    best, name = 0, keys[at]
    for count in range(1, _LONGEST_NAME + 1):
        if name in names or name.removesuffix("'s") in names:
            best = count
        if at + count >= len(words):
            break
        if not _GAP.fullmatch(text[words[at + count - 1].end() : words[at + count].start()]):
            break
        name = f"{name} {keys[at + count]}"
    return best


def _is_meant(text: str, mention: Mention) -> bool:
    """Whether a name is the place abroad: not "New Mexico", "Lima, Ohio", "chile" as a word, Georgia the state."""
    before = text[: mention.start]
    if re.search(r"\bnew[\s-]$", before, re.I) or _IN_A_STATE.match(text, mention.end):
        return False
    if mention.name in _also_words() and not (text[mention.start].isupper() or _LEADS.search(before)):
        return bool(_next_is_name(text, mention.end))
    if mention.name == "georgia":
        if _GEORGIA_COUNTRY.search(text):
            return True
        place_of_work = re.search(r"\b(?:in|at)\s+$", before) and not re.search(
            r"\b(?:stud\w+|graduat\w+|mbbs|trained|medicine|born)\b[^,.]*$", before, re.I
        )
        return not (_GEORGIA_STATE.search(text) or place_of_work)
    return True


def _next_is_name(text: str, end: int) -> bool:
    """Whether another name follows: "lima peru"."""
    following = _WORD.search(text, end)
    return following is not None and following.start() - end <= 2 and _folded(following.group()) in _names()


def _folded(word: str) -> str:
    """A word without capitals and accents."""
    plain = "".join(unicodedata.normalize("NFD", sign)[0] for sign in word.replace("’", "'"))
    return plain.lower().replace("ł", "l").replace("ı", "i")


def _key(name: str) -> str:
    return " ".join(_folded(word) for word in _WORD.findall(name))


@functools.lru_cache(maxsize=1)
def _data() -> dict[str, Any]:
    data: dict[str, Any] = yaml.safe_load((ROOT / "bot" / "nlu" / "countries.yml").read_text(encoding="utf-8"))
    return data


@functools.lru_cache(maxsize=1)
def _names() -> dict[str, str]:
    """Every name with its kind."""
    data = _data()
    lists = {
        "city": _split(data["cities"]),
        "school": _split(data["schools"]),
        "caribbean": _split(data["caribbean_schools"]),
        "people": [*data["demonyms"].split(), *data["demonyms_of_two_words"]],
        "country": [*data["countries"].split(), *data["countries_of_two_words"]],
    }
    return {_key(name): kind for kind, names in lists.items() for name in names}


@functools.lru_cache(maxsize=1)
def _first_words() -> frozenset[str]:
    first = {name.split()[0] for name in _names()}
    return frozenset(first | {f"{word}'s" for word in first})


@functools.lru_cache(maxsize=1)
def _initials() -> frozenset[str]:
    return frozenset(_data()["school_initials"].split())


@functools.lru_cache(maxsize=1)
def _also_words() -> frozenset[str]:
    return frozenset(_data()["also_words"].split())


@functools.lru_cache(maxsize=1)
def _work_abroad() -> frozenset[str]:
    return frozenset(_key(name) for name in _split(_data()["work_abroad"]))


def _split(lines: list[str]) -> list[str]:
    return [name.strip() for line in lines for name in line.split(",")]
