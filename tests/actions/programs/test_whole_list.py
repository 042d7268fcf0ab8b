"""The number, the balance, the fees, a budget."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from actions.knowledge.library import Knowledge
from actions.profile import Profile
from actions.programs.placing import Placement, place_all
from actions.programs.program import Program
from actions.programs.whole_list import balance, buys, fee_for, whole

Make = Callable[..., tuple[Placement, ...]]


@pytest.fixture
def me(profile_of: Callable[..., Profile]) -> Profile:
    return profile_of(visa_need="J-1", step2_ck_score=240)


@pytest.fixture
def made(me: Profile, knowledge: Knowledge, today: date) -> Make:
    """So many programs of each tier, and so many of internal medicine to apply to."""

    def make(
        first: int = 0, apply: int = 0, affordable: int = 0, out: int = 0, medicine: int = 0
    ) -> tuple[Placement, ...]:
        kinds: list[tuple[int, dict[str, Any]]] = [
            (first, {"imgs": 5, "j1": True}),
            (apply, {"j1": True}),
            (affordable, {"imgs": 0, "j1": True}),
            (out, {"j1": False}),
            (medicine, {"j1": True, "specialty": "Internal Medicine"}),
        ]
        programs = [
            Program(f"Example {kind}-{number}", **cells)
            for kind, (count, cells) in enumerate(kinds)
            for number in range(count)
        ]
        return place_all(programs, me, knowledge, today)

    return make


@pytest.mark.parametrize(
    ("counts", "fee"),
    [
        ({"first": 30}, 330),
        ({"first": 31}, 360),
        ({"first": 10, "apply": 20, "out": 50}, 330),
        ({"first": 30, "medicine": 30}, 660),
        ({"first": 31, "medicine": 1}, 371),
        ({"out": 5}, 0),
    ],
)
def test_fees_rise_after_the_thirtieth_and_each_specialty_starts_anew(
    made: Make, knowledge: Knowledge, counts: dict[str, int], fee: int
) -> None:
    assert whole(made(**counts), knowledge).fee == fee


def test_a_backups_share_is_counted_apart(made: Make, knowledge: Knowledge) -> None:
    found = whole(made(first=60, medicine=40), knowledge)
    assert (found.specialties, found.backup()) == ({"PM&R": 60, "Internal Medicine": 40}, (40, 630))


@pytest.mark.parametrize(
    ("dollars", "programs", "spent", "left"),
    [(0, 0, 0, "apply_first"), (10, 0, 0, "apply_first"), (11, 1, 11, "apply_first"), (329, 29, 319, "apply"), (330, 30, 330, "apply"),
     (359, 30, 330, "apply"), (360, 31, 360, "apply"), (629, 39, 600, "apply"), (630, 40, 630, None), (9999, 40, 630, None)],
)  # fmt: skip
def test_a_budget_buys_the_list_from_its_top(
    made: Make, knowledge: Knowledge, dollars: int, programs: int, spent: int, left: str | None
) -> None:
    bought = buys(dollars, made(first=20, apply=20, out=9), knowledge.outside["application_fee"])
    assert (bought.programs, bought.spent, bought.first_left) == (programs, spent, left)


def test_a_tier_alone_has_its_fee(made: Make, knowledge: Knowledge) -> None:
    fee = knowledge.outside["application_fee"]
    assert fee_for(made(first=31, apply=5), ("apply_first",), fee) == 360


@pytest.mark.parametrize(
    ("score", "counts", "fits"),
    [
        (234, {"first": 11, "apply": 5, "affordable": 5}, True),
        (234, {"first": 10, "apply": 5, "affordable": 5}, False),
        (235, {"first": 1, "apply": 5, "affordable": 5}, True),
        (235, {"first": 0, "apply": 5, "affordable": 5}, False),
        (244, {"first": 0, "apply": 5, "affordable": 5}, False),
        (245, {"first": 1, "affordable": 50}, True),
        (245, {"first": 0, "apply": 50}, False),
    ],
)
def test_the_balance_follows_the_score_range(
    made: Make, knowledge: Knowledge, profile_of: Callable[..., Profile], score: int, counts: dict[str, int], fits: bool
) -> None:
    text = balance(whole(made(**counts), knowledge), profile_of(step2_ck_score=score), knowledge)
    assert text.startswith("Our reading for your scores")
    assert ("Yours fits." in text) is fits


def test_without_a_score_nothing_is_said_of_the_balance(made: Make, knowledge: Knowledge) -> None:
    assert balance(whole(made(first=3), knowledge), Profile(), knowledge) == ""
