from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import text

from actions.profile import Stated
from actions.turn import Advisor

Trackers = Callable[..., dict[str, Any]]

# rasa-sdk says at each call that Rasa's release differs from its own; that pair is the one we chose.
pytestmark = pytest.mark.filterwarnings("ignore:Your versions of rasa and rasa_sdk")

ADDRESSES = [("GET", "/facts?person=rest:ann"), ("POST", "/webhook"), ("GET", "/actions"), ("GET", "/no/such/page")]


def call(tracker: dict[str, Any], action: str = "action_advise") -> dict[str, Any]:
    return {
        "next_action": action,
        "sender_id": tracker["sender_id"],
        "tracker": tracker,
        "domain": {},
        "version": "3.6.21",
    }


def take_the_store_away(advisor: Advisor) -> None:
    with advisor.store.engine.begin() as connection:
        connection.execute(text("DROP TABLE facts"))
        connection.execute(text("DROP TABLE people"))


@pytest.mark.parametrize(("method", "address"), ADDRESSES)
@pytest.mark.parametrize("secret", [None, "", "a wrong secret", "ein größeres Geheimnis"])
def test_a_request_without_the_secret_is_refused(client: Any, method: str, address: str, secret: str | None) -> None:
    answer = client.send(method, address, b"{}", secret)
    assert answer.status == 403
    assert "X-Advisor-Secret" in answer.json["error"]


@pytest.mark.parametrize("address", ["/health", "/ready"])
def test_health_and_readiness_are_told_to_everybody(client: Any, address: str) -> None:
    assert client.get(address, secret=None).status == 200


def test_a_refused_message_is_not_stored(client: Any, advisor: Advisor, tracker_of: Trackers) -> None:
    tracker = tracker_of("j1", "profile_statement", [{"entity": "visa_need", "value": "J-1"}])
    client.post("/webhook", call(tracker), secret=None)
    assert advisor.store.profile("rest:ann").values == {}


def test_a_server_without_its_store_is_alive_but_not_ready(client: Any, advisor: Advisor) -> None:
    assert client.get("/ready").json == {"profile_store": "ok"}
    take_the_store_away(advisor)
    answer = client.get("/ready", secret=None)
    assert (answer.status, answer.json) == (503, {"profile_store": "cannot be reached"})
    assert client.get("/health", secret=None).status == 200


def test_the_facts_of_a_person_are_told_by_name(client: Any, advisor: Advisor) -> None:
    at = datetime(2026, 11, 22, tzinfo=UTC)
    advisor.store.state("rest:ann", {"step2_ck_score": Stated(238, "ck 238", at), "reapplicant": Stated(False, "", at)})
    answer = client.get("/facts?person=rest%3Aann")
    assert (answer.status, answer.json) == (200, {"facts": {"step2_ck_score": 238, "reapplicant": False}})


@pytest.mark.parametrize("address", ["/facts?person=rest:nobody", "/facts?person=", "/facts"])
def test_of_somebody_unknown_no_facts_are_told(client: Any, advisor: Advisor, address: str) -> None:
    advisor.store.state("rest:ann", {"visa_need": Stated("J-1", "", datetime(2026, 11, 22, tzinfo=UTC))})
    answer = client.get(address)
    assert (answer.status, answer.json) == (200, {"facts": {}})


def test_facts_that_cannot_be_read_are_not_told_as_none(client: Any, advisor: Advisor) -> None:
    take_the_store_away(advisor)
    answer = client.get("/facts?person=rest:ann")
    assert answer.status == 503
    assert "facts" not in answer.json


def test_a_message_is_answered_with_replies_and_slots(
    client: Any, tracker_of: Trackers, faults_of: Callable[..., list[str]]
) -> None:
    tracker = tracker_of("ck 238", "profile_statement", [{"entity": "step2_ck_score", "value": 238}])
    answer = client.post("/webhook", call(tracker))
    assert answer.status == 200
    replies = [response["custom"] for response in answer.json["responses"]]
    assert [reply["id"] for reply in replies] == ["band.solid", "ask.step1_status"]
    assert [faults_of(reply) for reply in replies] == [[], []]
    assert {"event": "slot", "timestamp": None, "name": "last_topic", "value": "score_band"} in answer.json["events"]


def test_what_was_told_in_one_request_is_known_in_the_next(client: Any, tracker_of: Trackers) -> None:
    client.post("/webhook", call(tracker_of("j1", "profile_statement", [{"entity": "visa_need", "value": "J-1"}])))
    assert client.get("/facts?person=rest:ann").json == {"facts": {"visa_need": "J-1"}}


def test_a_fault_inside_a_turn_is_one_sentence_to_the_person_and_no_trace(client: Any, tracker_of: Trackers) -> None:
    answer = client.post("/webhook", call(tracker_of("x", "profile_statement", [{"value": "no name"}])))
    assert answer.status == 200
    assert [response["custom"]["id"] for response in answer.json["responses"]] == ["talk.failed"]
    assert answer.json["events"] == []
    assert "Traceback" not in answer.text
    assert "KeyError" not in answer.text


def test_an_action_that_is_not_there_is_refused_by_name(client: Any, tracker_of: Trackers) -> None:
    answer = client.post("/webhook", call(tracker_of("x", "greet"), "action_of_nobody"))
    assert answer.status == 404
    assert answer.json["action_name"] == "action_of_nobody"


def test_restart_is_answered_by_our_own_action(client: Any, tracker_of: Trackers) -> None:
    answer = client.post("/webhook", call(tracker_of("/restart", "restart"), "action_restart")).json
    assert answer["responses"][0]["custom"]["id"] == "talk.restart"
    assert [event["event"] for event in answer["events"]] == ["restart"]
