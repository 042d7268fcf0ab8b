"""Short answers to the question asked last."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from bot.nlu.reading import read
from bot.nlu.statements import Reading

TODAY = date(2026, 11, 22)


def answer(text: str, asked: str | None) -> Reading:
    return read(text, asked, TODAY)


@pytest.mark.parametrize(
    ("asked", "text", "facts"),
    [
        ("step1_attempts", "two", {"step1_attempts": 2}),
        ("step1_attempts", "Two.", {"step1_attempts": 2}),
        ("step1_attempts", "1", {"step1_attempts": 1}),
        ("step1_attempts", "yes", {"step1_attempts": 1}),
        ("step1_attempts", "yeah", {"step1_attempts": 1}),
        ("step2_ck_attempts", "once", {"step2_ck_attempts": 1}),
        ("step1_status", "yes", {"step1_status": "passed"}),
        ("step1_status", "yes first try", {"step1_status": "passed", "step1_attempts": 1}),
        ("step1_status", "not yet", {"step1_status": "not_taken"}),
        ("step1_status", "failed", {"step1_status": "failed"}),
        ("step2_ck_status", "failed it", {"step2_ck_status": "failed"}),
        ("step3_status", "not taken", {"step3_status": "not_taken"}),
        ("step2_ck_score", "238", {"step2_ck_score": 238, "step2_ck_status": "passed"}),
        ("step2_ck_score", "238!", {"step2_ck_score": 238, "step2_ck_status": "passed"}),
        ("step2_ck_score", "its 238", {"step2_ck_score": 238, "step2_ck_status": "passed"}),
        ("step2_ck_score", "not yet", {"step2_ck_status": "not_taken"}),
        ("step1_score", "231", {"step1_score": 231, "step1_status": "passed"}),
        ("step3_score", "221", {"step3_score": 221, "step3_status": "passed"}),
        ("visa_need", "yes", {"visa_need": "either"}),
        ("visa_need", "Yep!", {"visa_need": "either"}),
        ("visa_need", "yes i need one", {"visa_need": "either"}),
        ("visa_need", "either", {"visa_need": "either"}),
        ("visa_need", "both", {"visa_need": "either"}),
        ("visa_need", "any visa works", {"visa_need": "either"}),
        ("visa_need", "Whichever.", {"visa_need": "either"}),
        ("visa_need", "j1", {"visa_need": "J-1"}),
        ("visa_need", "h1b only", {"visa_need": "H-1B"}),
        ("visa_need", "yes i have green card", {"visa_need": "none"}),
    ],
)
def test_a_short_answer_is_read_in_the_light_of_the_question(asked: str, text: str, facts: dict[str, Any]) -> None:
    assert answer(text, asked).facts == facts


@pytest.mark.parametrize("text", ["yes", "no", "two", "2", "both", "sure", "none"])
def test_the_same_words_state_nothing_where_nothing_was_asked(text: str) -> None:
    assert answer(text, None).facts == {}


@pytest.mark.parametrize(
    ("asked", "text"),
    [
        ("step2_ck_score", "238?"),
        ("step2_ck_score", "why do you ask?"),
        ("visa_need", "either?"),
        ("visa_need", "yes what is a visa"),
        ("step1_attempts", "hello"),
        ("step1_attempts", "I don't want to say"),
        ("step2_ck_score", "thanks"),
        ("step2_ck_status", "yes"),
        ("backup_specialty", "yes"),
        ("no_such_fact", "two"),
    ],
)
def test_a_question_back_or_talk_is_no_answer(asked: str, text: str) -> None:
    reading = answer(text, asked)
    assert (reading.facts, reading.unclear) == ({}, [])


@pytest.mark.parametrize("text", ["lots", "very high", "Decent.", "ok", "so bad", "really really low"])
def test_a_word_where_a_score_was_asked_is_unclear_and_not_silence(text: str) -> None:
    reading = answer(text, "step2_ck_score")
    assert reading.facts == {}
    assert reading.unclear == [{"fact": "step2_ck_score", "words": text.strip(), "reason": "no_number"}]


def test_such_a_word_is_no_attempt_at_a_fact_that_is_no_score() -> None:
    assert answer("good", "visa_need").unclear == []


def test_a_vague_score_is_told_once() -> None:
    (place,) = answer("230s", "step2_ck_score").unclear
    assert (place["words"], place["reason"]) == ("230s", "vague")


@pytest.mark.parametrize(("text", "value"), [("999", 999), ("-5", -5), ("24", 24)])
def test_an_impossible_number_is_passed_on_so_that_it_can_be_asked_back(text: str, value: int) -> None:
    assert answer(text, "step2_ck_score").facts["step2_ck_score"] == value


def test_a_practice_score_is_no_answer_to_the_question_for_the_real_one() -> None:
    assert answer("NBME 238", "step2_ck_score").facts == {"practice_scores": [238]}


def test_what_a_long_message_states_is_left_as_it_was_read() -> None:
    text = "yes and by the way I passed Step 1"
    assert answer(text, "visa_need").facts == answer(text, None).facts == {"step1_status": "passed"}


def test_an_answer_covers_the_whole_message() -> None:
    (statement,) = answer("yes", "visa_need").statements.values()
    assert (statement.start, statement.end) == (0, 3)
