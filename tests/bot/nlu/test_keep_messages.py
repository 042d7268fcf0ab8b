"""Whether a person lets us keep messages: a refusal is heard wherever it stands, a permission only where it is clear."""

from __future__ import annotations

from typing import Any

import pytest
from rasa.shared.nlu.constants import ENTITIES, INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.keep_messages import KeepMessages, Wish, wish_of


@pytest.mark.parametrize(
    "text",
    [
        "don't keep my messages",
        "Don’t keep my messages.",
        "dont save my msgs pls",
        "do not store any of my messages",
        "please never record what i write",
        "stop saving my chat",
        "no more storing my chats please",
        "i don't want you to keep my messages",
        "i dont want my messages to be stored",
        "you may not keep my messages",
        "my messages must not be kept",
        "can you not keep my messages?",
        "I do not allow you to log this conversation",
        "hello sir, please don't keep my messages in your system, thank you",
        "I object to you keeping my questions",
        "don't learn from my messages",
    ],
)
def test_a_refusal_is_heard_in_many_words(text: str) -> None:
    wish = wish_of(text)
    assert wish is not None
    assert (wish.allows, wish.alone) == (False, True)


@pytest.mark.parametrize(
    "text",
    [
        "you may keep my messages",
        "ok you can keep my messages again",
        "Actually, you can save my messages now.",
        "keep my messages",
        "it's fine to keep my messages",
        "i don't mind if you keep my messages",
        "yes, feel free to keep my chats",
    ],
)
def test_a_permission_is_heard_in_many_words(text: str) -> None:
    wish = wish_of(text)
    assert wish is not None
    assert (wish.allows, wish.alone) == (True, True)


@pytest.mark.parametrize(
    "text",
    [
        "do you keep my messages?",
        "why do you not keep my messages",
        "why don't you keep my messages",
        "what happens if you don't keep my messages?",
        "how long will you keep my messages",
        "can you keep my messages?",
        "i never said that you may keep my messages to learn",
        "should i keep my score a secret",
        "i keep failing my nbme",
        "i can't keep up with the questions",
        "don't keep me waiting",
        "delete my messages",
        "keep going",
        "do programs store my letters",
        "",
        "?!",
    ],
)
def test_other_words_are_no_wish(text: str) -> None:
    assert wish_of(text) is None


def test_the_last_wish_counts() -> None:
    wish = wish_of("don't keep my messages. sorry, you may keep my messages")
    assert wish is not None
    assert (wish.allows, wish.alone) == (True, True)


def test_a_wish_beside_something_else_is_not_alone_and_has_its_place() -> None:
    text = "ck 238, don't keep my messages please"
    assert wish_of(text) == Wish(allows=False, start=8, end=30, alone=False)
    assert text[8:30] == "don't keep my messages"


def test_a_long_message_is_read_in_no_time() -> None:
    assert wish_of("do not ever please " * 210) is None
    assert wish_of("my messages " * 330) is None


def read(text: str, intent: str, entities: list[dict[str, Any]] | None = None, **rest: Any) -> Message:
    data = {TEXT: text, INTENT: {"name": intent, "confidence": 0.5}, ENTITIES: entities or [], **rest}
    (message,) = KeepMessages().process([Message(data=data)])
    return message


def values(message: Message) -> dict[str, Any]:
    return {each["entity"]: each["value"] for each in message.get(ENTITIES)}


@pytest.mark.parametrize("intent", ["out_of_scope", "delete_my_data", "ask_lors"])
def test_a_wish_alone_is_a_statement_whatever_it_was_taken_for(intent: str) -> None:
    wrong = [{"entity": "visa_need", "value": "none"}]
    message = read(
        "don't keep my messages", intent, wrong, also=["visa"], unclear=[{}], supposed={"x": 1}, unsure=["visa"]
    )
    assert message.get(INTENT)["name"] == "profile_statement"
    assert values(message) == {"keep_messages": False}
    assert (message.get("also"), message.get("unclear"), message.get("supposed")) == ([], [], {})
    assert message.get("unsure") == []


def test_what_is_asked_and_stated_beside_a_wish_stays() -> None:
    score = [{"entity": "step2_ck_score", "value": 238}]
    message = read("don't keep my messages. is 238 good", "ask_score_band", score, also=["visa"])
    assert (message.get(INTENT)["name"], message.get("also")) == ("ask_score_band", ["visa"])
    assert values(message) == {"step2_ck_score": 238, "keep_messages": False}


def test_a_wish_beside_something_unknown_is_not_answered_with_not_knowing() -> None:
    assert read("ich bin da, don't keep my messages", "out_of_scope").get(INTENT)["name"] == "profile_statement"


def test_what_is_not_sure_beside_a_wish_is_still_asked_about() -> None:
    message = read("don't keep my messages. is 238 good", "ask_score_band", unsure=["score_band", "step3"])
    assert message.get("unsure") == ["score_band", "step3"]


def test_who_also_wants_to_be_forgotten_is_answered_on_that() -> None:
    message = read("don't keep my messages and delete all the rest", "delete_my_data")
    assert message.get(INTENT)["name"] == "delete_my_data"
    assert values(message) == {"keep_messages": False}


def test_despair_stays_despair_and_the_wish_is_passed_on() -> None:
    message = read("don't keep my messages", "distress")
    assert message.get(INTENT)["name"] == "distress"
    assert values(message) == {"keep_messages": False}


def test_a_message_without_a_wish_is_left_alone() -> None:
    message = read("is 238 good", "ask_score_band")
    assert values(message) == {}
    assert message.get(INTENT)["confidence"] == 0.5
