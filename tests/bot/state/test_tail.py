"""A long talk: a turn reads the same little of it, and that little is all that the dialogue needs."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from bot.nlu.fact_extractor import REMEMBERED
from bot.state.tail import MESSAGES, WHOLE_TURNS
from bot.state.tracker_store import CheckedTrackerStore

SLOTS = ("asked", "page", "step2_ck_score", "visa_need")


@pytest.fixture(scope="module")
def domain() -> Any:
    from rasa.shared.core.domain import Domain

    slots = "".join(
        f"  {name}: {{type: any, influence_conversation: false, mappings: [{{type: custom}}]}}\n" for name in SLOTS
    )
    return Domain.from_yaml(f'version: "3.1"\nslots:\n{slots}')


@pytest.fixture(params=["sqlite", "postgresql"])
def store(request: pytest.FixtureRequest, domain: Any, tmp_path: Path) -> Iterator[CheckedTrackerStore]:
    address = str(tmp_path / "a.db") if request.param == "sqlite" else request.getfixturevalue("postgres_url")
    opened = CheckedTrackerStore(domain, db=address)
    yield opened
    opened.engine.dispose()


def begin(tracker: Any) -> None:
    from rasa.shared.core.events import ActionExecuted, SessionStarted

    for event in (ActionExecuted("action_session_start"), SessionStarted(), ActionExecuted("action_listen")):
        tracker.update(event)


def add_turn(tracker: Any, text: str, slots: dict[str, Any]) -> None:
    """What a turn leaves: the message, the answer, some slots, and listening again."""
    from rasa.shared.core.events import ActionExecuted, BotUttered, SlotSet, UserUttered

    tracker.update(UserUttered(text, {"name": "greet"}))
    tracker.update(ActionExecuted("action_advise"))
    tracker.update(BotUttered(f"answer to {text}"))
    for name, value in slots.items():
        tracker.update(SlotSet(name, value))
    tracker.update(ActionExecuted("action_listen"))


def talk(
    store: CheckedTrackerStore, turns: Iterable[dict[str, Any]], person: str = "rest:ana", one_by_one: bool = False
) -> None:
    """A talk; each turn is given by the slots that it sets. Saved at once, or as Rasa does, each turn by itself."""

    async def hold() -> None:
        tracker = await store.get_or_create_tracker(person, append_action_listen=False)
        if not tracker.events:
            begin(tracker)
        for number, slots in enumerate(turns):
            if one_by_one and number:
                tracker = await store.retrieve(person)
            add_turn(tracker, f"message {number}", slots)
            if one_by_one:
                await store.save(tracker)
        await store.save(tracker)

    asyncio.run(hold())


def read(store: CheckedTrackerStore, person: str = "rest:ana") -> Any:
    return asyncio.run(store.retrieve(person))


def whole(store: CheckedTrackerStore) -> Any:
    return asyncio.run(store.retrieve_full_tracker("rest:ana"))


def texts(tracker: Any) -> list[str]:
    return [event.text for event in tracker.events if event.type_name == "user"]


def rows(store: CheckedTrackerStore) -> int:
    with store.engine.connect() as connection:
        return int(connection.scalar(sa.text("SELECT count(*) FROM events")))


@pytest.mark.parametrize("turns", [1, WHOLE_TURNS, WHOLE_TURNS + 1, MESSAGES, MESSAGES + 1, 60])
def test_every_slot_is_what_the_whole_talk_would_make_it(store: CheckedTrackerStore, turns: int) -> None:
    chance = random.Random(turns)  # noqa: S311  # nothing secret
    values = [None, 1, "two", [231, 233], {"step2_ck_score": 250}]
    talk(store, [{chance.choice(SLOTS): chance.choice(values), "page": turn} for turn in range(turns)], one_by_one=True)
    found = read(store)
    assert found.current_slot_values() == whole(store).current_slot_values()
    assert found.latest_action_name == "action_listen"
    assert found.applied_events()


def test_a_fact_of_the_first_turn_outlasts_hundreds_of_turns(store: CheckedTrackerStore) -> None:
    talk(store, [{"step2_ck_score": 238, "visa_need": "J-1"}, {"visa_need": None}, *({"asked": "research"},) * 150])
    assert read(store).get_slot("step2_ck_score") == 238
    assert read(store).get_slot("visa_need") is None


def test_the_last_messages_and_the_last_answers_are_there(store: CheckedTrackerStore) -> None:
    talk(store, [{}] * 60)
    found = read(store)
    assert texts(found) == [f"message {number}" for number in range(60 - MESSAGES, 60)]
    answers = [event.text for event in found.events if event.type_name == "bot"]
    assert answers == [f"answer to message {number}" for number in range(60 - WHOLE_TURNS, 60)]


def test_as_many_messages_are_read_as_the_understanding_looks_back() -> None:
    assert MESSAGES >= REMEMBERED


def test_what_is_read_stays_the_same_however_long_the_talk_is(
    store: CheckedTrackerStore, counted: Callable[[Callable[[], Any]], int]
) -> None:
    sizes, queries = [], []
    for length in (MESSAGES + 5, 100, 200):
        talk(store, [{"asked": "research", "page": 1}] * length, f"rest:{length}")
        queries.append(counted(lambda person=f"rest:{length}": sizes.append(len(read(store, person).events))))  # type: ignore[misc]
    assert len(set(sizes)) == 1
    assert queries == [3, 3, 3]


@pytest.fixture
def counted(store: CheckedTrackerStore) -> Callable[[Callable[[], Any]], int]:
    """How many statements something sends to the database."""

    def count(work: Callable[[], Any]) -> int:
        sent: list[str] = []
        listen = ("before_cursor_execute", lambda *told: sent.append(told[2]))
        sa.event.listen(store.engine, *listen)
        work()
        sa.event.remove(store.engine, *listen)
        return len(sent)

    return count


def test_the_database_does_the_same_work_for_a_long_talk(domain: Any, tmp_path: Path) -> None:
    """Counted in steps of SQLite's machine, which no other load on this computer changes."""
    store = CheckedTrackerStore(domain, db=str(tmp_path / "a.db"))
    steps = [0]

    def count_steps(connection: Any, _: Any) -> None:
        connection.set_progress_handler(lambda: steps.__setitem__(0, steps[0] + 1) or 0, 1)

    sa.event.listen(store.engine, "connect", count_steps)
    taken = []
    for length in (MESSAGES + 5, 400):
        talk(store, [{"asked": "research", "page": 1}] * length, f"rest:{length}")
        steps[0] = 0
        read(store, f"rest:{length}")
        taken.append(steps[0])
    assert taken[1] <= 1.1 * taken[0]


