"""The dialogue on a PostgreSQL that is restarted, and shared by several servers."""

from __future__ import annotations

import asyncio
import threading
import time
from typing import Any

import pytest

from bot.state import database
from bot.state.database import Unreachable
from bot.state.lock_store import DialogueLockStore
from bot.state.tracker_store import CheckedTrackerStore


@pytest.fixture(scope="module")
def domain() -> Any:
    from rasa.shared.core.domain import Domain

    return Domain.empty()


def opened(domain: Any, url: str) -> CheckedTrackerStore:
    return CheckedTrackerStore(domain, db=url)


async def say(store: CheckedTrackerStore, *texts: str) -> None:
    from rasa.shared.core.events import UserUttered

    tracker = await store.get_or_create_tracker("rest:ana", append_action_listen=False)
    for text in texts:
        tracker.update(UserUttered(text))
    await store.save(tracker)


def heard(store: CheckedTrackerStore) -> list[str]:
    tracker = asyncio.run(store.retrieve("rest:ana"))
    return [event.text for event in tracker.events if event.type_name == "user"] if tracker else []


def lock_store(url: str) -> DialogueLockStore:
    from rasa.utils.endpoints import EndpointConfig

    return DialogueLockStore(EndpointConfig(db=url))


def test_a_restart_between_two_messages_loses_no_turn(domain: Any, postgres_server: Any, postgres_url: str) -> None:
    store = opened(domain, postgres_url)
    asyncio.run(say(store, "ck 238", "need a visa 😀"))
    postgres_server.restart()
    assert store.ping()
    asyncio.run(say(store, "after"))
    assert heard(opened(domain, postgres_url)) == ["ck 238", "need a visa 😀", "after"]


def test_a_restart_within_a_turn_is_waited_for(domain: Any, postgres_server: Any, postgres_url: str) -> None:
    store = opened(domain, postgres_url)
    postgres_server.stop()
    assert not store.ping()
    starting = threading.Thread(target=postgres_server.start)
    starting.start()
    try:
        asyncio.run(say(store, "while it starts"))
    finally:
        starting.join()
    assert heard(store) == ["while it starts"]


def test_a_database_that_stays_away_is_named_without_its_password(
    domain: Any, closed_port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "START_SECONDS", 0)
    with pytest.raises(
        Unreachable, match=rf"advisor:\*\*\*@127.0.0.1:{closed_port}/talk.*Connection refused"
    ) as caught:
        opened(domain, f"postgresql://advisor:secret@127.0.0.1:{closed_port}/talk")
    assert "secret" not in str(caught.value)


def test_two_servers_never_run_two_turns_of_one_person_at_once(postgres_url: str) -> None:
    stores = [lock_store(postgres_url), lock_store(postgres_url)]
    inside: list[str] = []
    most: dict[str, int] = {}

    async def turn(number: int) -> None:
        person = f"person {number % 3}"
        async with stores[number % 2].lock(person):
            inside.append(person)
            most[person] = max(most.get(person, 0), inside.count(person))
            most["all"] = max(most.get("all", 0), len(inside))
            await asyncio.sleep(0.01)
            inside.remove(person)

    async def all_turns() -> None:
        await asyncio.gather(*(turn(number) for number in range(60)))

    asyncio.run(all_turns())
    assert all(most[f"person {number}"] == 1 for number in range(3))
    assert most["all"] > 1
    for store in stores:
        assert store.engine.pool.checkedout() == 0


def test_a_lock_is_given_back_when_the_turn_fails_or_its_connection_breaks(
    postgres_server: Any, postgres_url: str
) -> None:
    one, other = lock_store(postgres_url), lock_store(postgres_url)

    async def turns() -> None:
        with pytest.raises(ZeroDivisionError):
            async with one.lock("ana"):
                _ = 1 / 0
        async with other.lock("ana"):
            postgres_server.restart()
        async with one.lock("ana"):
            pass

    began = time.monotonic()
    asyncio.run(turns())
    assert time.monotonic() - began < 20
