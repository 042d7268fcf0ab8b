from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

import pytest

from actions.facts import Facts
from actions.knowledge.library import Knowledge
from actions.profile import Profile
from actions.strategy import engine
from actions.topics import Topic

Make = Callable[..., Profile]

# Topics of the vocabulary that want advice; the others are talk or the person's own data.
ADVISED = (
    "score_band",
    "step1",
    "step2_target",
    "step2_timing",
    "study_methods",
    "practice_exams",
    "error_analysis",
    "perfectionism_burnout",
    "low_score_recovery",
    "usce",
    "lors",
    "research",
    "personal_statement_interview",
    "program_selection",
    "backup_specialty",
    "step3",
    "visa",
    "specialty_commitment",
    "competitiveness",
    "action_plan",
    "program_research_tools",
)


@pytest.mark.parametrize("topic", ADVISED)
def test_every_topic_of_the_vocabulary_is_answered_for_somebody_unknown(
    topic: str, knowledge: Knowledge, today: date
) -> None:
    assert engine.advise(topic, Profile(), knowledge, today).advice


@pytest.mark.parametrize("topic", ["greet", "distress", "out_of_scope", "no_such_topic", ""])
def test_a_topic_without_rules_gives_an_empty_trace(topic: str, knowledge: Knowledge, today: date) -> None:
    trace = engine.advise(topic, Profile(), knowledge, today)
    assert trace.steps == ()
    assert trace.useful_facts(Profile()) == ()


def test_the_rules_answer_topics_of_the_vocabulary_only() -> None:
    assert {topic for rule in engine.RULES for topic in rule.topics} == set(ADVISED)


def test_every_advised_topic_can_be_reached_by_a_button(topics: Mapping[str, Topic]) -> None:
    assert set(ADVISED) <= set(topics)


def test_every_rule_has_a_name_of_its_own_and_says_itself_in_a_sentence() -> None:
    names = [rule.name for rule in engine.RULES]
    assert len(set(names)) == len(names)
    for rule in engine.RULES:
        assert (rule.apply.__doc__ or "").strip().endswith("."), rule.name


def test_rules_want_only_facts_of_the_registry(facts: Facts) -> None:
    for rule in engine.RULES:
        for fact in (*rule.needs, *rule.sharpened_by):
            assert fact in facts, f"{rule.name} wants {fact}"


def test_the_trace_says_which_rule_could_not_fire_for_want_of_which_fact(knowledge: Knowledge, today: date) -> None:
    trace = engine.advise("score_band", Profile(), knowledge, today)
    missing = {step.rule.name: step.missing for step in trace.steps if step.missing}
    assert missing == {"score_band": ("step2_ck_score",)}


def test_the_trace_holds_every_rule_of_the_topic_and_no_other(
    profile_of: Make, knowledge: Knowledge, today: date
) -> None:
    trace = engine.advise("competitiveness", profile_of(step2_ck_score=238), knowledge, today)
    fired = {step.rule.name: step.advice is not None for step in trace.steps}
    assert fired == {"audience": False, "score_band": True, "chances": True}


def test_the_fact_that_lets_a_rule_fire_is_asked_before_one_that_sharpens(knowledge: Knowledge, today: date) -> None:
    trace = engine.advise("competitiveness", Profile(), knowledge, today)
    assert trace.useful_facts(Profile()) == ("step2_ck_score", "visa_need")


def test_a_known_fact_is_not_wanted_any_more(profile_of: Make, knowledge: Knowledge, today: date) -> None:
    profile = profile_of(step2_ck_score=238, step2_ck_status="passed", step1_status="passed", step1_attempts=1)
    assert engine.advise("score_band", profile, knowledge, today).useful_facts(profile) == ("visa_need",)


def test_nothing_is_wanted_when_everything_useful_is_known(profile_of: Make, knowledge: Knowledge, today: date) -> None:
    profile = profile_of(
        step2_ck_score=238, step2_ck_status="passed", step1_status="passed", step1_attempts=1, visa_need="J-1"
    )
    assert engine.advise("score_band", profile, knowledge, today).useful_facts(profile) == ()


@pytest.mark.parametrize(
    ("fact", "held", "is_open"),
    [
        ("step2_ck_score", {}, True),
        ("step2_ck_score", {"step2_ck_status": "passed"}, True),
        ("step2_ck_score", {"step2_ck_status": "not_taken"}, False),
        ("step2_ck_score", {"step2_ck_status": "failed"}, False),
        ("step2_ck_score", {"step2_ck_score": 238}, False),
        ("step2_ck_status", {}, True),
        ("step2_ck_status", {"step2_ck_score": 238}, False),
        ("step1_attempts", {}, False),
        ("step1_attempts", {"step1_status": "not_taken"}, False),
        ("step1_attempts", {"step1_status": "failed"}, False),
        ("step1_attempts", {"step1_status": "passed"}, True),
        ("visa_need", {"step2_ck_status": "not_taken"}, True),
    ],
)
def test_a_fact_is_not_asked_when_another_one_settles_it(
    profile_of: Make, fact: str, held: dict[str, object], is_open: bool
) -> None:
    assert engine.is_open(fact, profile_of(**held)) is is_open


def test_advice_does_not_depend_on_the_order_in_which_facts_were_stated(
    profile_of: Make, knowledge: Knowledge, today: date
) -> None:
    one = profile_of(step1_status="passed", step1_attempts=1, step2_ck_score=238, visa_need="H-1B")
    other = profile_of(visa_need="H-1B", step2_ck_score=238, step1_attempts=1, step1_status="passed")
    for topic in ADVISED:
        assert (
            engine.advise(topic, one, knowledge, today).advice == engine.advise(topic, other, knowledge, today).advice
        )
