"""Turns: what a person reads after a message, and what is held of them afterwards."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from sqlalchemy import text

from actions.messages import Earlier, Outcome
from actions.replies import Reply
from actions.statements import Unclear
from actions.store.repository import ProfileStore
from actions.turn import Advisor

Tell = Callable[..., Outcome]
Faults = Callable[[Reply], list[str]]

ANN = "rest:ann"
SOLID = {"step2_ck_score": 238}


def ids(outcome: Outcome) -> list[str]:
    return [reply["id"] for reply in outcome.replies]


def all_text(outcome: Outcome) -> str:
    return "\n".join(reply["text"] for reply in outcome.replies)


def test_a_first_message_is_kept_and_answered_at_once(tell: Tell, store: ProfileStore) -> None:
    facts = {"step1_status": "passed", "step1_attempts": 1, "step2_ck_score": 238, "visa_need": "either"}
    outcome = tell("competitiveness", states=facts, words="step1 pass 1st try, ck 238, need visa. chances?")
    assert ids(outcome)[:2] == ["band.solid", "competitiveness.bar"]
    held = store.profile(ANN)
    assert held.values == {**facts, "step2_ck_status": "passed"}
    assert held.stated["step2_ck_score"].words == "step1 pass 1st try, ck 238, need visa. chances?"


def test_facts_of_an_earlier_message_count_in_a_later_one(tell: Tell) -> None:
    tell("profile_statement", states=SOLID)
    assert ids(tell("score_band"))[0] == "band.solid"


def test_somebody_else_is_not_answered_with_ones_facts(tell: Tell) -> None:
    tell("profile_statement", states=SOLID)
    assert "band.needed" in ids(tell("score_band", person="rest:ben"))


def test_several_questions_are_answered_in_the_order_in_which_they_were_asked(tell: Tell) -> None:
    assert ids(tell("lors", "step3", "usce"))[:3] == ["lors.portfolio", "step3.selective", "usce.plan"]


def test_a_question_asked_twice_in_one_message_is_answered_once(tell: Tell) -> None:
    assert ids(tell("lors", "lors")).count("lors.portfolio") == 1


def test_a_known_and_an_unknown_question_are_both_answered(tell: Tell) -> None:
    assert ids(tell("lors", "out_of_scope"))[:2] == ["lors.portfolio", "talk.out_of_scope"]


@pytest.mark.parametrize("topic", ["no_such_topic", "out_of_scope", ""])
def test_a_topic_that_is_not_covered_gets_the_honest_answer(tell: Tell, topic: str) -> None:
    outcome = tell(topic)
    assert ids(outcome) == ["talk.out_of_scope"]
    assert outcome.replies[0]["text"].startswith("I don't know that.")


@pytest.mark.parametrize("topic", ["greet", "thanks", "goodbye", "help", "bot_challenge", "chitchat", "affirm", "deny"])
def test_small_talk_is_answered_and_asks_nothing(tell: Tell, topic: str) -> None:
    outcome = tell(topic)
    assert ids(outcome) == [f"talk.{topic}"]
    assert outcome.asked is None


def test_who_was_not_helped_is_asked_to_say_it_otherwise_and_offered_where_the_answer_came_from(
    tell: Tell, faults_of: Faults
) -> None:
    outcome = tell("chitchat", not_helped=True, last_topic="lors")
    (reply,) = outcome.replies
    assert (reply["id"], outcome.last_topic, outcome.asked) == ("talk.not_helped", "lors", None)
    assert reply["text"].startswith("I'm sorry that this did not help.")
    assert "in other words" in reply["text"]
    assert [button["payload"] for button in reply["next"]] == ["/how_do_you_know", "/help"]
    assert faults_of(reply) == []


def test_who_was_not_helped_before_any_advice_is_offered_help_alone(tell: Tell) -> None:
    assert [button["payload"] for button in tell("chitchat", not_helped=True).replies[0]["next"]] == ["/help"]


def test_that_a_message_was_noted_is_said_only_where_it_was(tell: Tell) -> None:
    assert "noted" not in all_text(tell("chitchat", not_helped=True)).lower()
    noted = tell("chitchat", not_helped=True, noted=True)
    assert ids(noted) == ["talk.not_helped_noted"]
    assert "I noted the message" in all_text(noted)


def test_a_new_wording_behind_the_complaint_is_answered_as_usual(tell: Tell) -> None:
    assert ids(tell("lors", not_helped=True, noted=True, last_topic="visa")) == ids(tell("lors"))


def test_who_was_not_helped_in_despair_is_told_again_where_help_is_and_nothing_of_exams(tell: Tell) -> None:
    assert ids(tell("chitchat", not_helped=True, earlier=Earlier("", ("distress",)))) == ["talk.distress"]
    asked_else = tell("lors", not_helped=True, earlier=Earlier("", ("distress",)))
    assert ids(asked_else) == ids(tell("lors"))


def test_despair_in_a_complaint_is_answered_as_despair(tell: Tell) -> None:
    assert ids(tell("distress", not_helped=True)) == ["talk.distress"]


def test_a_greeting_with_facts_is_answered_by_the_facts(tell: Tell) -> None:
    assert ids(tell("greet", states=SOLID))[0] == "band.solid"


def test_a_message_without_any_fact_says_that_none_was_found(tell: Tell) -> None:
    outcome = tell("profile_statement")
    assert ids(outcome) == ["profile.nothing_new"]
    assert "I did not find a fact" in all_text(outcome)


def test_a_fact_without_a_question_is_noted_in_plain_words(tell: Tell) -> None:
    tell("greet")
    outcome = tell("profile_statement", states={"letters_total": 3})
    assert ids(outcome)[0] == "profile.noted"
    assert outcome.replies[0]["text"] == "Noted: Letters in all: 3."
    assert outcome.replies[0]["facts_used"] == {"letters_total": 3}


@pytest.mark.parametrize(
    ("states", "answered"),
    [
        ({"step2_ck_score": 238}, "band.solid"),
        ({"step2_ck_status": "failed"}, "low.failed_or_low"),
        ({"step1_status": "failed"}, "step1.red_flag"),
        ({"step1_status": "passed", "step1_attempts": 2}, "step1.red_flag"),
    ],
)
def test_a_grave_or_telling_fact_is_answered_though_nothing_was_asked(
    tell: Tell, states: dict[str, object], answered: str
) -> None:
    assert ids(tell("profile_statement", states=states))[0] == answered


def test_a_correction_is_acknowledged_and_answered_anew(tell: Tell, store: ProfileStore) -> None:
    tell("score_band", states={"step2_ck_score": 224})
    outcome = tell("profile_statement", states={"step2_ck_score": 242}, words="sorry its 242 not 224")
    first = outcome.replies[0]
    assert first["id"] == "band.solid"
    assert first["body"][0]["text"] == "Changed: Step 2 CK 224 -> **242**."
    assert "Changed: Step 2 CK 224 -> 242." in first["text"]
    assert store.profile(ANN).get("step2_ck_score") == 242


def test_a_correction_with_nothing_to_advise_is_acknowledged_once(tell: Tell) -> None:
    tell("profile_statement", states={"letters_total": 3})
    outcome = tell("profile_statement", states={"letters_total": 4})
    assert outcome.replies[0]["text"] == "Changed: Letters in all 3 -> 4."
    assert all_text(outcome).count("Changed:") == 1


def test_a_fact_said_again_is_no_correction(tell: Tell) -> None:
    tell("profile_statement", states=SOLID)
    assert "Changed" not in all_text(tell("profile_statement", states=SOLID))


def test_a_value_out_of_range_keeps_what_was_held_and_says_so(tell: Tell, store: ProfileStore) -> None:
    tell("profile_statement", states=SOLID, words="ck 238")
    outcome = tell("profile_statement", states={"step2_ck_score": 350}, words="ck 350")
    first = outcome.replies[0]
    assert (first["id"], first["severity"]) == ("facts.unusable", "caution")
    assert "350 cannot be right" in first["text"]
    assert "What I knew before stays as it was." in first["text"]
    assert store.profile(ANN).stated["step2_ck_score"].words == "ck 238"
    assert store.profile(ANN).get("step2_ck_score") == 238


def test_a_refused_value_asks_for_that_fact_and_for_nothing_else(tell: Tell) -> None:
    outcome = tell("profile_statement", states={"step2_ck_score": 350})
    assert ids(outcome) == ["facts.unusable"]
    assert outcome.asked == "step2_ck_score"
    assert "stays as it was" not in all_text(outcome), "nothing was held, so nothing stays"


@pytest.mark.parametrize(("name", "value"), [("visa_need", "O-1"), ("match_year", 2050), ("step1_status", "maybe")])
def test_a_complaint_carries_the_buttons_of_the_question(
    tell: Tell, advisor: Advisor, today: date, faults_of: Faults, name: str, value: object
) -> None:
    outcome = tell("profile_statement", states={name: value})
    (reply,) = outcome.replies
    assert (reply["id"], outcome.asked) == ("facts.unusable", name)
    offered = [button.on(today) for button in advisor.facts[name].buttons]
    assert offered, "or the test would hold of nothing"
    sent = [json.loads(each["payload"].removeprefix("/profile_statement")) for each in reply["next"]]
    assert sent == [button.facts for button in offered]
    assert faults_of(reply) == []


def test_good_facts_beside_a_bad_one_are_kept_and_named(tell: Tell, store: ProfileStore) -> None:
    outcome = tell("profile_statement", states={"match_year": 2050, "visa_need": "J-1"})
    assert store.profile(ANN).values == {"visa_need": "J-1"}
    assert "Noted: Visa: J-1." in outcome.replies[0]["text"]


def test_a_question_beside_a_bad_fact_is_still_answered(tell: Tell) -> None:
    assert ids(tell("lors", states={"step2_ck_score": 350})) == ["facts.unusable", "lors.portfolio"]


def test_an_unclear_number_is_asked_back_and_not_guessed(tell: Tell, store: ProfileStore) -> None:
    outcome = tell("score_band", unclear=(Unclear("step2_ck_score", "in the 230s", "vague"),))
    assert '"in the 230s" could be several numbers' in outcome.replies[0]["text"]
    assert outcome.asked == "step2_ck_score"
    assert store.profile(ANN).values == {}


def test_despair_is_answered_alone_and_stores_nothing(tell: Tell, store: ProfileStore) -> None:
    outcome = tell("score_band", "distress", states={"step2_ck_score": 198}, words="got 198 i want to die")
    assert ids(outcome) == ["talk.distress"]
    assert "988" in all_text(outcome)
    assert outcome.replies[0]["next"] == []
    assert (outcome.asked, outcome.changes) == (None, ())
    assert store.profile(ANN).values == {}


def test_despair_is_answered_even_when_the_store_is_down(tell: Tell, store: ProfileStore) -> None:
    with store.engine.begin() as connection:
        connection.execute(text("DROP TABLE facts"))
    assert ids(tell("distress")) == ["talk.distress"]


def test_a_store_that_is_down_is_said_and_the_dialogue_stays_where_it_was(tell: Tell, store: ProfileStore) -> None:
    with store.engine.begin() as connection:
        connection.execute(text("DROP TABLE facts"))
    outcome = tell("score_band", states=SOLID, asked_before=("visa_need",), last_topic="lors")
    assert ids(outcome) == ["talk.store_down"]
    assert "I did not keep what you just wrote" in all_text(outcome)
    assert (outcome.changes, outcome.asked_before, outcome.last_topic) == ((), ("visa_need",), "lors")


def test_what_is_known_is_shown_with_ones_own_words_and_the_day(tell: Tell) -> None:
    tell("profile_statement", states={"visa_need": "J-1"}, words="j1 is fine")
    outcome = tell("ask_profile")
    assert outcome.replies[0]["id"] == "profile.shown"
    assert outcome.replies[0]["body"][-1]["items"] == ['Visa: J-1 (you said "j1 is fine" on 2026-11-22)']


def test_somebody_unknown_is_told_that_nothing_is_known(tell: Tell) -> None:
    assert ids(tell("ask_profile")) == ["talk.nothing_held"]


def test_the_plan_to_keep_comes_whole_and_what_is_asked_next_is_about_it(tell: Tell) -> None:
    (reply, *_) = tell("export_plan", states=SOLID).replies
    assert (reply["id"], reply["document"]["kind"]) == ("plan.file", "plan")
    assert reply["text"].splitlines()[1].startswith("Here is your plan to keep:")
    assert "/export_plan" not in [each["payload"] for each in reply["next"]], "it would offer itself again"
    again = tell("action_plan", last_topic="action_plan")
    assert "same as before" not in all_text(again), "the steps themselves were not said yet"


def test_a_plan_that_cannot_be_made_yet_is_admitted_and_what_it_needs_is_asked(tell: Tell) -> None:
    outcome = tell("export_plan")
    assert ids(outcome) == ["plan.none", "ask.step1_status"]
    assert outcome.replies[0]["document"] is None


def test_the_plan_offers_itself_as_a_file(tell: Tell) -> None:
    (reply, *_) = tell("action_plan", states=SOLID).replies
    assert {"title": "Plan as a file", "payload": "/export_plan"} in reply["next"]
    assert len(reply["next"]) <= 5


def test_the_wish_to_be_forgotten_is_asked_about_before_anything_is_gone(tell: Tell, store: ProfileStore) -> None:
    tell("profile_statement", states=SOLID)
    outcome = tell("delete_my_data")
    assert ids(outcome) == ["privacy.confirm"]
    assert store.profile(ANN).knows("step2_ck_score"), "what is still there must not be said to be gone"


def test_every_topic_is_answered_within_the_contract(tell: Tell, advisor: Advisor, faults_of: Faults) -> None:
    for topic in (*advisor.topics, *advisor.talk, "what_if", "profile_statement"):
        outcome = tell(topic, person=f"rest:{topic}", states={"step2_ck_score": 224, "step1_status": "failed"})
        assert outcome.replies, topic
        for reply in outcome.replies:
            assert faults_of(reply) == [], (topic, reply["id"])


@pytest.mark.parametrize("states", [{}, {"step2_ck_score": 240}])
def test_what_is_known_is_answered_first_and_what_is_not_is_said_after_it(tell: Tell, states: dict[str, Any]) -> None:
    text = "how many programs should I apply to n what salary do residents get"
    outcome = tell("out_of_scope", "program_selection", text=text, states=states)
    said = [reply["id"] for reply in outcome.replies if not reply["id"].startswith("ask.")]
    assert said == ["programs.count", "programs.kinds", "talk.out_of_scope"]
    assert "FREIDA" in outcome.replies[2]["text"]


def test_the_unknown_part_of_a_question_is_not_taken_for_the_whole(tell: Tell) -> None:
    outcome = tell("lors", "out_of_scope", text="how many letters and what is the capital of france")
    (reply,) = (reply for reply in outcome.replies if reply["id"] == "talk.out_of_scope")
    assert reply["text"].startswith("The other thing you asked I don't know.")
    assert reply["next"] == []
