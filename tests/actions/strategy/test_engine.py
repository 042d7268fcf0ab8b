from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

import pytest

from actions.facts import Facts
from actions.knowledge.library import Knowledge
from actions.profile import Profile
from actions.strategy import engine
from actions.strategy.advice import Advice, Rule, Severity, say
from actions.strategy.engine import Step, Trace
from actions.strategy.rules import RULES
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
    "export_plan",
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
    assert {topic for rule in RULES for topic in rule.topics} == set(ADVISED)


def test_every_advised_topic_can_be_reached_by_a_button(topics: Mapping[str, Topic]) -> None:
    assert set(ADVISED) <= set(topics)


def test_every_rule_has_a_name_of_its_own_and_says_itself_in_a_sentence() -> None:
    names = [rule.name for rule in RULES]
    assert len(set(names)) == len(names)
    for rule in RULES:
        assert (rule.apply.__doc__ or "").strip().endswith("."), rule.name


def test_rules_want_only_facts_of_the_registry(facts: Facts) -> None:
    for rule in RULES:
        for fact in (*rule.needs, *rule.sharpened_by):
            assert fact in facts, f"{rule.name} wants {fact}"


def test_the_trace_says_which_rule_could_not_fire_for_want_of_which_fact(knowledge: Knowledge, today: date) -> None:
    trace = engine.advise("score_band", Profile(), knowledge, today)
    missing = {step.rule.name: step.missing for step in trace.steps if step.missing}
    assert missing == {"score_band": ("step2_ck_score",), "failed_score": ("step2_ck_status",)}


def test_the_trace_holds_every_rule_of_the_topic_and_no_other(
    profile_of: Make, knowledge: Knowledge, today: date
) -> None:
    trace = engine.advise("competitiveness", profile_of(step2_ck_score=238), knowledge, today)
    fired = {step.rule.name: step.advice is not None for step in trace.steps}
    assert fired == {
        "audience": False,
        "score_band": True,
        "failed_score": False,
        "chances": True,
        "graduation": False,
        "why_stricter": True,
    }


def test_who_failed_is_told_what_it_allows_when_asking_for_chances(
    profile_of: Make, knowledge: Knowledge, today: date
) -> None:
    trace = engine.advise("competitiveness", profile_of(step2_ck_status="failed"), knowledge, today)
    fired = [step.rule.name for step in trace.steps if step.advice]
    assert fired == ["failed_score", "chances", "why_stricter"]


def test_the_fact_that_lets_a_rule_fire_is_asked_before_one_that_sharpens(knowledge: Knowledge, today: date) -> None:
    trace = engine.advise("competitiveness", Profile(), knowledge, today)
    assert trace.useful_facts(Profile()) == ("step2_ck_score", "step2_ck_status", "visa_need")


def test_a_known_fact_is_not_wanted_any_more(profile_of: Make, knowledge: Knowledge, today: date) -> None:
    profile = profile_of(step2_ck_score=238, step2_ck_status="passed", step1_status="passed", step1_attempts=1)
    useful = engine.advise("score_band", profile, knowledge, today).useful_facts(profile)
    assert set(useful) == {"us_physiatrist_letters", "visa_need"}


