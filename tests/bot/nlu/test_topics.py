"""What a message asks for: which part of it decides, what comes along, and when despair goes before everything."""

from __future__ import annotations

import pytest

from bot.nlu.topic_model import TopicModel
from bot.nlu.topics import MAX_SENTENCES, Topics, asks_something, find

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


@pytest.fixture(scope="module")
def model() -> TopicModel:
    texts = [text for texts in EXAMPLES.values() for text in texts]
    return TopicModel.train(texts, [label for label, texts in EXAMPLES.items() for _ in texts])


def found(model: TopicModel, text: str, *, states_facts: bool = False) -> Topics:
    return find(text, model, states_facts=states_facts)


def test_a_single_question_is_its_topic(model: TopicModel) -> None:
    topics = found(model, "how many letters do i need?")
    assert (topics.topic, topics.also) == ("lors", ())


def test_two_questions_are_both_found_in_the_order_asked(model: TopicModel) -> None:
    topics = found(model, "Is step 3 worth it? And how many letters do i need?")
    assert (topics.topic, topics.also) == ("step3", ("lors",))
    turned = found(model, "How many letters do i need? And is step 3 worth it?")
    assert (turned.topic, turned.also) == ("lors", ("step3",))


def test_and_puts_two_questions_in_a_row(model: TopicModel) -> None:
    topics = found(model, "is step 3 worth it and which letters are needed?")
    assert (topics.topic, topics.also) == ("step3", ("lors",))


def test_the_same_topic_asked_twice_is_answered_once(model: TopicModel) -> None:
    topics = found(model, "Do i need step 3? Is step 3 worth it? Which letters are needed?")
    assert (topics.topic, topics.also) == ("step3", ("lors",))


def test_a_greeting_before_a_question_is_only_politeness(model: TopicModel) -> None:
    topics = found(model, "Hello sir! Is step 3 worth it?")
    assert (topics.topic, topics.also) == ("step3", ())


def test_a_greeting_alone_is_a_greeting(model: TopicModel) -> None:
    assert found(model, "hello").topic == "greet"


def test_what_only_states_facts_is_a_statement_whatever_it_resembles(model: TopicModel) -> None:
    topics = found(model, "step 3 passed, 221", states_facts=True)
    assert topics.topic == "profile_statement"
    assert topics.confidence >= 0.9


def test_a_question_beside_facts_is_still_a_question(model: TopicModel) -> None:
    assert found(model, "ck 238, is it enough?", states_facts=True).topic == "score_band"
    assert found(model, "I have CK 238. Is step 3 worth it?", states_facts=True).topic == "step3"


@pytest.mark.parametrize("text", ["qqqq wwww zzzz", "مرحبا", "😀😀😀", "%%% &&&"])
def test_what_resembles_nothing_is_foreign(model: TopicModel, text: str) -> None:
    topics = found(model, text)
    assert topics.topic == "out_of_scope"
    assert 0 <= topics.confidence <= 1


def test_a_guess_that_is_too_unsure_is_not_answered() -> None:
    texts = [text for topic, texts in EXAMPLES.items() if topic != "out_of_scope" for text in texts]
    labels = [topic for topic, texts in EXAMPLES.items() if topic != "out_of_scope" for _ in texts]
    alike = TopicModel.train([*texts, *texts], [*labels, *(f"ask_other_{label}" for label in labels)])
    topics = found(alike, "qqqq wwww zzzz")
    assert topics.topic == "out_of_scope"
    assert topics.confidence > 0.8


@pytest.mark.parametrize(
    "text",
    [
        "i want to die",
        "CK 209. I dont want to live anymore",
        "Is step 3 worth it? Which letters are needed? there is no reason to live",
        "i failed again\ni want to end my life\nhow many letters do i need?",
    ],
)
def test_despair_goes_before_every_question_and_fact(model: TopicModel, text: str) -> None:
    topics = found(model, text, states_facts=True)
    assert (topics.topic, topics.also) == ("distress", ())


def test_the_ranking_begins_with_the_most_probable_topic(model: TopicModel) -> None:
    topics = found(model, "is step 3 worth it")
    assert topics.ranking[0][0] == "step3"
    assert [sure for _, sure in topics.ranking] == sorted((sure for _, sure in topics.ranking), reverse=True)


def test_confidence_is_a_probability(model: TopicModel) -> None:
    for text in ("is step 3 worth it", "hello", "qqqq", "ck 238", "i want to die", "?", "hello " * 600):
        assert 0 <= found(model, text).confidence <= 1


def test_a_very_long_message_is_read_up_to_a_limit(model: TopicModel) -> None:
    talk = "good morning doctor. " * (MAX_SENTENCES + 5)
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
