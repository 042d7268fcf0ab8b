"""Events that come several times and out of order, through the real servers: run once and answered once, also by two servers on one database."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from bench.conversations import TODAY
from bench.repeated_events import AT_ONCE, EACH, LAST, Deliver, counted, people, settle, tell
from bot.launch import Plan, free_port
from tests.conversations.platforms import ChatHouse, chat_house, platforms, second_server

pytestmark = pytest.mark.servers
CHANNELS = ("slack", "telegram")


@pytest.mark.parametrize("channel", CHANNELS)
def test_each_of_many_shuffled_repeats_runs_once_and_is_answered_once(on_platforms: ChatHouse, channel: str) -> None:
    persons = people(channel, 3)
    deliveries = tell(on_platforms, persons)
    settle(on_platforms, persons, EACH + 1)
    found = counted(on_platforms, persons, [LAST], deliveries)
    assert found.faults == []
    assert (found.deliveries, found.stored, found.messages) == (120, 33, 33)
    assert found.received == found.answers > found.stored


@pytest.fixture
def two(model: Path, tmp_path: Path, postgres_url: str) -> Iterator[tuple[ChatHouse, str]]:
    """A house on PostgreSQL, and another Rasa server on the same stores."""
    plan = Plan(port=0, store=tmp_path, today=TODAY, burst=0, platforms=True, dialogue_db=postgres_url)
    with platforms() as on, chat_house(plan, model, on) as at, second_server(at.running, free_port()) as url:
        yield at, url


def test_what_two_servers_get_at_the_same_moment_runs_once_and_is_answered_once(two: tuple[ChatHouse, str]) -> None:
    at, second = two
    persons = [person for channel in CHANNELS for person in people(channel, 2)]
    with ThreadPoolExecutor(AT_ONCE) as pool:
        for turn in range(EACH):
            jobs: list[Deliver] = [person.deliveries(person.told[turn])[0] for person in persons]
            for done in [pool.submit(job, at, url) for job in jobs for url in (at.running.url, second)]:
                done.result()
    settle(at, persons, EACH + 1)
    settle(at, persons, EACH + 2, second)
    found = counted(at, persons, [LAST, LAST], 0)
    assert found.faults == []
    assert (found.stored, found.messages) == (48, 48)
    assert found.received == found.answers
