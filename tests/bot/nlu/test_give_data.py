"""Who asks for a copy of their data is heard in many words; who asks for anything else is not."""

from __future__ import annotations

from typing import Any

import pytest
from rasa.shared.nlu.constants import ENTITIES, INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.give_data import GiveData, asks_for_data


@pytest.mark.parametrize(
    "text",
    [
        "give me my data",
        "Give me all my data please",
        "export my data",
        "export everything you have on me",
        "download my data",
        "can you send me all the data you have about me?",
        "i want a copy of my data",
        "copy of my data please",
        "a full copy of my data",
        "I would like to get a copy of all the data you hold about me",
        "how can i download my data",
        "send me everything you know about me",
        "hand over my data",
        "can i get my data as a file",
        "please export my personal data as json",
        "data export please",
        "this is a subject access request",
        "export my chat",
    ],
)
def test_a_request_is_heard_in_many_words(text: str) -> None:
    assert asks_for_data(text) is not None


@pytest.mark.parametrize(
    "text",
    [
        "delete my data",
        "how do i get my data deleted",
        "don't give my data to anyone",
        "who do you give my data to",
        "export my plan",
        "give me my plan as pdf",
        "download the plan",
        "what do you know about me",
        "do you send my data to programs?",
        "give me the information on visas",
        "send me info about step 3",
        "how do I get data for my research",
        "i have research data",
        "what if programs export my records to others",
    ],
)
def test_what_is_no_request_is_left_alone(text: str) -> None:
    assert asks_for_data(text) is None


def read(text: str, intent: str, entities: Any = (), **rest: Any) -> Message:
    message = Message({TEXT: text, INTENT: {"name": intent, "confidence": 0.5}, ENTITIES: list(entities), **rest})
    return GiveData().process([message])[0]


def values(message: Message) -> dict[str, Any]:
    return {each["entity"]: each["value"] for each in message.get(ENTITIES)}


@pytest.mark.parametrize("intent", ["export_plan", "delete_my_data", "out_of_scope", "ask_lors", "ask_profile"])
def test_a_request_alone_is_ask_profile_whatever_it_was_taken_for(intent: str) -> None:
    message = read("give me my data", intent, also=["visa"], unsure=["visa"])
    assert (message.get(INTENT)["name"], message.get("also"), message.get("unsure")) == ("ask_profile", [], [])
    assert values(message) == {"give_data": True}


def test_what_is_asked_and_stated_beside_it_stays() -> None:
    score = [{"entity": "step2_ck_score", "value": 238}]
    message = read("ck 238, is that good? and export my data", "ask_score_band", score)
    assert (message.get(INTENT)["name"], message.get("also")) == ("ask_score_band", ["ask_profile"])
    assert values(message) == {"step2_ck_score": 238, "give_data": True}


def test_despair_stays_despair() -> None:
    message = read("give me my data, i want to die", "distress")
    assert (message.get(INTENT)["name"], values(message)) == ("distress", {})


def test_who_wants_the_data_in_another_chat_wants_no_copy_of_it_here() -> None:
    message = read("send my data to telegram", "ask_profile", [{"entity": "link_code", "value": "ask"}])
    assert values(message) == {"link_code": "ask"}
