"""Which day of the season a message asks for, and which only sound like it."""

from __future__ import annotations

import pytest

from actions.season_words import day_asked
from actions.strategy.subject import Subject

ASKED = {
    "match_day": [
        "when is the match",
        "When is Match Day?",
        "match day?",
        "when is match day 2028",
        "when is the 2027 match",
        "what date is the match",
        "hi, when's the match this year",
        "when do i find out if i matched",
        "when do match results come out",
        "when are match results",
        "match day date",
        "when will the match happen",
    ],
    "rank_list": [
        "rank list deadline?",
        "when should I certify my rank list",
        "when are rank lists due",
        "what is the last day for rank order list",
        "when do I submit my rank list",
        "ROL deadline",
        "by when do i need to make my rank list",
    ],
    "soap": [
        "what is SOAP",
        "what's soap",
        "when is SOAP",
        "soap?",
        "what happens in soap",
        "when is match week",
    ],
    "interviews": [
        "when do interviews start",
        "when are interview invites sent",
        "when do programs send interview invites",
        "interview season dates",
        "when will i get interviews",
        "when do interviews end",
        "when is interview season",
        "when do pmr interviews start",
        "when do interview invitations come out",
    ],
    "eras_opens": [
        "when does ERAS open",
        "eras opening date",
        "when can i start my eras application",
    ],
    "submission": [
        "when do i submit eras",
        "eras deadline",
        "when can i submit my application",
        "when do I apply",
        "application deadline for pmr",
        "what is the deadline to apply",
        "when are applications due",
    ],
    "reading": [
        "when do programs review applications",
        "when do program directors start reading applications",
        "program review date",
        "when do they look at my application",
    ],
    "all_days": [
        "important dates",
        "match timeline",
        "dates of the 2028 match",
        "when does the season start",
        "eras timeline",
    ],
}
NOT_ASKED = [
    "does my score match",
    "is 230 enough to match",
    "when should i take step 2 for the 2028 match",
    "will i match as an old graduate",
    "what are my chances to match",
    "can i match with 230",
    "when should i mention my failure in the interview",
    "how do i prepare for interviews",
    "do i need step 3 before match day",
    "when should i take ck",
    "deadline for ck so that score is in eras",
    "when is the last day to take ck before eras opens",
    "how do i make my rank list",
    "which programs should i rank first",
    "what if i dont match",
    "i didnt match last year when should i reapply with new score",
    "when to get letters for eras",
    "when do i apply for step 3",
    "when do i apply for ecfmg certification",
    "i will match in 2028",
    "when i match, can i move to h1b",
    "how many interviews do i need to match",
    "when should i start research for the match",
    "i want to match in 2027",
    "i had 3 interviews last season",
    "does my profile match what programs want",
    "when do i tell programs about my fail",
    "tinder match when",
    "when is the cricket match",
    "should i signal programs when applying",
    "i applied to 80 programs",
    "when can i retake step 2",
    "how do i write soap notes",
    "rank list certify button greyed out",
    "when will i be ready",
    "do programs look at my application",
    "what do programs look for",
    "how long do i study",
    "is september too late to apply",
    "what date should i book",
    "when should i stop studying",
    "when is my exam",
    "when should i apply to away rotations",
    "when do results come out",
    "should i rely on soap or apply to a second field",
    "how early should i apply for a sub internship at a rehab program",
    "does it have to be done when i apply",
    "do i need my result before eras opens",
    "explain like im five what happens between today and match day",
    "",
]


@pytest.mark.parametrize(("text", "day"), [(text, day) for day, texts in ASKED.items() for text in texts])
def test_a_day_that_is_asked_for_is_heard(text: str, day: str) -> None:
    found = day_asked(text)
    assert found is not None
    assert found.name == day


@pytest.mark.parametrize("text", NOT_ASKED)
def test_a_message_that_asks_for_no_day_is_left_alone(text: str) -> None:
    assert day_asked(text) is None


def test_the_named_match_is_heard_with_the_day() -> None:
    assert day_asked("when is the 2028 match?") == Subject("match_day", 2028)
    assert day_asked("when does eras open for match 2029") == Subject("eras_opens", 2029)


def test_a_day_is_heard_beside_another_question() -> None:
    assert day_asked("how many programs should I apply to, and when is the rank list due") == Subject("rank_list")


def test_an_exam_in_another_part_does_not_hide_the_day() -> None:
    assert day_asked("I passed step 1. when is match day?") == Subject("match_day")
