"""Fails and a pass of one exam are counted together, in whatever order they are told."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from actions.messages import Outcome

Tell = Callable[..., Outcome]


@pytest.mark.parametrize(
    ("words", "count"),
    [
        ("got 209 finally", 3),
        ("passed it now with 231", 3),
        ("sorry, I passed it, 231", 2),
        ("no wait i mean passed", 2),
    ],
)
def test_a_pass_after_fails_is_one_try_more_unless_the_fail_is_taken_back(tell: Tell, words: str, count: int) -> None:
    tell("profile_statement", states={"step2_ck_status": "failed", "step2_ck_attempts": 2}, words="failed ck twice")
    told = tell("profile_statement", states={"step2_ck_status": "passed"}, words=words)
    held = {change.name: change.after for change in told.changes}
    assert held.get("step2_ck_attempts", 2) == count


def test_more_tries_than_there_are_stay_as_told(tell: Tell) -> None:
    tell("profile_statement", states={"step2_ck_status": "failed", "step2_ck_attempts": 4}, words="failed ck 4 times")
    told = tell("profile_statement", states={"step2_ck_status": "passed"}, words="passed now")
    assert "step2_ck_attempts" not in {change.name for change in told.changes}
