"""The question back: left out, explained, stopped, asked again after a digression or an answer that cannot be used."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from actions.messages import Outcome
from actions.remembered import Remembered
from actions.replies import Reply

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
    assert say("distress").remembered == before


def test_the_memory_goes_through_a_slot_unchanged() -> None:
    memory = Remembered(("lors",), {"visa_need": 2}, ("match_year",), quiet=True, in_a_row=2)
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
