from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import text

from actions.profile import AdviceGiven, PracticeScore, Stated
from actions.store.history import ADVICE_KEPT
from actions.store.repository import ProfileStore

ANN, BEN = "rest:ann", "rest:ben"
AT = datetime(2026, 11, 3, 14, 2, tzinfo=UTC)
LATER = AT + timedelta(days=19)


def tell(store: ProfileStore, scores: list[int], words: str, at: datetime) -> None:
    store.state(ANN, {"practice_scores": Stated(scores, words, at)})


def count(store: ProfileStore, table: str) -> object:
    with store.engine.connect() as connection:
        return connection.execute(text(f"SELECT count(*) FROM {table}")).scalar_one()  # noqa: S608  # our own names


def advice(id_: str = "band.solid", at: datetime = AT, topic: str = "score_band") -> AdviceGiven:
    return AdviceGiven(id_, topic, {"step2_ck_score": 238}, at)


def test_each_score_keeps_the_words_and_the_time_in_which_it_was_told(store: ProfileStore) -> None:
    tell(store, [231, 233], "nbme 231 then 233", AT)
    tell(store, [231, 233, 240], "nbme 240 now", LATER)
    assert store.history.practice(ANN) == (
        PracticeScore(231, "nbme 231 then 233", AT),
        PracticeScore(233, "nbme 231 then 233", AT),
        PracticeScore(240, "nbme 240 now", LATER),
    )
    assert store.profile(ANN).practice == store.history.practice(ANN)


def test_the_same_list_told_again_doubles_nothing(store: ProfileStore) -> None:
    tell(store, [231, 233], "first", AT)
    tell(store, [231, 233], "again", LATER)
    assert [each.words for each in store.history.practice(ANN)] == ["first", "first"]


def test_a_corrected_score_is_replaced_and_the_others_keep_their_words(store: ProfileStore) -> None:
    tell(store, [231, 233, 240], "first", AT)
    tell(store, [231, 238, 240], "not 233, 238", LATER)
    told = [(each.score, each.words) for each in store.history.practice(ANN)]
    assert told == [(231, "first"), (238, "not 233, 238"), (240, "first")]


def test_a_value_that_is_joined_sees_what_the_message_before_it_left(store: ProfileStore) -> None:
    join = {"practice_scores": lambda held, told: [*(held or []), *told]}
    for score in (231, 233, 240):
        store.state(ANN, {"practice_scores": Stated([score], "w", AT)}, join=join)
    assert store.profile(ANN).values == {"practice_scores": [231, 233, 240]}


def test_the_history_goes_with_its_fact_and_with_its_person(store: ProfileStore) -> None:
    tell(store, [231, 233], "first", AT)
    store.state(ANN, {"visa_need": Stated("J-1", "j1", AT)}, forget=["practice_scores"])
    assert count(store, "practice_scores") == 0
    tell(store, [231, 233], "first", AT)
    store.history.advised(ANN, [advice()])
    store.erase(ANN)
    assert [count(store, each) for each in ("practice_scores", "advice_given", "facts", "people")] == [0, 0, 0, 0]


def test_advice_comes_back_in_its_order_with_the_facts_of_its_day(store: ProfileStore) -> None:
    for person in (ANN, BEN):
        store.seen(person, AT)
    store.history.advised(ANN, [advice(), advice("lors.portfolio", LATER, "lors")])
    assert store.history.advice(ANN) == (advice(), advice("lors.portfolio", LATER, "lors"))
    assert store.history.advice(BEN) == ()


def test_the_last_advice_is_all_that_was_said_on_the_last_topic(store: ProfileStore) -> None:
    store.seen(ANN, AT)
    assert store.history.last_advice(ANN) == ()
    last = [advice("timing.delay", LATER, "step2_timing"), advice("timing.exam_date", LATER, "step2_timing")]
    store.history.advised(ANN, [advice(), advice("visa.j1", LATER, "visa"), *last])
    assert store.history.last_advice(ANN) == tuple(last)


def test_only_the_latest_advice_to_each_person_is_kept(store: ProfileStore) -> None:
    for person in (ANN, BEN):
        store.seen(person, AT)
        store.history.advised(person, [advice("first")])
    store.history.advised(ANN, [advice(f"later.{place}") for place in range(ADVICE_KEPT)])
    assert len(store.history.advice(ANN)) == ADVICE_KEPT
    assert store.history.advice(ANN)[0].id == "later.0"
    assert [each.id for each in store.history.advice(BEN)] == ["first"]


def test_advice_brings_nobody_back_who_was_erased_meanwhile(store: ProfileStore) -> None:
    store.history.advised(ANN, [advice()])
    assert count(store, "people") == 0


@pytest.mark.parametrize("pause", [timedelta(seconds=1), timedelta(days=30)])
def test_a_visit_tells_when_the_one_before_it_was(store: ProfileStore, pause: timedelta) -> None:
    assert store.seen(ANN, AT) is None
    assert store.seen(ANN, AT + pause) == AT
    assert store.seen(BEN, AT) is None


def test_a_clock_that_went_back_does_not_make_a_visit_earlier(store: ProfileStore) -> None:
    store.seen(ANN, LATER)
    store.seen(ANN, AT)
    assert store.seen(ANN, LATER) == LATER
