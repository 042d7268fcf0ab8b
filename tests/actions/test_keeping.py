from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest

from actions.keeping import Keeping
from actions.messages import Earlier, Message, Outcome
from actions.profile import Change, Stated
from actions.store.repository import ProfileStore

ANN, BEN = "rest:ann", "rest:ben"
TEXT = "what is pgy1 prelim?"


@pytest.fixture
def keeping(store: ProfileStore) -> Keeping:
    return Keeping(store)


@pytest.fixture
def turn(keeping: Keeping, now: datetime) -> Callable[..., bool]:
    """A turn that is over; whether its message was kept."""

    def over(text: str = TEXT, *topics: str, changes: tuple[Change, ...] = (), **rest: Any) -> bool:
        message = Message(person=rest.pop("person", ANN), topics=topics or ("out_of_scope",), text=text, **rest)
        return keeping.after_turn(message, Outcome((), changes, None, (), None), now)

    return over


def kept(keeping: Keeping) -> list[tuple[str, str, str, int]]:
    return [(each.text, each.why, each.topic, each.count) for each in keeping.messages.most_frequent()]


def test_a_message_that_was_not_understood_is_kept(keeping: Keeping, turn: Callable[..., bool]) -> None:
    assert turn()
    assert kept(keeping) == [(TEXT, "not_understood", "out_of_scope", 1)]


def test_a_message_that_had_to_be_asked_about_is_kept_with_the_best_guess(
    keeping: Keeping, turn: Callable[..., bool]
) -> None:
    assert turn(TEXT, "step3", unsure=("step3", "visa"))
    assert kept(keeping) == [(TEXT, "not_understood", "step3", 1)]


def test_a_program_list_is_not_kept(keeping: Keeping, turn: Callable[..., bool]) -> None:
    assert not turn(TEXT, program_lines=TEXT)
    assert kept(keeping) == []


@pytest.mark.parametrize(
    "rest", [{"private": True}, {"unsure": ("step3", "delete_my_data")}, {"unsure": ("distress",)}]
)
def test_what_may_be_despair_or_a_wish_to_be_forgotten_is_not_kept_whatever_it_was_taken_for(
    keeping: Keeping, turn: Callable[..., bool], rest: dict[str, Any]
) -> None:
    assert not turn(TEXT, **rest)
    assert kept(keeping) == []


@pytest.mark.parametrize(
    "topics", [("step3",), ("out_of_scope", "step3"), ("step3", "out_of_scope"), ("distress",), ("delete_my_data",)]
)
def test_a_message_of_which_anything_was_understood_is_not_kept(
    keeping: Keeping, turn: Callable[..., bool], topics: tuple[str, ...]
) -> None:
    assert not turn(TEXT, *topics)
    assert kept(keeping) == []


def test_what_tells_who_wrote_it_is_gone_and_facts_stay(keeping: Keeping, turn: Callable[..., bool]) -> None:
    assert turn("I am Ahmed, ck 238, derm in 2031?", changes=(Change("step2_ck_score", None, 238),))
    assert kept(keeping)[0][0] == "I am …, ck 238, derm in #?"


def test_near_identical_messages_of_many_people_are_counted_together(
    keeping: Keeping, turn: Callable[..., bool]
) -> None:
    turn()
    turn("What is  PGY1 prelim", person=BEN)
    turn("  WHAT IS PGY1 PRELIM?!", person="rest:cid")
    assert kept(keeping) == [(TEXT, "not_understood", "out_of_scope", 3)]


def test_who_refused_has_nothing_kept_and_others_have(keeping: Keeping, turn: Callable[..., bool]) -> None:
    keeping.store.let_keep_messages(ANN, False)
    assert not turn()
    assert turn(person=BEN)
    keeping.store.let_keep_messages(ANN, True)
    assert turn()


def test_the_wish_itself_is_not_kept(turn: Callable[..., bool]) -> None:
    assert not turn("please you may keep my messages", may_keep=True)
    assert not turn("please don't keep my messages", may_keep=False)


@pytest.mark.parametrize(
    "text",
    [
        "everything is so heavy i want to kill myself",
        "what is the point when i want to die",
        "i feel hopeless about all this",
        "please erase what you have on me",
        "plz wipe evrything u hav on me",
        "forget me please and all of this",
        "can you get rid of my messages",
        "what about gdpr for this bot",
        "nobody would miss me at all",
        "i have some pills here and look at them",
        "there is no way out of it for me",
        "don\u2019t save anything i said",
        "dlete evrything u know abt me",
        "make sure no record of me stays",
        "everyone would be better without me",
        "i wont be here tomorrow",
        "better if i just sleep and never get up",
        "jeene ka mann nahi karta",
        "no one cares if i vanish",
        "ｉ ｗａｎｔ ｔｏ ｄｉｅ and what is this",
        "de\u200blete what you have",
        "unsave everything",
        "drop everything you have on me",
        "i withdraw what i agreed to",
        "get it all off your server please",
    ],
)
def test_words_of_despair_and_wishes_to_be_forgotten_are_never_kept(
    keeping: Keeping, turn: Callable[..., bool], now: datetime, text: str
) -> None:
    assert not turn(text)
    assert not keeping.after_feedback(ANN, text, "step3", now)
    assert kept(keeping) == []


