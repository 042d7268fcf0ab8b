from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from actions import talk as talk_module
from actions import topics as topics_module
from actions.knowledge.library import Knowledge
from actions.talk import Say
from actions.topics import Topic, payload, topic_of
from actions.yaml_files import FileError

CONVERSATION = (
    "greet",
    "goodbye",
    "thanks",
    "affirm",
    "deny",
    "bot_challenge",
    "help",
    "restart",
    "chitchat",
    "out_of_scope",
    "distress",
    "delete_my_data",
)


@pytest.mark.parametrize("topic", CONVERSATION)
def test_everything_that_is_no_advice_has_something_to_say(talk: Mapping[str, Say], topic: str) -> None:
    assert all(paragraph.strip() for paragraph in talk[topic].paragraphs)
    assert talk[topic].paragraphs


def test_talk_offers_only_topics_that_are_there(talk: Mapping[str, Say], topics: Mapping[str, Topic]) -> None:
    assert {topic for say in talk.values() for topic in say.next} <= set(topics)


@pytest.mark.parametrize("name", ["distress", "distress_again", "distress_still"])
def test_the_words_for_despair_name_a_helpline_and_no_exam_tip(
    talk: Mapping[str, Say], knowledge: Knowledge, name: str
) -> None:
    said = " ".join(talk[name].paragraphs)
    assert "988" in said
    assert "findahelpline.com" in said
    assert talk[name].next == ()
    assert "Step" not in said + knowledge.outside["crisis_line"].text


def test_a_fault_in_the_talk_names_file_and_line(tmp_path: Path) -> None:
    path = tmp_path / "talk.yml"
    path.write_text("talk:\n  greet:\n    text: [Hello.]\n    nxt: [help]\n")
    with pytest.raises(FileError, match=r"^talk\.yml, line 4: unknown key 'nxt'; known here: next, notes, text$"):
        talk_module.load(path)


def test_talk_without_words_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "talk.yml"
    path.write_text("talk:\n  greet:\n    next: [help]\n")
    with pytest.raises(FileError, match=r"^talk\.yml, line 3: 'text' is missing$"):
        talk_module.load(path)


def test_every_button_title_fits_and_is_used_once(topics: Mapping[str, Topic]) -> None:
    titles = [topic.button for topic in topics.values()]
    assert all(0 < len(title) <= 20 for title in titles)
    assert len(set(titles)) == len(titles)


def test_every_topic_has_a_phrase_for_a_sentence(topics: Mapping[str, Topic]) -> None:
    for topic in topics.values():
        assert topic.phrase, topic.name
        assert not topic.phrase.endswith("."), topic.name


def test_a_fault_in_the_topics_names_file_and_line(tmp_path: Path) -> None:
    path = tmp_path / "topics.yml"
    path.write_text("topics:\n  lors: {button: Letters, phrase: letters}\n  usce: {button: US}\n")
    with pytest.raises(FileError, match=r"^topics\.yml, line 3: 'phrase' is missing$"):
        topics_module.load(path)


@pytest.mark.parametrize(
    ("intent", "topic"),
    [
        ("ask_lors", "lors"),
        ("ask_step3", "step3"),
        ("greet", "greet"),
        ("ask_profile", "ask_profile"),
        ("what_if", "what_if"),
        ("profile_statement", "profile_statement"),
    ],
)
def test_an_intent_asks_for_the_topic_that_it_is_named_after(intent: str, topic: str) -> None:
    assert topic_of(intent) == topic


@pytest.mark.parametrize(
    ("topic", "sent"),
    [
        ("lors", "/ask_lors"),
        ("ask_profile", "/ask_profile"),
        ("help", "/help"),
        ("how_do_you_know", "/how_do_you_know"),
        ("what_if", "/what_if"),
    ],
)
def test_a_button_sends_the_intent_of_its_topic(topic: str, sent: str) -> None:
    assert payload(topic) == sent


def test_what_a_button_sends_comes_back_as_its_topic(topics: Mapping[str, Topic]) -> None:
    for topic in topics:
        assert topic_of(payload(topic).removeprefix("/")) == topic
