"""The plan as a document over HTTP: of a stored person, or of facts that are only given."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

import pytest

from actions.profile import Stated
from actions.replies import Reply
from actions.turn import Advisor

AT = datetime(2026, 11, 22, tzinfo=UTC)


def test_the_plan_of_a_person_is_made_of_what_is_stored(client: Any, advisor: Advisor) -> None:
    advisor.store.state("rest:ann", {"step2_ck_score": Stated(238, "ck 238", AT)})
    answer = client.post("/plan", {"person": "rest:ann", "facts": None})
    assert (answer.status, answer.json["missing"]) == (200, None)
    assert (answer.json["document"]["kind"], answer.json["document"]["made_on"]) == ("plan", "2026-11-22")


def test_given_facts_make_a_plan_within_the_contract_and_are_not_stored(
    client: Any, advisor: Advisor, faults_of: Callable[[Reply], list[str]], tell: Callable[..., Any]
) -> None:
    before = advisor.store.profile("rest:ann").values
    document = client.post("/plan", {"facts": {"step1_status": "passed", "match_year": 2028}}).json["document"]
    assert document["scenarios"] == ["scenario2"]
    (reply, *_) = tell("help").replies
    assert faults_of({**reply, "document": document}) == []
    assert advisor.store.profile("rest:ann").values == before


def test_a_score_alone_counts_as_a_pass_as_in_a_talk(client: Any) -> None:
    assert client.post("/plan", {"facts": {"step2_ck_score": 238}}).json["document"]["scenarios"] == ["own"]


@pytest.mark.parametrize("body", [{"facts": {}}, {"person": "rest:nobody"}, {"facts": {"visa_need": "J-1"}}])
def test_what_a_plan_needs_is_said_where_none_can_be_made(client: Any, body: Mapping[str, Any]) -> None:
    answer = client.post("/plan", body)
    assert (answer.status, answer.json["document"]) == (200, None)
    assert "tell me whether you passed Step 1" in answer.json["missing"]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"step2_ck_score": 999}, "from 1 to 300"),
        ({"step2_ck_score": 24}, "three-digit number"),
        ({"visa_need": "O-1"}, 'I could not use "O-1"'),
        ({"ck": 238}, 'there is no fact "ck"; there are: applicant_type'),
        ({"step2_ck_score": [1]}, "is a number from 1 to 300"),
    ],
)
def test_a_fact_that_cannot_be_is_named_with_what_it_can_be(client: Any, given: dict[str, Any], said: str) -> None:
    answer = client.post("/plan", {"facts": given})
    assert answer.status == 400
    assert said in answer.json["error"]


@pytest.mark.parametrize(
    "body", [None, [], {}, {"person": ""}, {"person": 5}, {"person": "x" * 256}, {"facts": 5},
             {"person": "rest:ann", "facts": {"visa_need": "J-1"}}],
)  # fmt: skip
def test_a_body_that_is_not_of_this_form_is_told_the_form(client: Any, body: object) -> None:
    answer = client.post("/plan", body)
    assert answer.status == 400
    assert "rest:ann" in answer.json["error"]


def test_a_store_that_is_away_and_a_stranger_get_no_plan(client: Any, advisor: Advisor) -> None:
    with advisor.store.engine.begin() as connection:
        connection.exec_driver_sql("DROP TABLE facts")
    assert client.post("/plan", {"person": "rest:ann"}).status == 503
    assert client.send("POST", "/plan", b"{}", None).status == 403
