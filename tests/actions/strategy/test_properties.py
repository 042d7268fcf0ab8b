"""What holds for every profile that can be, drawn at random from the registry of facts."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from actions import facts as facts_module
from actions.facts import Fact
from actions.knowledge.library import Knowledge, OutsideFact
from actions.profile import Profile, Stated
from actions.replies import Replies, Reply
from actions.strategy import engine
from actions.strategy.advice import Advice, Items
from actions.topics import Topic

TODAY = date(2026, 11, 22)
FACTS = facts_module.load()
TOPICS = sorted({topic for rule in engine.RULES for topic in rule.topics})
GRAVITY = {"info": 0, "caution": 1, "warning": 2}
# Borders of ranges, of the pass mark and of the scale are where rules change.
BORDERS = (1, 217, 218, 224, 225, 234, 235, 239, 240, 244, 245, 249, 250, 300)

quick = settings(max_examples=60, deadline=None, derandomize=True)


def values_of(fact: Fact) -> st.SearchStrategy[Any]:
    """All values that a fact can have."""
    low, high = fact.range(TODAY)
    numbers = st.integers(low, high)
    if high == 300:
        numbers = numbers | st.sampled_from(BORDERS)
    return {
        "choice": st.sampled_from(sorted(fact.values)),
        "integer": numbers,
        "number": numbers | st.floats(low, high),
        "integers": st.lists(numbers, min_size=1, max_size=6),
        "month": st.sampled_from(["2026-01", "2026-11-22", "2027-06", "2028-02-29"]),
        "boolean": st.booleans(),
        "text": st.sampled_from(["internal medicine", "neurology", "family medicine"]),
    }[fact.type]


profiles = st.fixed_dictionaries({}, optional={name: values_of(FACTS[name]) for name in FACTS.names})
days = st.dates(date(2026, 1, 1), date(2029, 12, 31))


def profile_with(values: Mapping[str, Any]) -> Profile:
    return Profile({name: Stated(value, "", datetime.min) for name, value in values.items()})


def advised(topic: str, values: Mapping[str, Any], knowledge: Knowledge, day: date = TODAY) -> tuple[Advice, ...]:
    return engine.advise(topic, profile_with(values), knowledge, day).advice


def all_advised(values: Mapping[str, Any], knowledge: Knowledge, day: date = TODAY) -> list[Advice]:
    """What is advised on every topic; drawing the topic too would leave some out by chance."""
    return [advice for topic in TOPICS for advice in advised(topic, values, knowledge, day)]


def words_in(advice: Advice) -> int:
    texts = [block.items if isinstance(block, Items) else (block,) for block in advice.body]
    return sum(len(text.text.split()) for group in texts for text in group)


@given(values=profiles)
@quick
def test_every_drawn_profile_is_one_that_the_facts_allow(values: dict[str, Any]) -> None:
    for name, value in values.items():
        assert FACTS[name].check(value, TODAY) == value


@given(values=profiles, day=days)
@quick
def test_all_advice_rests_on_claims_that_the_article_has(
    knowledge: Knowledge, values: dict[str, Any], day: date
) -> None:
    for advice in all_advised(values, knowledge, day):
        assert advice.claims
        assert set(advice.claims) <= set(knowledge.claims)
        for note in advice.notes:
            fact = note if isinstance(note, OutsideFact) else knowledge.outside[note]
            assert fact.source.startswith("https://")


@given(values=profiles)
@quick
def test_the_same_facts_give_the_same_advice(knowledge: Knowledge, values: dict[str, Any]) -> None:
    turned_round = dict(reversed(values.items()))
    assert all_advised(values, knowledge) == all_advised(turned_round, knowledge)


@given(values=profiles)
@quick
def test_a_reply_shows_the_facts_that_it_used_with_the_values_that_are_held(
    knowledge: Knowledge, replies: Replies, values: dict[str, Any]
) -> None:
    for advice in all_advised(values, knowledge):
        assert set(advice.facts_used) <= set(FACTS.names)
        assert replies.of_advice(advice, profile_with(values))["facts_used"].items() <= values.items()


@given(values=profiles)
@quick
def test_facts_that_advice_does_not_name_do_not_change_it(knowledge: Knowledge, values: dict[str, Any]) -> None:
    for topic in ("score_band", "competitiveness", "step2_timing", "low_score_recovery"):
        for advice in advised(topic, values, knowledge):
            used = {name: value for name, value in values.items() if name in advice.facts_used}
            assert advice in advised(topic, used, knowledge), topic


@given(values=profiles)
@quick
def test_a_better_score_is_never_read_more_gravely(knowledge: Knowledge, values: dict[str, Any]) -> None:
    def gravity(score: int) -> int:
        given = advised("score_band", {**values, "step2_ck_score": score, "step2_ck_status": "passed"}, knowledge)
        return max(GRAVITY[advice.severity] for advice in given if advice.id.startswith("band."))

    read = [gravity(score) for score in range(1, 301)]
    assert read == sorted(read, reverse=True)
    assert set(read) <= {0, 1, 2}


@given(values=profiles)
@quick
def test_an_answer_stays_under_120_words(knowledge: Knowledge, values: dict[str, Any]) -> None:
    for advice in all_advised(values, knowledge):
        assert words_in(advice) < 120, f"{advice.id} has {words_in(advice)} words"


@given(values=profiles, day=days)
@quick
def test_every_reply_keeps_the_contract(
    knowledge: Knowledge,
    topics: Mapping[str, Topic],
    faults_of: Callable[[Reply], list[str]],
    values: dict[str, Any],
    day: date,
) -> None:
    replies, profile = Replies(knowledge, topics), profile_with(values)
    for advice in all_advised(values, knowledge, day):
        assert faults_of(replies.of_advice(advice, profile)) == [], advice.id


@given(values=profiles)
@quick
def test_every_number_of_a_source_in_a_text_is_one_of_the_citations(
    knowledge: Knowledge, replies: Replies, values: dict[str, Any]
) -> None:
    for advice in all_advised(values, knowledge):
        reply = replies.of_advice(advice, profile_with(values))
        texts = [text for block in reply["body"] for text in block.get("items", [block.get("text", "")])]
        marks = {
            int(place) for text in texts for mark in re.findall(r"\[([\d, ]+)\]", text) for place in mark.split(",")
        }
        assert marks == set(range(1, len(reply["citations"]) + 1))


@given(values=profiles)
@quick
def test_advice_offers_topics_that_a_button_can_lead_to(
    knowledge: Knowledge, topics: Mapping[str, Topic], values: dict[str, Any]
) -> None:
    for advice in all_advised(values, knowledge):
        assert set(advice.next) <= set(topics), advice.id


@given(values=profiles)
@quick
def test_a_useful_fact_is_one_that_is_not_known(knowledge: Knowledge, values: dict[str, Any]) -> None:
    profile = profile_with(values)
    for topic in TOPICS:
        useful = engine.advise(topic, profile, knowledge, TODAY).useful_facts(profile)
        assert not set(useful) & set(values), topic
        assert len(set(useful)) == len(useful), topic
