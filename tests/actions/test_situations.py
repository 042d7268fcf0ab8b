"""Runs every situation of tests/situations; what a case may hold is said in scripts/situations.py."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from actions import facts as facts_module
from actions.facts import Facts
from actions.knowledge.library import Knowledge
from actions.programs.talk import READINGS
from actions.replies import Replies
from actions.strategy import engine
from actions.strategy.advice import Plan
from actions.topics import Topic
from actions.yaml_files import FileError
from scripts.article_coverage import coverage
from scripts.situations import GRAVITY, Situation, all_situations, not_drawn, not_shown, situations_of

SITUATIONS = all_situations(facts_module.load())


@pytest.mark.parametrize("case", SITUATIONS, ids=lambda case: f"{case.topic}: {case.name}")
def test_situation(case: Situation, knowledge: Knowledge, topics: Mapping[str, Topic]) -> None:
    trace = engine.advise(case.topic, case.profile, knowledge, case.today, case.subject)
    replies = Replies(knowledge, topics)
    given = [replies.of_advice(advice, case.profile) for advice in trace.advice]
    text = "\n".join(reply["text"] for reply in given)
    cited = {citation["id"] for reply in given for citation in reply["citations"]}
    notes = list({note["text"]: note for reply in given for note in reply["notes"]}.values())
    expect, at = case.expect, case.place
    if "advice" in expect:
        assert [reply["id"] for reply in given] == expect["advice"], at
    if "first" in expect:
        assert [advice.id for advice in trace.first] == expect["first"], at
    for part in expect.get("says", ()):
        assert part in text, f"{at}: '{part}' is not said in:\n{text}"
    for part in expect.get("not_says", ()):
        assert part not in text, f"{at}: '{part}' is said in:\n{text}"
    assert list(not_shown(case, trace.advice, knowledge.claims)) == [], at
    assert list(not_drawn(case, given)) == [], at
    assert set(expect.get("claims", ())) <= cited, at
    if "severity" in expect:
        assert max((reply["severity"] for reply in given), key=GRAVITY.index) == expect["severity"], at
    if "notes" in expect:
        shown = [note["text"] for note in notes]
        assert len(notes) == len(expect["notes"]), f"{at}: shown are {shown}"
        for wanted, note in zip(expect["notes"], notes, strict=True):
            fact = knowledge.outside.get(wanted)
            assert note["text"] == fact.text if fact else wanted in note["source"], f"{at}: {wanted} is not {note}"
    if "asks" in expect:
        assert next(iter(trace.useful_facts(case.profile)), None) == expect["asks"], at
    plan = next((advice.plan for advice in trace.advice if advice.plan), None)
    _check_plan(case, plan)


def _check_plan(case: Situation, plan: Plan | None) -> None:
    expect, at = case.expect, case.place
    if not set(expect) & {"plan", "done", "missing", "late", "days"}:
        return
    assert plan is not None, at
    if "plan" in expect:
        assert [step.id for step in plan.steps] == expect["plan"], at
    if "done" in expect:
        assert {step.id for step in plan.steps if step.done} == set(expect["done"]), at
    if "missing" in expect:
        assert {step.id for step in plan.steps if step.missing} == set(expect["missing"]), at
    if "late" in expect:
        assert {step.id for step in plan.steps if step.late} == set(expect["late"]), at
    days = {step.id: step.by for step in plan.steps}
    assert {name: days.get(name) for name in expect.get("days", {})} == expect.get("days", {}), at


def test_there_are_at_least_150_situations() -> None:
    assert len(SITUATIONS) >= 150


def test_every_claim_of_the_article_is_cited_and_shown(knowledge: Knowledge) -> None:
    found = coverage(SITUATIONS, knowledge)
    assert [claim for claim in knowledge.claims if not found.rules[claim]] == [], "no rule cites these"
    assert [claim for claim in knowledge.claims if not found.shown[claim]] == [], "no situation shows these"


def test_every_topic_that_has_rules_has_situations() -> None:
    assert {topic for rule in engine.RULES for topic in rule.topics} == {case.topic for case in SITUATIONS}


def test_every_rule_speaks_in_some_situation(knowledge: Knowledge) -> None:
    spoke = {
        step.rule.name
        for case in SITUATIONS
        for step in engine.advise(case.topic, case.profile, knowledge, case.today, case.subject).steps
        if step.advice
    }
    assert spoke == {*(rule.name for rule in engine.RULES), "season_day"}


def test_every_reading_of_ours_is_used_by_some_advice(knowledge: Knowledge) -> None:
    used = {
        reading
        for case in SITUATIONS
        for advice in engine.advise(case.topic, case.profile, knowledge, case.today, case.subject).advice
        for reading in advice.readings
    }
    # Those of a person's own list are used where there is one.
    assert used | {*READINGS, "demanding_programs"} == set(knowledge.readings)


def test_every_dated_fact_that_advice_can_show_is_expected_somewhere(knowledge: Knowledge) -> None:
    expected = {note for case in SITUATIONS for note in case.expect.get("notes", ())}
    assert set(knowledge.outside) - {"crisis_line"} <= expected


def test_no_two_situations_bear_the_same_name() -> None:
    names = [case.name for case in SITUATIONS]
    assert sorted(set(names)) == sorted(names)


SOUND = """\
situations:
  - name: Someone asks which letters to get
    today: 2026-11-22
    topic: lors
    facts: {visa_need: J-1}
    expect:
      advice: [lors.portfolio]
