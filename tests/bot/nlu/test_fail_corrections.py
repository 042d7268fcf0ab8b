"""A fail admitted later, without its exam's name."""

from __future__ import annotations

from datetime import date

import pytest

from bot.nlu.context import Context, read_in


@pytest.mark.parametrize(
    ("text", "passed", "facts"),
    [
        ("actually i did fail once", ("step1",), {"step1_attempts": 2}),
        ("Sorry, I failed twice", ("step1",), {"step1_attempts": 3}),
        ("actually I failed it the first time", ("step2_ck",), {"step2_ck_attempts": 2}),
        ("actually i did fail once", (), {}),
        ("i failed", ("step1",), {}),
    ],
)
def test_it_is_of_the_exam_that_was_told_as_passed(text: str, passed: tuple[str, ...], facts: dict[str, int]) -> None:
    assert read_in(Context(asked="match_year", passed=passed), text, date(2026, 11, 22)).facts == facts
