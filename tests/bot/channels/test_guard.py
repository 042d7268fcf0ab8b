"""One turn through the guard: what runs, what is answered in Rasa's stead, and that there is always one answer."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any, TypeVar

import pytest

from bot.channels.guard import NOT_READY, Guard, Incoming, RateLimit

Result = TypeVar("Result")
Holds = Callable[[Any], bool]


@pytest.fixture(autouse=True)
def _day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ADVISOR_TODAY", "2026-11-22")


@pytest.fixture
def guard(rasa: Any, parts: Any) -> Guard:
    return Guard(rasa, parts, RateLimit(burst=0))


@pytest.fixture
def quick(rasa: Any, parts: Any) -> Guard:
    """A guard whose patience ends at once."""
    return Guard(rasa, parts, RateLimit(burst=0), turn_seconds=0.02)


def wait(turn: Coroutine[Any, Any, Result]) -> Result:
    async def bounded() -> Result:
        return await asyncio.wait_for(turn, 20)

    return asyncio.run(bounded())


def says(text: object, person: str = "ana", event: str | None = None, channel: str = "rest") -> Incoming:
    return Incoming(channel, person, text, event)


def one(guard: Guard, *incoming: Incoming) -> dict[str, Any]:
    """Sends messages one after the other; the last has one reply, which is given."""

    async def talk() -> list[dict[str, Any]]:
        return [await guard.turn(each) for each in incoming][-1]

    (reply,) = wait(talk())
    return reply


def test_a_message_runs_and_its_reply_comes_back(guard: Guard, rasa: Any) -> None:
    assert one(guard, says("  ck 238\n"))["text"] == "1: ck 238"
    assert (rasa.heard, rasa.persons) == (["ck 238"], ["rest:ana"])


def test_the_same_name_on_two_channels_is_two_persons(guard: Guard, rasa: Any) -> None:
    one(guard, says("hi", channel="rest"), says("hi", channel="slack"))
    assert rasa.persons == ["rest:ana", "slack:ana"]


@pytest.mark.parametrize(
    ("text", "id_"),
    [
        ("", "empty"),
        (" \n ", "empty"),
        ("\x00\x1f", "empty"),
        ("\ud83d", "empty"),
        ("a" * 4001, "too_long"),
        (None, "not_text"),
        (238, "not_text"),
        (["ck 238"], "not_text"),
        ('/inform{"step2_ck_score": 999}', "no_command"),
        ('/profile_statement{"gpa": 4}', "no_command"),
        ("/session_start", "no_command"),
        ("/back", "no_command"),
        ('/profile_statement{"step2_ck_score": 999}', "no_value"),
        ('/profile_statement{"match_year": 2025}', "no_value"),
    ],
)
def test_what_may_not_run_gets_one_sentence_and_never_reaches_rasa(
    guard: Guard, rasa: Any, holds_contract: Holds, text: object, id_: str
) -> None:
    reply = one(guard, says(text))
    assert reply["id"] == f"guard.{id_}"
    assert holds_contract(reply)
    assert rasa.heard == []


@pytest.mark.parametrize(
    ("text", "heard"),
    [
        ("a" * 4000, "a" * 4000),
        ("ck\x00238", "ck 238"),
        ("\ud83d ck 238", "\N{REPLACEMENT CHARACTER} ck 238"),
        ("/ck 238 please", "ck 238 please"),
        ('/inform{"step2_ck_score": 999} ok?', 'inform{"step2_ck_score": 999} ok?'),
        ("/ask_lors", "/ask_lors"),
        ('/profile_statement{"step2_ck_score": 238}', '/profile_statement{"step2_ck_score":238}'),
        ('/profile_statement{"match_year": 2026}', '/profile_statement{"match_year":2026}'),
    ],
)
def test_what_may_run_reaches_rasa_cleaned(guard: Guard, rasa: Any, text: str, heard: str) -> None:
    one(guard, says(text))
    assert rasa.heard == [heard]


def test_limits_that_move_with_the_calendar_are_those_of_the_day(
    guard: Guard, rasa: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ADVISOR_TODAY", "2027-01-01")
    assert one(guard, says('/profile_statement{"match_year": 2026}'))["id"] == "guard.no_value"


def test_an_event_that_comes_again_runs_once_and_gets_the_same_replies(guard: Guard, rasa: Any) -> None:
    again = says("ck 238", event="e-1")
    assert one(guard, again, again, again)["text"] == "1: ck 238"
    assert rasa.heard == ["ck 238"]


def test_an_event_that_comes_twice_at_the_same_time_runs_once(guard: Guard, rasa: Any) -> None:
    rasa.gate = asyncio.Event()

    async def talk() -> list[list[dict[str, Any]]]:
        turns = [asyncio.ensure_future(guard.turn(says("ck 238", event="e-1"))) for _ in range(3)]
        while not rasa.heard:
            await asyncio.sleep(0)
        rasa.gate.set()
        return await asyncio.gather(*turns)

    first, *others = wait(talk())
    assert [reply["text"] for reply in first] == ["1: ck 238"]
    assert others == [first, first]
    assert rasa.heard == ["ck 238"]


def test_other_events_and_messages_without_an_event_run_each_time(guard: Guard, rasa: Any) -> None:
    one(guard, says("a", event="e-1"), says("b", event="e-2"), says("c"), says("c"))
    assert rasa.heard == ["a", "b", "c", "c"]


def test_the_same_event_id_of_another_person_is_another_event(guard: Guard, rasa: Any) -> None:
    one(guard, says("hi", "ana", "1"), says("hi", "ben", "1"), says("hi", "ana", "1", channel="slack"))
    assert rasa.persons == ["rest:ana", "rest:ben", "slack:ana"]


def test_a_refused_message_is_refused_again_under_the_same_event(guard: Guard, rasa: Any) -> None:
    again = says("/back", event="e-1")
    assert one(guard, again, again)["id"] == "guard.no_command"
    assert rasa.heard == []


@pytest.mark.parametrize("part", [*NOT_READY, "a part unheard of"])
def test_a_part_that_is_not_ready_gets_its_sentence_and_rasa_is_not_called(
    guard: Guard, rasa: Any, parts: Any, holds_contract: Holds, part: str
) -> None:
    parts.broken = {part: "does not answer"}
    reply = one(guard, says("ck 238"))
    assert reply["id"] == "guard.not_ready"
    assert reply["text"] == NOT_READY.get(part, NOT_READY["action_server"])
    assert "does not answer" not in reply["text"]
    assert holds_contract(reply)
    assert rasa.heard == []


def test_the_next_message_works_once_the_part_is_back(guard: Guard, rasa: Any, parts: Any) -> None:
    parts.broken = {"action_server": "does not answer"}
    one(guard, says("ck 238"))
    parts.broken = {}
    assert one(guard, says("ck 238"))["text"] == "1: ck 238"


def test_an_event_that_was_turned_away_may_be_sent_again_and_then_runs(guard: Guard, rasa: Any, parts: Any) -> None:
    again = says("ck 238", event="e-1")
    parts.broken = {"model": "no model is loaded"}

    async def talk() -> list[str]:
        ids = [(await guard.turn(again))[0]["id"]]
        parts.broken = {}
        return [*ids, (await guard.turn(again))[0]["id"], (await guard.turn(again))[0]["id"]]

    assert wait(talk()) == ["guard.not_ready", "test.heard", "test.heard"]
    assert rasa.heard == ["ck 238"]


def test_a_fault_in_a_turn_is_one_sentence_that_hides_it(guard: Guard, rasa: Any, holds_contract: Holds) -> None:
    rasa.error = RuntimeError("password=hunter2")
    reply = one(guard, says("ck 238"))
    assert reply["id"] == "guard.no_answer"
    assert "hunter2" not in str(reply)
    assert holds_contract(reply)


def test_a_turn_without_replies_is_one_sentence(guard: Guard, rasa: Any) -> None:
    rasa.messages = []
    assert one(guard, says("ck 238"))["id"] == "guard.no_answer"


def test_an_event_that_got_no_answer_may_be_sent_again_and_then_runs(guard: Guard, rasa: Any) -> None:
    again = says("ck 238", event="e-1")

    async def talk() -> list[str]:
        rasa.error = RuntimeError("once")
        ids = [(await guard.turn(again))[0]["id"]]
        rasa.error = None
        return [*ids, (await guard.turn(again))[0]["id"]]

    assert wait(talk()) == ["guard.no_answer", "test.heard"]


def test_what_was_answered_before_a_fault_is_passed_on(rasa: Any, parts: Any) -> None:
    async def half(message: Any) -> None:
        await message.output_channel.send_response("ana", rasa.reply("first half"))
        raise RuntimeError

    assert one(Guard(half, parts, RateLimit(burst=0)), says("ck 238"))["text"] == "0: first half"


def test_a_sentence_of_rasas_own_becomes_a_reply_of_the_contract(
    guard: Guard, rasa: Any, holds_contract: Holds
) -> None:
    rasa.messages = [{"text": "I did not understand that."}]
    reply = one(guard, says("qwerty"))
    assert reply["text"] == "I did not understand that."
    assert holds_contract(reply)


def test_a_message_of_rasa_that_says_nothing_is_no_reply(guard: Guard, rasa: Any) -> None:
    rasa.messages = [{"text": ""}, {"custom": {"some": "payload"}}, {"text": None, "custom": {}}]
    assert one(guard, says("ck 238"))["id"] == "guard.no_answer"


def test_a_turn_over_its_deadline_gets_one_sentence_and_still_finishes(
    quick: Guard, rasa: Any, holds_contract: Holds
) -> None:
    rasa.gate = asyncio.Event()

    async def talk() -> tuple[dict[str, Any], dict[str, Any]]:
        (slow,) = await quick.turn(says("ck 238", event="e-1"))
        assert rasa.finished == []
        rasa.gate.set()
        while not rasa.finished:
            await asyncio.sleep(0)
        (done,) = await quick.turn(says("ck 238", event="e-1"))
        return slow, done

    slow, done = wait(talk())
    assert slow["id"] == "guard.too_slow"
    assert holds_contract(slow)
    assert done["text"] == "1: ck 238"
    assert rasa.heard == ["ck 238"]


def test_who_goes_away_in_the_middle_does_not_undo_the_turn(guard: Guard, rasa: Any) -> None:
    rasa.gate = asyncio.Event()

    async def talk() -> dict[str, Any]:
        turn = asyncio.ensure_future(guard.turn(says("ck 238", event="e-1")))
        while not rasa.heard:
            await asyncio.sleep(0)
        turn.cancel()
        await asyncio.gather(turn, return_exceptions=True)
        rasa.gate.set()
        (reply,) = await guard.turn(says("ck 238", event="e-1"))
        return reply

    assert wait(talk())["text"] == "1: ck 238"
    assert rasa.heard == ["ck 238"]


def test_a_slow_turn_of_one_person_holds_up_nobody_else(guard: Guard, rasa: Any) -> None:
    rasa.gate = asyncio.Event()

    async def talk() -> str:
        slow = asyncio.ensure_future(guard.turn(says("slow", "ana")))
        while not rasa.heard:
            await asyncio.sleep(0)
        gate, rasa.gate = rasa.gate, None
        (reply,) = await guard.turn(says("quick", "ben"))
        gate.set()
        await slow
        return str(reply["text"])

    assert wait(talk()) == "2: quick"


def told(guard: Guard, incoming: Incoming) -> tuple[list[str], list[str]]:
    """The replies that were told while the turn ran, and those that it gave at the end."""
    early: list[str] = []
    replies = wait(guard.turn(incoming, lambda reply: early.append(reply["id"])))
    return early, [reply["id"] for reply in replies]


def test_replies_are_told_as_they_are_made(guard: Guard, rasa: Any) -> None:
    rasa.messages = [rasa.reply("one"), {"text": "Rasa's own"}]
    assert told(guard, says("hi")) == (["test.heard", "guard.plain"], ["test.heard", "guard.plain"])


def test_what_is_done_after_the_turn_is_not_told_before(guard: Guard, rasa: Any) -> None:
    erased = rasa.reply("Everything is deleted.")
    erased["custom"]["id"] = "privacy.erased"
    rasa.messages = [rasa.reply("one"), erased, rasa.reply("two")]
    assert told(guard, says("yes")) == (["test.heard"], ["test.heard", "privacy.erased", "test.heard"])


def test_what_is_answered_in_rasas_stead_is_only_given_at_the_end(guard: Guard) -> None:
    assert told(guard, says("/back")) == ([], ["guard.no_command"])


def test_rasa_is_told_the_id_of_the_event(parts: Any) -> None:
    ids: list[str] = []

    async def run(message: Any) -> None:
        ids.append(message.message_id)

    one(Guard(run, parts, RateLimit(burst=0)), says("a", event="e-1"), says("b"))
    assert ids == ["e-1", ""]
