"""Runs every conversation of this folder's YAML files through the real servers."""

from __future__ import annotations

import json
import uuid
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from bot.launch import House
from bot.paths import ROOT
from bot.rest_client import send

HERE = Path(__file__).parent
KEYS = {"name", "turns", "facts"}
TURN_KEYS = {"says", "ids", "has_ids", "shows", "hides"}
pytestmark = pytest.mark.servers


def conversations() -> list[Any]:
    found = []
    for path in sorted(HERE.glob("*/*.yml")):
        for case in yaml.safe_load(path.read_text(encoding="utf-8")):
            found.append(pytest.param(case, id=f"{path.parent.name}: {case['name']}"))
    return found


@pytest.fixture(scope="module")
def schema() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((ROOT / "reply.schema.json").read_text(encoding="utf-8"))
    return loaded


@pytest.mark.parametrize("case", conversations())
def test_conversation(case: dict[str, Any], running: House, schema: dict[str, Any]) -> None:
    assert set(case) <= KEYS, f"unknown key in {case['name']}: {set(case) - KEYS}"
    person = uuid.uuid4().hex
    for turn in case["turns"]:
        assert set(turn) <= TURN_KEYS, f"unknown key in {case['name']}: {set(turn) - TURN_KEYS}"
        replies = send(running.url, person, turn["says"])
        _check(turn, replies)
        for reply in replies:
            jsonschema.validate(reply, schema)
    if "facts" in case:
        assert running.facts_of(f"rest:{person}") == case["facts"]


def _check(turn: dict[str, Any], replies: list[dict[str, Any]]) -> None:
    ids = [reply["id"] for reply in replies]
    text = "\n".join(reply["text"] for reply in replies)
    said = f"after {turn['says']!r} came {ids}:\n{text}"
    assert replies, said
    if "ids" in turn:
        assert ids == turn["ids"], said
    assert set(turn.get("has_ids", [])) <= set(ids), said
    for words in turn.get("shows", []):
        assert words in text, f"{words!r} is missing {said}"
    for words in turn.get("hides", []):
        assert words not in text, f"{words!r} should not stand {said}"
