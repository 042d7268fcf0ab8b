"""Every button that the action server can offer gets through the bot's guard. The payloads are asked of its own code."""

from __future__ import annotations

import json
import subprocess
from datetime import date
from typing import Any

import pytest

from bot.channels.screening import screen
from bot.paths import ROOT

MOST_BYTES = 64
MOST_CHARACTERS = 20
# Runs in the action server's environment: the two packages share no process.
ASK = """
import datetime, json
from actions import facts, privacy, replies, topics
registry = facts.load()
of_topics = [[topic.button, topics.payload(name), name] for name, topic in topics.load().items()]
today = datetime.date.today()
offered = [button.on(today) for name in registry.names for button in registry[name].buttons]
made = [replies.statement_button(button.title, button.facts) for button in offered]
own = [[each["title"], each["payload"]] for each in privacy.BUTTONS]
print(json.dumps({"topics": of_topics, "own data": own, "facts": [[each["title"], each["payload"]] for each in made]}))
"""


@pytest.fixture(scope="module")
def offered() -> dict[str, list[list[str]]]:
    python = ROOT / ".venv-actions" / "bin" / "python"
    done = subprocess.run([python, "-c", ASK], cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    content: dict[str, list[list[str]]] = json.loads(done.stdout)
    return content


@pytest.fixture(scope="module")
def buttons(offered: dict[str, list[list[str]]]) -> list[tuple[str, str]]:
    return [(each[0], each[1]) for kind in offered.values() for each in kind]


def test_there_are_buttons_of_both_kinds(offered: dict[str, list[list[str]]], facts: dict[str, Any]) -> None:
    assert len(offered["topics"]) > 20
    assert len(offered["facts"]) == sum(len(entry.get("buttons", [])) for entry in facts.values()) > 10


def test_every_payload_gets_through_the_guard_unchanged(buttons: list[tuple[str, str]]) -> None:
    screened = {payload: screen(payload, date.today()) for _, payload in buttons}
    assert {payload for payload, result in screened.items() if result.refusal is not None} == set()
    assert {payload: result.text for payload, result in screened.items() if result.text != payload} == {}


def test_every_topic_of_a_button_is_an_intent_of_the_domain(
    offered: dict[str, list[list[str]]], intents: list[str]
) -> None:
    assert {payload.lstrip("/") for _, payload, _ in offered["topics"]} <= set(intents)


def test_a_button_leads_to_the_topic_whose_name_it_bears(offered: dict[str, list[list[str]]]) -> None:
    assert [name for _, payload, name in offered["topics"] if payload not in (f"/{name}", f"/ask_{name}")] == []


def test_every_button_of_a_fact_states_facts_of_the_registry(
    offered: dict[str, list[list[str]]], facts: dict[str, Any]
) -> None:
    stated = [json.loads(payload.removeprefix("/profile_statement")) for _, payload in offered["facts"]]
    assert all(stated)
    assert {fact for each in stated for fact in each} <= set(facts)


def test_no_payload_is_longer_than_a_messenger_takes(buttons: list[tuple[str, str]]) -> None:
    assert {payload for _, payload in buttons if len(payload.encode()) > MOST_BYTES} == set()


def test_no_title_is_longer_than_a_button_shows(buttons: list[tuple[str, str]]) -> None:
    assert {title for title, _ in buttons if not 0 < len(title) <= MOST_CHARACTERS} == set()
