"""Finds phrases told word by word in a row of tokens: what spaCy's Matcher finds, sooner.

A matcher that tries every pattern at every token spends most of a message's time on words that begin nothing. Here each word leads to the few
patterns that can begin with it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from bot.nlu.token_patterns import Pattern

# The words that can stand at a place of a pattern, and whether the place may be left out.
_Place = tuple[frozenset[str], bool]


class TokenMatcher:
    """Knows the patterns of several labels by the words with which they can begin."""

    def __init__(self, patterns: Mapping[str, Sequence[Pattern]]) -> None:
        self.beginning: dict[str, list[tuple[int, str, tuple[_Place, ...]]]] = {}
        order = 0
        for label, ways in patterns.items():
            for way in ways:
                places = tuple((_words(token), token.get("OP") == "?") for token in way)
                for word in _first_words(places):
                    self.beginning.setdefault(word, []).append((order, label, places))
                order += 1

    def matches(self, words: Sequence[str]) -> Iterator[tuple[str, int, int]]:
        """Each label with the first token of a match and the one behind it, in the order of the patterns at each token."""
        for start, word in enumerate(words):
            for _, label, places in self.beginning.get(word, ()):
                for end in dict.fromkeys(_ends(places, 0, words, start)):
                    if end > start:
                        yield label, start, end


def _words(token: dict[str, object]) -> frozenset[str]:
    told = token["LOWER"]
    return frozenset([told]) if isinstance(told, str) else frozenset(told["IN"])  # type: ignore[index]


def _first_words(places: tuple[_Place, ...]) -> set[str]:
    found: set[str] = set()
    for words, optional in places:
        found |= words
        if not optional:
            break
    return found


def _ends(places: tuple[_Place, ...], place: int, words: Sequence[str], at: int) -> Iterator[int]:
    """Where a pattern can end whose places from `place` on begin at a token."""
    if place == len(places):
        yield at
        return
    allowed, optional = places[place]
    if at < len(words) and words[at] in allowed:
        yield from _ends(places, place + 1, words, at + 1)
    if optional:
        yield from _ends(places, place + 1, words, at)
