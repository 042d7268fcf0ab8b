"""Runs every conversation of this folder's YAML files through the real servers."""

from __future__ import annotations

import json
import uuid
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from bench.conversations import Conversation, Held, HouseOn, all_conversations, hold
from bot.paths import ROOT

pytestmark = pytest.mark.servers
# Every day costs a house of its own.
MOST_DAYS = 3


def named() -> list[Any]:
    return [pytest.param(each, id=f"{each.pattern}: {each.name}") for each in all_conversations()]


@pytest.fixture(scope="module")
def schema() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((ROOT / "reply.schema.json").read_text(encoding="utf-8"))
    return loaded


@pytest.mark.parametrize("conversation", named())
def test_conversation(conversation: Conversation, house_on: HouseOn, schema: dict[str, Any]) -> None:
    person = uuid.uuid4().hex
    for held in hold(conversation, house_on, person):
        _check(held)
        for reply in held.replies:
            jsonschema.validate(reply, schema)
    if conversation.facts is not None:
        assert house_on(conversation.sessions[-1].today).facts_of(f"rest:{person}") == conversation.facts


def test_few_days_are_enough_for_all_sessions() -> None:
    assert len({session.today for each in all_conversations() for session in each.sessions}) <= MOST_DAYS


def test_no_two_conversations_have_the_same_name() -> None:
    names = [each.name for each in all_conversations()]
    assert sorted(names) == sorted(set(names))


@pytest.mark.parametrize(
    ("case", "said"),
    [
        ("{name: a, turns: [{say: hi}]}", "a key that nothing reads: say"),
        ("{name: a, turn: []}", "a key that nothing reads: turn"),
        ("{name: a}", "needs either turns or sessions"),
        ("{name: a, sessions: [{today: 2026-11-29, turns: []}, {today: 2026-11-22, turns: []}]}", "the earliest first"),
    ],
)
def test_a_conversation_that_would_not_be_held_as_it_is_written_is_refused(
    tmp_path: Path, case: str, said: str
) -> None:
    (tmp_path / "pattern").mkdir()
    (tmp_path / "pattern" / "cases.yml").write_text(f"- {case}\n", encoding="utf-8")
    with pytest.raises(ValueError, match=said):
        all_conversations(tmp_path)


def _check(held: Held) -> None:
    turn, replies = held.turn, held.replies
    ids = [reply["id"] for reply in replies]
    text = "\n".join(reply["text"] for reply in replies)
    said = f"after {turn['says']!r} on {held.today} came {ids}:\n{text}"
    assert replies, said
    if "ids" in turn:
        assert ids == turn["ids"], said
    assert set(turn.get("has_ids", [])) <= set(ids), said
    for words in turn.get("shows", []):
        assert words in text, f"{words!r} is missing {said}"
    for words in turn.get("hides", []):
        assert words not in text, f"{words!r} should not stand {said}"
