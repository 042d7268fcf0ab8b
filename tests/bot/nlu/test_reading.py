"""Which facts a message states. The cases are in reading_cases.yml; what stands beside the facts is tested here."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.nlu.reading import read

KINDS: dict[str, list[dict[str, Any]]] = yaml.safe_load(
    Path(__file__).with_name("reading_cases.yml").read_text(encoding="utf-8")
)
CASES = [pytest.param(case, id=f"{kind}: {case['says']}") for kind, cases in KINDS.items() for case in cases]
# The facts that a case lists in full. What a message says of weeks, letters or months is no matter of these cases.
LISTED = ("applicant_type", "step1_", "step2_ck_status", "step2_ck_score", "step2_ck_attempts", "step3_")
LISTED_TOO = ("visa_need", "practice_scores")


@pytest.mark.parametrize("case", CASES)
def test_a_message_states_what_its_case_lists(case: dict[str, Any]) -> None:
    reading = read(case["says"], case.get("asked"))
    stated = {fact: value for fact, value in reading.facts.items() if fact.startswith(LISTED + LISTED_TOO)}
    assert stated == case["facts"]
    assert [place["fact"] for place in reading.unclear] == case.get("unclear", [])


def test_no_case_is_told_twice() -> None:
    messages = [case["says"].casefold() for cases in KINDS.values() for case in cases]
    assert sorted(set(messages)) == sorted(messages)


@pytest.mark.parametrize(
    ("message", "supposed"),
    [
        ("what if i get 250", 250),
        ("is 238 enough for pmr?", 238),
        ("Suppose my Step 2 CK is 221.", 221),
        ("would it be different if it was 231 or rather 244?", 244),
        ("I have 232 on CK, what if it were 240?", 240),
    ],
)
def test_a_supposed_score_is_kept_beside_the_facts(message: str, supposed: int) -> None:
    assert read(message).supposed == {"step2_ck_score": supposed}


@pytest.mark.parametrize(
    "message",
    [
        "what does nbme 235 predict?",
        "is 219 bad for step 3?",
        "was step 1 with 205 a problem?",
        "do i need 250 to match?",
        "how many programs in 2027?",
        "CK 238.",
    ],
)
def test_a_score_of_another_exam_or_a_target_is_not_supposed_for_step_2(message: str) -> None:
    assert read(message).supposed == {}


def test_vague_words_are_told_with_the_words_themselves() -> None:
    (place,) = read("step 2 was somewhere in the 230s").unclear
    assert place == {"fact": "step2_ck_score", "words": "230s", "reason": "vague"}


def test_a_word_where_a_number_was_to_come_is_told_with_the_word() -> None:
    (place,) = read("my score was really terrible").unclear
    assert place == {"fact": "step2_ck_score", "words": "terrible", "reason": "no_number"}


@pytest.mark.parametrize(("message", "score"), [("ck 312", 312), ("ck 24", 24), ("my ck score is -5", -5)])
def test_an_impossible_score_is_read_so_that_it_can_be_asked_back(message: str, score: int) -> None:
    assert read(message).facts["step2_ck_score"] == score


def test_a_fact_carries_the_place_of_its_words() -> None:
    message = "Hello doctor. My step 1 is passed, ck 244 though."
    places = {fact: message[each.start : each.end] for fact, each in read(message).statements.items()}
    assert places["step1_status"] == "My step 1 is passed"
    assert places["step2_ck_score"] == "ck 244 though."


@pytest.mark.parametrize(
    ("message", "asked", "fact"),
    [
        ("got 231", "step1_score", "step1_score"),
        ("it says 221", "step3_score", "step3_score"),
        ("got 231", "step1_status", "step2_ck_score"),
        ("231 on ck", "step1_score", "step2_ck_score"),
        ("got 231", "visa_need", "step2_ck_score"),
        ("got 231", None, "step2_ck_score"),
    ],
)
def test_a_score_without_an_exam_is_of_the_exam_whose_score_was_asked_else_of_step_2(
    message: str, asked: str | None, fact: str
) -> None:
    facts = read(message, asked).facts
    assert facts[fact] == 231 or facts[fact] == 221
    assert [name for name in facts if name.endswith("_score")] == [fact]


@pytest.mark.parametrize(
    "message", ["", "   ", "\n\n", "?", "...", "😀" * 50, "مرحبا درجتي", "我的分数", "/", "\ufffd\ufffd", "0" * 400]
)
def test_what_holds_no_words_states_nothing(message: str) -> None:
    reading = read(message)
    assert (reading.facts, reading.supposed, reading.unclear) == ({}, {}, [])


@pytest.mark.parametrize("piece", ["238 ", "ck ", "not ", "step - ", "is it ", ", ", " : ", "?", "\n", "a b. "])
def test_the_longest_message_is_read_whatever_it_is_made_of(piece: str) -> None:
    reading = read((piece * 4000)[:4000])
    assert reading.facts.get("step2_ck_score") in (None, 238)
