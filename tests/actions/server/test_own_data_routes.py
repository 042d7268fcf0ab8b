"""The routes for a person's own data."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from actions.profile import Stated
from actions.turn import Advisor

AT = datetime(2026, 11, 22, tzinfo=UTC)


@pytest.fixture
def ann(advisor: Advisor) -> str:
    advisor.store.state("rest:ann", {"step2_ck_score": Stated(238, "ck 238", AT)})
    return "rest:ann"


def test_a_copy_is_given_and_of_somebody_unknown_nothing(client: Any, ann: str) -> None:
    held = client.get(f"/export?person={ann}").json["held"]
    assert held["facts"][0]["words"] == "ck 238"
    assert client.get("/export?person=rest:nobody").json == {"held": None}


def test_who_is_erased_is_unknown_afterwards(client: Any, ann: str) -> None:
    assert ann in client.get("/people").json["last_seen"]
    assert client.post("/erase", {"person": ann}).json == {"erased": True}
    assert client.get("/people").json == {"last_seen": {}}
    assert client.post("/erase", {"person": ann}).status == 200


@pytest.mark.parametrize("body", [{}, [], {"person": ""}, {"person": 1}, {"person": "x" * 256}])
def test_a_body_that_names_nobody_erases_nobody(client: Any, ann: str, body: object) -> None:
    answer = client.post("/erase", body)
    assert answer.status == 400
    assert "rest:ann" in answer.json["error"]
    assert ann in client.get("/people").json["last_seen"]


def test_without_a_store_nothing_is_said_to_be_erased(client: Any, advisor: Advisor, ann: str) -> None:
    with advisor.store.engine.begin() as connection:
        connection.exec_driver_sql("DROP TABLE facts")
        connection.exec_driver_sql("DROP TABLE people")
    for answer in (client.post("/erase", {"person": ann}), client.get(f"/export?person={ann}"), client.get("/people")):
        assert answer.status == 503


@pytest.mark.parametrize(
    ("method", "address"), [("GET", "/export?person=rest:ann"), ("POST", "/erase"), ("GET", "/people")]
)
def test_a_stranger_gets_nothing(client: Any, method: str, address: str) -> None:
    assert client.send(method, address, b"{}", None).status == 403
