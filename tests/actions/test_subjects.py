"""A question that names a day of the season, or the years since graduation, is answered with that first."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from actions.messages import Outcome

Tell = Callable[..., Outcome]
Talk = Callable[..., Outcome]


def ids(outcome: Outcome) -> list[str]:
    return [reply["id"] for reply in outcome.replies if not reply["id"].startswith("ask.")]


@pytest.fixture
def talk_on(tell: Tell) -> Talk:
    """A talk in which each turn is told what the one before remembered."""
    last: list[Outcome] = []

    def turn(*topics: str, **rest: Any) -> Outcome:
        if last:
            before = last[-1]
            rest = {
                "asked": before.asked,
                "asked_before": before.asked_before,
                "last_topic": before.last_topic,
                "shown": before.page,
                "remembered": before.remembered,
                **rest,
            }
        last.append(tell(*topics, **rest))
        return last[-1]

    return turn


@pytest.mark.parametrize(
    ("topic", "text", "first"),
    [
        ("step2_timing", "when is the match", "season.match_day"),
        ("program_selection", "rank list deadline?", "season.rank_list"),
        ("out_of_scope", "what is SOAP", "season.soap"),
        ("personal_statement_interview", "when do interviews start", "season.interviews"),
        ("action_plan", "match timeline", "season.calendar"),
    ],
)
def test_whatever_it_was_taken_for_the_day_is_told_alone(tell: Tell, topic: str, text: str, first: str) -> None:
    outcome = tell(topic, text=text)
    assert ids(outcome) == [first]
    assert outcome.last_topic == "step2_timing"


def test_it_is_not_asked_what_was_meant_where_a_day_is_named(tell: Tell) -> None:
    assert ids(tell("competitiveness", text="match day?", unsure=("competitiveness", "action_plan"))) == [
        "season.match_day"
    ]


def test_the_exam_date_stands_behind_more(talk_on: Talk) -> None:
    first = talk_on("step2_timing", text="when is the match")
    assert {"title": "More", "payload": '/ask_step2_timing{"more":1}'} in first.replies[0]["next"]
    second = talk_on("step2_timing", page=1, text='/ask_step2_timing{"more":1}')
    assert ids(second) == ["timing.exam_date"]


def test_where_it_comes_from_is_told_of_the_day(talk_on: Talk) -> None:
    talk_on("step2_timing", text="when is the match")
    assert ids(talk_on("how_do_you_know", text="how do you know")) == ["source.season_match_day"]


def test_another_day_is_no_repetition_and_the_same_one_is(talk_on: Talk) -> None:
    talk_on("step2_timing", text="when is the match")
    assert "the same as before" not in talk_on("step2_timing", text="what is soap").replies[0]["text"]
    assert "the same as before" in talk_on("step2_timing", text="what is soap").replies[0]["text"]


def test_after_a_day_a_question_for_the_exam_gets_its_own_answer(talk_on: Talk) -> None:
    talk_on("step2_timing", text="when is the match")
    assert "timing.exam_date" in ids(talk_on("step2_timing", text="when should i take ck"))


def test_the_match_told_after_it_changes_the_day(talk_on: Talk) -> None:
    talk_on("step2_timing", text="when is the match")
    outcome = talk_on("profile_statement", text="2028", states={"match_year": 2028})
    assert ids(outcome) == ["season.match_day"]
    assert "Match Day of the 2028 Match is **17 March 2028**" in outcome.replies[0]["body"][1]["text"]


def test_another_question_beside_it_is_answered_too(tell: Tell) -> None:
    outcome = tell("program_selection", text="when is match day and how many programs should I apply to")
    assert ids(outcome)[:2] == ["season.match_day", "programs.count"]


def test_a_supposition_and_a_button_are_left_alone(tell: Tell) -> None:
    assert "season.match_day" not in ids(tell("what_if", text="when is match day", supposed={"step2_ck_score": 250}))
    assert "timing.exam_date" in ids(tell("step2_timing", text="/ask_step2_timing"))


@pytest.mark.parametrize(
    ("topic", "text"),
    [("competitiveness", "is old grad bad"), ("out_of_scope", "how many years since graduation is ok")],
)
def test_years_since_graduation_are_answered_first(tell: Tell, topic: str, text: str) -> None:
    outcome = tell(topic, text=text)
    assert ids(outcome) == ["graduation.no_rule"]
    assert outcome.last_topic == "competitiveness"


def test_programs_stay_the_topic_where_they_were_asked_about(tell: Tell) -> None:
    told = {"graduation_year": 2010}
    outcome = tell("program_selection", text="graduated 2010, will programs filter me", states=told)
    assert (ids(outcome), outcome.last_topic) == (["graduation.no_rule"], "program_selection")


def test_an_early_year_told_with_a_question_on_chances_is_what_the_answer_begins_with(tell: Tell) -> None:
    outcome = tell("competitiveness", text="i am 2014 graduate, chances", states={"graduation_year": 2014})
    assert ids(outcome) == ["graduation.no_rule"]
    assert "You graduated in 2014." in outcome.replies[0]["text"]


@pytest.mark.parametrize(
    "said",
    [
        {"text": "i graduate in 2027", "states": {"graduation_year": 2027}},
        {"text": "i am 2014 graduate", "states": {"graduation_year": 2014}},
        {"text": "grad 2014, j1", "states": {"graduation_year": 2014, "visa_need": "J-1"}},
    ],
)
def test_a_year_to_come_or_one_of_several_facts_or_the_year_alone_is_only_noted(
    tell: Tell, said: dict[str, Any]
) -> None:
    assert ids(tell("profile_statement", **said)) == ["profile.noted"]


def test_a_score_told_beside_it_is_what_the_answer_begins_with(tell: Tell) -> None:
    states = {"graduation_year": 2012, "step2_ck_score": 240}
    outcome = tell("competitiveness", text="old grad 2012, ck 240. chances?", states=states)
    assert ids(outcome)[0] == "band.solid"
