"""The examples that the topics are learnt from: enough of each, each once, none a command."""

from __future__ import annotations

import re
from collections import defaultdict

import pytest

from bot.vocabulary import TOPICS, intent_of

LEAST = 60
_PICTURE = re.compile("[\u2190-\u2bff\U0001f000-\U0001faff]")


def same(example: str) -> str:
    """What two examples share that differ only in case, apostrophes, spaces and marks; a lone mark or picture stands for itself."""
    words = re.sub(r"[^\w]+", " ", re.sub(r"['’]", "", example.casefold())).strip()
    return words if words and not _PICTURE.search(example) else example.strip()


@pytest.mark.parametrize("intent", [intent_of(topic) for topic in TOPICS])
def test_an_intent_has_enough_examples(examples: dict[str, list[str]], intent: str) -> None:
    assert len(examples.get(intent, [])) >= LEAST


def test_examples_stand_only_under_intents_of_the_vocabulary(examples: dict[str, list[str]]) -> None:
    assert set(examples) == {intent_of(topic) for topic in TOPICS}


def test_no_example_stands_under_two_intents(examples: dict[str, list[str]]) -> None:
    places = defaultdict(set)
    for intent, texts in examples.items():
        for text in texts:
            places[same(text)].add(intent)
    assert {text: intents for text, intents in places.items() if len(intents) > 1} == {}


def test_no_example_stands_twice_under_its_intent(examples: dict[str, list[str]]) -> None:
    places = defaultdict(list)
    for intent, texts in examples.items():
        for text in texts:
            places[intent, same(text)].append(text)
    assert [texts for texts in places.values() if len(texts) > 1] == []


def test_no_example_is_a_command_or_marks_entities(examples: dict[str, list[str]]) -> None:
    texts = [text for texts in examples.values() for text in texts]
    assert [text for text in texts if text.startswith("/")] == []
    assert [text for text in texts if re.search(r"\]\s*[({]", text)] == []


def test_every_example_could_have_been_sent(examples: dict[str, list[str]]) -> None:
    texts = [text for texts in examples.values() for text in texts]
    assert [text for text in texts if len(text) > 4000 or "\ufffd" in text or not text.isprintable()] == []
