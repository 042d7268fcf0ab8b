"""The running servers with the dialogue in a PostgreSQL that is restarted between two messages."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from bot.launch import Plan, house
from bot.rest_client import send

pytestmark = pytest.mark.servers


def test_a_database_restart_between_two_messages_loses_no_turn_and_no_fact(
    model: Path, tmp_path: Path, postgres_server: Any, postgres_url: str
) -> None:
    plan = Plan(port=0, store=tmp_path, today="2026-11-22", burst=0, dialogue_db=postgres_url)
    with house(plan, model, lambda text: None) as running:
        send(running.url, "p", "I got 221 on step 2 ck. what are my chances?")
        postgres_server.restart()
        send(running.url, "p", "yes, first try")
        postgres_server.stop()
        (reply,) = send(running.url, "p", "I need a visa")
        postgres_server.start()
        assert reply["id"] == "guard.not_ready"
        assert "memory" in reply["text"]
        send(running.url, "p", "I need a J-1 visa")
        facts = running.facts_of("rest:p")
        assert (facts["step2_ck_score"], facts["step1_status"], facts["visa_need"]) == (221, "passed", "J-1")
        replies = send(running.url, "p", "how do you know?")
    assert replies[0]["id"] != "guard.not_ready"
    assert not (tmp_path / "dialogue.db").exists()
