"""Running houses for all conversation tests: the trained model, the guard, the action server, a fresh store."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bench.conversations import TODAY, HouseOn, houses
from bot.launch import House, Plan
from bot.training import ensure_trained
from tests.conversations.platforms import ChatHouse, chat_house, platforms


@pytest.fixture(scope="session")
def model() -> Path:
    return ensure_trained()


@pytest.fixture(scope="session")
def house_on(model: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[HouseOn]:
    """A house for a day, on the store that the houses of all days share."""
    with houses(tmp_path_factory.mktemp("store"), model) as on:
        yield on


@pytest.fixture(scope="session")
def running(house_on: HouseOn) -> House:
    """The house that most tests talk to."""
    return house_on(TODAY)


@pytest.fixture(scope="session")
def on_platforms(model: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[ChatHouse]:
    """A house with Slack and Telegram, both fake."""
    plan = Plan(port=0, store=tmp_path_factory.mktemp("platforms"), today=TODAY, burst=0, platforms=True)
    with platforms() as on, chat_house(plan, model, on) as started:
        yield started
