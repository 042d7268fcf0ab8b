"""The dialogue's store: it keeps events, knows whether its database answers, and does not wait long for it."""

from __future__ import annotations

import asyncio
import sqlite3
import time
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from bot.state import database
from bot.state.tracker_store import CheckedTrackerStore


@pytest.fixture(scope="module")
def domain() -> Any:
    from rasa.shared.core.domain import Domain

    return Domain.empty()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "deep" / "down" / "dialogue.db"


def opened(domain: Any, path: Path) -> CheckedTrackerStore:
    return CheckedTrackerStore(domain, db=str(path))


def say(store: CheckedTrackerStore, person: str, *texts: str) -> None:
    from rasa.shared.core.events import UserUttered

    async def save() -> None:
        tracker = await store.get_or_create_tracker(person, append_action_listen=False)
        for text in texts:
            tracker.update(UserUttered(text))
        await store.save(tracker)

    asyncio.run(save())


def heard(store: CheckedTrackerStore, person: str) -> list[str]:
    tracker = asyncio.run(store.retrieve(person))
    return [event.text for event in tracker.events if event.type_name == "user"] if tracker else []


def test_the_folder_of_a_new_store_is_made(domain: Any, path: Path) -> None:
    assert opened(domain, path).ping()
    assert path.is_file()


def test_what_was_said_is_there_after_a_restart(domain: Any, path: Path) -> None:
    say(opened(domain, path), "rest:ana", "ck 238", "need a visa 😀")
    assert heard(opened(domain, path), "rest:ana") == ["ck 238", "need a visa 😀"]


def test_persons_are_kept_apart(domain: Any, path: Path) -> None:
    store = opened(domain, path)
    say(store, "rest:ana", "ck 238")
    assert heard(store, "slack:ana") == []


def test_a_turn_right_after_the_database_was_away_is_kept(domain: Any, path: Path) -> None:
    store = opened(domain, path)
    say(store, "rest:ana", "before")
    away = path.with_suffix(".away")
    path.rename(away)
    path.mkdir()
    assert not store.ping()
    path.rmdir()
    away.rename(path)
    assert store.ping()
    say(store, "rest:ana", "after")
    assert heard(opened(domain, path), "rest:ana") == ["before", "after"]


def test_a_database_without_its_table_does_not_count_as_reached(domain: Any, path: Path) -> None:
    store = opened(domain, path)
    with sqlite3.connect(path) as connection:
        connection.execute("DROP TABLE events")
    assert not store.ping()


def test_a_file_that_is_no_database_does_not_count_as_reached(domain: Any, path: Path) -> None:
    store = opened(domain, path)
    path.write_bytes(b"this is no database" * 500)
    assert not store.ping()


def test_a_locked_database_is_not_waited_for_without_end(
    domain: Any, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "CONNECT_SECONDS", 0.05)
    store = opened(domain, path)
    holder = sqlite3.connect(path, isolation_level=None)
    try:
        holder.execute("BEGIN EXCLUSIVE")
        began = time.monotonic()
        assert not store.ping()
        with pytest.raises(sa.exc.OperationalError, match="locked"):
            say(store, "rest:ana", "ck 238")
        assert time.monotonic() - began < 4
    finally:
        holder.close()
    say(store, "rest:ana", "ck 238")
    assert heard(store, "rest:ana") == ["ck 238"]