"""


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("    topic: lors", "    tpoic: lors", r"line 4: unknown key 'tpoic'"),
        ("      advice:", "      advise:", r"line 7: unknown key 'advise'"),
        ("    facts:", "    fact:", r"line 5: unknown key 'fact'"),
        ("    expect:\n      advice: [lors.portfolio]\n", "", r"line 2: 'expect' is missing"),
        ("    expect:\n      advice: [lors.portfolio]\n", "    expect: {}\n", r"line 6: nothing is expected"),
        ("situations:", "situation:", r"line 1: unknown key 'situation'"),
        ("visa_need", "visa", r"line 5: 'visa' is no fact"),
        ("J-1", "J-2", r"line 5: Visa can be"),
        ("topic: lors", "topic: usce", r"line 4: the topic 'usce' does not stand in its folder"),
        ("    facts:", "    subject: xmas\n    facts:", r"line 5: the subject is one of eras_opens"),
        ("2026-11-22", "today", r"line 3: today is a day"),
        ("[lors.portfolio]", "lors.portfolio", r"line 7: 'advice' is a list"),
        ("advice: [lors.portfolio]", "severity: grave", r"line 7: severity is one of info, caution, warning"),
        ("advice: [lors.portfolio]", "charts: {lors.portfolio: {knid: bands}}", r"line 7: unknown key 'knid'"),
        ("    topic: lors\n", "    topic: lors\n    topic: lors\n", r"line 5: 'topic' stands twice"),
    ],
)
def test_a_slip_in_a_situation_is_refused(tmp_path: Path, facts: Facts, old: str, new: str, complaint: str) -> None:
    path = tmp_path / "lors" / "letters.yml"
    path.parent.mkdir()
    path.write_text(SOUND, encoding="utf-8")
    assert len(situations_of(path, facts)) == 1
    assert old in SOUND
    path.write_text(SOUND.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(FileError, match=rf"^letters\.yml, {complaint}"):
        situations_of(path, facts)


def test_words_count_as_shown_only_in_a_text_that_cites_the_claim(
    tmp_path: Path, facts: Facts, knowledge: Knowledge
) -> None:
    path = tmp_path / "lors" / "letters.yml"
    path.parent.mkdir()
    path.write_text(SOUND + "      shows: {comp.usce_letters: two from US physiatrists}\n", encoding="utf-8")
    (case,) = situations_of(path, facts)
    trace = engine.advise(case.topic, case.profile, knowledge, case.today, case.subject)
    assert "no text that cites comp.usce_letters holds" in next(not_shown(case, trace.advice, knowledge.claims))
