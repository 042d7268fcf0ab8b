"""A person's own data in the talk: told once, asked before it is deleted, given on request."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from actions.messages import Outcome
from actions.replies import Reply
from actions.store.repository import ProfileStore

Tell = Callable[..., Outcome]
Faults = Callable[[Reply], list[str]]
ANN = "rest:ann"
KEPT = 'write "forget me" to erase them'


def ids(outcome: Outcome) -> list[str]:
    return [reply["id"] for reply in outcome.replies]


def test_the_first_answer_tells_in_one_line_what_is_kept_and_no_later_one_does(tell: Tell) -> None:
    first, second = tell("lors"), tell("step3")
    assert [KEPT in reply["text"] for reply in first.replies] == [True, *[False] * (len(first.replies) - 1)]
    assert not any(KEPT in reply["text"] for reply in second.replies)


@pytest.mark.parametrize("topic", ["greet", "score_band", "thanks", "out_of_scope", "profile_statement"])
def test_it_is_told_whatever_the_first_message_was(tell: Tell, faults_of: Faults, topic: str) -> None:
    first = tell(topic).replies[0]
    assert KEPT in first["text"]
    assert faults_of(first) == []


def test_in_despair_nothing_is_told_of_data_but_later(tell: Tell) -> None:
    assert KEPT not in tell("distress").replies[0]["text"]
    assert KEPT in tell("greet").replies[0]["text"]


def test_the_wish_to_be_forgotten_is_asked_about_first(tell: Tell, store: ProfileStore, faults_of: Faults) -> None:
    tell("profile_statement", states={"step2_ck_score": 238})
    outcome = tell("delete_my_data")
    (reply,) = outcome.replies
    assert (reply["id"], outcome.asked) == ("privacy.confirm", None)
    assert "cannot be undone" in reply["text"]
    assert [button["title"] for button in reply["next"]] == ["Delete all of it", "Keep it"]
    assert faults_of(reply) == []
    assert store.profile(ANN).values["step2_ck_score"] == 238


@pytest.mark.parametrize(
    ("topics", "rest"),
    [
        (("affirm",), {"text": "yes"}),
        (("affirm",), {"text": "Yes please!"}),
        (("delete_my_data",), {"text": "yes, delete everything"}),
        (("affirm", "delete_my_data"), {"text": "ok do it"}),
        (("delete_my_data",), {"text": '/delete_my_data{"confirm_deletion":true}', "confirms": True}),
    ],
)
def test_a_yes_right_after_the_question_deletes(tell: Tell, topics: tuple[str, ...], rest: dict[str, Any]) -> None:
    outcome = tell(*topics, confirming=True, **rest)
    assert ids(outcome) == ["privacy.erased"]
    assert (outcome.asked, outcome.last_topic) == (None, None)


@pytest.mark.parametrize(
    ("topics", "rest"),
    [
        (("deny",), {"text": "no"}),
        (("affirm",), {"text": "yes but keep my scores"}),
        (("affirm",), {"text": "yes?"}),
        (("affirm",), {"text": "yes", "unsure": ("lors", "step3")}),
        (("affirm",), {"text": "yes, 238", "states": {"step2_ck_score": 238}}),
        (("affirm", "lors"), {"text": "ok and which letters do i need"}),
        (("delete_my_data",), {"text": "delete my data"}),
        (("delete_my_data",), {"text": '/delete_my_data{"confirm_deletion":false}', "confirms": False}),
        (("distress",), {"text": "yes i want to die"}),
        (("score_band",), {"text": "is 238 good"}),
    ],
)
def test_anything_else_right_after_the_question_deletes_nothing(
    tell: Tell, topics: tuple[str, ...], rest: dict[str, Any]
) -> None:
    assert "privacy.erased" not in ids(tell(*topics, confirming=True, **rest))


@pytest.mark.parametrize("text", ["yes but keep my scores", "yes?", "ok wait"])
def test_a_yes_with_a_doubt_in_it_is_asked_about_again(tell: Tell, faults_of: Faults, text: str) -> None:
    (reply,) = tell("affirm", confirming=True, text=text).replies
    assert reply["id"] == "privacy.confirm"
    assert "I deleted nothing yet" in reply["text"]
    assert [button["title"] for button in reply["next"]] == ["Delete all of it", "Keep it"]
    assert faults_of(reply) == []


@pytest.mark.parametrize("rest", [{"text": "yes"}, {"confirms": True}])
def test_a_yes_that_does_not_follow_the_question_deletes_nothing(tell: Tell, rest: dict[str, Any]) -> None:
    topic = "delete_my_data" if "confirms" in rest else "affirm"
    assert "privacy.erased" not in ids(tell(topic, confirming=False, **rest))


def test_an_old_button_asks_again(tell: Tell) -> None:
    assert ids(tell("delete_my_data", confirms=True)) == ["privacy.confirm"]


def test_a_no_is_told_that_nothing_was_deleted(tell: Tell) -> None:
    assert ids(tell("deny", confirming=True, text="no")) == ["talk.not_erased"]
    assert ids(tell("delete_my_data", confirming=True, confirms=False)) == ["talk.not_erased"]
    mixed = tell("deny", "lors", confirming=True, text="no, which letters do i need")
    assert mixed.replies[0]["body"][0]["text"].startswith("All right, I deleted nothing.")


def test_what_is_asked_beside_the_wish_is_answered_and_no_other_question_stands_in_its_way(tell: Tell) -> None:
    outcome = tell("competitiveness", "delete_my_data")
    assert ids(outcome) == ["competitiveness.bar", "privacy.confirm"]
    assert outcome.asked is None


def test_despair_is_answered_alone_though_the_data_is_to_be_deleted(tell: Tell) -> None:
    assert ids(tell("distress", "delete_my_data")) == ["talk.distress"]
    assert ids(tell("distress", wants_data=True)) == ["talk.distress"]


def test_who_deletes_or_takes_a_copy_hears_that_other_chats_keep_their_own(tell: Tell) -> None:
    tell("profile_statement", states={"step2_ck_score": 238})
    (copied,) = tell("ask_profile", wants_data=True).replies
    (erased,) = tell("affirm", confirming=True, text="yes").replies
    for reply in (copied, erased):
        assert "another chat too, that one keeps its own" in reply["text"]


def test_a_copy_of_the_data_is_given_in_the_place_of_the_list(tell: Tell, faults_of: Faults) -> None:
    tell("profile_statement", states={"step2_ck_score": 238})
    (reply,) = tell("ask_profile", wants_data=True).replies
    assert reply["id"] == "privacy.data"
    assert faults_of(reply) == []


def test_what_is_asked_beside_the_copy_is_answered(tell: Tell) -> None:
    outcome = tell("lors", "ask_profile", wants_data=True)
    assert (ids(outcome)[0], ids(outcome)[-1]) == ("lors.portfolio", "privacy.data")


@pytest.mark.parametrize("text", ["maybe", "hmm", "cool", "i guess", "yes maybe", "i think so", "ok?", "good"])
def test_half_a_yes_deletes_nothing_and_is_asked_about(tell: Tell, faults_of: Faults, text: str) -> None:
    outcome = tell("chitchat" if text == "hmm" else "affirm", confirming=True, text=text)
    assert ids(outcome) == ["privacy.confirm"]
    assert "I deleted nothing yet" in outcome.replies[0]["text"]
    assert [button["title"] for button in outcome.replies[0]["next"]] == ["Delete all of it", "Keep it"]
    assert faults_of(outcome.replies[0]) == []


@pytest.mark.parametrize("text", ["y", "Yup", "sure", "of course", "delete it", "I'm sure", "right", "please"])
def test_a_yes_in_other_words_deletes(tell: Tell, text: str) -> None:
    assert ids(tell("affirm", confirming=True, text=text)) == ["privacy.erased"]


@pytest.mark.parametrize("rest", [{"not_helped": True}, {"insult": True}])
def test_a_complaint_right_after_the_question_is_answered_as_one_and_deletes_nothing(
    tell: Tell, rest: dict[str, Any]
) -> None:
    assert not {"privacy.confirm", "privacy.erased"} & set(ids(tell("chitchat", confirming=True, text="bad", **rest)))
