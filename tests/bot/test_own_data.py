"""A person's data over both stores: whole or not at all, and nobody is let go too early."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from bot.actions_client import ActionsFailed
from bot.channels.guard import Guard, Incoming, RateLimit
from bot.contract import notice
from bot.discreet_log import pseudonym
from bot.own_data import AfterTheTurn, NotErased, OwnData, overdue
from bot.state.dialogue import Dialogues, DialogueUnavailable, open_dialogues, overwrite_what_is_deleted

NOW = datetime(2026, 11, 22, 12, tzinfo=timezone.utc)
ANA = "rest:ana"


class FakeProfiles:
    def __init__(self) -> None:
        self.held: dict[str, Any] = {ANA: {"person": {"key": ANA}, "facts": []}}
        self.seen: dict[str, datetime] = {}
        self.broken = False

    def _check(self) -> None:
        if self.broken:
            raise ActionsFailed("does not answer")

    def erase(self, person: str) -> None:
        self._check()
        self.held.pop(person, None)

    def export(self, person: str) -> Any:
        self._check()
        return self.held.get(person)

    def last_seen(self) -> dict[str, datetime]:
        return self.seen


@pytest.fixture
def profiles() -> FakeProfiles:
    return FakeProfiles()


@pytest.fixture
def dialogues(tmp_path: Path) -> Dialogues:
    engine = sa.create_engine(f"sqlite:///{tmp_path / 'dialogue.db'}")
    overwrite_what_is_deleted(engine)
    with engine.begin() as connection:
        connection.execute(
            sa.text("CREATE TABLE events (id INTEGER PRIMARY KEY, sender_id, type_name, timestamp FLOAT, data TEXT)")
        )
        for person, at in ((ANA, NOW), ("rest:ben", NOW - timedelta(days=3))):
            data = f'{{"event": "user", "timestamp": {at.timestamp()}, "text": "ck 238 é"}}'
            row = {"p": person, "t": at.timestamp(), "d": data}
            connection.execute(
                sa.text("INSERT INTO events (sender_id, type_name, timestamp, data) VALUES (:p, 'user', :t, :d)"), row
            )
    return Dialogues(engine)


@pytest.fixture
def own(profiles: Any, dialogues: Dialogues, tmp_path: Path) -> OwnData:
    return OwnData(profiles, dialogues, tmp_path)


def test_a_copy_has_the_profile_and_the_talk_with_moments(own: OwnData) -> None:
    held = own.copy(ANA, NOW)
    assert held is not None
    assert held["dialogue"] == [{"at": "2026-11-22T12:00:00+00:00", "who": "you", "text": "ck 238 é"}]
    assert held["profile"]["person"] == {"key": ANA}
    assert own.copy("rest:nobody", NOW) is None


def test_erasing_removes_one_person_from_everywhere(own: OwnData, profiles: FakeProfiles, tmp_path: Path) -> None:
    log = tmp_path / "rasa-server.log"
    log.write_text(f"one\nERROR a turn of {pseudonym(ANA)} failed\nERROR of {pseudonym('rest:ben')}\n")
    size = log.stat().st_size
    own.erase(ANA)
    assert own.copy(ANA, NOW) is None
    assert list(own.dialogues.last_said()) == ["rest:ben"]
    assert pseudonym(ANA) not in log.read_text()
    assert pseudonym("rest:ben") in log.read_text()
    assert log.stat().st_size == size, "a server that writes on must find the end where it was"


def test_what_can_be_removed_is_though_a_part_fails_and_the_failure_is_told(own: OwnData, profiles: Any) -> None:
    profiles.broken = True
    with pytest.raises(NotErased, match="ActionsFailed"):
        own.erase(ANA)
    assert own.dialogues.said(ANA) == []


def test_somebody_is_let_go_only_when_both_stores_saw_them_long_ago(own: OwnData, profiles: FakeProfiles) -> None:
    later = NOW + timedelta(days=729)
    profiles.seen = {ANA: NOW - timedelta(days=400), "rest:old": NOW - timedelta(days=5)}
    assert own.let_go(later, 730) == 2
    assert list(own.dialogues.last_said()) == [ANA]


def test_the_limit_itself_is_still_kept() -> None:
    seen = [{"a": NOW}, {"a": NOW - timedelta(days=9), "b": NOW - timedelta(days=9)}]
    assert overdue(seen, NOW + timedelta(days=2), 11) == []
    assert overdue(seen, NOW + timedelta(days=2, seconds=1), 11) == ["b"]


def test_a_store_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(DialogueUnavailable, match="no dialogue store"):
        open_dialogues(tmp_path / "none.db")


class Talk:
    """A guard over a Rasa that answers with one reply, and what was erased."""

    def __init__(self, own: OwnData, parts: Any, reply: str) -> None:
        self.reply = {**notice("x", "y"), "id": reply}
        self.guard = Guard(self.run, parts, RateLimit(burst=2, now=lambda: 0.0), own_data=AfterTheTurn(own))

    async def run(self, message: Any) -> None:
        await message.output_channel.send_response(ANA, {"custom": self.reply})

    async def says(self, text: str, event: str | None = None) -> dict[str, Any]:
        (reply,) = await self.guard.turn(Incoming("rest", "ana", text, event))
        return reply


class Parts:
    async def failing(self) -> dict[str, str]:
        return {}


def test_after_the_turn_that_says_so_the_person_is_gone_from_stores_and_guard(own: OwnData) -> None:
    async def talk() -> list[dict[str, Any]]:
        told = Talk(own, Parts(), "test.heard")
        await told.says("my words", "e-1")
        told.reply = {**told.reply, "id": "privacy.erased"}
        said = [await told.says("yes", "e-2"), await told.says("yes", "e-2")]
        assert [event for _, event in told.guard._events] == ["e-2"]
        assert ANA not in str(told.guard._events) + str(told.guard._rate._left)
        return said

    assert [reply["id"] for reply in asyncio.run(talk())] == ["privacy.erased"] * 2
    assert own.copy(ANA, NOW) is None


@pytest.mark.parametrize(
    ("reply", "shown"), [("privacy.erased", "guard.not_erased"), ("privacy.data", "guard.not_read")]
)
def test_what_failed_is_not_said_to_be_done(
    own: OwnData, profiles: Any, holds_contract: Callable[[Any], bool], reply: str, shown: str
) -> None:
    profiles.broken = True
    told = asyncio.run(Talk(own, Parts(), reply).says("yes"))
    assert told["id"] == shown
    assert holds_contract(told)


def test_a_copy_travels_in_the_reply_within_the_contract(own: OwnData, holds_contract: Callable[[Any], bool]) -> None:
    told = asyncio.run(Talk(own, Parts(), "privacy.data").says("give me my data"))
    assert told["document"]["kind"] == "data"
    assert holds_contract(told)
    assert not holds_contract({**told, "document": {**told["document"], "more": 1}})
