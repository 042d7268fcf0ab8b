"""What holds for every turn, whatever the understanding made of a message."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from actions import facts as facts_module
from actions.facts import Facts
from actions.knowledge.library import Knowledge
from actions.messages import Message, Outcome
from actions.replies import Reply
from actions.statements import Claimed, Unclear
from actions.store.migrate import upgrade
from actions.store.repository import ProfileStore
from actions.talk import Say
from actions.topics import Topic
from actions.turn import Advisor

FACTS = facts_module.load()
names = st.sampled_from(FACTS.names)
words = st.text("abcdefghij \"'<>*", max_size=90)
# Right and wrong values alike: what a fact cannot have must be answered for, not crash.
anything = (
    st.none()
    | st.booleans()
    | st.integers(-5, 2040)
    | st.floats()
    | words
    | st.lists(st.integers(0, 310), max_size=4)
    | st.sampled_from(["passed", "failed", "not_taken", "J-1", "H-1B", "us_img", "indexed", "2027-06"])
)
# Facts that can be, among them many that cannot all be true together.
possible = st.sampled_from([("step1_status", "not_taken"), ("step1_status", "failed"), ("step1_score", 231),
    ("step2_ck_status", "not_taken"), ("step2_ck_status", "passed"), ("step2_ck_score", 238), ("step2_ck_date", "2026-10"),
    ("step2_ck_date", "2027-06"), ("step3_status", "passed"), ("step3_score", 221), ("letters_total", 1),
    ("us_physiatrist_letters", 3), ("applicant_type", "us_img"), ("visa_need", "J-1"), ("match_year", 2027),
    ("practice_scores", [231, 236, 233])])  # fmt: skip
topics_read = st.lists(st.sampled_from(["score_band", "step1", "step3", "lors", "what_if", "help", "affirm",
    "profile_statement", "ask_profile", "how_do_you_know", "export_plan", "out_of_scope", "low_score_recovery",
    "competitiveness", "step2_timing", "action_plan", "practice_exams", "visa", "no_such_topic"]), max_size=3)  # fmt: skip
messages: st.SearchStrategy[dict[str, Any]] = st.builds(
    dict,
    topics=topics_read.map(tuple),
    claimed=st.lists(
        st.builds(Claimed, names, anything, words)
        | st.builds(lambda fact, said: Claimed(*fact, said), possible, words),
        max_size=4,
    ).map(tuple),
    unclear=st.lists(st.builds(Unclear, names, words, st.sampled_from(["vague", "no_number"])), max_size=2).map(tuple),
    supposed=st.just({}) | st.dictionaries(names | words, anything, max_size=2),
    last_topic=st.none() | st.sampled_from(["score_band", "step3", "lors", "action_plan"]),
    page=st.sampled_from([0, 0, 0, 1, 2, 9]),
)
talks = st.lists(messages, min_size=1, max_size=4)
people = count()


@pytest.fixture(scope="module")
def long_lived(
    tmp_path_factory: pytest.TempPathFactory,
    facts: Facts,
    knowledge: Knowledge,
    topics: Mapping[str, Topic],
    talk: Mapping[str, Say],
) -> Iterator[Advisor]:
    """One store for many drawn people; each example is a person of its own."""
    path: Path = tmp_path_factory.mktemp("store") / "profiles.db"
    store = ProfileStore(f"sqlite:///{path}")
    upgrade(store.engine)
    yield Advisor(store, facts, knowledge, topics, talk)
    store.engine.dispose()


@given(talk_read=talks)
@settings(max_examples=60, deadline=None, derandomize=True)
def test_every_turn_of_every_talk_is_answered_within_the_contract(
    long_lived: Advisor,
    faults_of: Callable[[Reply], list[str]],
    today: date,
    now: datetime,
    talk_read: list[dict[str, Any]],
) -> None:
    person = f"rest:{next(people)}"
    asked_before: tuple[str, ...] = ()
    asked: str | None = None
    for read in talk_read:
        before = long_lived.store.profile(person)
        message = Message(person, asked=asked, asked_before=asked_before, **read)
        outcome: Outcome = long_lived.turn(message, today, now)
        ids = [reply["id"] for reply in outcome.replies]
        assert ids
        assert len(ids) == len(set(ids)), "a reply is said twice"
        assert [fault for reply in outcome.replies for fault in faults_of(reply)] == []
        questions = [id_ for id_ in ids if id_.startswith(("ask.", "contradiction."))]
        assert len(questions) <= 1
        assert set(outcome.asked_before) - set(asked_before) <= {
            *(id_.removeprefix("ask.") for id_ in questions),
            outcome.asked,
        }
        held = long_lived.store.profile(person)
        assert {change.name: change.after for change in outcome.changes}.items() <= held.values.items()
        assert set(before.values) - set(held.values) <= set(outcome.gone), "a fact is lost without a word"
        assert not set(outcome.gone) & set(held.values)
        if asked is None:
            assert outcome.gone == (), "nothing gives way unless it was asked"
        for name, value in held.values.items():
            assert FACTS[name].check(value, today) == value
        asked, asked_before = outcome.asked, outcome.asked_before
