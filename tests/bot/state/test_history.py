"""What was said, read back from the store that Rasa writes."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from bot.state import history as module
from bot.state.history import History, HistoryUnavailable, Turn
from bot.state.tracker_store import CheckedTrackerStore

Say = Callable[..., None]


def run(work: Coroutine[Any, Any, Any]) -> Any:
    return asyncio.run(work)


@pytest.fixture
def store(tmp_path: Path) -> CheckedTrackerStore:
    from rasa.shared.core.domain import Domain

    return CheckedTrackerStore(Domain.empty(), db=str(tmp_path / "dialogue.db"))


@pytest.fixture
def history(store: CheckedTrackerStore) -> History:
    return History(store.engine)


@pytest.fixture
def say(store: CheckedTrackerStore) -> Say:
    """Store a turn as Rasa does."""
    from rasa.shared.core.events import ActionExecuted, BotUttered, UserUttered

    def save(text: str, message_id: str, *replies: str, person: str = "web:ana", intent: str = "ask_lors") -> None:
        async def turn() -> None:
            tracker = await store.get_or_create_tracker(person, append_action_listen=False)
            tracker.update(
                UserUttered(text, {"name": intent}, parse_data={"intent": {"name": intent}}, message_id=message_id)
            )
            tracker.update(ActionExecuted("action_advise"))
            for each in replies:
                tracker.update(BotUttered(each, {"custom": {"id": "test.said", "text": each}}))
            tracker.update(ActionExecuted("action_listen"))
            await store.save(tracker)

        run(turn())

    return save


def said(turns: list[Turn]) -> list[tuple[str, list[str]]]:
    return [(turn.text, [reply["text"] for reply in turn.replies]) for turn in turns]


def test_turns_come_with_their_replies_the_oldest_first(history: History, say: Say) -> None:
    say("ck 238", "a", "solid", "and your visa?")
    say("j1", "b", "noted")
    assert said(run(history.latest("web:ana", 10))) == [("ck 238", ["solid", "and your visa?"]), ("j1", ["noted"])]


def test_pages_meet_without_a_gap(history: History, say: Say) -> None:
    for number in range(5):
        say(f"say {number}", f"m{number}", f"heard {number}")
    last = run(history.latest("web:ana", 2))
    before = run(history.latest("web:ana", 2, last[0].id))
    assert said(before + last) == [(f"say {number}", [f"heard {number}"]) for number in range(1, 5)]
    assert run(history.latest("web:ana", 2, run(history.latest("web:ana", 99))[0].id)) == []


def test_only_the_persons_own_turns_are_read(history: History, say: Say) -> None:
    say("ck 238", "a", "solid")
    say("ck 219", "a", "low", person="web:ben")
    say("ck 250", "b", "strong", person="rest:ana")
    assert said(run(history.latest("web:ana", 10))) == [("ck 238", ["solid"])]
    assert run(history.turn("web:ben", "a")).text == "ck 219"
    assert run(history.turn("web:ana", "b")) is None


def test_the_replies_of_a_message_end_where_the_next_message_begins(history: History, say: Say) -> None:
    say("ck 238", "a", "solid")
    say("j1", "b", "noted")
    say("hello", "c")
    assert [run(history.turn("web:ana", each)).replies for each in "abc"] == [
        ({"id": "test.said", "text": "solid"},),
        ({"id": "test.said", "text": "noted"},),
        (),
    ]


@pytest.mark.parametrize("message_id", ['"', "%", "_", "!", "\\", "é", "' OR 1=1 --", "a" * 200])
def test_any_id_is_found_and_no_other_is_taken_for_it(history: History, say: Say, message_id: str) -> None:
    say("first", "x", "one")
    assert run(history.turn("web:ana", message_id)) is None
    say("second", message_id, "two")
    assert run(history.turn("web:ana", message_id)).text == "second"


def test_a_message_of_long_ago_is_no_longer_looked_for(
    history: History, say: Say, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "RECENT", 2)
    for each in "abc":
        say(each, each)
    assert run(history.turn("web:ana", "a")) is None
    assert run(history.turn("web:ana", "b")).text == "b"


@pytest.mark.parametrize(
    ("intent", "topic", "private"),
    [("ask_lors", "lors", False), ("distress", "distress", True), ("delete_my_data", "delete_my_data", True)],
)
def test_the_topic_is_told_and_whether_it_is_private(
    history: History, say: Say, intent: str, topic: str, private: bool
) -> None:
    say("some words", "a", intent=intent)
    turn = run(history.turn("web:ana", "a"))
    assert (turn.topic, turn.private) == (topic, private)


def test_a_store_that_cannot_be_read_is_told(history: History) -> None:
    with history.engine.begin() as connection:
        connection.execute(sa.text("DROP TABLE events"))
    for question in (history.latest("web:ana", 1), history.turn("web:ana", "a")):
        with pytest.raises(HistoryUnavailable):
            run(question)
