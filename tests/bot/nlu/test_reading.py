"""Which facts a message states. The cases are in reading_cases.yml; what stands beside the facts is tested here."""

from __future__ import annotations

import statistics
import time
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.facts import is_possible
from bot.nlu import reading
from bot.nlu.statements import Reading

TODAY = date(2026, 11, 22)
FILES = sorted(Path(__file__).parent.glob("*_cases.yml"))
KINDS: dict[str, list[dict[str, Any]]] = {
    kind: cases for file in FILES for kind, cases in yaml.safe_load(file.read_text(encoding="utf-8")).items()
}
CASES = [pytest.param(case, id=f"{kind}: {case['says']}") for kind, cases in KINDS.items() for case in cases]


def read(text: str, asked: str | None = None) -> Reading:
    return reading.read(text, asked, TODAY)


@pytest.mark.parametrize("case", CASES)
def test_a_message_states_what_its_case_lists(case: dict[str, Any]) -> None:
    found = reading.read(case["says"], case.get("asked"), case.get("today", TODAY))
    assert found.facts == case["facts"]
    assert [place["fact"] for place in found.unclear] == case.get("unclear", [])
    assert "supposes" not in case or found.supposed == case["supposes"]


def test_no_case_is_told_twice() -> None:
    messages = [
        (case["says"].casefold(), case.get("asked"), case.get("today")) for cases in KINDS.values() for case in cases
    ]
    assert sorted({message for message in messages if messages.count(message) > 1}, key=str) == []


def test_no_value_is_read_that_the_fact_cannot_have() -> None:
    read_values = {
        (fact, str(value)): (value, case.get("today", TODAY))
        for cases in KINDS.values()
        for case in cases
        for fact, value in case["facts"].items()
        if "refused" not in case
    }
    assert [key for key, (value, today) in read_values.items() if not is_possible(key[0], value, today)] == []


REFUSED = [case for cases in KINDS.values() for case in cases if "refused" in case]


@pytest.mark.parametrize("case", REFUSED, ids=[case["says"] for case in REFUSED])
def test_a_value_beyond_the_limits_is_read_so_that_it_can_be_refused(case: dict[str, Any]) -> None:
    assert not is_possible(case["refused"], case["facts"][case["refused"]], TODAY)


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
    found = read(message)
    assert (found.facts, found.supposed, found.unclear) == ({}, {}, [])


PIECES = [
    "238 ", "ck ", "not ", "step - ", "is it ", ", ", " : ", "?", "\n", "a b. ", "0", "1 2 ", "june ", "2 lors ", "in 3 weeks ", "two hundred ",
    "graduated from ", "obs x2 and ", "applying to ", "match 20", "working in the us ", "24o", "half of the ", "backup is a ", "if i ", "no research ",
]  # fmt: skip


@pytest.mark.parametrize("piece", PIECES)
def test_the_longest_message_is_read_whatever_it_is_made_of_and_soon(piece: str) -> None:
    message = (piece * 4000)[:4000]
    began = time.process_time()
    found = read(message)
    assert time.process_time() - began < 1
    assert [each for each in found.facts.items() if not is_possible(*each, TODAY)] == []


def test_reading_a_message_takes_a_few_milliseconds() -> None:
    messages = [case["says"] for cases in KINDS.values() for case in cases]
    times = []
    for message in messages:
        began = time.process_time()
        read(message)
        times.append(time.process_time() - began)
    assert statistics.median(times) < 0.005
