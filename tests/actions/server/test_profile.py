from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import text

from actions.profile import Stated
from actions.turn import Advisor

AT = datetime(2026, 11, 22, 10, 30, tzinfo=UTC)


def test_each_fact_is_told_in_words_with_when_and_how_it_was_stated(client: Any, advisor: Advisor) -> None:
    stated = {
        "visa_need": Stated("either", "need a visa", AT),
        "step2_ck_date": Stated("2027-06", "exam in June", AT),
        "reapplicant": Stated(False, "first time", AT),
    }
    advisor.store.state("web:ann", stated)
    facts = client.get("/profile?person=web%3Aann").json["facts"]
    assert [each["name"] for each in facts] == ["step2_ck_date", "visa_need", "reapplicant"]
    assert facts[1] == {
        "name": "visa_need",
        "label": "Visa",
        "value": "either",
        "said": "needed, J-1 or H-1B",
        "words": "need a visa",
        "stated_at": "2026-11-22T10:30:00+00:00",
    }
    assert [each["said"] for each in facts] == ["June 2027", "needed, J-1 or H-1B", "no"]


@pytest.mark.parametrize("address", ["/profile?person=web:nobody", "/profile"])
def test_of_somebody_unknown_only_what_can_be_told_is_told(client: Any, address: str) -> None:
    answer = client.get(address).json
    assert answer["facts"] == []
    assert len(answer["registry"]) > 20


def test_the_registry_has_the_values_and_limits_of_the_day(client: Any) -> None:
    registry = {each["name"]: each for each in client.get("/profile").json["registry"]}
    assert registry["match_year"]["limits"] == [2026, 2034]
    assert registry["visa_need"]["values"]["J-1"] == "J-1"
    assert (registry["visa_need"]["limits"], registry["reapplicant"]["values"]) == (None, None)
    assert registry["step2_ck_score"] == {
        "name": "step2_ck_score",
        "label": "Step 2 CK",
        "type": "integer",
        "values": None,
        "limits": [1, 300],
        "example": "238",
    }


def test_without_the_secret_nothing_is_told(client: Any) -> None:
    assert client.get("/profile?person=web:ann", secret="wrong").status == 403


def test_a_profile_that_cannot_be_read_is_not_told_as_empty(client: Any, advisor: Advisor) -> None:
    with advisor.store.engine.begin() as connection:
        connection.execute(text("DROP TABLE facts"))
    answer = client.get("/profile?person=web:ann")
    assert (answer.status, set(answer.json)) == (503, {"error"})
