"""In which other language a message is written, so that it can be answered kindly. A short list of telling words for each is enough."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import yaml

WORDS = Path(__file__).with_name("language_words.yml")
# Scripts that tell the language, or one of those that we have a line in.
_SCRIPTS = (
    ("ar", re.compile(r"[\u0600-\u06ff]")),
    ("ru", re.compile(r"[\u0400-\u04ff]")),
    ("hi", re.compile(r"[\u0900-\u097f]")),
    ("other", re.compile(r"[\u0370-\u03ff\u0590-\u05ff\u0980-\u0dff\u0e00-\u0e7f\u1000-\u109f\u10a0-\u10ff\u1200-\u137f\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]")),
)  # fmt: skip
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")
# From so many telling words on a message is taken to be in that language, if they outnumber the English ones.
TELLING = 2
# A message of telling words alone needs one of so many letters: "la" and "se" are typed by accident.
LONG = 4


def language_of(text: str) -> str | None:
    """The language of a message that is not in English (es, pt, fr, ar, ru, hi, tr, other), or None.

    A single word counts if it is the whole message ("ayuda"); a foreign word inside English does not.
    """
    words = _WORD.findall(text.lower())
    letters = sum(map(len, words))
    for language, script in _SCRIPTS:
        if letters and len(script.findall(text)) * 2 > letters:
            return language
    english, others = _words()
    here = sum(word in english for word in words)
    counts = {language: sum(word in telling for word in words) for language, telling in others.items()}
    best = max(counts, key=lambda language: counts[language], default="")
    if not best or counts[best] == 0:
        return None
    alone = counts[best] == len(words) and len(max(words, key=len)) >= LONG
    if alone or (counts[best] >= TELLING and counts[best] > here):
        return best
    return None


@cache
def _words() -> tuple[frozenset[str], dict[str, frozenset[str]]]:
    read = yaml.safe_load(WORDS.read_text(encoding="utf-8"))
    return frozenset(read["english"].split()), {
        name: frozenset(words.split()) for name, words in read["others"].items()
    }
