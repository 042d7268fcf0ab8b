"""What if: answered for a supposed profile beside today's, and nothing is saved."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from actions.facts import Facts
from actions.messages import Outcome
from actions.replies import Reply
from actions.store.repository import ProfileStore
from actions.supposing import COMPARED, TOPICS
from actions.topics import Topic

Tell = Callable[..., Outcome]
Faults = Callable[[Reply], list[str]]

ANN = "rest:ann"
SUPPOSED: dict[str, Any] = {
    "applicant_type": "us_img",
    "step1_status": "failed",
    "step1_attempts": 2,
    "step1_score": 231,
    "step2_ck_status": "failed",
    "step2_ck_score": 250,
    "step2_ck_attempts": 2,
    "step2_ck_date": "2027-08",
    "practice_scores": [231, 241],
    "qbank_percent": 60,
    "prep_weeks": 3,
    "step3_status": "passed",
    "step3_score": 221,
    "visa_need": "H-1B",
    "graduation_year": 2019,
    "usce_months": 2.5,
    "us_physiatrist_letters": 1,
    "letters_total": 3,
    "research": "indexed",
    "match_year": 2029,
    "reapplicant": True,
    "working_in_us": True,
    "backup_specialty": "neurology",
    "programs_planned": 100,
}
HELD = {"step1_status": "passed", "step1_attempts": 1, "step2_ck_score": 238, "visa_need": "J-1"}


def text_of(outcome: Outcome) -> str:
    return "\n".join(reply["text"] for reply in outcome.replies)


def test_every_fact_can_be_supposed(facts: Facts) -> None:
    assert set(TOPICS) == set(facts.names) == set(SUPPOSED)


def test_every_topic_that_is_compared_can_be_named(topics: dict[str, Topic]) -> None:
    assert set(COMPARED) <= set(topics)


@pytest.mark.parametrize("name", SUPPOSED)
@pytest.mark.parametrize("held", [{}, HELD], ids=["nothing held", "much held"])
def test_any_fact_that_is_supposed_is_answered_and_saves_nothing(
    tell: Tell, store: ProfileStore, faults_of: Faults, facts: Facts, name: str, held: dict[str, Any]
) -> None:
    tell("profile_statement", states=held)
    before = store.profile(ANN)
    outcome = tell("what_if", supposed={name: SUPPOSED[name]})
    opening = outcome.replies[0]["body"][0]["text"]
    assert opening.startswith(f"Supposing {facts[name].label} **{facts[name].say(SUPPOSED[name])}**")
    assert "(nothing is saved)" in opening
    assert (outcome.changes, outcome.gone) == ((), ())
    assert store.profile(ANN) == before
    assert [fault for reply in outcome.replies for fault in faults_of(reply)] == []


@pytest.mark.parametrize("name", SUPPOSED)
def test_a_supposition_is_never_given_out_as_a_fact_that_is_held_later(tell: Tell, name: str) -> None:
    tell("profile_statement", states=HELD)
    before = text_of(tell(TOPICS[name]))
    tell("what_if", supposed={name: SUPPOSED[name]})
    assert text_of(tell(TOPICS[name])) == before


def test_what_is_held_is_named_beside_what_is_supposed(tell: Tell) -> None:
    tell("profile_statement", states=HELD)
    assert "Supposing Visa H-1B instead of J-1 (nothing is saved):" in text_of(
        tell("what_if", supposed={"visa_need": "H-1B"})
    )


def test_several_supposed_facts_are_named_in_one_sentence(tell: Tell) -> None:
    given = text_of(tell("what_if", supposed={"step2_ck_score": 250, "visa_need": "H-1B"}))
    assert "Supposing Step 2 CK 250, Visa H-1B (nothing is saved):" in given


def test_the_answer_of_today_stands_beside_one_that_would_differ(tell: Tell) -> None:
    tell("profile_statement", states=HELD)
    given = text_of(tell("what_if", supposed={"step2_ck_score": 250}))
    assert "Today: 238 is in the solid range (235-244)." in given
    assert "It would not change this answer." not in given


def test_a_supposition_without_effect_says_that_it_would_not_change_the_answer(tell: Tell) -> None:
    tell("profile_statement", states=HELD)
    assert "It would not change this answer." in text_of(tell("lors", supposed={"research": "indexed"}))


def test_what_else_would_change_is_named_and_then_not_what_would_stay(tell: Tell) -> None:
    tell("profile_statement", states=HELD)
    given = text_of(tell("what_if", supposed={"visa_need": "H-1B"}))
    named = given.partition("It would change my answer on: ")[2].partition(".")[0]
    assert named, "what else would change is named"
    assert "It would not change: " not in given
    assert "It would not change this answer." not in given


def test_what_would_stay_is_named_where_nothing_else_would_change(tell: Tell, topics: dict[str, Topic]) -> None:
    tell("profile_statement", states=HELD)
    given = text_of(tell("lors", supposed={"qbank_percent": 60}))
    named = given.partition("It would not change: ")[2].partition(".")[0].split("; ")
    assert set(named) <= {topics[name].phrase for name in COMPARED}
    assert "It would change my answer on: " not in given


def test_supposing_what_is_held_already_says_so_and_compares_nothing(tell: Tell) -> None:
    tell("profile_statement", states=HELD)
    given = text_of(tell("what_if", supposed={"visa_need": "J-1"}))
    assert "That is so already (Visa: J-1):" in given
    assert "Today:" not in given
    assert "It would" not in given


def test_somebody_unknown_is_compared_with_nothing(tell: Tell) -> None:
    given = text_of(tell("what_if", supposed={"step2_ck_score": 250}))
    assert "Today:" not in given
    assert "It would" not in given


@pytest.mark.parametrize(
    "supposed",
    [
        {"step2_ck_score": 350},
        {"step2_ck_score": "high"},
        {"visa_need": "O-1"},
        {"match_year": 2050},
        {"step2_ck_date": "2027-02-31"},
        {"favourite_colour": "blue"},
    ],
)
def test_a_supposed_value_that_cannot_be_is_left_out(
    tell: Tell, store: ProfileStore, supposed: dict[str, object]
) -> None:
    assert tell("what_if", supposed=supposed).replies[0]["id"] == "band.needed", "as if none had been supposed"
    assert "Supposing" not in text_of(tell("visa", supposed=supposed))
    assert store.profile(ANN).values == {}


def test_a_possible_supposition_beside_an_impossible_one_is_answered(tell: Tell) -> None:
    given = text_of(tell("what_if", supposed={"step2_ck_score": 350, "visa_need": "H-1B"}))
    assert "Supposing Visa H-1B (nothing is saved):" in given
    assert "350" not in given


def test_a_supposed_score_means_that_its_exam_is_passed(tell: Tell) -> None:
    tell("profile_statement", states={"step2_ck_status": "failed"})
    assert tell("what_if", supposed={"step2_ck_score": 250}).replies[0]["id"] == "band.strong"


@pytest.mark.parametrize("tries", [None, 2])
def test_a_supposed_pass_does_not_make_the_held_fail_forgotten(
    tell: Tell, store: ProfileStore, tries: int | None
) -> None:
    held: dict[str, Any] = {"step2_ck_status": "failed"} | ({"step2_ck_attempts": tries} if tries else {})
    tell("profile_statement", states=held)
    outcome = tell("what_if", supposed={"step2_ck_score": 250})
    assert outcome.replies[0]["id"] == "band.strong"
    assert outcome.replies[0]["severity"] == "warning"
    assert "The earlier fail stays on your transcript." in outcome.replies[0]["text"]
    assert store.profile(ANN).values == held


def test_a_supposed_pass_without_a_held_fail_speaks_of_none(tell: Tell) -> None:
    tell("profile_statement", states={"step2_ck_status": "not_taken"})
    assert "earlier fail" not in text_of(tell("what_if", supposed={"step2_ck_score": 250}))


def test_a_supposed_fail_beside_a_score_is_not_taken_for_a_pass(tell: Tell) -> None:
    outcome = tell("low_score_recovery", supposed={"step2_ck_score": 205, "step2_ck_status": "failed"})
    assert "can be taken again" in text_of(outcome)


def test_facts_stated_beside_a_supposition_are_kept_and_the_supposed_ones_are_not(
    tell: Tell, store: ProfileStore
) -> None:
    tell("what_if", states={"visa_need": "J-1"}, supposed={"step2_ck_score": 250})
    assert store.profile(ANN).values == {"visa_need": "J-1"}


def test_a_supposition_does_not_repeat_the_part_of_an_answer_that_it_leaves_alone(tell: Tell) -> None:
    tell("profile_statement", states={"practice_scores": [231, 233, 232]})
    outcome = tell("what_if", supposed={"match_year": 2030})
    assert [reply["id"] for reply in outcome.replies if not reply["id"].startswith("ask.")] == ["timing.exam_date"]


def test_a_fail_of_no_named_exam_is_told_for_both_and_asked_back(tell: Tell, store: ProfileStore) -> None:
    outcome = tell("what_if", text="what if i fail")
    assert outcome.replies[0]["id"] == "what_if.fail"
    given = text_of(outcome)
    assert "Step 1: programs read a fail as a red flag." in given
    assert "Step 2 CK: you can take it again" in given
    assert "Which one do you mean?" in given
    assert "245 or more" not in given
    assert store.profile(ANN).values == {}


@pytest.mark.parametrize(
    ("held", "said"),
    [
        ({"step1_status": "not_taken"}, "Supposing Step 1 **failed**"),
        ({"step1_status": "passed"}, "Supposing Step 2 CK result **failed**"),
        ({"step1_status": "passed", "step2_ck_score": 240}, "Supposing Step 3 **failed**"),
    ],
)
def test_a_fail_is_supposed_of_the_exam_that_comes_next(
    tell: Tell, store: ProfileStore, held: dict[str, Any], said: str
) -> None:
    tell("profile_statement", states=held)
    before = store.profile(ANN).values
    outcome = tell("what_if", text="what if i dont pass?")
    assert outcome.replies[0]["body"][0]["text"].startswith(said)
    assert store.profile(ANN).values == before


def test_a_second_fail_is_not_called_so_already(tell: Tell) -> None:
    tell("profile_statement", states={"step1_status": "passed", "step2_ck_status": "failed"})
    assert tell("what_if", text="what if i fail again").replies[0]["id"] == "what_if.fail"


def test_to_fail_to_match_is_no_failed_exam(tell: Tell) -> None:
    assert tell("what_if", text="what if i fail to match").replies[0]["id"] == "band.needed"
