"""A new training example is one more line under its intent, and nothing else in the file changes."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import yaml

from bot.examples import NLU, NotTaken, add, examples
from bot.vocabulary import TOPICS, intent_of

LORS = """\
# A comment that has to stay.
version: "3.1"
nlu:
- intent: ask_lors
  examples: |
    - who should write my letters
    - how many LORs?\x20\x20

- intent: ask_usce
  examples: |
    - is an observership enough
    - # of months needed
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "application.yml").write_text(LORS, encoding="utf-8")
    (tmp_path / "talk.yml").write_text(
        'version: "3.1"\nnlu:\n- intent: greet\n  examples: |\n    - hello', encoding="utf-8"
    )
    return tmp_path


def lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines()


def test_an_example_is_one_line_at_the_end_of_its_intents_list(folder: Path) -> None:
    path = folder / "application.yml"
    assert add("can a neurologist write it", "lors", folder) == path
    before = LORS.splitlines()
    assert lines(path) == [*before[:7], "    - can a neurologist write it", *before[7:]]


def test_the_last_list_of_a_file_can_grow_too(folder: Path) -> None:
    add("do 2 weeks count", "usce", folder)
    assert (folder / "application.yml").read_text(encoding="utf-8") == LORS + "    - do 2 weeks count\n"


def test_a_file_without_an_end_of_line_gets_one(folder: Path) -> None:
    add("good morning doctor", "greet", folder)
    assert lines(folder / "talk.yml")[-2:] == ["    - hello", "    - good morning doctor"]


def test_other_files_are_left_alone(folder: Path) -> None:
    talk = (folder / "talk.yml").read_bytes()
    add("can a neurologist write it", "lors", folder)
    assert (folder / "talk.yml").read_bytes() == talk
    assert sorted(path.name for path in folder.iterdir()) == ["application.yml", "talk.yml"]


@pytest.mark.parametrize(
    "text",
    [
        "# of letters that i need",
        "what about … and me",
        "letters: which - and why?",
        "- and who",
        "'quoted' \"words\" & *stars*",
        "é 👍 ok",
    ],
)
def test_whatever_stands_in_an_example_comes_back_as_it_was(folder: Path, text: str) -> None:
    add(text, "lors", folder)
    assert [each.text for each in examples(folder) if each.intent == "ask_lors"][-1] == text


@pytest.mark.parametrize("topic", ["lors", "usce", "greet"])
@pytest.mark.parametrize("text", ["how many LORs?", "How many lors", "HELLO", "is an observership enough!"])
def test_an_example_that_stands_under_any_intent_is_refused_with_its_place(folder: Path, topic: str, text: str) -> None:
    before = {path: path.read_bytes() for path in folder.iterdir()}
    with pytest.raises(NotTaken, match=r"stands already under (?:ask_lors|ask_usce|greet) in .*\.yml"):
        add(text, topic, folder)
    assert {path: path.read_bytes() for path in folder.iterdir()} == before


@pytest.mark.parametrize(
    "text",
    ["", "/ask_lors", "two\nlines", "two  spaces", " space", "a [mark](step3)", 'a [mark]{"entity": "x"}', "bell \a"],
)
def test_what_cannot_be_an_example_is_refused(folder: Path, text: str) -> None:
    with pytest.raises(NotTaken, match="cannot be an example"):
        add(text, "lors", folder)


def test_an_intent_without_a_list_is_told(folder: Path) -> None:
    with pytest.raises(NotTaken, match="has a list of examples for ask_visa"):
        add("which visa do i need", "visa", folder)


def test_a_broken_file_is_named_and_nothing_is_written(folder: Path) -> None:
    (folder / "broken.yml").write_text("nlu: [", encoding="utf-8")
    with pytest.raises(NotTaken, match=r"broken\.yml cannot be read as training data"):
        add("can a neurologist write it", "lors", folder)
    assert (folder / "application.yml").read_text(encoding="utf-8") == LORS


def test_a_list_in_another_form_is_not_spoilt(folder: Path) -> None:
    odd = 'nlu:\n- intent: ask_visa\n  examples: "- one visa\\n- two visas"\n  metadata:\n    - a note\n'
    (folder / "odd.yml").write_text(odd, encoding="utf-8")
    with pytest.raises(NotTaken, match="by hand under ask_visa"):
        add("which visa do i need", "visa", folder)
    assert (folder / "odd.yml").read_text(encoding="utf-8") == odd


def test_every_topic_of_the_vocabulary_can_take_an_example_in_the_shipped_files(tmp_path: Path) -> None:
    folder = tmp_path / "nlu"
    shutil.copytree(NLU, folder)
    before = {path.name: lines(path) for path in folder.iterdir()}
    for topic in TOPICS:
        add(f"a wholly new example for {topic}", topic, folder)
    found = {each.text: each.intent for each in examples(folder)}
    assert all(found[f"a wholly new example for {topic}"] == intent_of(topic) for topic in TOPICS)
    for path in folder.iterdir():
        assert [line for line in lines(path) if "a wholly new example" not in line] == before[path.name]
        yaml.safe_load(path.read_text(encoding="utf-8"))
