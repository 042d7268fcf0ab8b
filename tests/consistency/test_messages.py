"""The messages in bench/messages are never learnt from, and no case is one of them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml

from bot.examples import examples
from bot.paths import ROOT
from bot.vocabulary import TOPICS

FILES = sorted((ROOT / "bench" / "messages").glob("*.jsonl"))
SHORT = 8
CASES = sorted((ROOT / "tests" / "bot" / "nlu").glob("*_cases.yml"))


def messages(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def same(text: object) -> str:
    return " ".join(str(text).casefold().split())


@pytest.mark.parametrize("path", FILES, ids=[path.name for path in FILES])
def test_a_message_names_topics_of_the_vocabulary(path: Path) -> None:
    named = {
        topic for each in messages(path) for topic in [each["topic"], *each.get("also", []), *each.get("accept", [])]
    }  # type: ignore[misc]
    assert named <= set(TOPICS)


@pytest.mark.parametrize("path", FILES, ids=[path.name for path in FILES])
def test_no_long_message_is_an_example_or_a_case(path: Path) -> None:
    learnt = {same(each.text) for each in examples()}
    cased = {
        same(case["says"])
        for file in CASES
        for kind in yaml.safe_load(file.read_text(encoding="utf-8")).values()
        for case in kind
    }
    # "hi" is what anybody would write, and so is "why 80 and not 40" who has read the vocabulary.
    ours = {same(each["text"]) for each in messages(path) if len(str(each["text"]).split()) > SHORT}
    assert sorted(ours & (learnt | cased)) == []
