"""What a message means after what was told before."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from rasa.shared.core.events import SlotSet, UserUttered
from rasa.shared.core.slots import AnySlot
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.context import Context, read_in, says_citizen, supposed_exam, with_held
from bot.nlu.fact_extractor import FactExtractor

TODAY = date(2026, 11, 22)


def facts(text: str, **before: Any) -> dict[str, Any]:
    return read_in(Context(**before), text, TODAY).facts


@pytest.mark.parametrize(
    ("held", "told", "text", "after"),
    [
        ((), [233], "nbme 233", [233]),
        ((231,), [233], "got 233 on nbme today", [231, 233]),
        ((228, 231), [233], "and 233", [228, 231, 233]),
        ((231,), [231], "another nbme, again 231", [231, 231]),
        ((228, 231), [231], "my last nbme was 231", [228, 231]),
        ((228, 231), [233], "no, 233 not 231", [228, 233]),
        ((231, 228), [233], "sorry nbme was 233 not 231", [233, 228]),
        ((228, 231), [233], "actually 233", [228, 233]),
        ((228, 231), [231, 233], "my scores are 231, 233", [231, 233]),
        ((228,), [231, 233, 236], "nbmes 231 233 236", [231, 233, 236]),
    ],
)
def test_one_more_practice_score_goes_behind_those_held(
    held: tuple[int, ...], told: list[int], text: str, after: list[int]
) -> None:
    assert with_held(held, told, text) == after


@pytest.mark.parametrize(
    ("text", "scores"),
    [
        ("and 233", [228, 231, 233]),
        ("now 233", [228, 231, 233]),
        ("got 233 on nbme today", [228, 231, 233]),
        ("no, 233 not 231", [228, 233]),
        ("not 231, 233", [228, 233]),
        ("and 233, 235", [233, 235]),
    ],
)
@pytest.mark.parametrize("asked", [None, "practice_scores", "step2_ck_status", "visa_need"])
def test_practice_scores_told_one_after_another_are_one_row(text: str, scores: list[int], asked: str | None) -> None:
    assert facts(text, asked=asked, practice_scores=(228, 231), told_practice=True) == {"practice_scores": scores}


def test_an_answer_to_the_question_for_practice_scores_needs_no_name() -> None:
    assert facts("and 233", asked="practice_scores") == {"practice_scores": [233]}
    assert facts("my scores are 231, 233", asked="practice_scores", practice_scores=(228, 231)) == {
        "practice_scores": [231, 233]
    }
    assert facts("ck 233", asked="practice_scores") == {"step2_ck_score": 233, "step2_ck_status": "passed"}
    assert facts("I passed step 1", asked="practice_scores") == {"step1_status": "passed"}


@pytest.mark.parametrize("text", ["233", "ck 233", "got 233 in the real exam", "my score came: 233"])
def test_a_score_after_practice_scores_is_still_the_exams_own(text: str) -> None:
    assert facts(text, asked="step2_ck_score", practice_scores=(228,), told_practice=True)["step2_ck_score"] == 233


def test_a_score_that_goes_on_with_something_else_is_no_practice_score() -> None:
    assert facts("and 233", practice_scores=(228,)) == {"step2_ck_score": 233, "step2_ck_status": "passed"}


@pytest.mark.parametrize(
    ("text", "before", "kind"),
    [
        ("i am american citizen", {"applicant_type": "non_us_img"}, "us_img"),
        ("us citizen", {"applicant_type": "non_us_img"}, "us_img"),
        ("i have a green card", {"applicant_type": "non_us_img"}, None),
        ("us citizen", {}, None),
        ("us citizen", {"applicant_type": "us_grad"}, None),
        ("am i better off as us citizen?", {"applicant_type": "non_us_img"}, None),
        ("i studied in poland", {"citizen": True}, "us_img"),
        ("poland", {"citizen": True, "asked": "applicant_type"}, "us_img"),
        ("no, nepal", {"citizen": True, "asked": "applicant_type"}, "non_us_img"),
        ("i am not a us citizen", {"citizen": True}, "non_us_img"),
        ("i studied in poland", {}, "non_us_img"),
    ],
)
def test_a_citizen_whose_school_is_abroad_is_a_us_img(text: str, before: dict[str, Any], kind: str | None) -> None:
    assert facts(text, **before).get("applicant_type") == kind


@pytest.mark.parametrize(
    ("about", "told"),
    [
        (None, {"step1_status": "passed", "step1_attempts": 2}),
        ("step1", {"step1_status": "passed", "step1_attempts": 2}),
        ("step2_ck", {"step2_ck_status": "passed", "step2_ck_attempts": 2}),
    ],
)
def test_a_pass_told_after_a_supposed_fail_is_of_the_exam_supposed(about: str | None, told: dict[str, Any]) -> None:
    score = {"step2_ck_score": 251, "step2_ck_status": "passed"}
    assert facts("i passed it second time and ck 251", about=about) == {**told, **score}


def test_one_exam_supposed_is_known_by_its_facts() -> None:
    assert supposed_exam({"step1_status": "failed", "step1_attempts": 2}) == "step1"
    assert supposed_exam({"step2_ck_score": 250, "visa_need": "none"}) == "step2_ck"
    assert supposed_exam({"step1_status": "failed", "step2_ck_status": "failed"}) is None
    assert supposed_exam({}) is None


@pytest.mark.parametrize(("text", "said"), [("I'm a US citizen", True), ("not a us citizen", False), ("hi", False)])
def test_citizenship_is_told_by_a_statement(text: str, said: bool) -> None:
    assert says_citizen(text) is said


def told(*events: Any) -> DialogueStateTracker:
    slots = [
        AnySlot(name, mappings=[{}]) for name in ("asked", "practice_scores", "applicant_type", "visa_need", "supposed")
    ]
    return DialogueStateTracker.from_events("me", list(events), slots=slots)


def extracted(text: str, tracker: DialogueStateTracker | None) -> dict[str, Any]:
    message = Message({TEXT: text})
    FactExtractor().process([message], tracker)
    return {each["entity"]: each["value"] for each in message.get("entities")}


def said(text: str) -> UserUttered:
    message = Message({TEXT: text})
    FactExtractor().process([message])
    return UserUttered(
        text, {"name": "profile_statement"}, message.get("entities"), {"entities": message.get("entities")}
    )


def test_the_extractor_takes_what_is_held_from_the_slots_and_the_messages_before() -> None:
    practice = told(said("nbme 231"), SlotSet("practice_scores", [231]), SlotSet("asked", "visa_need"))
    assert extracted("and 233", practice) == {"practice_scores": [231, 233]}
    citizen = told(said("i am a us citizen"), SlotSet("visa_need", "none"))
    assert extracted("i studied in poland", citizen) == {"applicant_type": "us_img"}
    forgotten = told(said("i am a us citizen"), SlotSet("visa_need", "none"), SlotSet("visa_need", None))
    assert extracted("i studied in poland", forgotten) == {"applicant_type": "non_us_img"}
    supposed = told(SlotSet("supposed", {"step2_ck_status": "failed"}))
    assert extracted("i passed it second time", supposed)["step2_ck_attempts"] == 2
    assert extracted("and 233 on nbme", None) == {"practice_scores": [233]}


@pytest.mark.parametrize("asked", [None, "step1_status", "step2_ck_status", "step2_ck_date", "visa_need"])
def test_a_pass_after_several_tries_is_of_the_exam_told_as_failed_just_before(asked: str | None) -> None:
    told = {"step1_status": "passed", "step1_attempts": 3}
    assert facts("3 attempts passed", asked=asked, failed_last="step1") == told
    assert "step1_attempts" not in facts("ck passed on 2nd attempt", asked=asked, failed_last="step1")


@pytest.mark.parametrize("asked", [None, "step2_ck_date", "step1_status"])
def test_a_year_behind_a_day_without_one_is_that_of_the_exam(asked: str | None) -> None:
    told = {"step2_ck_date": "2027-03-03", "step2_ck_status": "not_taken"}
    assert facts("2027", asked=asked, date_told="2027-03-03") == told


def test_a_year_is_of_the_match_where_that_was_asked() -> None:
    assert facts("2027", asked="match_year", date_told="2027-03-03") == {"match_year": 2027}
    assert facts("2027", asked="step2_ck_date") == {}
