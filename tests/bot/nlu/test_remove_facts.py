"""The wish that one fact be forgotten, and what must not be taken for it."""

from __future__ import annotations

import pytest

from bot.nlu.remove_facts import facts_to_remove, wants_to_change

HELD = ("visa_need", "step2_ck_score", "us_physiatrist_letters", "letters_total")
NAMED = {
    "remove my visa": ("visa_need",),
    "forget my score": ("step2_ck_score",),
    "delete the graduation year": ("graduation_year",),
    "you don't need my letters": ("us_physiatrist_letters", "letters_total"),
    "please delete my step 1 result": ("step1_status",),
    "remove my visa and my score": ("visa_need", "step2_ck_score"),
    "forget that i said visa": ("visa_need",),
    "erase the match year please": ("match_year",),
    "don't keep my visa": ("visa_need",),
    "you dont need to know my visa": ("visa_need",),
    "take out my backup specialty": ("backup_specialty",),
    "delete my nbme scores": ("practice_scores",),
    "remove us experience": ("usce_months",),
    "forget about my visa": ("visa_need",),
    "drop the exam date": ("step2_ck_date",),
    "remove step 3": ("step3_status",),
}


@pytest.mark.parametrize(("text", "facts"), NAMED.items())
def test_a_fact_is_named_in_many_words(text: str, facts: tuple[str, ...]) -> None:
    assert facts_to_remove(text, HELD) == facts


@pytest.mark.parametrize(
    "text",
    [
        "forget all of it",
        "delete my data",
        "delete everything",
        "forget everything about me",
        "forget me",
        "forget it",
        "don't keep my messages",
        "can you remove my research?",
        "delete my profile",
        "forget what i told you",
        "i dont need a visa",
        "you dont need a visa",
        "delete my account",
    ],
)
def test_the_wish_to_be_forgotten_altogether_and_other_talk_name_no_fact(text: str) -> None:
    assert facts_to_remove(text, HELD) == ()


def test_my_scores_are_all_that_are_held() -> None:
    assert facts_to_remove("delete my scores", ["step2_ck_score", "practice_scores"]) == (
        "step2_ck_score",
        "practice_scores",
    )


def test_my_score_is_the_one_that_is_held() -> None:
    assert facts_to_remove("forget my score", ["practice_scores"]) == ("practice_scores",)
    assert facts_to_remove("forget my score", []) == ("step2_ck_score",)


@pytest.mark.parametrize(
    "text",
    [
        "change something",
        "i want to change my profile",
        "edit my profile",
        "how do i change something",
        "i want to correct a fact",
        "remove something",
        "update my details",
        "change or remove something",
    ],
)
def test_the_wish_to_change_something_is_heard(text: str) -> None:
    assert wants_to_change(text)


@pytest.mark.parametrize(
    "text",
    [
        "i want to change specialty",
        "how can i change my score",
        "how to improve my profile",
        "what should i change",
        "delete my data",
    ],
)
def test_other_changes_are_not_meant(text: str) -> None:
    assert not wants_to_change(text)
