from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest

from actions.profile import Change, Profile, Stated

Make = Callable[..., Profile]


def test_an_empty_profile_knows_nothing() -> None:
    profile = Profile()
    assert not profile.knows("step2_ck_score")
    assert profile.get("step2_ck_score") is None
    assert profile.values == {}


def test_a_held_fact_is_known_even_if_it_is_no_or_zero(profile_of: Make) -> None:
    profile = profile_of(reapplicant=False, usce_months=0)
    assert profile.knows("reapplicant")
    assert profile.get("reapplicant") is False
    assert profile.get("usce_months") == 0


def test_a_list_is_given_as_numbers_in_order_and_anything_else_as_none(profile_of: Make) -> None:
    assert profile_of(practice_scores=[231, 241]).numbers("practice_scores") == (231, 241)
    assert profile_of(practice_scores=231).numbers("practice_scores") == ()
    assert Profile().numbers("practice_scores") == ()


def test_a_watched_profile_notes_every_fact_that_is_looked_at_known_or_not(profile_of: Make) -> None:
    seen: set[str] = set()
    held = profile_of(visa_need="J-1", step2_ck_score=238, practice_scores=[231])
    watched = held.watched(seen)
    assert watched == held
    watched.get("visa_need")
    watched.number("step2_ck_score")
    watched.numbers("practice_scores")
    watched.knows("research")
    assert seen == {"visa_need", "step2_ck_score", "practice_scores", "research"}


def test_looking_at_an_unwatched_profile_notes_nothing(profile_of: Make) -> None:
    seen: set[str] = set()
    held = profile_of(visa_need="J-1")
    held.watched(seen)
    held.get("visa_need")
    assert seen == set()


@pytest.mark.parametrize(("value", "number"), [(238, 238), (0, 0), (True, None), ("238", None), (1.5, None)])
def test_only_a_whole_number_is_given_as_a_number(profile_of: Make, value: object, number: int | None) -> None:
    assert profile_of(step2_ck_score=value).number("step2_ck_score") == number


def test_stating_anew_gives_a_new_profile_and_leaves_the_old_one(profile_of: Make, now: datetime) -> None:
    before = profile_of(step2_ck_score=224, visa_need="J-1")
    after = before.with_stated({"step2_ck_score": Stated(242, "sorry its 242", now)})
    assert after.values == {"step2_ck_score": 242, "visa_need": "J-1"}
    assert before.values == {"step2_ck_score": 224, "visa_need": "J-1"}


def test_a_fact_that_no_longer_holds_can_be_left_out(profile_of: Make, now: datetime) -> None:
    before = profile_of(step2_ck_score=224, step2_ck_status="passed")
    after = before.with_stated({"step2_ck_status": Stated("failed", "i failed", now)}, dropped=["step2_ck_score"])
    assert after.values == {"step2_ck_status": "failed"}


def test_a_fact_stated_and_left_out_at_once_is_held(profile_of: Make, now: datetime) -> None:
    after = profile_of(visa_need="J-1").with_stated({"visa_need": Stated("H-1B", "h1b", now)}, dropped=["visa_need"])
    assert after.values == {"visa_need": "H-1B"}


@pytest.mark.parametrize(
    ("before", "after", "replaces"),
    [(None, 224, False), (224, 224, False), (224, 242, True), (True, False, True), (0, 2, True)],
)
def test_only_a_different_value_held_before_is_replaced(before: int | None, after: int, replaces: bool) -> None:
    assert Change("step2_ck_score", before, after).replaces is replaces