def test_nothing_is_wanted_when_everything_useful_is_known(profile_of: Make, knowledge: Knowledge, today: date) -> None:
    profile = profile_of(
        step2_ck_score=238,
        step2_ck_status="passed",
        step1_status="passed",
        step1_attempts=1,
        us_physiatrist_letters=2,
        visa_need="J-1",
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
        ("visa_need", {"applicant_type": "us_img"}, False),
        ("visa_need", {"applicant_type": "non_us_img"}, True),
        ("applicant_type", {}, False),
        ("applicant_type", {"visa_need": "J-1"}, False),
        ("applicant_type", {"visa_need": "H-1B"}, False),
        ("applicant_type", {"visa_need": "either"}, False),
        ("applicant_type", {"visa_need": "none"}, True),
        ("applicant_type", {"visa_need": "none", "applicant_type": "us_img"}, False),
        ("practice_scores", {"step2_ck_score": 238}, False),
        ("practice_scores", {"step2_ck_status": "failed"}, True),
        ("step2_ck_date", {"step2_ck_status": "passed"}, False),
        ("letters_total", {}, False),
        ("letters_total", {"us_physiatrist_letters": 0}, True),
        ("step3_status", {"step1_status": "failed"}, False),
        ("step3_status", {"visa_need": "none", "step1_status": "passed"}, False),
        ("step3_status", {"visa_need": "J-1", "step1_status": "passed"}, True),
        ("step3_status", {"step2_ck_status": "not_taken"}, False),
        ("step3_status", {"step1_status": "passed"}, True),
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


def rule_of(
    name: str,
    apply: Callable[[Profile, Knowledge, date], Advice | None],
    needs: tuple[str, ...] = (),
    more: bool = False,
) -> Rule:
    return Rule(name, ("some_topic",), apply, needs=needs, sharpened_by=(f"{name}_fact",), more=more)


def short(id_: str, severity: Severity = "info") -> Advice:
    return Advice(id=id_, severity=severity, title=id_, body=(say("Rest.", "realism.costs"),))


@pytest.fixture
def only(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Let the engine have these rules and no others."""

    def put(*rules: Rule) -> None:
        monkeypatch.setattr(engine, "RULES", rules)

    return put


def test_the_facts_that_a_rule_read_are_noted_with_its_advice(
    only: Callable[..., None], profile_of: Make, knowledge: Knowledge, today: date
) -> None:
    def reads_three(profile: Profile, knowledge: Knowledge, today: date) -> Advice | None:
        profile.knows("visa_need")
        profile.number("step2_ck_score")
        profile.numbers("practice_scores")
        return short("some.case")

    only(rule_of("some", reads_three))
    held = profile_of(visa_need="J-1", practice_scores=[231], research="none")
    (step,) = engine.advise("some_topic", held, knowledge, today).steps
    assert step.advice is not None
    assert step.advice.facts_used == ("practice_scores", "visa_need")
    assert step.unknown == ("step2_ck_score",)


def test_what_a_rule_says_of_its_facts_itself_does_not_count(
    only: Callable[..., None], profile_of: Make, knowledge: Knowledge, today: date
) -> None:
    boast = Advice("some.case", "info", "A title", (say("Rest.", "realism.costs"),), facts_used=("research",))
    only(rule_of("some", lambda profile, knowledge, today: boast))
    (step,) = engine.advise("some_topic", profile_of(research="none"), knowledge, today).steps
    assert step.advice is not None
    assert step.advice.facts_used == ()


def test_a_fact_that_another_one_settles_is_not_among_the_unknown(
    only: Callable[..., None], profile_of: Make, knowledge: Knowledge, today: date
) -> None:
    def reads_score(profile: Profile, knowledge: Knowledge, today: date) -> Advice | None:
        profile.get("step2_ck_score")
        return short("some.case")

    only(rule_of("some", reads_score))
    (step,) = engine.advise("some_topic", profile_of(step2_ck_status="not_taken"), knowledge, today).steps
    assert step.unknown == ()


def test_a_rule_that_fell_silent_names_no_facts(only: Callable[..., None], knowledge: Knowledge, today: date) -> None:
    def silent(profile: Profile, knowledge: Knowledge, today: date) -> Advice | None:
        profile.get("visa_need")
        return None

    only(rule_of("some", silent))
    assert engine.advise("some_topic", Profile(), knowledge, today).steps[0].unknown == ()


def test_looking_at_facts_leaves_the_person_s_profile_as_it_was(
    profile_of: Make, knowledge: Knowledge, today: date
) -> None:
    held = profile_of(step2_ck_score=238)
    engine.advise("score_band", held, knowledge, today)
    assert held.seen is None
    assert held.values == {"step2_ck_score": 238}


def test_what_stands_behind_more_is_no_part_of_the_first_answer(
    only: Callable[..., None], knowledge: Knowledge, today: date
) -> None:
    only(
        rule_of("one", lambda *_: short("one.case")),
        rule_of("two", lambda *_: short("two.case"), more=True),
        rule_of("three", lambda *_: short("three.case")),
        rule_of("four", lambda *_: short("four.case"), more=True),
    )
    trace = engine.advise("some_topic", Profile(), knowledge, today)
    assert [advice.id for advice in trace.first] == ["one.case", "three.case"]
    assert [advice.id for advice in trace.more] == ["two.case", "four.case"]


def test_the_first_of_those_behind_more_comes_forward_if_nothing_else_speaks(
    only: Callable[..., None], knowledge: Knowledge, today: date
) -> None:
    only(
        rule_of("one", lambda *_: None),
        rule_of("two", lambda *_: short("two.case"), more=True),
        rule_of("three", lambda *_: short("three.case"), more=True),
    )
    trace = engine.advise("some_topic", Profile(), knowledge, today)
    assert [advice.id for advice in trace.first] == ["two.case"]
    assert [advice.id for advice in trace.more] == ["three.case"]


def test_facts_that_rules_behind_more_want_are_asked_last(
    only: Callable[..., None], knowledge: Knowledge, today: date
) -> None:
    only(
        rule_of("behind", lambda *_: short("behind.case"), more=True),
        rule_of("first", lambda *_: short("first.case")),
        rule_of("silent", lambda *_: None),
        rule_of("waiting", lambda *_: short("waiting.case"), needs=("visa_need",)),
    )
    trace = engine.advise("some_topic", Profile(), knowledge, today)
    assert trace.useful_facts(Profile()) == ("visa_need", "first_fact", "behind_fact")


def test_a_trace_without_advice_has_nothing_to_say_first_or_later() -> None:
    trace = Trace("some_topic", (Step(rule_of("one", lambda *_: None), None),))
    assert (trace.advice, trace.first, trace.more) == ((), (), ())
