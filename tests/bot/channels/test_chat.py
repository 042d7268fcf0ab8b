"""What the chat platforms share: taken at once, run once, in order, and discreet where others read along."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from bot.channels.chat import CODE_IN_PUBLIC, FROM_GROUP, MOST_WAITING, OPEN_FIRST, QUEUE_FULL, SENT_DIRECTLY, Chat
from bot.channels.guard import STILL_AT_IT, Guard, Incoming, RateLimit
from bot.channels.run_once import RunOnce
from bot.state.history import History


@pytest.fixture(autouse=True)
def _day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ADVISOR_TODAY", "2026-11-22")


class Talk:
    """A chat with what it delivered."""

    def __init__(self, guard: Guard, most: int = 1000) -> None:
        self.chat, self.delivered, self.alone = Chat(guard, most), list[tuple[str, str]](), list[tuple[str, str]]()
        self.closed_to = ""

    def say(self, text: object, event: str | None = None, person: str = "U1", public: bool = False) -> None:
        async def deliver(replies: list[dict[str, Any]]) -> None:
            self.delivered.extend((person, reply["text"]) for reply in replies)

        async def privately(replies: list[dict[str, Any]]) -> None:
            if self.closed_to == person:
                raise OSError("they never opened that chat")
            assert all(reply["next"] == [] for reply in replies)
            self.alone.extend((person, reply["text"]) for reply in replies)

        self.chat.take(Incoming("slack", person, text, event, public=public), deliver, privately)


@pytest.fixture
def talk(rasa: Any, parts: Any) -> Callable[[Callable[[Talk], Awaitable[None]]], Talk]:
    """Runs what is said in a chat and gives the chat when all is answered."""

    def run(said: Callable[[Talk], Awaitable[None]], burst: int = 0, most: int = 1000) -> Talk:
        async def bounded() -> Talk:
            talk = Talk(Guard(rasa, parts, RateLimit(burst=burst)), most)
            await said(talk)
            await asyncio.wait_for(talk.chat.settled(), 20)
            return talk

        return asyncio.run(bounded())

    return run


def test_a_message_is_taken_before_it_runs(talk: Any, rasa: Any) -> None:
    async def said(chat: Talk) -> None:
        chat.say("hi")
        assert rasa.heard == []

    assert talk(said).delivered == [("U1", "1: hi")]


def test_a_persons_messages_are_answered_in_the_order_in_which_they_came(talk: Any) -> None:
    async def said(chat: Talk) -> None:
        for number in range(30):
            chat.say(str(number))

    assert [text for _, text in talk(said).delivered] == [f"{number + 1}: {number}" for number in range(30)]


def test_one_who_waits_does_not_hold_up_others(talk: Any, rasa: Any) -> None:
    async def said(chat: Talk) -> None:
        rasa.gate = asyncio.Event()
        chat.say("first", person="U1")
        await _until(lambda: rasa.heard == ["first"])
        gate, rasa.gate = rasa.gate, None
        chat.say("second", person="U2")
        await _until(lambda: bool(chat.delivered))
        assert chat.delivered == [("U2", "2: second")]
        gate.set()

    assert [person for person, _ in talk(said).delivered] == ["U2", "U1"]


def test_a_thousand_repeated_and_reordered_events_run_each_turn_once(talk: Any, rasa: Any) -> None:
    events = [(f"U{number % 7}", f"message {number}", f"E{number}") for number in range(250)] * 4
    random.Random(7).shuffle(events)  # noqa: S311  # the same disorder each time

    async def said(chat: Talk) -> None:
        for person, text, event in events:
            chat.say(text, event, person)

    assert len(talk(said).delivered) == 250
    assert sorted(rasa.heard) == sorted({text for _, text, _ in events})


def test_repeats_of_what_waits_take_no_place_in_the_queue(talk: Any, rasa: Any) -> None:
    async def said(chat: Talk) -> None:
        for _ in range(30):
            chat.say("hi", "E1")
        chat.say("and then", "E2")

    assert [text for _, text in talk(said).delivered] == ["1: hi", "2: and then"]


def test_a_turn_that_takes_long_is_told_of_and_its_answer_comes_late(rasa: Any, parts: Any) -> None:
    async def slow() -> Talk:
        talk = Talk(Guard(rasa, parts, RateLimit(burst=0), turn_seconds=0.02))
        rasa.gate = asyncio.Event()
        talk.say("hi", "E1")
        await _until(lambda: bool(talk.delivered))
        rasa.gate.set()
        await asyncio.wait_for(talk.chat.settled(), 20)
        return talk

    assert [text for _, text in asyncio.run(slow()).delivered] == [STILL_AT_IT, "1: hi"]


def test_an_event_that_another_server_answered_delivers_nothing(agent: Any, parts: Any, rasa: Any) -> None:
    async def both() -> list[Talk]:
        history = History(agent.engine)
        servers = [Talk(Guard(RunOnce(agent, history), parts, RateLimit(burst=0))) for _ in range(2)]
        for server in servers:
            server.say("ck 238", "E1")
        for server in servers:
            await asyncio.wait_for(server.chat.settled(), 20)
        return servers

    servers = asyncio.run(both())
    assert sum(len(server.delivered) for server in servers) == 1
    assert rasa.heard == ["ck 238"]


def test_a_message_that_could_not_run_may_come_again(talk: Any, parts: Any, rasa: Any) -> None:
    async def said(chat: Talk) -> None:
        parts.broken = {"model": "loading"}
        chat.say("ck 238", "E1")
        await chat.chat.settled()
        parts.broken = {}
        chat.say("ck 238", "E1")

    assert [text for _, text in talk(said).delivered][1:] == ["1: ck 238"]


def test_who_writes_too_fast_is_told_how_long_to_wait(talk: Any) -> None:
    async def said(chat: Talk) -> None:
        for number in range(3):
            chat.say(str(number))

    assert "wait 1 second and" in talk(said, burst=2).delivered[-1][1]


def test_a_flood_is_told_once_and_left_out_until_less_is_waiting(talk: Any, rasa: Any) -> None:
    async def said(chat: Talk) -> None:
        rasa.gate = asyncio.Event()
        for number in range(10 * MOST_WAITING):
            chat.say(str(number))
        await _until(lambda: bool(chat.delivered))
        chat.say("hi", person="U2")
        await _until(lambda: "hi" in rasa.heard)
        assert chat.delivered == [("U1", QUEUE_FULL)]
        rasa.gate.set()
        await chat.chat.settled()
        chat.say("and now")

    delivered = talk(said, most=MOST_WAITING).delivered
    assert [text for _, text in delivered].count(QUEUE_FULL) == 1
    assert delivered[-1][1].endswith(": and now")
    assert sorted(rasa.heard) == sorted([*map(str, range(MOST_WAITING)), "hi", "and now"])


def test_who_floods_a_second_time_is_told_a_second_time(talk: Any, rasa: Any) -> None:
    async def said(chat: Talk) -> None:
        for _ in range(2):
            for number in range(4):
                chat.say(str(number))
            await chat.chat.settled()

    assert [text for _, text in talk(said, most=2).delivered].count(QUEUE_FULL) == 2


def test_a_fault_of_the_platform_ends_with_that_message(talk: Any) -> None:
    async def said(chat: Talk) -> None:
        async def fails(replies: list[dict[str, Any]]) -> None:
            raise OSError("the platform is gone")

        chat.chat.take(Incoming("slack", "U1", "one"), fails)
        chat.say("two")

    assert talk(said).delivered == [("U1", "2: two")]


@pytest.mark.parametrize("id_", ["privacy.data", "link.code"])
def test_what_is_for_one_pair_of_eyes_is_not_shown_where_others_read(talk: Any, rasa: Any, id_: str) -> None:
    profile = [{"title": "My profile", "payload": "/ask_profile"}]
    custom = {**rasa.reply("secret")["custom"], "id": id_, "text": "secret", "next": profile}
    rasa.messages = [{"text": "secret", "custom": custom}]

    async def said(chat: Talk) -> None:
        chat.say("give me my data", public=True)
        chat.say("give me my data", public=False)
        await chat.chat.settled()
        chat.closed_to = "U1"
        chat.say("give me my data", public=True)

    found = talk(said)
    assert [text for _, text in found.delivered] == [SENT_DIRECTLY, "secret", OPEN_FIRST]
    assert found.alone == [("U1", FROM_GROUP), ("U1", "secret")]


def test_a_linking_code_is_not_used_where_others_read(talk: Any, rasa: Any) -> None:
    async def said(chat: Talk) -> None:
        chat.say("my code is pmr-7KQ2-9MXD", public=True)

    assert talk(said).delivered == [("U1", CODE_IN_PUBLIC)]
    assert rasa.heard == []


def test_a_server_that_stops_lets_a_turn_end(rasa: Any, parts: Any) -> None:
    async def stop() -> Talk:
        talk = Talk(Guard(rasa, parts, RateLimit(burst=0)))
        rasa.gate = asyncio.Event()
        talk.say("hi")
        closing = asyncio.ensure_future(talk.chat.close())
        await _until(lambda: rasa.heard == ["hi"])
        rasa.gate.set()
        await asyncio.wait_for(closing, 20)
        return talk

    assert asyncio.run(stop()).delivered == [("U1", "1: hi")]


async def _until(true: Callable[[], bool]) -> None:
    for _ in range(2000):
        if true():
            return
        await asyncio.sleep(0.005)
    raise AssertionError("it did not come to be")
