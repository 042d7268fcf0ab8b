"""How fast a person may write, by a clock that only the test moves."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from bot.channels.guard import Guard, Incoming, RateLimit, TooManyMessages


class Clock:
    def __init__(self) -> None:
        self.seconds = 1000.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def limit(clock: Clock) -> RateLimit:
    """Two messages at once, and one more every four seconds."""
    return RateLimit(burst=2, per_second=0.25, now=clock)


def wait_of(limit: RateLimit, person: str = "ana") -> float:
    with pytest.raises(TooManyMessages) as refused:
        limit.take(person)
    return refused.value.wait


def test_as_many_as_the_burst_pass_and_the_next_is_told_how_long_to_wait(limit: RateLimit) -> None:
    limit.take("ana")
    limit.take("ana")
    assert wait_of(limit) == pytest.approx(4)


def test_the_wait_shrinks_as_time_goes_by(limit: RateLimit, clock: Clock) -> None:
    limit.take("ana")
    limit.take("ana")
    clock.seconds += 3
    assert wait_of(limit) == pytest.approx(1)


def test_after_the_wait_one_message_passes_and_no_second(limit: RateLimit, clock: Clock) -> None:
    limit.take("ana")
    limit.take("ana")
    clock.seconds += wait_of(limit)
    limit.take("ana")
    assert wait_of(limit) == pytest.approx(4)


def test_trying_too_early_does_not_make_the_wait_longer(limit: RateLimit, clock: Clock) -> None:
    limit.take("ana")
    limit.take("ana")
    for _ in range(8):
        clock.seconds += 0.4
        wait_of(limit)
    clock.seconds += 0.81
    limit.take("ana")


def test_a_long_silence_gives_no_more_than_the_burst(limit: RateLimit, clock: Clock) -> None:
    limit.take("ana")
    clock.seconds += 100_000
    limit.take("ana")
    limit.take("ana")
    wait_of(limit)


def test_each_person_has_a_limit_of_their_own(limit: RateLimit) -> None:
    limit.take("ana")
    limit.take("ana")
    wait_of(limit)
    limit.take("ben")


def test_no_burst_means_no_limit(clock: Clock) -> None:
    limit = RateLimit(burst=0, now=clock)
    for _ in range(1000):
        limit.take("ana")


def test_the_guard_turns_a_fast_writer_away_before_rasa_hears(rasa: Any, parts: Any, limit: RateLimit) -> None:
    guard = Guard(rasa, parts, limit)

    async def talk() -> None:
        for _ in range(2):
            await guard.turn(Incoming("rest", "ana", "hi"))
        with pytest.raises(TooManyMessages):
            await guard.turn(Incoming("rest", "ana", "hi"))
        await guard.turn(Incoming("slack", "ana", "hi"))

    asyncio.run(talk())
    assert rasa.persons == ["rest:ana", "rest:ana", "slack:ana"]


def test_an_event_that_comes_again_costs_nothing(rasa: Any, parts: Any, clock: Clock) -> None:
    guard = Guard(rasa, parts, RateLimit(burst=1, now=clock))

    async def talk() -> list[Any]:
        return [await guard.turn(Incoming("rest", "ana", "hi", "e-1")) for _ in range(3)]

    first, *others = asyncio.run(talk())
    assert others == [first, first]


def test_an_event_that_was_turned_away_runs_once_it_may(rasa: Any, parts: Any, limit: RateLimit, clock: Clock) -> None:
    guard = Guard(rasa, parts, limit)
    late = Incoming("rest", "ana", "late", "e-3")

    async def talk() -> None:
        for event in ("e-1", "e-2"):
            await guard.turn(Incoming("rest", "ana", "hi", event))
        with pytest.raises(TooManyMessages) as refused:
            await guard.turn(late)
        clock.seconds += refused.value.wait
        await guard.turn(late)

    asyncio.run(talk())
    assert rasa.heard == ["hi", "hi", "late"]
