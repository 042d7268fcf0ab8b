"""What a message asks for: which part of it decides, what comes along, and when despair goes before everything."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from bot.nlu.encoder import Encoder
from bot.nlu.manner import asks_something
from bot.nlu.pieces import MAX_PIECES, pieces
from bot.nlu.topic_model import Readings, TopicModel
from bot.nlu.topics import OFFERED, Reader, Thresholds, Topics, find

EXAMPLES = {
    "ask_lors": [
        "who should write my letters",
        "how many lors do i need",
        "are letters from physiatrists better",
        "is a letter from my home country ok",
        "do lors have to be from us doctors",
        "which letters are needed",
    ],
    "ask_step3": [
        "is step 3 worth it",
        "should i take step 3 before the match",
        "when do people sit step 3",
        "does step 3 help",
        "do i need step 3",
        "step three now or later",
    ],
    "ask_score_band": [
        "is 238 enough",
        "is my score competitive",
        "what does 231 mean",
        "how good is 244",
        "what score is needed",
        "is 225 low",
    ],
    "greet": ["hello", "hi there", "good morning doctor", "hey", "hello sir", "hi good evening"],
    "profile_statement": [
        "i passed the first exam",
        "ck came back 238",
        "i come from nepal",
        "no research",
        "a visa is needed",
        "i graduated 2019",
    ],
    "out_of_scope": [
        "tell me a joke about cats",
        "what is the weather",
        "who won the football",
        "cook rice",
        "buy bitcoin",
        "my knee hurts",
    ],
    "distress": [
        "i want to die",
        "i dont want to live anymore",
        "i will kill myself",
        "there is no reason to live",
        "i want to end my life",
        "life is not worth living",
    ],
}


THRESHOLDS = Thresholds(foreign_below=0.1, unsure_below=0.2)


@pytest.fixture(scope="module")
def model(encoder: Encoder) -> Reader:
    texts = [text for texts in EXAMPLES.values() for text in texts]
    labels = [label for label, texts in EXAMPLES.items() for _ in texts]
    learnt = TopicModel.train(texts, encoder.encode(texts), labels)
    return lambda asked: (learnt.labels, learnt.read(asked, encoder.encode(asked)))


def found(model: Reader, text: str, *, states_facts: bool = False, thresholds: Thresholds = THRESHOLDS) -> Topics:
    return find(text, model, thresholds, states_facts=states_facts)


def test_a_single_question_is_its_topic(model: Reader) -> None:
    topics = found(model, "how many letters do i need?")
    assert (topics.topic, topics.also) == ("lors", ())


def test_two_questions_are_both_found_in_the_order_asked(model: Reader) -> None:
    topics = found(model, "Is step 3 worth it? And how many letters do i need?")
    assert (topics.topic, topics.also) == ("step3", ("lors",))
    turned = found(model, "How many letters do i need? And is step 3 worth it?")
    assert (turned.topic, turned.also) == ("lors", ("step3",))


def test_and_puts_two_questions_in_a_row(model: Reader) -> None:
    topics = found(model, "is step 3 worth it and which letters are needed?")
    assert (topics.topic, topics.also) == ("step3", ("lors",))


def test_the_same_topic_asked_twice_is_answered_once(model: Reader) -> None:
    topics = found(model, "Do i need step 3? Is step 3 worth it? Which letters are needed?")
    assert (topics.topic, topics.also) == ("step3", ("lors",))


def test_a_greeting_before_a_question_is_only_politeness(model: Reader) -> None:
    topics = found(model, "Hello sir! Is step 3 worth it?")
    assert (topics.topic, topics.also) == ("step3", ())


def test_a_greeting_alone_is_a_greeting(model: Reader) -> None:
    assert found(model, "hello").topic == "greet"


def test_the_only_question_beside_facts_decides_if_it_is_sure_and_is_answered_too_where_no_fact_was_read() -> None:
    text = "I did not pass step 1 yet. When do i take step 2?"
    said = {
        text: [0.6, 0.35, 0.05],
        "I did not pass step 1 yet.": [0.05, 0.0, 0.95],
        "When do i take step 2?": [0.005, 0.995, 0.0],
    }

    def read(texts: Sequence[str]) -> tuple[list[str], Readings]:
        rows = np.array([said[each] for each in texts])
        return ["ask_step1", "ask_step2_timing", "profile_statement"], Readings(rows, np.full(len(texts), 0.8))

    stated, other = (find(text, read, THRESHOLDS, states_facts=facts) for facts in (True, False))
    assert (stated.topic, stated.also) == ("step2_timing", ())
    assert (other.topic, other.also) == ("step1", ("step2_timing",))


def test_a_piece_that_could_ask_several_things_is_read_in_the_light_of_the_whole() -> None:
    text = "which letters are needed? and how many?"
    said = {text: [0.9, 0.1], "which letters are needed?": [0.95, 0.05], "and how many?": [0.4, 0.6]}

    def read(texts: Sequence[str]) -> tuple[list[str], Readings]:
        return ["ask_lors", "ask_program_selection"], Readings(
            np.array([said[each] for each in texts]), np.full(len(texts), 0.8)
        )

    topics = find(text, read, THRESHOLDS, states_facts=False)
    assert (topics.topic, topics.also) == ("lors", ())


def test_a_question_beside_facts_is_still_a_question(model: Reader) -> None:
    assert found(model, "ck 238, is it enough?", states_facts=True).topic == "score_band"
    assert found(model, "I have CK 238. Is step 3 worth it?", states_facts=True).topic == "step3"


def reads(trust: float) -> Reader:
    """A model that is as sure as told that something is about letters, then step 3, then a greeting."""
    row = np.array([0.5, 0.3, 0.2])
    return lambda texts: (
        ["ask_lors", "ask_step3", "greet"],
        Readings(np.tile(row, (len(texts), 1)), np.full(len(texts), trust)),
    )


LIMITS = Thresholds(foreign_below=0.3, unsure_below=0.6)


def test_what_is_trusted_too_little_is_foreign() -> None:
    topics = found(reads(0.2), "qqqq wwww", thresholds=LIMITS)
    assert (topics.topic, topics.unsure) == ("out_of_scope", ())
    assert topics.confidence == pytest.approx(0.8)


def test_what_is_trusted_half_is_asked_about_with_the_best_topics() -> None:
    topics = found(reads(0.5), "qqqq wwww", thresholds=LIMITS)
    assert (topics.topic, topics.unsure) == ("lors", ("lors", "step3"))
    assert len(topics.unsure) <= OFFERED


def test_what_is_trusted_is_answered_without_asking() -> None:
    topics = found(reads(0.7), "qqqq wwww", thresholds=LIMITS)
    assert (topics.topic, topics.unsure) == ("lors", ())


def test_the_chosen_thresholds_are_probabilities_in_order() -> None:
    chosen = Thresholds.load()
    assert 0 <= chosen.foreign_below <= chosen.unsure_below <= 1


def test_every_piece_that_is_read_is_known_beforehand() -> None:
    text = "Hello. Is step 3 worth it? And how many letters do i need?"
    asked: list[str] = []

    def reader(texts: Sequence[str]) -> tuple[list[str], Readings]:
        asked.extend(texts)
        return reads(0.7)(texts)

    found(reader, text)
    assert set(asked) <= set(pieces(text))


@pytest.mark.parametrize(
    "text",
    [
        "i want to die",
        "CK 209. I dont want to live anymore",
        "Is step 3 worth it? Which letters are needed? there is no reason to live",
        "i failed again\ni want to end my life\nhow many letters do i need?",
    ],
)
def test_despair_goes_before_every_question_and_fact(model: Reader, text: str) -> None:
    topics = found(model, text, states_facts=True)
    assert (topics.topic, topics.also) == ("distress", ())


def test_the_ranking_begins_with_the_most_probable_topic(model: Reader) -> None:
    topics = found(model, "is step 3 worth it")
    assert topics.ranking[0][0] == "step3"
    assert [sure for _, sure in topics.ranking] == sorted((sure for _, sure in topics.ranking), reverse=True)


def test_confidence_is_a_probability(model: Reader) -> None:
    for text in ("is step 3 worth it", "hello", "qqqq", "ck 238", "i want to die", "?", "hello " * 600):
        assert 0 <= found(model, text).confidence <= 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "good enough for pmr? if not, should i repeat the exam",
            ["good enough for pmr?", "if not, should i repeat the exam"],
        ),
        (
            "will the late date count against me, even if i pass?",
            ["will the late date count against me, even if i pass?"],
        ),
        ("what is my target + when should i sit", ["what is my target", "when should i sit"]),
        ("(1) is a poster enough (2) who writes the letters", ["is a poster enough", "who writes the letters"]),
        ("rate my score, and how many letters do i need", ["rate my score", "how many letters do i need"]),
    ],
)
def test_questions_are_cut_where_people_end_them_and_keep_their_conditions(text: str, expected: list[str]) -> None:
    assert [each.removeprefix("and ") for each in pieces(text) if each != text or [each] == expected] == expected


def test_a_very_long_message_is_read_up_to_a_limit(model: Reader) -> None:
    talk = "good morning doctor. " * (MAX_PIECES + 5)
    assert found(model, f"Is step 3 worth it? {talk}").topic == "step3"
    assert "step3" not in found(model, f"{talk} Is step 3 worth it?").also


@pytest.mark.parametrize(
    "text",
    [
        "is it enough",
        "ck 238, ok?",
        "what if i get 250",
        "tell me my chances",
        "ck 238. advice pls",
        "i am so worried",
        "suppose 250",
        "ck 229 chances",
    ],
)
def test_a_question_a_supposition_or_a_request_asks(text: str) -> None:
    assert asks_something(text)


@pytest.mark.parametrize("text", ["ck 238", "I passed Step 1. J-1 is fine.", "from nepal, yog 2019", "thanks", ""])
def test_a_bare_statement_asks_nothing(text: str) -> None:
    assert not asks_something(text)


def test_despair_is_private_and_so_is_what_only_resembles_it(model: Reader) -> None:
    assert found(model, "i want to die").private
    beside = found(model, "ck 238, is step 3 worth it. no reason to live like that", states_facts=True)
    assert beside.private


def test_a_question_about_an_exam_is_not_private(model: Reader) -> None:
    assert not found(model, "is step 3 worth it").private
