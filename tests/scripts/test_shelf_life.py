"""Dated facts that are older than their shelf life are named, from the day on which it ends."""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import date

import pytest

from actions.knowledge import library
from actions.knowledge.library import Knowledge
from scripts import shelf_life

CHECKED = date(2026, 11, 22)


@pytest.fixture
def knowledge() -> Knowledge:
    """One fact that lasts 30 days and one that lasts a year; the calendar lasts 60 days."""
    read = library.load()
    short = replace(read.outside["h1b_fee"], checked=CHECKED, shelf_life=30)
    long = replace(read.outside["pass_mark"], checked=CHECKED, shelf_life=365)
    seasons = replace(read.seasons, as_of=CHECKED, shelf_life=60)
    return replace(read, outside={"short": short, "long": long}, seasons=seasons)


@pytest.mark.parametrize(
    ("today", "due"),
    [
        (date(2026, 11, 22), []),
        (date(2026, 12, 21), []),
        (date(2026, 12, 22), ["short"]),
        (date(2027, 1, 20), ["short"]),
        (date(2027, 1, 21), ["short", "the calendar (seasons.yml)"]),
        (date(2027, 11, 21), ["short", "the calendar (seasons.yml)"]),
        (date(2027, 11, 22), ["short", "long", "the calendar (seasons.yml)"]),
    ],
)
def test_a_fact_is_overdue_from_the_day_on_which_its_shelf_life_ends(
    knowledge: Knowledge, today: date, due: list[str]
) -> None:
    assert [line.partition(":")[0] for line in shelf_life.overdue(knowledge, today)] == due


def test_a_line_says_since_when_and_with_which_page_to_compare(knowledge: Knowledge) -> None:
    (line,) = shelf_life.overdue(knowledge, date(2026, 12, 22))
    assert line == f"short: due since 2026-12-22; compare it with {knowledge.outside['short'].source}"


@pytest.mark.parametrize(("today", "code", "count"), [("2026-12-21", 0, 0), ("2026-12-22", 1, 1), ("2027-01-21", 1, 2)])
def test_the_command_ends_with_a_count_and_fails_if_anything_is_overdue(
    knowledge: Knowledge,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    today: str,
    code: int,
    count: int,
) -> None:
    monkeypatch.setattr(library, "load", lambda: knowledge)
    monkeypatch.setattr(sys, "argv", ["shelf_life.py", "--today", today])
    assert shelf_life.main() == code
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == count + 1
    assert lines[-1] == f"{count} dated facts are older than their shelf life on {today}"


def test_a_day_that_is_none_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["shelf_life.py", "--today", "2027-02-31"])
    with pytest.raises(SystemExit) as refused:
        shelf_life.main()
    assert refused.value.code == 2
