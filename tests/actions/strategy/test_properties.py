"""What holds for every profile that can be, contradictory ones too, on every day of ten years, on every topic."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from hypothesis import example, given, settings
from hypothesis import strategies as st

from actions import facts as facts_module
from actions.facts import Fact
from actions.knowledge import library
from actions.knowledge.library import OutsideFact
from actions.profile import Profile, Stated
from actions.replies import Replies, Reply
from actions.strategy import engine
from actions.strategy.advice import Advice, Plan
from actions.strategy.rules import RULES
from actions.topics import Topic

TODAY = date(2026, 11, 22)
FACTS = facts_module.load()
# Read here and not by a fixture, or a failing example would print all of it.
KNOWLEDGE = library.load()
TOPICS = sorted({topic for rule in RULES for topic in rule.topics})
GRAVITY = {"info": 0, "caution": 1, "warning": 2}
# Borders of ranges, of readiness, of the pass mark and of the scale are where rules change.
BORDERS = (1, 217, 218, 224, 225, 229, 230, 234, 235, 237, 238, 239, 240, 244, 245, 249, 250, 300)
# A Match year that was stated may be over by the day of asking, so it does not hang on that day.
MATCH_YEARS = st.integers(2025, 2043)
DAYS_OF_EXAMS = st.dates(date(2024, 1, 1), date(2037, 12, 31))

quick = settings(max_examples=100, deadline=None, derandomize=True)
slow = settings(max_examples=40, deadline=None, derandomize=True)


def values_of(fact: Fact) -> st.SearchStrategy[Any]:
    """All values that a fact can have."""
    if fact.name == "match_year":
        return MATCH_YEARS
    low, high = fact.range(date(2025, 1, 1))
    numbers = st.integers(low, high)
    if high == 300:
        numbers = numbers | st.sampled_from(BORDERS)
    return {
        "choice": st.sampled_from(sorted(fact.values)),
        "integer": numbers,
        "number": numbers | st.floats(low, high),
        "integers": st.lists(numbers, min_size=1, max_size=6),
        "month": DAYS_OF_EXAMS.map(date.isoformat) | DAYS_OF_EXAMS.map(lambda day: f"{day:%Y-%m}"),
        "boolean": st.booleans(),
        "text": st.sampled_from(["internal medicine", "neurology", "family medicine"]),
    }[fact.type]


profiles = st.fixed_dictionaries({}, optional={name: values_of(FACTS[name]) for name in FACTS.names})
days = st.dates(date(2025, 1, 1), date(2035, 12, 31))


def profile_with(values: Mapping[str, Any]) -> Profile:
    return Profile({name: Stated(value, "", datetime.min) for name, value in values.items()})


def advised(topic: str, values: Mapping[str, Any], day: date = TODAY) -> tuple[Advice, ...]:
    return engine.advise(topic, profile_with(values), KNOWLEDGE, day).advice


def all_advised(values: Mapping[str, Any], day: date = TODAY) -> list[Advice]:
    """What is advised on every topic; drawing the topic too would leave some out by chance."""
    return [advice for topic in TOPICS for advice in advised(topic, values, day)]


def plans(values: Mapping[str, Any], day: date) -> list[Plan]:
    return [advice.plan for advice in advised("action_plan", values, day) if advice.plan]


def gravity(topic: str, values: Mapping[str, Any], day: date) -> int:
    """How grave the gravest advice on a topic is, what stands behind More included."""
    return max(GRAVITY[advice.severity] for advice in advised(topic, values, day))


def words_in(advice: Advice) -> int:
    return sum(len(text.text.split()) for text in advice.texts)


@given(values=profiles)
@quick
def test_every_drawn_profile_is_one_that_could_have_been_stated(values: dict[str, Any]) -> None:
    then = date(values.get("match_year", TODAY.year), 1, 1)
    for name, value in values.items():
        assert FACTS[name].check(value, then) == value


@given(values=profiles, day=days)
@quick
def test_every_topic_is_answered_whatever_is_known_and_on_whatever_day(values: dict[str, Any], day: date) -> None:
    for topic in TOPICS:
        trace = engine.advise(topic, profile_with(values), KNOWLEDGE, day)
        assert trace.first, topic
        assert not set(map(id, trace.first)) & set(map(id, trace.more)), topic
        assert len(trace.first) + len(trace.more) == len(trace.advice), topic


@given(values=profiles, day=days)
@quick
def test_all_advice_rests_on_claims_that_the_article_has(values: dict[str, Any], day: date) -> None:
    for advice in all_advised(values, day):
        assert advice.claims
        assert set(advice.claims) <= set(KNOWLEDGE.claims), advice.id
        assert set(advice.readings) <= set(KNOWLEDGE.readings), advice.id
        for note in advice.notes:
            fact = note if isinstance(note, OutsideFact) else KNOWLEDGE.outside[note]
            assert fact.source.startswith("https://"), advice.id


@given(values=profiles, day=days, order=st.randoms(use_true_random=False))
@quick
def test_the_same_facts_on_the_same_day_give_the_same_advice_in_whatever_order_they_were_stated(
    values: dict[str, Any], day: date, order: Any
) -> None:
    names = list(values)
    order.shuffle(names)
    assert all_advised(values, day) == all_advised({name: values[name] for name in names}, day)


@given(values=profiles, day=days)
@quick
def test_a_reply_shows_the_facts_that_it_used_with_the_values_that_are_held(values: dict[str, Any], day: date) -> None:
    replies = Replies(KNOWLEDGE, {})
    for advice in all_advised(values, day):
        assert set(advice.facts_used) <= set(values), advice.id
        shown = replies.of_advice(advice, profile_with(values))["facts_used"]
        assert shown == {name: values[name] for name in advice.facts_used}, advice.id


@given(values=profiles, day=days)
@quick
def test_facts_that_advice_does_not_name_do_not_change_it(values: dict[str, Any], day: date) -> None:
    for topic in TOPICS:
        for advice in advised(topic, values, day):
            used = {name: value for name, value in values.items() if name in advice.facts_used}
            assert advice in advised(topic, used, day), (topic, advice.id)


@given(values=profiles, day=days)
@slow
def test_a_better_score_never_brings_graver_advice_on_any_topic(values: dict[str, Any], day: date) -> None:
    for topic in TOPICS:
        grave = [
            gravity(topic, {**values, "step2_ck_score": score, "step2_ck_status": "passed"}, day) for score in BORDERS
        ]
        assert grave == sorted(grave, reverse=True), (topic, dict(zip(BORDERS, grave, strict=True)))


@given(values=profiles, day=days)
@slow
def test_a_better_latest_practice_score_never_brings_graver_advice_on_any_topic(
    values: dict[str, Any], day: date
) -> None:
    earlier = values.get("practice_scores", [])
    for topic in TOPICS:
        grave = [gravity(topic, {**values, "practice_scores": [*earlier, score]}, day) for score in BORDERS]
        assert grave == sorted(grave, reverse=True), (topic, dict(zip(BORDERS, grave, strict=True)))


def test_every_score_of_the_exam_is_read_and_never_more_gravely_than_a_lower_one() -> None:
    for topic in TOPICS:
        grave = [
            gravity(topic, {"step2_ck_score": score, "step2_ck_status": "passed"}, TODAY) for score in range(1, 301)
        ]
        assert grave == sorted(grave, reverse=True), topic


LONG_OPENING_AND_LATE_DATE = {"step1_status": "not_taken", "step2_ck_date": "2027-09-12", "match_year": 2027}


@given(values=profiles, day=days)
@example(values=LONG_OPENING_AND_LATE_DATE, day=date(2026, 4, 26))
@quick
def test_an_answer_stays_under_120_words(values: dict[str, Any], day: date) -> None:
    for advice in all_advised(values, day):
        assert words_in(advice) < 120, f"{advice.id} has {words_in(advice)} words"


@given(values=profiles, day=days)
@slow
def test_every_reply_keeps_the_contract(
    topics: Mapping[str, Topic], faults_of: Callable[[Reply], list[str]], values: dict[str, Any], day: date
) -> None:
    replies, profile = Replies(KNOWLEDGE, topics), profile_with(values)
    for advice in all_advised(values, day):
        assert faults_of(replies.of_advice(advice, profile)) == [], advice.id


@given(values=profiles, day=days)
@quick
def test_every_number_of_a_source_in_a_text_is_one_of_the_citations(values: dict[str, Any], day: date) -> None:
    replies = Replies(KNOWLEDGE, {})
    for advice in all_advised(values, day):
        reply = replies.of_advice(advice, profile_with(values))
        texts = [text for block in reply["body"] for text in block.get("items", [block.get("text", "")])]
        marks = {
            int(place) for text in texts for mark in re.findall(r"\[([\d, ]+)\]", text) for place in mark.split(",")
        }
        assert marks == set(range(1, len(reply["citations"]) + 1)), advice.id


@given(values=profiles, day=days)
@quick
def test_advice_offers_topics_that_a_button_can_lead_to(
    topics: Mapping[str, Topic], values: dict[str, Any], day: date
) -> None:
    for advice in all_advised(values, day):
        assert set(advice.next) <= set(topics), advice.id


@given(values=profiles, day=days)
@quick
def test_a_useful_or_unknown_fact_is_one_that_is_not_known(values: dict[str, Any], day: date) -> None:
    profile = profile_with(values)
    for topic in TOPICS:
        trace = engine.advise(topic, profile, KNOWLEDGE, day)
        useful = trace.useful_facts(profile)
        assert not set(useful) & set(values), topic
        assert len(set(useful)) == len(useful), topic
        for step in trace.steps:
            assert not set(step.unknown) & set(values), step.rule.name
            assert not step.advice or not set(step.unknown) & set(step.advice.facts_used), step.rule.name


@given(values=profiles, day=days)
@quick
def test_no_chance_is_ever_promised_or_put_into_a_number(values: dict[str, Any], day: date) -> None:
    for advice in all_advised(values, day):
        said = [advice.title, *(text.text for text in advice.texts)]
        said += [f"{step.name} {step.text} {step.missing}" for step in (advice.plan.steps if advice.plan else ())]
        for text in said:
            assert not re.search(r"\b(guarante\w*|odds)\b", text, re.IGNORECASE), (advice.id, text)
            # The share of the question bank that is done is the only percentage there is.
            assert not re.search(r"\d ?(%|per ?cent)", text) or "question bank" in text, (advice.id, text)


@given(values=profiles, day=days)
@quick
def test_the_steps_of_a_plan_are_in_the_order_of_their_place(values: dict[str, Any], day: date) -> None:
    for plan in plans(values, day):
        places = [step.start if step.start and step.start >= day else step.by for step in plan.steps]
        assert places == sorted(places)
        assert len({step.id for step in plan.steps}) == len(plan.steps), "a step stands twice"
        assert [each.day for each in plan.days] == sorted(each.day for each in plan.days)


@given(values=profiles, day=days)
@quick
def test_every_step_of_a_plan_has_a_day_and_a_claim(values: dict[str, Any], day: date) -> None:
    for plan in plans(values, day):
        assert plan.steps
        assert plan.made_on == day
        for step in plan.steps:
            assert isinstance(step.by, date), step.id
            assert step.claims, step.id
            assert set(step.claims) <= set(KNOWLEDGE.claims), step.id


@given(values=profiles, day=days)
@quick
def test_a_step_does_not_end_before_it_begins(values: dict[str, Any], day: date) -> None:
    for plan in plans(values, day):
        for step in plan.steps:
            assert step.start is None or step.start <= step.by, step


@given(values=profiles, day=days)
@quick
def test_a_step_is_late_only_if_it_is_open_and_its_day_has_passed(values: dict[str, Any], day: date) -> None:
    for plan in plans(values, day):
        for step in plan.steps:
            assert step.late is (not step.done and step.by < day), step.id


@given(values=profiles, day=days)
@quick
def test_a_plan_is_made_for_a_match_that_is_still_to_come(values: dict[str, Any], day: date) -> None:
    for plan in plans(values, day):
        match_day = next(each.day for each in plan.days if each.name == "match_day")
        assert match_day > day
        assert match_day.year == plan.match_year
