"""Messages that only make sense after the last answer."""

from __future__ import annotations

import pytest

from bot.nlu.follow_up import asks_for_more, goes_on, names_nothing


@pytest.mark.parametrize("text", ["more", "ok go on", "tell me more about it", "and the rest pls", "what else?"])
def test_a_wish_for_more_is_one(text: str) -> None:
    assert asks_for_more(text)


@pytest.mark.parametrize(
    "text", ["more programs or fewer", "go on with uworld?", "rest days", "what else can i do for my score"]
)
def test_more_of_something_else_is_no_wish_for_more(text: str) -> None:
    assert not asks_for_more(text)


@pytest.mark.parametrize(
    "text", ["how many?", "when", "is it enough?", "and how long does it take", "which ones?", "from whom"]
)
def test_a_question_that_names_nothing_is_about_the_last_answer(text: str) -> None:
    assert names_nothing(text)


@pytest.mark.parametrize(
    "text",
    [
        "how many letters?",
        "why?",
        "what now",
        "who are you",
        "what can you do",
        "how are you",
        "and 250?",
        "it is enough",
        "",
        "what should i do",
    ],
)
def test_a_question_that_names_something_or_asks_for_a_reason_stands_by_itself(text: str) -> None:
    assert not names_nothing(text)


def test_what_begins_with_and_goes_on_if_it_is_short() -> None:
    assert goes_on("and for old graduates?")
    assert not goes_on("old graduates?")
    assert not goes_on("and for old graduates who have failed step 1 twice?")
