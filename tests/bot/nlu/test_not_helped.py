"""Whether a message says of the answer before that it did not help: pairs of what says it and what only sounds like it."""

from __future__ import annotations

from typing import Any

import pytest
from rasa.shared.nlu.constants import ENTITIES, INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.examples import examples
from bot.nlu.fact_extractor import FactExtractor
from bot.nlu.not_helped import NotHelped, sign_of, without_sign

# Each says it; beside it what shares its words and says something else.
PAIRS = [
    ("that didn't help", "that didn't help my chances"),
    ("it does not help", "it does not help my score"),
    ("it doesnt help me", "it does not help, my score is 220"),
    ("That did not help me at all, sorry.", "does research not help?"),
    ("didnt help", "does that not help my chances"),
    ("not helpful", "is it not helpful to have letters"),
    ("Hmm. Not very helpful :(", "my tutor was not helpful"),
    ("not helpful!!", "not helpful, or is it?"),
    ("this is not helping me", "this does not help people like me"),
    ("unhelpful", "that was helpful"),
    ("that’s not what i asked", "that is not what i meant"),
    ("not what i was asking", "not what i asked my tutor"),
    ("i didn't ask about that", "i didn't ask for a visa"),
    ("that does not answer my question", "i can not answer one question"),
    ("wrong answer", "i always pick the wrong answer"),
    ("no, wrong answer!", "wrong answers log?"),
    ("your last answer is wrong", "that's wrong"),
    ("useless answer", "useless"),
    ("what a useless answer", "you are useless"),
    ("that was useless", "stupid bot"),
    ("you did not understand me", "you misunderstood"),
    ("u didnt get my question", "they did not understand me in the interview"),
    ("you dont understand", "i don't understand"),
    ("thanks but you didn't help", "you didn't help my friend either"),
    ("you are no help", "you are a useless bot"),
    ("👎", "👍"),
    ("👎🏽👎", "😭😭"),
    ("thumbs down", "thumbs down from the committee"),
    ("no help", "help"),
    ("that is not helpful at all 😒", "nothing helps anymore"),
]


@pytest.mark.parametrize("text", [sign for sign, _ in PAIRS])
def test_that_an_answer_did_not_help_is_heard_in_many_words(text: str) -> None:
    sign = sign_of(text)
    assert sign is not None
    assert sign.alone
    assert without_sign(text) == text


@pytest.mark.parametrize("text", [other for _, other in PAIRS])
def test_what_only_sounds_like_it_is_no_sign(text: str) -> None:
    assert sign_of(text) is None
    assert without_sign(text) == text


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("That didn't help. How many letters do I need?", "How many letters do I need?"),
        ("that's not what i asked, i want to know about letters", "i want to know about letters"),
        ("No, that's not what I asked: do programs sponsor h1b", "do programs sponsor h1b"),
        ("wrong answer!\nhow many letters", "how many letters"),
        ("wrong answer. that didn't help. how many letters", "how many letters"),
        ("you did not understand me - i have 2 letters", "i have 2 letters"),
        ("👎 how many letters", "how many letters"),
    ],
)
def test_a_new_wording_behind_the_sign_is_what_is_read(text: str, rest: str) -> None:
    sign = sign_of(text)
    assert sign is not None
    assert not sign.alone
    assert without_sign(text) == rest


def test_facts_behind_a_sign_keep_their_place_and_the_sign_states_none() -> None:
    text = "👎 how many letters, i have ck 238"
    component = FactExtractor.create({}, None, None, None)  # type: ignore[arg-type]
    (message,) = component.process([Message(data={TEXT: text})])
    assert values(message) == {"step2_ck_score": 238, "step2_ck_status": "passed"}
    score = next(each for each in message.get(ENTITIES) if each["entity"] == "step2_ck_score")
    assert text[score["start"] : score["end"]].endswith("238")
    assert message.get("unclear") == []


@pytest.mark.parametrize(
    "text", ["i did uworld twice. that didn't help", "my attending wrote a letter. wrong answer?", "", "?!", "\n"]
)
def test_what_comes_later_may_be_said_of_anything_and_is_no_sign(text: str) -> None:
    assert sign_of(text) is None


def test_no_example_of_a_topic_is_taken_for_a_sign() -> None:
    assert [each.text for each in examples() if sign_of(each.text)] == []


@pytest.mark.parametrize("text", ["really " * 570, "you did not really " * 210, "no, " * 1000, "👎" * 2000 + "?"])
def test_a_long_message_is_read_in_no_time(text: str) -> None:
    sign_of(text)


def read(text: str, intent: str, entities: list[dict[str, Any]] | None = None, **rest: Any) -> Message:
    data = {TEXT: text, INTENT: {"name": intent, "confidence": 0.5}, ENTITIES: entities or [], **rest}
    (message,) = NotHelped().process([Message(data=data)])
    return message


def values(message: Message) -> dict[str, Any]:
    return {each["entity"]: each["value"] for each in message.get(ENTITIES)}


@pytest.mark.parametrize("intent", ["out_of_scope", "deny", "ask_error_analysis", "chitchat"])
def test_a_sign_alone_is_conversation_whatever_it_was_taken_for(intent: str) -> None:
    wrong = [{"entity": "research", "value": "none"}]
    message = read("wrong answer", intent, wrong, also=["visa"], unclear=[{}], supposed={"x": 1}, unsure=["visa"])
    assert message.get(INTENT)["name"] == "chitchat"
    assert values(message) == {"not_helped": True}
    assert [message.get(name) for name in ("also", "unclear", "supposed", "unsure")] == [[], [], {}, []]


def test_what_is_asked_and_stated_behind_a_sign_stays() -> None:
    score = [{"entity": "step2_ck_score", "value": 238}]
    message = read("not helpful. is 238 good", "ask_score_band", score, also=["visa"], unsure=["score_band"])
    assert (message.get(INTENT)["name"], message.get("also")) == ("ask_score_band", ["visa"])
    assert message.get("unsure") == ["score_band"]
    assert values(message) == {"step2_ck_score": 238, "not_helped": True}


def test_the_place_of_a_sign_ends_where_the_rest_begins() -> None:
    text = "not helpful. is 238 good"
    (entity,) = read(text, "ask_score_band").get(ENTITIES)
    assert text[entity["start"] : entity["end"]] == "not helpful."


def test_despair_stays_despair() -> None:
    message = read("you did not understand me", "distress")
    assert message.get(INTENT) == {"name": "distress", "confidence": 0.5}


def test_a_thumb_that_answered_a_question_is_that_answer() -> None:
    message = read("👎", "deny", [{"entity": "reapplicant", "value": False}])
    assert message.get(INTENT)["name"] == "deny"
    assert values(message) == {"reapplicant": False}


def test_a_thumb_before_any_answer_is_a_no() -> None:
    message = read("👎", "deny")
    assert message.get(INTENT)["name"] == "deny"
    assert values(message) == {}


def test_a_message_without_a_sign_is_left_alone() -> None:
    message = read("does research not help?", "ask_research")
    assert values(message) == {}
    assert message.get(INTENT)["confidence"] == 0.5
