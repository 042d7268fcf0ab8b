"""Our matcher finds in a row of tokens what spaCy's own finds."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from spacy.matcher import Matcher

from bot.nlu.patterns import PATTERNS, language
from bot.nlu.phrases import PHRASES
from bot.nlu.token_matcher import TokenMatcher
from bot.nlu.token_patterns import Pattern, words

MESSAGES = [
    case["says"]
    for file in sorted(Path(__file__).parent.glob("*voices_cases.yml"))
    for cases in yaml.safe_load(file.read_text(encoding="utf-8")).values()
    for case in cases
]


@pytest.mark.parametrize("patterns", [PATTERNS, PHRASES], ids=["exams, visa, origin", "the rest"])
def test_it_finds_what_spacy_finds(patterns: dict[str, list[Pattern]]) -> None:
    theirs, ours = Matcher(language().vocab), TokenMatcher(patterns)
    for label, ways in patterns.items():
        theirs.add(label, ways)
    for message in MESSAGES:
        doc = language()(message)
        found = {(doc.vocab.strings[label], start, end) for label, start, end in theirs(doc)}
        assert set(ours.matches([token.lower_ for token in doc])) == found, message


def test_a_word_may_be_missing_anywhere_but_not_all_of_them() -> None:
    matcher = TokenMatcher({"LETTER": words("the? strong|good? letter?")})
    assert set(matcher.matches(["strong"])) == {("LETTER", 0, 1)}
    assert set(matcher.matches(["the", "letter"])) == {("LETTER", 0, 1), ("LETTER", 0, 2), ("LETTER", 1, 2)}
