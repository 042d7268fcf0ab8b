"""Topics and the intents named after them."""

from __future__ import annotations

import pytest

from bot.vocabulary import ADVICE, DISTRESS, REQUESTS, STATEMENT, TALK, TOPICS, intent_of, topic_of


@pytest.mark.parametrize("topic", TOPICS)
def test_a_topic_and_its_intent_lead_to_each_other(topic: str) -> None:
    assert topic_of(intent_of(topic)) == topic


def test_no_two_topics_share_an_intent() -> None:
    assert len({intent_of(topic) for topic in TOPICS}) == len(TOPICS) == len(set(TOPICS))


@pytest.mark.parametrize("topic", ADVICE)
def test_an_intent_answered_from_the_article_begins_with_ask(topic: str) -> None:
    assert intent_of(topic) == f"ask_{topic}"


@pytest.mark.parametrize("topic", [*REQUESTS, *TALK, STATEMENT, DISTRESS])
def test_every_other_intent_is_called_like_its_topic(topic: str) -> None:
    assert intent_of(topic) == topic


def test_a_topic_whose_name_begins_with_ask_keeps_it() -> None:
    assert topic_of("ask_profile") == "ask_profile"


@pytest.mark.parametrize("intent", ["ask_", "ask_nothing", "nlu_fallback", "session_start", ""])
def test_an_intent_of_no_topic_stays_what_it_is(intent: str) -> None:
    assert topic_of(intent) == intent