def test_only_what_happened_is_written_and_all_of_it(store: CheckedTrackerStore) -> None:
    talk(store, [{"page": 1}] * 50, one_by_one=True)
    assert rows(store) == 3 + 50 * 5
    assert texts(whole(store)) == [f"message {number}" for number in range(50)]


def test_what_was_read_or_written_is_not_written_again(store: CheckedTrackerStore) -> None:
    talk(store, [{"page": 1}] * 30)
    before = rows(store)

    async def save_again() -> None:
        for tracker in (await store.retrieve("rest:ana"), await store.retrieve_full_tracker("rest:ana")):
            await store.save(tracker)
            await store.save(tracker.copy())

    asyncio.run(save_again())
    assert rows(store) == before


def test_two_turns_of_one_person_at_once_both_last(store: CheckedTrackerStore) -> None:
    async def at_once() -> None:
        one = await store.get_or_create_tracker("rest:ana", append_action_listen=False)
        other = await store.get_or_create_tracker("rest:ana", append_action_listen=False)
        for tracker, text in ((one, "from the phone"), (other, "from the desk")):
            add_turn(tracker, text, {})
            await store.save(tracker)

    talk(store, [{"page": 1}] * 30)
    asyncio.run(at_once())
    assert texts(read(store))[-2:] == ["from the phone", "from the desk"]


def test_many_people_at_once_lose_no_message(store: CheckedTrackerStore) -> None:
    people = [f"rest:{number}" for number in range(60)]

    async def hold(person: str) -> None:
        for number in range(4):
            tracker = await store.get_or_create_tracker(person, append_action_listen=False)
            add_turn(tracker, f"message {number}", {"page": number})
            await store.save(tracker)

    async def all_at_once() -> None:
        await asyncio.gather(*(hold(person) for person in people))

    asyncio.run(all_at_once())
    for person in people:
        assert texts(read(store, person)) == [f"message {number}" for number in range(4)]
    assert set(asyncio.run(store.keys())) == set(people)


@pytest.mark.parametrize("boundary", ["session", "restart"])
@pytest.mark.parametrize("after", [0, 1, WHOLE_TURNS, MESSAGES + 5])
def test_nothing_from_before_a_new_session_or_a_restart_comes_back(
    store: CheckedTrackerStore, boundary: str, after: int
) -> None:
    from rasa.shared.core.events import Restarted

    async def new_beginning() -> None:
        tracker = await store.retrieve("rest:ana")
        tracker.update(Restarted()) if boundary == "restart" else begin(tracker)
        await store.save(tracker)

    talk(store, [{"step2_ck_score": 238, "asked": "research"}] * 30)
    asyncio.run(new_beginning())
    talk(store, [{"page": 1}] * after)
    found = read(store)
    assert texts(found) == [f"message {number}" for number in range(after)][-MESSAGES:]
    assert (found.get_slot("step2_ck_score"), found.get_slot("asked")) == (None, None)


def test_a_store_of_an_earlier_release_gets_its_indexes_when_it_is_opened(domain: Any, tmp_path: Path) -> None:
    path = str(tmp_path / "a.db")
    first = CheckedTrackerStore(domain, db=path)
    talk(first, [{"page": 1}] * 3)
    with first.engine.begin() as connection:
        for name in ("ix_events_sender_id_id", "ix_events_sender_kind_id"):
            connection.execute(sa.text(f"DROP INDEX {name}"))
    again = CheckedTrackerStore(domain, db=path)
    assert len(sa.inspect(again.engine).get_indexes("events")) == 3
    assert texts(read(again)) == ["message 0", "message 1", "message 2"]
