"""What is known of a person, and what an answer rests on."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

import pytest

from actions.explaining import CLAIMS, NAMED, Explaining
from actions.facts import Facts
from actions.knowledge.library import Knowledge
from actions.profile import Profile, Stated
from actions.replies import Replies, Reply
from actions.strategy import engine
from actions.strategy.rules import RULES

Make = Callable[..., Profile]
Explain = Callable[..., Explaining]

TOPICS = sorted({topic for rule in RULES for topic in rule.topics})
HELD = {"step1_status": "passed", "step1_attempts": 1, "step2_ck_score": 238, "visa_need": "J-1"}


@pytest.fixture
def explain(replies: Replies, facts: Facts, knowledge: Knowledge, profile_of: Make) -> Explain:
    def make(**held: object) -> Explaining:
        return Explaining(replies, facts, knowledge, profile_of(**held))

    return make


def paragraphs(reply: Reply) -> list[str]:
    return [block["text"] for block in reply["body"] if block["type"] == "paragraph"]


def sources(explaining: Explaining, topic: str, knowledge: Knowledge, today: date) -> list[Reply]:
    return explaining.sources(engine.advise(topic, explaining.profile, knowledge, today))


def test_everything_held_is_shown_with_when_and_in_which_words_it_was_stated(explain: Explain) -> None:
    shown = explain(**HELD, reapplicant=False).held()
    items = shown["body"][-1]["items"]
    assert len(items) == 5
    assert items[0] == 'Step 1: passed (you said "it is passed" on 2026-11-22)'
    assert items[-1] == 'Applying again: no (you said "it is False" on 2026-11-22)'
    assert shown["facts_used"] == {**HELD, "reapplicant": False}


@pytest.mark.parametrize("held", [{}, HELD], ids=["nothing held", "much held"])
@pytest.mark.parametrize("topic", TOPICS)
def test_the_source_of_every_first_answer_holds_its_claims_its_rule_and_its_facts(
    explain: Explain,
    knowledge: Knowledge,
    today: date,
    faults_of: Callable[[Reply], list[str]],
    topic: str,
    held: dict[str, object],
) -> None:
    explaining = explain(**held)
    trace = engine.advise(topic, explaining.profile, knowledge, today)
    given = explaining.sources(trace)
    spoke = [step for step in trace.steps if step.advice in trace.first]
    assert len(given) == len(spoke)
    for reply, step in zip(given, spoke, strict=True):
        advice = step.advice
        assert advice is not None
        assert reply["id"] == f"source.{advice.id.replace('.', '_')}"
        assert f"The rule: {step.rule.sentence}" in paragraphs(reply)
        assert [each["id"] for each in reply["citations"]] == list(advice.claims)
        items = [f"{knowledge.claims[claim].text} [{place}]" for place, claim in enumerate(advice.claims, 1)]
        rest = len(items) - CLAIMS
        left = [f"and {rest} more of its statements, in the sections below"] if rest > 0 else []
        assert reply["body"][-1]["items"] == items[:CLAIMS] + left
        assert set(reply["facts_used"]) == set(advice.facts_used)
        assert faults_of(reply) == []


def test_what_stands_behind_more_is_not_explained_with_the_first_answer(
    explain: Explain, knowledge: Knowledge, today: date
) -> None:
    explaining = explain()
    trace = engine.advise("step2_timing", explaining.profile, knowledge, today)
    assert trace.more
    behind = {f"source.{advice.id.replace('.', '_')}" for advice in trace.more}
    assert not behind & {reply["id"] for reply in explaining.sources(trace)}


def test_our_reading_is_named_where_the_article_leaves_room(
    explain: Explain, knowledge: Knowledge, today: date
) -> None:
    (reply,) = sources(explain(practice_scores=[237]), "practice_exams", knowledge, today)[:1]
    choice = knowledge.readings["readiness"].choice
    assert f"Our reading where the article leaves room: {choice}" in paragraphs(reply)


def test_an_answer_without_a_reading_of_ours_names_none(explain: Explain, knowledge: Knowledge, today: date) -> None:
    (reply,) = sources(explain(), "research", knowledge, today)
    assert "Our reading" not in reply["text"]


def test_the_facts_that_were_used_are_said_in_one_s_own_words(
    explain: Explain, knowledge: Knowledge, today: date
) -> None:
    (reply,) = sources(explain(visa_need="J-1", reapplicant=True), "visa", knowledge, today)
    assert 'Of your facts it used: Visa J-1 (you said "it is J-1").' in paragraphs(reply)[0]
    assert reply["facts_used"] == {"visa_need": "J-1"}


def test_facts_of_one_message_are_said_together_and_its_words_once(
    replies: Replies, facts: Facts, knowledge: Knowledge, now: datetime, today: date
) -> None:
    one, other = "ck 238, passed", "needs a j1"
    profile = Profile(
        {
            "step2_ck_score": Stated(238, one, now),
            "visa_need": Stated("J-1", other, now),
            "step2_ck_status": Stated("passed", one, now),
        }
    )
    explaining = Explaining(replies, facts, knowledge, profile)
    (reply, *_) = sources(explaining, "score_band", knowledge, today)
    said = paragraphs(reply)[0].partition("Of your facts it used: ")[2]
    assert said == f'Step 2 CK 238, Step 2 CK result passed (you said "{one}").'
    (reply, *_) = sources(explaining, "visa", knowledge, today)
    said = paragraphs(reply)[0].partition("Of your facts it used: ")[2]
    assert said == f'Step 2 CK 238, Step 2 CK result passed (you said "{one}"); Visa J-1 (you said "{other}").'


def test_what_is_not_known_and_could_change_the_answer_is_named(
    explain: Explain, knowledge: Knowledge, facts: Facts, today: date
) -> None:
    explaining = explain()
    trace = engine.advise("visa", explaining.profile, knowledge, today)
    (reply,) = explaining.sources(trace)
    (line,) = [text for text in paragraphs(reply) if text.startswith("What I don't know yet")]
    named = line.partition(": ")[2].rstrip(".").split(", ")
    assert 0 < len(named) <= NAMED
    assert set(named) <= {facts[name].label for name in trace.steps[0].unknown}


def test_nothing_is_named_as_unknown_when_all_that_counts_is_known(
    explain: Explain, knowledge: Knowledge, today: date
) -> None:
    (reply,) = sources(explain(visa_need="none"), "visa", knowledge, today)
    assert "What I don't know yet" not in reply["text"]


def test_a_trace_without_advice_has_no_sources(explain: Explain, knowledge: Knowledge, today: date) -> None:
    assert sources(explain(), "greet", knowledge, today) == []
