"""Practice scores over the limit are not passed over in silence."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from actions.facts import Facts
from actions.left_out import over
from actions.messages import Outcome
from actions.statements import Claimed
from actions.store.repository import ProfileStore

Tell = Callable[..., Outcome]
ANN = "rest:ann"


def test_a_score_over_the_limit_in_a_list_is_named(tell: Tell, store: ProfileStore) -> None:
    outcome = tell("profile_statement", text="my nbme are 240 320 235", states={"practice_scores": [240, 235]})
    assert outcome.replies[0]["body"][0]["text"] == "I left out 320: practice scores go up to 300."
    assert outcome.replies[0]["id"] == "practice.loose"
    assert store.profile(ANN).get("practice_scores") == [240, 235]


def test_a_single_score_over_the_limit_is_refused_like_any_value_that_cannot_be(
    tell: Tell, store: ProfileStore
) -> None:
    outcome = tell("profile_statement", text="my practice test was 320")
    assert outcome.replies[0]["id"] == "facts.unusable"
    assert "from 1 to 300, so 320 cannot be right" in outcome.replies[0]["text"]
    assert outcome.asked == "practice_scores"
    assert not store.profile(ANN).values


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("nbme 231, 236, 241", [231, 236, 241]),
        ("nbme 28 231, then 236. did 400 uworld questions", [231, 236]),
        ("nbme 231 and 236, 500 programs on my list", [231, 236]),
        ("practice 500 questions a day", []),
        ("how many practice exams", []),
        ("uworld 400 questions, free 120 next", []),
        ('/profile_statement{"practice_scores":[231]}', [231]),
    ],
)
def test_other_numbers_are_no_scores(facts: Facts, text: str, told: list[int]) -> None:
    assert over(text, [Claimed("practice_scores", told, text)] if told else [], facts) == ()


def test_all_that_were_left_out_are_named(tell: Tell) -> None:
    outcome = tell("practice_exams", text="nbme 310, 235 and 400. ready?", states={"practice_scores": [235]})
    assert "I left out 310 and 400: practice scores go up to 300." in outcome.replies[0]["text"]
