"""Situations (tests/situations/<topic>/*.yml): who asks what on which day, and what they are to be told.

A case has these keys and no others:
    name    a sentence, unique
    today   the day for which advice is given
    topic   what is asked; the name of the folder
    facts   what is held of the person, by name (may be left out)
    expect  at least one of:
        advice    the ids of all advice, in order
        says      substrings of the whole answer as plain text;  not_says: substrings that must not be there
        claims    ids of claims that the answer cites, among others
        severity  the gravest of the advice
        notes     all dated facts shown, in order, each by its id or by a part of its source's address
        asks      the fact that would be asked next, or null
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from actions import facts as facts_module
from actions.facts import Facts, InvalidFact
from actions.knowledge.library import Knowledge
from actions.profile import Profile, Stated
from actions.replies import Replies
from actions.strategy import engine
from actions.topics import Topic
from actions.yaml_files import FileError, Table, read

FOLDER = Path(__file__).resolve().parents[1] / "situations"
GRAVITY = ("info", "caution", "warning")
EXPECTED = ("advice", "says", "not_says", "claims", "severity", "notes", "asks")
LISTS = ("advice", "says", "not_says", "claims", "notes")
AT = datetime(2026, 11, 22, 14, 2, tzinfo=UTC)


@dataclass(frozen=True)
class Situation:
    """One case, and where it stands."""

    name: str
    today: date
    topic: str
    profile: Profile
    expect: Mapping[str, Any]
    place: str


def situations_of(path: Path, facts: Facts) -> list[Situation]:
    """The cases of one file.

    Raises:
        FileError: a key that is unknown, missing or wrong; names the line.
    """
    return [_situation(case, path, facts) for case in read(path).only(needs=["situations"])["situations"]]


def _situation(case: Table, path: Path, facts: Facts) -> Situation:
    case.only(needs=["name", "today", "topic", "expect"], may=["facts"])
    if not isinstance(case["today"], date):
        raise case.fault("today is a day, YYYY-MM-DD", "today")
    if case["topic"] != path.parent.name:
        raise case.fault(f"the topic '{case['topic']}' does not stand in its folder", "topic")
    expect: Table = case["expect"]
    expect.only(needs=[], may=EXPECTED)
    if not expect:
        raise case.fault("nothing is expected", "expect")
    for key in LISTS:
        if key in expect and not isinstance(expect[key], list):
            raise expect.fault(f"'{key}' is a list", key)
    if expect.get("severity", "info") not in GRAVITY:
        raise expect.fault(f"severity is one of {', '.join(GRAVITY)}", "severity")
    profile = _profile(case, facts)
    return Situation(case["name"], case["today"], case["topic"], profile, expect, f"{path.name}:{case.line}")


def _profile(case: Table, facts: Facts) -> Profile:
    stated = {}
    for name, value in case.get("facts", {}).items():
        if name not in facts:
            raise case.fault(f"'{name}' is no fact", "facts")
        try:
            stated[name] = Stated(facts[name].check(value, case["today"]), f"it is {value}", AT)
        except InvalidFact as error:
            raise case.fault(str(error), "facts") from error
    return Profile(stated)


FILES = sorted(FOLDER.glob("*/*.yml"))
SITUATIONS = [case for path in FILES for case in situations_of(path, facts_module.load())]


@pytest.mark.parametrize("case", SITUATIONS, ids=lambda case: f"{case.topic}: {case.name}")
def test_situation(case: Situation, knowledge: Knowledge, topics: Mapping[str, Topic]) -> None:
    trace = engine.advise(case.topic, case.profile, knowledge, case.today)
    replies = Replies(knowledge, topics)
    given = [replies.of_advice(advice, case.profile) for advice in trace.advice]
    text = "\n".join(reply["text"] for reply in given)
    cited = {citation["id"] for reply in given for citation in reply["citations"]}
    notes = list({note["text"]: note for reply in given for note in reply["notes"]}.values())
    expect, at = case.expect, case.place
    if "advice" in expect:
        assert [reply["id"] for reply in given] == expect["advice"], at
    for part in expect.get("says", ()):
        assert part in text, f"{at}: '{part}' is not said in:\n{text}"
    for part in expect.get("not_says", ()):
        assert part not in text, f"{at}: '{part}' is said in:\n{text}"
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


def test_every_topic_that_has_rules_has_situations() -> None:
    assert {topic for rule in engine.RULES for topic in rule.topics} == {case.topic for case in SITUATIONS}


def test_every_rule_speaks_in_some_situation(knowledge: Knowledge) -> None:
    spoke = {
        step.rule.name
        for case in SITUATIONS
        for step in engine.advise(case.topic, case.profile, knowledge, case.today).steps
        if step.advice
    }
    assert spoke == {rule.name for rule in engine.RULES}


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
      advice: [lors.short]
"""


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("    topic: lors", "    tpoic: lors", r"line 4: unknown key 'tpoic'"),
        ("      advice:", "      advise:", r"line 7: unknown key 'advise'"),
        ("    facts:", "    fact:", r"line 5: unknown key 'fact'"),
        ("    expect:\n      advice: [lors.short]\n", "", r"line 2: 'expect' is missing"),
        ("    expect:\n      advice: [lors.short]\n", "    expect: {}\n", r"line 6: nothing is expected"),
        ("situations:", "situation:", r"line 1: unknown key 'situation'"),
        ("visa_need", "visa", r"line 5: 'visa' is no fact"),
        ("J-1", "J-2", r"line 5: Visa can be"),
        ("topic: lors", "topic: usce", r"line 4: the topic 'usce' does not stand in its folder"),
        ("2026-11-22", "today", r"line 3: today is a day"),
        ("[lors.short]", "lors.short", r"line 7: 'advice' is a list"),
        ("advice: [lors.short]", "severity: grave", r"line 7: severity is one of info, caution, warning"),
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
