"""150 made-up programs with 20 faults: tiers with reasons, faults reported, none lost; and how long 2,000 take."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date

import pytest

from actions.knowledge.library import Knowledge
from actions.profile import Profile
from actions.programs import reading, sheet
from actions.programs.placing import TIERS, place_all
from bench.made_up_programs import FAULTS, example_list


@pytest.fixture
def me(profile_of: Callable[..., Profile]) -> Profile:
    return profile_of(step2_ck_score=228, visa_need="J-1", step1_status="passed", step1_attempts=1)


def test_of_150_programs_with_20_faults_none_is_lost(me: Profile, knowledge: Knowledge, today: date) -> None:
    made = example_list()
    found = reading.read(made.text, today)
    assert (FAULTS, found.total) == (20, 154)
    assert [fault.row for fault in found.faults] == list(made.wrong_rows)
    assert len(found.faults) == 20
    assert len({program.name for program in found.programs}) == 150
    placed = place_all(found.programs, me, knowledge, today)
    assert len(placed) == 150
    assert {each.tier for each in placed} == set(TIERS)
    assert all(
        reason.claims and set(reason.claims) <= set(knowledge.claims) for each in placed for reason in each.reasons
    )
    assert all(fault.reason and fault.found for fault in found.faults)


def test_the_exported_list_is_read_back_as_the_same_programs(me: Profile, knowledge: Knowledge, today: date) -> None:
    programs = reading.read(example_list().text, today).programs
    again = reading.read(sheet.export(place_all(programs, me, knowledge, today)), today)
    assert again.faults == ()
    assert sorted(again.programs, key=lambda each: each.name) == sorted(programs, key=lambda each: each.name)


def test_2000_rows_are_read_and_placed_under_two_seconds(me: Profile, knowledge: Knowledge, today: date) -> None:
    text = example_list(2000).text
    began = time.perf_counter()
    placed = place_all(reading.read(text, today).programs, me, knowledge, today)
    assert len(placed) > 1990
    assert time.perf_counter() - began < 2
