"""The replies that the channels are held to their limits with: all of them, and all of the contract."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from jsonschema import Draft7Validator

from actions import facts as facts_module
from actions import talk as talk_module
from actions.knowledge import library
from actions.replies import Reply
from actions.strategy import engine
from scripts.situation_replies import all_replies
from scripts.situations import all_situations

SCHEMA = Path(__file__).resolve().parents[2] / "reply.schema.json"


@pytest.fixture(scope="module")
def replies() -> list[Reply]:
    return list(all_replies(facts_module.load(), library.load()))


def test_each_keeps_the_contract(replies: list[Reply]) -> None:
    valid = Draft7Validator(json.loads(SCHEMA.read_text(encoding="utf-8")))
    assert [reply["id"] for reply in replies if not valid.is_valid(json.loads(json.dumps(reply)))] == []


def test_none_is_left_out(replies: list[Reply]) -> None:
    facts, knowledge = facts_module.load(), library.load()
    ids = {reply["id"] for reply in replies}
    advised = {
        advice.id
        for case in all_situations(facts)
        for advice in engine.advise(case.topic, case.profile, knowledge, case.today).advice
    }
    assert advised | {f"ask.{name}" for name in facts.names} | {f"talk.{say}" for say in talk_module.load()} <= ids


def test_buttons_to_more_are_among_them(replies: list[Reply]) -> None:
    assert any(button["title"] == "More" for reply in replies for button in reply["next"])
