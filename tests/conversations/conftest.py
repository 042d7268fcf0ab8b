"""One running house for all conversation tests: the trained model, the guard, the action server, a fresh store."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.launch import House, Plan, house
from bot.training import ensure_trained

TODAY = "2026-11-22"


@pytest.fixture(scope="session")
def model() -> Path:
    return ensure_trained()


@pytest.fixture(scope="session")
def running(model: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    store = tmp_path_factory.mktemp("store")
    with house(
        Plan(port=0, store=store, today=TODAY, burst=0, logs=store / "logs"), model, lambda text: None
    ) as started:
        yield started
