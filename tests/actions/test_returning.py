"""Somebody comes back: what is known, what has changed since, and why the last advice was given."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import text

from actions import returning
from actions.facts import Facts
from actions.knowledge.library import Knowledge
from actions.messages import Message, Outcome
from actions.profile import Profile
from actions.replies import Reply
from actions.statements import Claimed
from actions.turn import Advisor

Profiles = Callable[..., Profile]
VISIT = date(2026, 11, 22)
ANN = "rest:ann"


def news(profile: Profile, since: date, today: date, knowledge: Knowledge, shown: tuple[str, ...] = ()) -> list[str]:
    return [each.id for each in returning.changed(profile, since, today, knowledge, shown)]


@pytest.mark.parametrize(("hours", "back"), [(0, False), (11.9, False), (12, True), (24 * 30, True)])
def test_a_return_is_a_pause_of_half_a_day(hours: float, back: bool) -> None:
    now = datetime(2026, 11, 22, 14, tzinfo=UTC)
    assert returning.is_return(now - timedelta(hours=hours), now) is back
    assert not returning.is_return(None, now)


@pytest.mark.parametrize(
    ("values", "line"),
    [
        ({}, ""),
        ({"visa_need": "J-1"}, "Visa: J-1"),
        ({"step2_ck_score": 238, "step2_ck_status": "passed", "visa_need": "J-1"}, "Step 2 CK: 238; Visa: J-1"),
        ({"step2_ck_status": "failed"}, "Step 2 CK result: failed"),
        (
            {"practice_scores": [231, 233], "step1_status": "passed", "visa_need": "J-1", "match_year": 2028, "research": "none"},
            "Practice scores: 231, 233; Step 1: passed; Visa: J-1; Match year: 2028; 1 more fact",
        ),
        ({"backup_specialty": "neurology"}, "Backup specialty: neurology"),
    ],
)  # fmt: skip
def test_what_is_known_fits_into_a_line(
    profile_of: Profiles, facts: Facts, values: Mapping[str, Any], line: str
) -> None:
    assert returning.known(profile_of(**values), facts) == line


def test_an_exam_day_that_has_passed_is_news_until_there_is_a_result(
    profile_of: Profiles, knowledge: Knowledge
) -> None:
    planned = profile_of(step2_ck_date="2026-12-10", match_year=2028)
    assert news(planned, VISIT, date(2026, 12, 9), knowledge) == []
    assert news(planned, VISIT, date(2026, 12, 11), knowledge) == ["contradiction.exam_date_passed"]
    passed = profile_of(step2_ck_date="2026-12-10", match_year=2028, step2_ck_score=238)
    assert news(passed, VISIT, date(2026, 12, 11), knowledge) == []


def test_an_exam_day_that_had_passed_at_the_last_visit_is_no_news(profile_of: Profiles, knowledge: Knowledge) -> None:
    planned = profile_of(step2_ck_date="2026-10-10", match_year=2028)
    assert news(planned, VISIT, date(2026, 12, 11), knowledge) == []


@pytest.mark.parametrize(
    ("since", "today", "found"),
    [
        ("2026-11-22", "2026-12-22", []),
        ("2027-05-20", "2027-06-02", ["season.eras_opens"]),
        ("2027-05-20", "2027-06-01", []),
        ("2027-06-10", "2027-07-07", []),
        ("2027-06-10", "2027-07-08", ["season.safe_day"]),
        ("2027-05-20", "2027-07-08", ["season.eras_opens", "season.safe_day"]),
        ("2027-07-01", "2027-09-03", ["season.moved"]),
    ],
)
def test_the_days_of_the_season_are_told_once_they_have_passed(
    profile_of: Profiles, knowledge: Knowledge, since: str, today: str, found: list[str]
) -> None:
    ahead = profile_of(step2_ck_status="not_taken", match_year=2028)
    assert news(ahead, date.fromisoformat(since), date.fromisoformat(today), knowledge) == found


@pytest.mark.parametrize(
    ("since", "today", "found"),
    [
        ("2027-08-20", "2027-09-23", ["season.reading"]),
        ("2027-10-20", "2028-03-02", ["season.rank_list"]),
        ("2028-03-02", "2028-03-17", ["season.match_day"]),
        ("2028-03-02", "2028-03-18", ["season.over"]),
        ("2028-03-18", "2028-04-18", []),
    ],
)
def test_who_has_applied_is_told_where_the_season_stands(
    profile_of: Profiles, knowledge: Knowledge, since: str, today: str, found: list[str]
) -> None:
    applied = profile_of(step1_status="passed", step2_ck_score=238, match_year=2028)
    if found == []:
        applied = profile_of(step1_status="passed", step2_ck_score=238)
    assert news(applied, date.fromisoformat(since), date.fromisoformat(today), knowledge) == found


def test_a_day_that_was_worked_out_is_told_as_expected(profile_of: Profiles, knowledge: Knowledge) -> None:
    ahead = profile_of(step2_ck_status="not_taken", match_year=2028)
    (told,) = returning.changed(ahead, date(2027, 5, 20), date(2027, 6, 2), knowledge)
    assert told.text == "For the 2028 Match, ERAS opened on 2 June 2027 (expected day)."


def test_of_whom_no_exam_and_no_match_is_known_the_season_is_no_news(
    profile_of: Profiles, knowledge: Knowledge
) -> None:
    assert news(profile_of(visa_need="J-1"), VISIT, date(2028, 6, 1), knowledge) == []


def test_a_dated_fact_is_news_for_those_who_were_shown_it(profile_of: Profiles, knowledge: Knowledge) -> None:
    later = replace(knowledge.outside["h1b_fee"], as_of=date(2026, 12, 1))
    changed = replace(knowledge, outside={**knowledge.outside, "h1b_fee": later})
    mine = profile_of(visa_need="H-1B")
    assert news(mine, VISIT, date(2026, 12, 24), changed, ("h1b_fee",)) == ["outside.h1b_fee"]
    assert news(mine, VISIT, date(2026, 12, 24), changed, ("signals",)) == []
    assert news(mine, VISIT, date(2026, 11, 30), changed, ("h1b_fee",)) == []
    assert news(mine, VISIT, date(2026, 12, 24), knowledge, ("h1b_fee",)) == []


@pytest.fixture
def talk_on(advisor: Advisor) -> Callable[..., Outcome]:
    """One turn of Ann on a day, in a new session: no slot is left of the talks before."""

    def turn(
        day: str, *topics: str, states: Mapping[str, object] | None = None, words: str = "w", **rest: Any
    ) -> Outcome:
        now = datetime.fromisoformat(f"{day}T14:00+00:00")
        claimed = tuple(Claimed(name, value, words) for name, value in (states or {}).items())
        return advisor.turn(Message(ANN, topics, claimed=claimed, **rest), now.date(), now)

    return turn


Talk = Callable[..., Outcome]


def ids(outcome: Outcome) -> list[str]:
    return [reply["id"] for reply in outcome.replies]


def test_who_comes_back_is_welcomed_with_what_is_known_and_what_has_changed(
    talk_on: Talk, faults_of: Callable[[Reply], list[str]]
) -> None:
    talk_on("2027-05-20", "profile_statement", states={"step2_ck_status": "not_taken", "match_year": 2028})
    (welcome,) = talk_on("2027-06-03", "greet").replies
    assert welcome["id"] == "talk.welcome_back"
    assert "I still know: Step 2 CK result: not taken yet; Match year: 2028." in welcome["text"]
    assert "What has changed since 20 May 2027:" in welcome["text"]
    assert "ERAS opened on 2 June 2027" in welcome["text"]
    assert "/ask_profile" in [button["payload"] for button in welcome["next"]]
    assert len(welcome["text"].split()) < 60
    assert faults_of(welcome) == []


def test_where_nothing_has_changed_the_welcome_says_so(talk_on: Talk) -> None:
    talk_on("2026-11-22", "profile_statement", states={"visa_need": "J-1"})
    (welcome,) = talk_on("2026-11-29", "greet").replies
    assert "Since 22 November 2026 nothing has changed for you that I know of." in welcome["text"]


def test_a_passed_exam_day_is_asked_for_once(talk_on: Talk) -> None:
    talk_on("2026-11-22", "profile_statement", states={"step2_ck_date": "2026-12-10"})
    outcome = talk_on("2026-12-20", "greet")
    assert ids(outcome) == ["talk.welcome_back", "contradiction.exam_date_passed"]
    assert "has passed" not in outcome.replies[0]["text"]
    assert "nothing has changed" not in outcome.replies[0]["text"]
    assert outcome.asked == "step2_ck_status"


def test_a_question_is_answered_first_and_the_news_follow_in_one_short_reply(
    talk_on: Talk, faults_of: Callable[[Reply], list[str]]
) -> None:
    talk_on("2027-05-20", "profile_statement", states={"step2_ck_status": "not_taken", "match_year": 2028})
    outcome = talk_on("2027-07-10", "lors")
    assert ids(outcome)[:2] == ["lors.portfolio", "talk.changed_since"]
    told = outcome.replies[1]
    assert "Since you were here on 20 May 2027:" in told["text"]
    assert "ERAS opened on 2 June 2027" in told["text"]
    assert "The very last is 25 August 2027." in told["text"]
    assert len(told["text"].split()) < 60
    assert faults_of(told) == []


def test_a_question_of_an_earlier_day_is_not_gone_back_to(talk_on: Talk) -> None:
    asked = talk_on("2026-11-22", "score_band", states={"step2_ck_score": 238})
    assert ids(asked)[-1] == "ask.step1_status"
    open_ = {"asked": asked.asked, "asked_before": asked.asked_before, "last_topic": asked.last_topic}
    assert "Back to" in talk_on("2026-11-22", "lors", **open_).replies[-1]["text"]
    later = talk_on("2026-12-22", "lors", **open_)
    assert not any("Back to" in reply["text"] for reply in later.replies)


def test_news_are_told_once(talk_on: Talk) -> None:
    talk_on("2027-05-20", "profile_statement", states={"step2_ck_status": "not_taken", "match_year": 2028})
    assert "talk.changed_since" in ids(talk_on("2027-06-03", "lors"))
    assert "talk.changed_since" not in ids(talk_on("2027-06-03", "usce"))
    assert ids(talk_on("2027-06-03", "greet")) == ["talk.greet"]


@pytest.mark.parametrize("topic", ["delete_my_data", "goodbye", "distress"])
def test_some_messages_are_answered_and_nothing_else(talk_on: Talk, topic: str) -> None:
    talk_on("2027-05-20", "profile_statement", states={"step2_ck_status": "not_taken", "match_year": 2028})
    assert "talk.changed_since" not in ids(talk_on("2027-07-10", topic))


def test_somebody_of_whom_nothing_is_known_is_greeted_as_ever(talk_on: Talk) -> None:
    talk_on("2026-11-22", "help")
    assert ids(talk_on("2026-12-22", "greet")) == ["talk.greet"]


def test_scores_of_an_earlier_session_and_a_new_one_make_a_trend(talk_on: Talk) -> None:
    talk_on("2026-11-03", "profile_statement", states={"practice_scores": [231, 233]}, words="nbme 231, 233")
    outcome = talk_on("2026-11-22", "profile_statement", states={"practice_scores": [240]}, words="nbme 240 now")
    assert outcome.replies[0]["id"] == "practice.likely"
    assert "Added to Practice scores 231, 233: 240." in outcome.replies[0]["text"]
    assert "rising: 231 -> 233 -> 240 since 3 November (9 points up)" in outcome.replies[0]["text"]


def test_within_a_talk_a_score_told_behind_those_mirrored_joins_them(talk_on: Talk, advisor: Advisor) -> None:
    talk_on("2026-11-22", "profile_statement", states={"practice_scores": [231, 233]})
    talk_on("2026-11-22", "profile_statement", states={"practice_scores": [231, 233, 240]}, scores_before=(231, 233))
    talk_on("2026-11-22", "profile_statement", states={"practice_scores": [231, 238]}, scores_before=(231, 233))
    assert advisor.store.profile(ANN).values["practice_scores"] == [231, 238, 240]


def test_why_works_in_a_new_session(talk_on: Talk) -> None:
    before = talk_on("2026-11-22", "score_band", states={"step2_ck_score": 238}, words="ck 238").replies[0]
    (source,) = talk_on("2026-12-22", "how_do_you_know").replies[:1]
    assert source["id"] == "source.band_solid"
    assert source["citations"] == before["citations"]
    assert source["text"].count("My last advice to you was of 22 November 2026.") == 1
    assert "Step 2 CK 238" in source["text"]
    assert '(you said "ck 238")' in source["text"]


def test_why_tells_the_facts_of_that_day_though_they_have_changed(talk_on: Talk) -> None:
    talk_on("2026-11-22", "score_band", states={"step2_ck_score": 238}, words="ck 238")
    talk_on("2026-11-23", "ask_profile", states={"step2_ck_score": 251}, words="its 251")
    (source,) = talk_on("2026-12-22", "how_do_you_know").replies[:1]
    assert source["id"] == "source.band_solid"
    assert "Step 2 CK 238 (as I held it then)" in source["text"]


def test_advice_that_can_no_longer_be_given_is_not_explained(talk_on: Talk, advisor: Advisor) -> None:
    talk_on("2026-11-22", "score_band", states={"step2_ck_score": 238})
    with advisor.store.engine.begin() as connection:
        connection.execute(text("UPDATE advice_given SET advice_id = 'band.of_an_older_release'"))
    assert ids(talk_on("2026-12-22", "how_do_you_know"))[0] == "talk.nothing_said_yet"


def test_an_answer_arrives_though_it_could_not_be_kept(talk_on: Talk, advisor: Advisor) -> None:
    talk_on("2026-11-22", "profile_statement", states={"step2_ck_score": 238})
    with advisor.store.engine.begin() as connection:
        connection.execute(text("ALTER TABLE advice_given RENAME TO elsewhere"))
    assert ids(talk_on("2026-12-22", "score_band"))[0] == "band.solid"


def test_what_is_only_supposed_is_no_advice_to_remember(talk_on: Talk, advisor: Advisor) -> None:
    talk_on("2026-11-22", "what_if", supposed={"step2_ck_score": 250})
    assert advisor.store.history.advice(ANN) == ()
