from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import text

from actions.profile import AdviceGiven, Stated
from actions.turn import Advisor

AT = datetime(2026, 11, 22, 14, 2, tzinfo=UTC)


def test_the_history_of_a_person_is_told_with_days_and_words(client: Any, advisor: Advisor) -> None:
    advisor.store.state("rest:ann", {"practice_scores": Stated([231, 233], "nbme 231, 233", AT)})
    advisor.store.history.advised(
        "rest:ann", [AdviceGiven("practice.loose", "practice_exams", {"match_year": 2028}, AT)]
    )
    told = {"words": "nbme 231, 233", "stated_at": "2026-11-22T14:02:00+00:00"}
    assert client.get("/history?person=rest:ann").json == {
        "practice_scores": [{"score": 231, **told}, {"score": 233, **told}],
        "advice_given": [
            {
                "id": "practice.loose",
                "topic": "practice_exams",
                "facts": {"match_year": 2028},
                "given_at": "2026-11-22T14:02:00+00:00",
            }
        ],
    }


def test_somebody_unknown_has_no_history(client: Any) -> None:
    assert client.get("/history?person=rest:nobody").json == {"practice_scores": [], "advice_given": []}


def test_strangers_are_refused(client: Any) -> None:
    assert client.get("/history?person=rest:ann", secret=None).status == 403


def test_a_store_that_is_away_is_said(client: Any, advisor: Advisor) -> None:
    with advisor.store.engine.begin() as connection:
        connection.execute(text("DROP TABLE practice_scores"))
    assert client.get("/history?person=rest:ann").status == 503
