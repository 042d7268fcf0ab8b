from __future__ import annotations

import threading
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from sqlalchemy import text as sql

from actions.store import unclear_messages
from actions.store.repository import ProfileStore, StoreUnavailable
from actions.store.unclear_messages import UnclearMessages, form

AT = datetime(2026, 11, 22, 14, 2, 30, tzinfo=UTC)
LATER = AT + timedelta(days=1)
DAY, DAY_LATER = date(2026, 11, 22), date(2026, 11, 23)


@pytest.fixture
def messages(store: ProfileStore) -> UnclearMessages:
    return UnclearMessages(store.engine)


def texts(messages: UnclearMessages) -> list[str]:
    return [each.text for each in messages.most_frequent()]


def test_a_message_comes_back_with_all_that_is_known_of_it(messages: UnclearMessages) -> None:
    messages.keep("what is prelim?", "not_understood", "out_of_scope", AT, "rest:ann")
    (one,) = messages.most_frequent()
    assert (one.text, one.why, one.topic, one.count) == ("what is prelim?", "not_understood", "out_of_scope", 1)
    assert (one.first_seen, one.last_seen) == (DAY, DAY)


def test_the_same_message_again_is_counted_and_keeps_its_first_words(messages: UnclearMessages) -> None:
    messages.keep("what is prelim?", "not_understood", "out_of_scope", AT, "rest:ann")
    messages.keep("What  is PRELIM", "not_understood", "unsure", LATER, "rest:ann")
    (one,) = messages.most_frequent()
    assert (one.text, one.topic, one.count) == ("what is prelim?", "unsure", 2)
    assert (one.first_seen, one.last_seen) == (DAY, DAY_LATER)


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (AT, "2026-11-22"),
        (datetime(2026, 11, 22, 23, 59, 59, 999999, UTC), "2026-11-22"),
        (datetime(2026, 11, 23, 3, 0, tzinfo=timezone(timedelta(hours=5))), "2026-11-22"),
        (datetime(2026, 11, 22, 20, 0, tzinfo=timezone(timedelta(hours=-8))), "2026-11-23"),
    ],
)
def test_of_the_moment_only_the_day_in_utc_is_written(messages: UnclearMessages, moment: datetime, day: str) -> None:
    for _ in range(2):
        messages.keep("what is prelim?", "not_understood", "out_of_scope", moment, "rest:ann")
    with messages.engine.connect() as connection:
        (row,) = connection.execute(sql("SELECT first_seen, last_seen FROM unclear_messages"))
    assert [each.partition(".")[0] for each in row] == [f"{day} 00:00:00"] * 2


def test_the_same_words_not_understood_and_not_helped_are_two_matters(messages: UnclearMessages) -> None:
    messages.keep("what is prelim", "not_understood", "out_of_scope", AT, "rest:ann")
    messages.keep("what is prelim", "unhelpful", "step3", AT, "rest:ann")
    assert len(messages.most_frequent()) == 2


def test_the_most_frequent_come_first_and_of_these_the_latest(messages: UnclearMessages) -> None:
    for text, at in (("rare and old", AT), ("rare and new", LATER), ("often", AT), ("often", AT)):
        messages.keep(text, "not_understood", "out_of_scope", at, "rest:ann")
    assert texts(messages) == ["often", "rare and new", "rare and old"]
    assert [each.text for each in messages.most_frequent(limit=1)] == ["often"]


def test_what_was_dealt_with_is_forgotten_and_counted(messages: UnclearMessages) -> None:
    for text in ("one thing", "two things", "three things"):
        messages.keep(text, "not_understood", "out_of_scope", AT, "rest:ann")
    ids = {each.text: each.id for each in messages.most_frequent()}
    assert messages.remove([ids["one thing"], ids["two things"], 999]) == 2
    assert texts(messages) == ["three things"]
    assert messages.remove([]) == 0


def test_beyond_the_most_that_is_kept_the_ones_not_seen_for_longest_go(
    messages: UnclearMessages, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(unclear_messages, "MOST_KEPT", 2)
    for days, text in enumerate(("first", "second", "first", "third")):
        messages.keep(text, "not_understood", "out_of_scope", AT + timedelta(days=days), "rest:ann")
    assert set(texts(messages)) == {"first", "third"}


def test_of_those_not_seen_for_equally_long_the_rarest_go(
    messages: UnclearMessages, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(unclear_messages, "MOST_KEPT", 2)
    for text in ("often", "often", "once", "and new"):
        messages.keep(text, "not_understood", "out_of_scope", AT, "rest:ann")
    assert set(texts(messages)) == {"often", "and new"}


@pytest.mark.parametrize(
    ("text", "same"),
    [("What is  IT?!", "what is it"), ("?!", "?!"), (" a\n b. ", "a b"), ("STRASSE straße", "strasse strasse")],
)
def test_the_form_of_a_message_leaves_case_spaces_and_end_marks_aside(text: str, same: str) -> None:
    assert form(text) == same


def test_a_form_never_outgrows_its_column(messages: UnclearMessages) -> None:
    messages.keep("ß" * 300, "not_understood", "out_of_scope", AT, "rest:ann")
    assert len(form("ß" * 300)) == 300


def test_many_at_once_are_all_counted(messages: UnclearMessages) -> None:
    gate, failed = threading.Barrier(8), []

    def keep() -> None:
        gate.wait(timeout=10)
        try:
            messages.keep("what is prelim", "not_understood", "out_of_scope", AT, "rest:ann")
        except StoreUnavailable as error:
            failed.append(error)

    threads = [threading.Thread(target=keep) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    assert failed == []
    assert [each.count for each in messages.most_frequent()] == [8]


def test_a_store_without_the_table_is_reported_as_unavailable(messages: UnclearMessages) -> None:
    with messages.engine.begin() as connection:
        connection.execute(sql("DROP TABLE unclear_messages"))
    with pytest.raises(StoreUnavailable):
        messages.keep("what is prelim", "not_understood", "out_of_scope", AT, "rest:ann")
    with pytest.raises(StoreUnavailable):
        messages.most_frequent()
    with pytest.raises(StoreUnavailable):
        messages.remove([1])


def test_nothing_in_the_table_names_a_person(messages: UnclearMessages) -> None:
    with messages.engine.connect() as connection:
        columns = {row[1] for row in connection.execute(sql("PRAGMA table_info(unclear_messages)"))}
        links = connection.execute(sql("PRAGMA foreign_key_list(unclear_messages)")).all()
    assert columns == {"id", "form", "text", "why", "topic", "count", "first_seen", "last_seen"}
    assert links == []
