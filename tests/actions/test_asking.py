"""The question back: left out, explained, stopped, asked again after a digression or an answer that cannot be used."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest

from actions.messages import Outcome
from actions.remembered import Remembered
from actions.replies import Reply
from actions.strategy.subject import Subject

Tell = Callable[..., Outcome]
Say = Callable[..., Outcome]


def ids(outcome: Outcome) -> list[str]:
    return [reply["id"] for reply in outcome.replies]


def text(outcome: Outcome) -> str:
    return "\n".join(reply["text"] for reply in outcome.replies)


@pytest.fixture
def say(tell: Tell) -> Say:
    """Turns of one talk: what the dialogue remembers goes from each to the next."""
    memory: dict[str, Any] = {}

    def turn(*topics: str, **rest: Any) -> Outcome:
        outcome = tell(*(topics or ("profile_statement",)), **{**memory, **rest})
        memory.update(
            asked=outcome.asked,
            asked_before=outcome.asked_before,
            last_topic=outcome.last_topic,
            remembered=outcome.remembered,
        )
        return outcome

    return turn


@pytest.mark.parametrize("kind", ["skip", "unknown"])
def test_what_is_left_out_is_not_asked_again_and_the_next_question_follows(say: Say, kind: str) -> None:
    first = say("competitiveness")
    left = say(about_question=kind)
    assert ids(left)[0] == "talk.all_right"
    assert left.asked not in (None, first.asked)
    assert first.asked not in [say("competitiveness").asked for _ in range(4)]


def test_after_three_questions_in_a_row_something_is_given_back(say: Say) -> None:
    say("competitiveness")
    second, third, fourth = (say(about_question="skip") for _ in range(3))
    assert [ids(each)[0] for each in (second, third)] == ["talk.all_right", "talk.all_right"]
    assert ids(fourth)[0].startswith("plan.")
    assert "Here is what I can say with what I know" in text(fourth)


def test_who_only_answers_gets_advice_after_the_third_question(say: Say) -> None:
    outcomes = [
        say(states=states)
        for states in (
            {"graduation_year": 2019},
            {"step1_status": "passed", "step1_attempts": 1},
            {"step2_ck_status": "not_taken"},
            {"match_year": 2028},
        )
    ]
    assert [ids(each)[0] for each in outcomes[:3]] == ["profile.noted"] * 3
    assert ids(outcomes[3])[0].startswith("plan.")
    assert "Noted: Match year: 2028." in text(outcomes[3])


def test_why_gives_the_reason_what_it_changes_and_the_question_with_its_buttons(
    say: Say, faults_of: Callable[[Reply], list[str]]
) -> None:
    first = say("step3")
    why = say(about_question="why")
    (reply,) = why.replies
    assert reply["id"] == "ask.why"
    assert "Not every program sponsors a visa" in reply["text"]
    assert "It can change what I say on:" in reply["text"]
    assert "Do you need a visa, and which one?" in reply["text"]
    assert reply["next"] == first.replies[-1]["next"]
    assert why.asked == first.asked
    assert faults_of(reply) == []


def test_an_answer_after_why_is_used(say: Say) -> None:
    say("step3")
    say(about_question="why")
    assert "Noted: Visa: H-1B." in text(say(states={"visa_need": "H-1B"}))


def test_after_stop_nothing_is_asked_and_advice_goes_on(say: Say) -> None:
    say("step3")
    stopped = say(about_question="stop")
    assert ids(stopped) == ["talk.stop"]
    assert "ask me again" in text(stopped)
    for topic in ("lors", "visa", "competitiveness", "action_plan"):
        outcome = say(topic)
        assert outcome.asked is None
        assert not [id_ for id_ in ids(outcome) if id_.startswith("ask.")]
    assert say(states={"visa_need": "J-1"}).asked is None


def test_questions_come_again_when_they_are_wanted(say: Say) -> None:
    say("competitiveness")
    say(about_question="stop")
    assert say(about_question="resume").asked is not None


def test_a_digression_is_answered_and_the_question_comes_back_once(say: Say) -> None:
    first = say("step2_timing")
    away = say("usce")
    assert ids(away) == ["usce.plan", f"ask.{first.asked}"]
    assert "Back to when to take Step 2 CK:" in away.replies[-1]["text"]
    assert away.replies[-1]["next"] == first.replies[-1]["next"]
    assert say("lors").asked != first.asked


def test_another_fact_is_kept_and_the_question_comes_back(say: Say) -> None:
    first = say("step3")
    other = say(states={"graduation_year": 2019})
    assert ids(other) == ["profile.noted", f"ask.{first.asked}"]


@pytest.mark.parametrize("topic", ["thanks", "greet", "goodbye"])
def test_a_courtesy_does_not_bring_the_question_back(say: Say, topic: str) -> None:
    say("step3")
    assert ids(say(topic)) == [f"talk.{topic}"]


def test_an_unusable_answer_is_asked_again_then_explained_then_left(say: Say) -> None:
    first = say("step3")
    once, twice, thrice = (say("out_of_scope", text=words) for words in ("blue bananas", "purple", "green"))
    assert (
        once.replies[0]["text"] == 'I could not read an answer in "blue bananas".\nDo you need a visa, and which one?'
    )
    assert 'You can write, for example: "J-1 is fine".' in text(twice)
    assert once.replies[0]["next"] == twice.replies[0]["next"] == first.replies[-1]["next"]
    assert "Let us go on without it." in text(thrice)
    assert thrice.asked not in (None, first.asked)


def test_a_long_message_or_a_question_is_no_unusable_answer(say: Say) -> None:
    say("step3")
    assert "talk.out_of_scope" in ids(say("out_of_scope", text="what is the salary?"))


def test_what_cannot_be_used_is_counted_for_each_question(say: Say) -> None:
    say("step3")
    say("out_of_scope", text="purple")
    assert say(states={"step2_ck_score": 350}).remembered.tries == {"visa_need": 1, "step2_ck_score": 1}


def test_an_unusable_answer_to_a_contradiction_keeps_it_open(say: Say) -> None:
    say("score_band", states={"step2_ck_score": 238})
    asked = say(states={"step2_ck_status": "not_taken"})
    assert asked.asked_before[-1] == "contradiction.step2_ck_score"
    again = say("out_of_scope", text="purple")
    assert again.asked_before[-1] == "contradiction.step2_ck_score"
    assert say(states={"step2_ck_status": "not_taken"}).gone == ("step2_ck_score",)


def test_despair_leaves_the_memory_of_the_talk_as_it_was(say: Say) -> None:
    say("step3")
    before = say(about_question="stop").remembered
    assert replace(say("distress").remembered, despair=0) == before


def test_despair_that_is_written_again_is_answered_in_other_words_with_the_same_numbers(say: Say) -> None:
    answers = [say("distress").replies[0] for _ in range(4)]
    assert [reply["id"] for reply in answers] == ["talk.distress"] * 4
    for before, after in pairwise(answers):
        assert not {block["text"] for block in before["body"]} & {block["text"] for block in after["body"]}
    assert all("988" in reply["body"][0]["text"] and "findahelpline.com" in reply["text"] for reply in answers)


def test_the_memory_goes_through_a_slot_unchanged() -> None:
    memory = Remembered(
        ("lors",),
        {"visa_need": 2},
        ("match_year",),
        quiet=True,
        in_a_row=2,
        subject=Subject("match_day", 2028),
        despair=1,
    )
    assert Remembered.of_slot(memory.as_slot()) == memory
    assert Remembered.of_slot(None) == Remembered()


def test_the_answer_to_a_question_that_came_back_sharpens_what_was_talked_about_before_the_digression(say: Say) -> None:
    assert say("step3").asked == "visa_need"
    assert "Back to" in text(say("lors"))
    answered = say(states={"visa_need": "H-1B"})
    assert ids(answered)[0] == "step3.selective"
    assert answered.replies[0]["body"][0]["text"] == "Noted: Visa: H-1B."
    assert "For H-1B, plan for it" in text(answered)


def test_another_fact_told_after_a_digression_does_not_bring_the_earlier_advice_again(say: Say) -> None:
    say("step3")
    say("lors")
    assert not any(each.startswith("step3.") for each in ids(say(states={"step1_status": "not_taken"})))


def test_a_question_comes_back_under_the_name_of_a_topic_only_if_it_is_about_it(say: Say) -> None:
    say("lors", states={"us_physiatrist_letters": 1, "letters_total": 2})
    first = say("research")
    assert first.asked == "research"
    away = say("visa")
    assert away.replies[-1]["text"].startswith("Back to research")


def test_a_topic_that_the_question_is_not_about_is_not_named_with_it(say: Say) -> None:
    away = say("visa", asked="match_year", asked_before=("match_year",), last_topic="lors")
    assert away.replies[-1]["text"].startswith("Back to my question: Which Match")


@pytest.mark.parametrize(
    ("topic", "left", "not_asked"),
    [("score_band", "step2_ck_status", "step2_ck_score"), ("step1", "step1_status", "step1_attempts")],
)
def test_who_does_not_know_whether_an_exam_is_taken_is_not_asked_for_its_score(
    say: Say, topic: str, left: str, not_asked: str
) -> None:
    say(topic, asked_before=(left,))
    assert not_asked not in [say(about_question="unknown").asked for _ in range(6)]


def test_who_has_no_letter_at_all_is_not_asked_how_many_come_from_physiatrists(say: Say) -> None:
    assert say("lors").asked == "us_physiatrist_letters"
    assert say("lors", states={"letters_total": 0}, asked_before=()).asked != "us_physiatrist_letters"


@pytest.mark.parametrize(("day", "asks"), [("2026-11-27", False), ("2027-05-05", True)])
def test_with_the_exam_near_nobody_is_asked_for_weeks_of_preparation(say: Say, day: str, asks: bool) -> None:
    states = {"step2_ck_status": "not_taken", "step2_ck_date": day, "practice_scores": [248], "match_year": 2028}
    assert (say("step2_timing", states=states).asked == "prep_weeks") is asks


def test_the_same_answer_again_says_so_and_asks_for_other_words(say: Say) -> None:
    same = "My answer to this is the same as before."
    assert same not in text(say("lors"))
    again = say("lors")
    assert ids(again)[0] == "lors.portfolio"
    assert again.replies[0]["body"][0]["text"].startswith(same)
    assert same not in text(say("lors", states={"us_physiatrist_letters": 1}))
    assert same not in text(say("usce"))
    assert same not in text(say("lors"))


def test_after_a_fact_is_taken_back_the_answer_is_not_called_the_same(say: Say) -> None:
    say("score_band", states={"step2_ck_score": 238})
    say("ask_profile", remove=("step2_ck_score",))
    assert "the same as before" not in text(say("score_band"))


def test_what_falls_is_named_also_after_a_fact_that_had_no_part_in_it_was_taken_back(say: Say) -> None:
    say("score_band", states={"step2_ck_score": 238, "graduation_year": 2019})
    say("ask_profile", remove=("graduation_year",))
    assert "What I said about a solid score no longer applies" in text(say(states={"step2_ck_score": 220}))


def test_a_fact_changed_in_the_words_of_a_supposition_is_no_supposition(say: Say) -> None:
    say(states={"step2_ck_score": 238})
    changed = say("what_if", states={"step2_ck_score": 245})
    assert ids(changed)[0] == "band.strong"
    assert "Name what you suppose" not in text(changed)


@pytest.mark.parametrize(
    ("states", "fits", "not_fits"),
    [
        ({"step2_ck_score": 238}, "/ask_lors", "/ask_step2_timing"),
        ({"step2_ck_status": "not_taken"}, "/ask_step2_target", "/ask_score_band"),
    ],
)
def test_what_is_offered_under_a_noted_fact_fits_where_the_person_stands(
    say: Say, states: dict[str, Any], fits: str, not_fits: str
) -> None:
    say(states=states)
    noted = say(states={"graduation_year": 2019}).replies[0]
    offered = [each["payload"] for each in noted["next"]]
    assert noted["id"] == "profile.noted"
    assert fits in offered
    assert not_fits not in offered


def test_who_needs_no_visa_gets_no_visa_button(say: Say) -> None:
    assert "/ask_visa" in [each["payload"] for each in say("program_selection").replies[0]["next"]]
    without = say("program_selection", states={"visa_need": "none"})
    assert "/ask_visa" not in [each["payload"] for reply in without.replies for each in reply["next"]]


def test_a_second_specialty_is_asked_for_without_calling_a_score_low(say: Say) -> None:
    asked = say("backup_specialty", states={"step2_ck_score": 236}, asked_before=("step1_status", "step1_attempts"))
    question = next(reply for reply in asked.replies if reply["id"] == "ask.backup_specialty")
    assert "With a low score" not in question["text"]
    assert [each["title"] for each in question["next"]] == ["Internal medicine"]
