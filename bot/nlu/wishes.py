"""Finds a wish that is said in a sentence of its own, or in a part of one that is nothing else: "ck 238. Show my list", "thanks, and show my list"."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

_SENTENCE = re.compile(r"[^.!?;\n]+")
_PART = re.compile(r"\s*(?:,|\band\b|\bthen\b|\bbut\b|\bso\b)\s*(?:(?:and|then|also|now|so|but)\s+)*", re.I)
BEFORE = (
    r"\W*(?:(?:please|pls|plz|kindly|sorry|hey|hi|hello|dear|sir|bro|ok(?:ay)?|yes|yeah|actually|and|so|now|then|also|just|well|thanks|thank you|i think|"
    r"(?:can|could|cld|will|would|wld|may|might) (?:you|u|i|we|it)(?: please| pls)?(?: help me(?: to)?)?|help me(?: to)?|(?:do|did) (?:you|u) (?:know|mind)|"
    r"i(?:'d| would| wld)? (?:want|wanna|like|wish|need|have)(?: (?:you|u))?(?: to)?|i'?m (?:trying|going|planning) to|i wanna|i will|i'?ll|let'?s|let me|want to|need to|"
    r"(?:is it|is there|are there) (?:possible|a way|any way|some way|an option)(?: (?:for me|that i can))?(?: to)?|how (?:do|can|could|should|would|to|does one)(?: (?:i|we|you|u|one))?(?: to)?|"
    r"what(?: do i| should i)? (?:do|must i do|need to do) to|where (?:do|can|could|should) i|go ahead and|try to|you (?:can|may|should)|to)\b[\s,.!:]*)*"
)
AFTER = (
    r"(?:\W+(?:please|pls|plz|thanks|thank you|thx|now|again|sir|bro|then|first|too|also|as well|here|for me|to me|with me|today|if possible|if (?:you|u) (?:can|please)|"
    r"once more|right now|quickly|instead|so far|ok|okay|i (?:think|guess)|somehow|later|easily))*\W*"
)
_FILLER = re.compile(
    rf"{BEFORE}|\b(?:hi|hello|hey|dear|sir|madam|ok|okay|yes|no|please|pls|plz|kindly|thanks|thank you|thx|now|again|good (?:morning|evening|day)|great|cool|nice)\b",
    re.I,
)
LONGEST = 300


@dataclass(frozen=True)
class Wish:
    """What is wanted, where it is said, and whether the message says nothing else.

    Attributes:
        what: the wish.
        start: where its words begin.
        end: where they end.
        alone: whether the message says nothing else.
    """

    what: str
    start: int
    end: int
    alone: bool


def pattern(words: str) -> re.Pattern[str]:
    """Matches a wish in any of these words, with what people put before and behind it."""
    return re.compile(rf"{BEFORE}(?:{words}){AFTER}", re.I)


def wished(text: str, wishes: Sequence[tuple[str, re.Pattern[str]]], whole: Collection[str] = ()) -> Wish | None:
    """The first wish of a message; None if it has none.

    Args:
        text: the message.
        wishes: each wish with its pattern (see `pattern`), those before the others that count first.
        whole: wishes that have to be a sentence of their own, as their words may belong to something else.
    """
    plain = text.replace("’", "'").replace("`", "'")
    for start, end, is_part in _places(plain):
        said = plain[start:end]
        if len(said) > LONGEST:
            continue
        for what, words in wishes:
            if not (is_part and what in whole) and words.fullmatch(said):
                return Wish(what, start, end, alone=says_nothing_else(plain[:start] + " " + plain[end:]))
    return None


def says_nothing_else(rest: str) -> bool:
    """Whether what is left of a message beside a wish is mere politeness."""
    return re.search(r"\w", _FILLER.sub(" ", rest)) is None


def _places(text: str) -> Iterator[tuple[int, int, bool]]:
    """The sentences of a message, then the parts of each, with whether it is a part."""
    sentences = [found.span() for found in _SENTENCE.finditer(text) if found[0].strip()]
    for start, end in sentences:
        yield start, end, False
    for start, end in sentences:
        begin = start
        for cut in _PART.finditer(text, start, end):
            if cut.start() > begin:
                yield begin, cut.start(), True
            begin = cut.end()
        if start < begin < end:
            yield begin, end, True
