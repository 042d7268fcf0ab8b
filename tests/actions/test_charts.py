"""Pictures beside advice: what they show of a person, in figures and in words, for every profile that can be."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given

from actions.charts import as_json
from actions.knowledge.library import Knowledge
from actions.messages import Outcome
from actions.profile import PracticeScore, Profile, Stated
from actions.replies import Replies, Reply
from actions.strategy import engine
from actions.strategy.charts import practice_of, strengths_of
from tests.actions.strategy.test_properties import KNOWLEDGE, days, profile_with, profiles, quick

Make = Callable[..., Profile]
Faults = Callable[[Reply], list[str]]
Tell = Callable[..., Outcome]


def drawn(topic: str, profile: Profile, day: date = date(2026, 11, 22)) -> dict[str, Any]:
    """The pictures beside the advice on a topic, by its id."""
    replies = Replies(KNOWLEDGE, {})
    advised = engine.advise(topic, profile, KNOWLEDGE, day).advice
    return {advice.id: replies.of_advice(advice, profile)["chart"] for advice in advised}


@given(values=profiles, day=days)
@quick
def test_every_picture_keeps_the_contract_and_its_words_say_each_of_its_figures(
    faults_of: Faults, values: dict[str, Any], day: date
) -> None:
    profile, replies = profile_with(values), Replies(KNOWLEDGE, {})
    for topic in ("practice_exams", "step2_timing", "action_plan", "lors", "specialty_commitment", "score_band"):
        for advice in engine.advise(topic, profile, KNOWLEDGE, day).advice:
            reply = replies.of_advice(advice, profile)
            assert faults_of(reply) == [], advice.id
            if reply["chart"]:
                said, chart = reply["chart"]["alt"], reply["chart"]
                for each in chart.get("scores", ()):
                    assert str(each["score"]) in said
                for each in (*chart.get("days", ()), *chart.get("items", ())):
                    assert each["label"] in said
                    assert each.get("detail", "") in said
                assert chart["kind"] != "season" or chart["days"] == sorted(chart["days"], key=lambda each: each["day"])


def test_practice_scores_bear_the_days_on_which_they_were_told() -> None:
    practice = tuple(
        PracticeScore(score, "words", datetime(2026, month, 3, tzinfo=UTC)) for score, month in ((231, 9), (236, 11))
    )
    profile = Profile({"practice_scores": Stated([231, 236], "words", practice[-1].at)}, practice=practice)
    chart = drawn("practice_exams", profile)["practice.loose"]
    assert chart["scores"] == [{"score": 231, "day": "2026-09-03"}, {"score": 236, "day": "2026-11-03"}]
    assert "231, 236, told from 3 September 2026 to 3 November 2026." in chart["alt"]


def test_supposed_practice_scores_have_no_days(knowledge: Knowledge, profile_of: Make) -> None:
    held = PracticeScore(231, "words", datetime(2026, 9, 3, tzinfo=UTC))
    supposed = Profile(profile_of(practice_scores=[240]).stated, practice=(held,))
    chart = as_json(practice_of(supposed, knowledge), knowledge)
    assert chart is not None
    assert chart["scores"] == [{"score": 240, "day": None}]
    assert "told" not in chart["alt"]


@pytest.mark.parametrize(
    ("topic", "facts"),
    [
        ("lors", {"usce_months": 2, "research": "local", "us_physiatrist_letters": 1}),
        ("specialty_commitment", {"usce_months": 2, "research": "local"}),
        ("step2_timing", {"match_year": 2028, "step2_ck_date": "2027-06-14", "step2_ck_status": "not_taken"}),
    ],
)
def test_a_picture_changes_nothing_of_the_facts_that_an_answer_used(
    topic: str, facts: Mapping[str, Any], profile_of: Make
) -> None:
    profile = profile_of(**facts)
    for step in engine.advise(topic, profile, KNOWLEDGE, date(2026, 11, 22)).steps:
        if step.advice and step.advice.chart:
            seen: set[str] = set()
            step.rule.apply(profile.watched(seen), KNOWLEDGE, date(2026, 11, 22))
            assert set(step.advice.facts_used) == seen & set(facts)
            if topic != "step2_timing":
                assert not {"usce_months", "research"} & seen
            elif step.rule.name == "season_calendar":
                assert "step2_ck_date" not in seen


def test_answers_that_differ_in_their_picture_alone_are_the_same(profile_of: Make) -> None:
    first, second = (
        engine.advise("specialty_commitment", profile, KNOWLEDGE, date(2026, 11, 22)).advice
        for profile in (profile_of(), profile_of(research="local"))
    )
    assert first == second
    assert (first[0].chart is None, second[0].chart is None) == (True, False)


@pytest.mark.parametrize(
    ("facts", "state"),
    [
        ({"us_physiatrist_letters": 3, "letters_total": 2}, "unknown"),
        ({"letters_total": 2}, "unknown"),
        ({"us_physiatrist_letters": 2}, "unknown"),
        ({"us_physiatrist_letters": 2, "letters_total": 2}, "missing"),
        ({"us_physiatrist_letters": 2, "letters_total": 3}, "there"),
    ],
)
def test_the_letter_from_medicine_is_judged_only_where_both_counts_are_known(
    facts: Mapping[str, int], state: str, profile_of: Make, knowledge: Knowledge
) -> None:
    found = strengths_of(profile_of(**facts), knowledge)
    assert found is not None
    assert {item.name: item.state for item in found.items}["clinical_letter"] == state


def test_two_topics_of_one_message_show_the_picture_that_they_share_once(tell: Tell) -> None:
    given = tell("lors", "usce", states={"us_physiatrist_letters": 1}).replies
    kinds = [reply["chart"]["kind"] for reply in given if reply["chart"]]
    assert kinds == ["strengths"]
    assert sum(bool(re.match(r"lors|usce", reply["id"])) for reply in given) == 2