@pytest.mark.parametrize("text", ["/out_of_scope", "/ask_lors", "ahmed", "?", ""])
def test_a_button_and_what_says_nothing_are_not_kept(turn: Callable[..., bool], text: str) -> None:
    assert not turn(text)


def test_a_message_whose_answer_did_not_help_is_kept_with_what_it_was_taken_for(
    keeping: Keeping, now: datetime
) -> None:
    keeping.store.state(ANN, {"step2_ck_score": Stated(238, "ck 238", now)})
    assert keeping.after_feedback(ANN, "is 238 fine with 555 people applying", "score_band", now)
    assert kept(keeping) == [("is 238 fine with # people applying", "unhelpful", "score_band", 1)]


@pytest.mark.parametrize("topic", ["distress", "delete_my_data"])
def test_an_unhelpful_answer_to_despair_or_a_wish_to_be_forgotten_keeps_nothing(
    keeping: Keeping, now: datetime, topic: str
) -> None:
    assert not keeping.after_feedback(ANN, TEXT, topic, now)


@pytest.fixture
def complain(keeping: Keeping, now: datetime) -> Callable[..., bool]:
    """Say of the answer to an earlier message that it did not help; whether that message was kept."""

    def said(earlier: Earlier | None, *topics: str, not_helped: bool = True, may_keep: bool | None = None) -> bool:
        message = Message(
            person=ANN, topics=topics or ("chitchat",), not_helped=not_helped, earlier=earlier, may_keep=may_keep
        )
        return keeping.after_complaint(message, now)

    return said


def test_the_message_before_a_complaint_is_kept_scrubbed_with_what_it_was_taken_for(
    keeping: Keeping, complain: Callable[..., bool], now: datetime
) -> None:
    keeping.store.state(ANN, {"step2_ck_score": Stated(238, "ck 238", now)})
    assert complain(Earlier("I am Ahmed, is 238 fine with 555 people applying", ("score_band", "competitiveness")))
    assert kept(keeping) == [("I am …, is 238 fine with # people applying", "unhelpful", "score_band", 1)]


@pytest.mark.parametrize(
    "earlier",
    [
        None,
        Earlier("/ask_lors", ("lors",)),
        Earlier('/profile_statement{"visa_need":"J-1"}', ("profile_statement",)),
        Earlier(TEXT, ("step3",), private=True),
        Earlier(TEXT, ("distress",)),
        Earlier(TEXT, ("delete_my_data",)),
        Earlier(TEXT, ("step3", "delete_my_data")),
        Earlier(TEXT, ("step3",), unsure=("step3", "distress")),
        Earlier("please you may keep my messages", ("profile_statement",)),
        Earlier("i feel hopeless about all this", ("chitchat",)),
        Earlier("", ("chitchat",)),
    ],
)
def test_a_button_what_may_be_private_and_nothing_are_not_kept_after_a_complaint(
    keeping: Keeping, complain: Callable[..., bool], earlier: Earlier | None
) -> None:
    assert not complain(earlier)
    assert kept(keeping) == []


@pytest.mark.parametrize("topic", ["distress", "delete_my_data"])
def test_who_complains_in_despair_or_to_be_forgotten_has_nothing_kept(
    keeping: Keeping, complain: Callable[..., bool], topic: str
) -> None:
    assert not complain(Earlier(TEXT, ("step3",)), topic)
    assert kept(keeping) == []


def test_who_has_refused_or_refuses_beside_the_complaint_has_nothing_kept(
    keeping: Keeping, complain: Callable[..., bool]
) -> None:
    assert not complain(Earlier(TEXT, ("step3",)), may_keep=False)
    keeping.store.let_keep_messages(ANN, False)
    assert not complain(Earlier(TEXT, ("step3",)))
    assert kept(keeping) == []


def test_without_a_complaint_the_message_before_is_not_kept(complain: Callable[..., bool]) -> None:
    assert not complain(Earlier(TEXT, ("step3",)), not_helped=False)


def test_erasing_a_person_takes_along_what_they_wrote(keeping: Keeping, turn: Callable[..., bool]) -> None:
    turn("my name is ahmed and what is pgy1 prelim")
    (message,) = keeping.messages.most_frequent()
    assert not {"person", "person_id", "key"} & set(vars(message))
    keeping.store.erase(ANN)
    assert keeping.messages.most_frequent() == []
