"""What is said of the bot's own questions, heard in many wordings and as people type on a phone."""

from __future__ import annotations

import pytest

from bot.nlu.about_questions import RESUME, SKIP, STOP, UNKNOWN, WHY, aside_of

ASKED = "visa_need"
HEARD = {
    SKIP: [
        "skip",
        "Skip please",
        "skip this one",
        "next question",
        "pass",
        "next",
        "can we skip that?",
        "i'd rather not say",
        "rather not",
        "prefer not to answer",
        "never mind",
        "nvm",
        "forget it",
        "leave it",
        "not now",
        "later",
        "ask me later",
        "i don't want to say",
        "i dont wanna tell you",
        "thats private",
        "not relevant",
        "doesn't matter",
        "cancel",
        "skip, what about step 3",
        "ask something else",
        "whatever",
        "move on pls",
        "no comment",
        "let's skip it",
        "ill tell u later",
        "it's personal",
        "i will pass",
        "skip it. how many letters do i need",
    ],
    UNKNOWN: [
        "I don't know",
        "idk",
        "dunno",
        "no idea",
        "not sure",
        "i dont know yet",
        "I'm not sure sir",
        "no clue",
        "dont remember",
        "i forgot",
        "not decided yet",
        "haven't decided",
        "hard to say",
        "idk yet",
        "i do not know my score",
        "i really dont know",
        "im not sure which one",
        "who knows",
        "no idea bro",
        "i have no idea",
        "undecided",
        "need to check",
        "not sure yet",
        "idk sorry",
        "unsure",
        "i am not certain",
        "don't know which visa",
        "i dont have the number",
        "tbh idk",
        "hmm not sure",
        "still deciding",
        "idk but should i take step 3?",
        "dont know when",
        "I can't remember",
        "can't recall",
    ],
    WHY: [
        "why do you ask?",
        "why",
        "why?",
        "y do u need that",
        "why do you need my score",
        "why are you asking me this",
        "what for?",
        "why is that important",
        "why does it matter",
        "why r u asking",
        "how is that relevant",
        "what do you need that for",
        "is that important?",
        "why do you want to know that",
        "does it matter?",
        "why should i tell you",
        "what difference does it make",
        "y u ask",
        "whats the point of this question",
        "do i have to answer",
        "but why",
        "why that question",
        "why ask",
        "why do you care",
        "what does it change",
    ],
    STOP: [
        "stop asking",
        "stop asking questions",
        "enough questions",
        "dont ask me anything",
        "no more questions please",
        "stop",
        "stop asking me",
        "don't ask me any more questions",
        "too many questions",
        "you ask too many questions",
        "quit asking",
        "i dont want to answer questions",
        "i don't want any more questions",
        "please stop asking me questions",
        "never ask me again",
        "stop with the questions",
        "don't ask",
        "just give me advice",
        "im tired of your questions",
        "no questions",
        "u ask too much",
        "i do not want to be asked anything",
    ],
}
ANYTIME = {
    RESUME: [
        "ask me again",
        "you can ask me again",
        "you may ask questions",
        "ask me questions",
        "ask away",
        "start asking again",
        "you can ask",
        "ask again",
        "resume questions",
    ],
    STOP: ["stop asking", "enough questions", "dont ask me anything", "don't ask me questions anymore"],
}


@pytest.mark.parametrize(("kind", "text"), [(kind, text) for kind, texts in HEARD.items() for text in texts])
def test_it_is_heard_while_a_question_is_open(kind: str, text: str) -> None:
    found = aside_of(text, ASKED)
    assert found is not None
    assert found.kind == kind


@pytest.mark.parametrize(("kind", "text"), [(kind, text) for kind, texts in ANYTIME.items() for text in texts])
def test_whether_questions_are_wanted_is_heard_at_any_time(kind: str, text: str) -> None:
    found = aside_of(text, None)
    assert found is not None
    assert found.kind == kind


@pytest.mark.parametrize("text", ["skip", "idk", "why?", "why do you ask", "next", "stop", "no idea"])
def test_without_an_open_question_there_is_nothing_to_skip_or_explain(text: str) -> None:
    assert aside_of(text, None) is None


@pytest.mark.parametrize(
    "text",
    [
        "no",
        "J-1",
        "none",
        "yes",
        "i don't know how to study",
        "i don't know what to do",
        "i don't know if i should take step 3",
        "not sure how many programs to apply to",
        "why is h1b harder",
        "what is usce",
        "when should i sit the exam",
        "should i skip step 3",
        "is step 3 important?",
        "pass rate of step 2?",
        "i passed",
        "not yet",
        "why do programs want letters",
        "can i skip research",
        "what do you need to match",
        "do i need a visa?",
        "why did i fail",
        "why are scores important",
        "not taken",
        "none yet",
        "how come programs filter",
    ],
)
def test_answers_and_other_questions_are_no_asides(text: str) -> None:
    assert aside_of(text, ASKED) is None


@pytest.mark.parametrize("text", ["pass", "passed"])
def test_pass_tells_of_an_exam_where_one_was_asked_about(text: str) -> None:
    assert aside_of(text, "step1_status") is None


@pytest.mark.parametrize("text", ["next", "pass", "whatever", "nothing"])
def test_words_that_may_be_an_answer_are_marked_as_such(text: str) -> None:
    found = aside_of(text, ASKED)
    assert found is not None
    assert found.perhaps


@pytest.mark.parametrize(
    ("text", "alone"),
    [("idk, is step 3 worth it?", False), ("skip. what about letters", False), ("not sure, sorry", True)],
)
def test_what_else_a_message_asks_is_left_to_the_topics(text: str, alone: bool) -> None:
    found = aside_of(text, ASKED)
    assert found is not None
    assert found.alone is alone


@pytest.mark.parametrize("text", ["go on", "continue", "y", "yes go ahead"])
def test_who_wants_to_hear_more_skips_nothing(text: str) -> None:
    assert aside_of(text, ASKED) is None
