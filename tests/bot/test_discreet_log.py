"""The logs tell where something went wrong, and nothing of persons."""

from __future__ import annotations

import logging
from collections.abc import Iterator

import pytest

from bot.discreet_log import DiscreetFormatter, now_serving, pseudonym


@pytest.fixture(autouse=True)
def _serving() -> Iterator[None]:
    now_serving()
    yield
    DiscreetFormatter.serving = False


def line(name: str, words: str, error: Exception | None = None) -> str:
    info = (type(error), error, error.__traceback__) if error else None
    return DiscreetFormatter().format(logging.LogRecord(name, logging.ERROR, "processor.py", 7, words, (), info))


def test_our_own_words_are_written_and_those_of_libraries_are_not() -> None:
    assert "a turn failed" in line("bot.channels.guard", "a turn failed")
    told = line("rasa.core.tracker_store", "could not save ck 238 of rest:ana")
    assert "processor:7" in told
    assert "238" not in told
    assert "ana" not in told


def test_before_anybody_is_served_libraries_may_say_why_they_cannot_start() -> None:
    DiscreetFormatter.serving = False
    assert "no such model" in line("rasa.core.agent", "no such model")


def test_of_an_error_and_its_causes_only_kind_and_place_are_written() -> None:
    try:
        try:
            raise KeyError("ck 238")
        except KeyError as first:
            raise ValueError("said by rest:ana") from first
    except ValueError as error:
        told = line("bot.server", "a request failed", error)
    assert "KeyError" in told
    assert "ValueError" in told
    assert "test_discreet_log.py" in told
    assert "238" not in told
    assert "ana" not in told


def test_a_person_has_one_name_in_the_logs_that_changes_with_the_key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ADVISOR_LOG_KEY", "a")
    first = pseudonym("rest:ana")
    assert first == pseudonym("rest:ana") != pseudonym("rest:ben")
    assert "ana" not in first
    monkeypatch.setenv("ADVISOR_LOG_KEY", "b")
    assert pseudonym("rest:ana") != first
