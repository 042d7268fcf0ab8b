"""What falls when a fact is corrected or taken back, and how it is said."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from actions.messages import Outcome
from actions.remembered import Remembered
from actions.replies import Reply
from actions.store.repository import ProfileStore

Tell = Callable[..., Outcome]
Faults = Callable[[Reply], list[str]]
ANN = "rest:ann"


def told(*topics: str) -> Remembered:
    return Remembered(answered=topics)


def lead(outcome: Outcome) -> str:
    return str(outcome.replies[0]["body"][0]["text"])


def test_a_corrected_score_names_what_falls_and_what_stays(tell: Tell) -> None:
    tell("score_band", states={"step2_ck_score": 224})
    outcome = tell(
        "profile_statement", states={"step2_ck_score": 242}, remembered=told("research", "action_plan", "score_band")
    )
    assert lead(outcome) == (
        "Changed: Step 2 CK 224 -> **242**. What I said about a low score no longer applies to you. "
        "My answer also changes on: what to do next. It stays the same on: research."
    )
    assert outcome.replies[0]["id"] == "band.solid"


@pytest.mark.parametrize(
    ("states", "corrected", "topic", "falls"),
    [
        ({"step1_status": "passed", "step1_attempts": 1}, {"step1_attempts": 2}, "step1", "a passed Step 1"),
        ({"visa_need": "none"}, {"visa_need": "J-1"}, "visa", "needing no visa"),
        ({"visa_need": "J-1"}, {"visa_need": "H-1B"}, "step3", "whether to take Step 3"),
        ({"step2_ck_status": "not_taken", "match_year": 2028}, {"match_year": 2029}, "step2_timing", "when to take Step 2 CK"),
        ({"us_physiatrist_letters": 2}, {"us_physiatrist_letters": 0}, "lors", "letters of recommendation"),
    ],
)  # fmt: skip
def test_each_correction_names_its_advice(
    tell: Tell, states: dict[str, object], corrected: dict[str, object], topic: str, falls: str
) -> None:
    tell(topic, states=states)
    outcome = tell("profile_statement", states=corrected, remembered=told(topic), last_topic=topic)
    assert lead(outcome).startswith("Changed: ")
    assert falls in lead(outcome)


def test_a_correction_that_changes_nothing_says_just_the_change(tell: Tell) -> None:
    tell("score_band", states={"step2_ck_score": 238, "graduation_year": 2019})
    outcome = tell("profile_statement", states={"graduation_year": 2018}, remembered=told("score_band"))
    assert lead(outcome) == "Changed: Year of graduation 2019 -> **2018**."


def test_a_new_fact_is_no_correction(tell: Tell) -> None:
    tell("score_band", states={"step2_ck_score": 238})
    outcome = tell("profile_statement", states={"match_year": 2028}, remembered=told("score_band"))
    assert "no longer" not in lead(outcome)


def test_a_removed_fact_is_gone_and_said_in_one_line(tell: Tell, store: ProfileStore, faults_of: Faults) -> None:
    tell("profile_statement", states={"visa_need": "J-1"}, words="j1")
    outcome = tell("ask_profile", remove=("visa_need",))
    (reply,) = outcome.replies
    assert reply["text"].startswith("Removed: Visa J-1.")
    assert (outcome.gone, store.profile(ANN).values) == (("visa_need",), {})
    assert faults_of(reply) == []


def test_it_is_not_asked_for_again_in_this_talk(tell: Tell) -> None:
    tell("profile_statement", states={"visa_need": "J-1"})
    before = tell("ask_profile", remove=("visa_need",)).asked_before
    assert "visa_need" in before
    assert tell("step3", asked_before=before).asked != "visa_need"


def test_words_that_told_a_removed_fact_go_too(tell: Tell, store: ProfileStore) -> None:
    tell("profile_statement", states={"visa_need": "J-1", "graduation_year": 2019}, words="j1, grad 2019")
    tell("ask_profile", remove=("visa_need",))
    assert "j1" not in store.profile(ANN).stated["graduation_year"].words
    assert "(told on 2026-11-22)" in tell("ask_profile").replies[0]["text"]


def test_a_pass_that_only_followed_from_a_score_goes_with_it(tell: Tell, store: ProfileStore) -> None:
    tell("profile_statement", states={"step2_ck_score": 224}, words="ck 224")
    outcome = tell("ask_profile", remove=("step2_ck_score",), remembered=told("score_band"))
    assert store.profile(ANN).values == {}
    assert "What I said about a low score no longer applies to you." in outcome.replies[0]["text"]


def test_a_pass_told_by_itself_outlives_its_score(tell: Tell, store: ProfileStore) -> None:
    tell("profile_statement", states={"step2_ck_status": "passed"}, words="passed ck")
    tell("profile_statement", states={"step2_ck_score": 224, "step2_ck_status": "passed"}, words="ck 224")
    tell("profile_statement", states={"step2_ck_status": "passed"}, words="yes passed")
    tell("ask_profile", remove=("step2_ck_score",))
    assert store.profile(ANN).values == {"step2_ck_status": "passed"}


def test_what_is_not_held_is_said_not_to_be(tell: Tell) -> None:
    outcome = tell("ask_profile", remove=("research",))
    assert outcome.replies[0]["text"].startswith("I hold no Research of yours, so nothing was removed.")
    assert outcome.gone == ()


def test_other_people_keep_their_facts(tell: Tell, store: ProfileStore) -> None:
    tell("profile_statement", states={"visa_need": "J-1"}, person="rest:ben", words="j1")
    tell("profile_statement", states={"visa_need": "J-1"}, words="j1")
    tell("ask_profile", remove=("visa_need",))
    assert store.profile("rest:ben").stated["visa_need"].words == "j1"


def test_the_facts_can_be_chosen_by_button_page_by_page(tell: Tell, faults_of: Faults) -> None:
    states = {
        "visa_need": "J-1", "graduation_year": 2019, "research": "none", "usce_months": 2, "match_year": 2028,
        "us_physiatrist_letters": 2, "reapplicant": False,
    }  # fmt: skip
    tell("profile_statement", states=states)
    shown = tell("ask_profile").replies[0]
    assert shown["next"] == [{"title": "Change something", "payload": '/ask_profile{"change":1}'}]
    pages = [tell("ask_profile", change=page).replies[0] for page in (1, 2)]
    assert [len(page["next"]) for page in pages] == [5, 3]
    assert pages[0]["next"][-1] == {"title": "More", "payload": '/ask_profile{"change":2}'}
    payloads = [button["payload"] for page in pages for button in page["next"] if button["title"] != "More"]
    assert sorted(payloads) == sorted(f'/ask_profile{{"remove":"{name}"}}' for name in states)
    assert [fault for page in pages for fault in faults_of(page)] == []
