"""Facts that cannot all be true: which are found, what is asked, and what gives way to the answer."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from actions import contradictions, statements
from actions.contradictions import MAX_TITLE
from actions.facts import Facts
from actions.messages import Outcome
from actions.profile import Profile, Stated
from actions.replies import Replies, Reply
from actions.statements import Claimed
from actions.store.repository import ProfileStore

Make = Callable[..., Profile]
Tell = Callable[..., Outcome]

ANN = "rest:ann"
# Each kind once: its id, the facts, and for each answer the facts that give way to it.
KINDS: list[tuple[str, dict[str, Any], list[set[str]]]] = [
    ("step1_score", {"step1_status": "not_taken", "step1_score": 231}, [set(), {"step1_score"}]),
    ("step2_ck_score", {"step2_ck_status": "not_taken", "step2_ck_score": 238}, [set(), {"step2_ck_score"}]),
    ("step3_score", {"step3_status": "not_taken", "step3_score": 221}, [set(), {"step3_score"}]),
    ("step1_since", {"step1_status": "failed", "step2_ck_status": "passed"}, [set(), set(), set()]),
    ("step3_before_step1", {"step3_status": "passed", "step1_status": "failed"}, [set(), set()]),
    ("step3_before_step2_ck", {"step3_status": "failed", "step2_ck_status": "not_taken"}, [set(), set()]),
    ("exam_date_passed", {"step2_ck_date": "2026-10"}, [set(), set(), {"step2_ck_date"}]),
    ("exam_date_to_come", {"step2_ck_date": "2027-06-15", "step2_ck_status": "passed"}, [{"step2_ck_date"}, set()]),
    ("letters", {"us_physiatrist_letters": 3, "letters_total": 2}, [set()]),
    ("citizen_with_visa", {"applicant_type": "us_img", "visa_need": "J-1"}, [set(), set()]),
]
# What lets one ask, but is itself not in question.
GROUNDS = {"step1_since": {"step2_ck_status"}}
NAMES = [name for name, _, _ in KINDS]
CASES = [
    pytest.param(name, held, number, gone, id=f"{name}-{number}")
    for name, held, answers in KINDS
    for number, gone in enumerate(answers)
]


def ids(outcome: Outcome) -> list[str]:
    return [reply["id"] for reply in outcome.replies]


def stated_by(button: Mapping[str, str]) -> dict[str, Any]:
    facts: dict[str, Any] = json.loads(button["payload"].removeprefix("/profile_statement"))
    return facts


@pytest.mark.parametrize(("name", "held"), [(name, held) for name, held, _ in KINDS], ids=NAMES)
def test_each_kind_is_found_once_and_alone(
    profile_of: Make, facts: Facts, today: date, name: str, held: dict[str, Any]
) -> None:
    (found,) = contradictions.found(profile_of(**held), facts, today)
    assert found.id == f"contradiction.{name}"
    assert set(held) - GROUNDS.get(name, set()) <= set(found.facts)
    assert found.asks in found.facts
    assert "?" in found.text


@pytest.mark.parametrize(
    "held",
    [
        {},
        {"step2_ck_status": "passed", "step2_ck_score": 238},
        {"step2_ck_status": "failed", "step2_ck_score": 205},
        {"step3_status": "passed", "step1_status": "passed", "step2_ck_status": "passed"},
        {"step3_status": "passed"},
        {"step3_status": "not_taken", "step1_status": "failed"},
        {"step1_status": "failed"},
        {"step1_status": "failed", "step2_ck_status": "failed"},
        {"step1_status": "failed", "reapplicant": False},
        {"step1_status": "failed", "step1_attempts": 1, "step2_ck_status": "passed"},
        {"step1_status": "passed", "step1_attempts": 2, "step2_ck_status": "passed"},
        {"step2_ck_date": "2026-11"},
        {"step2_ck_date": "2026-11-22"},
        {"step2_ck_date": "2026-10", "step2_ck_status": "passed"},
        {"step2_ck_date": "2026-10", "step2_ck_score": 238},
        {"step2_ck_date": "2027-06", "step2_ck_status": "not_taken"},
        {"step2_ck_date": "2027-06", "step2_ck_status": "failed"},
        {"us_physiatrist_letters": 2, "letters_total": 2},
        {"us_physiatrist_letters": 2},
        {"applicant_type": "us_img", "visa_need": "none"},
        {"applicant_type": "us_img"},
        {"applicant_type": "non_us_img", "visa_need": "J-1"},
    ],
)
def test_facts_that_can_all_be_true_are_not_asked_about(
    profile_of: Make, facts: Facts, today: date, held: dict[str, Any]
) -> None:
    assert contradictions.found(profile_of(**held), facts, today) == ()


@pytest.mark.parametrize("later", [{"step2_ck_status": "passed"}, {"step2_ck_score": 238}, {"reapplicant": True}])
def test_a_failed_step_1_is_asked_about_where_something_came_after_it(
    profile_of: Make, facts: Facts, today: date, later: dict[str, Any]
) -> None:
    (found,) = contradictions.found(profile_of(step1_status="failed", **later), facts, today)
    assert (found.id, found.asks) == ("contradiction.step1_since", "step1_status")
    assert [states for _, states in found.answers] == [
        {"step1_status": "passed", "step1_attempts": 2},
        {"step1_status": "passed", "step1_attempts": 3},
        {"step1_status": "failed", "step1_attempts": 1},
    ]


@pytest.mark.parametrize("answer", range(3))
def test_an_answer_on_step_1_is_kept_and_the_question_does_not_come_back(
    tell: Tell, store: ProfileStore, answer: int
) -> None:
    asked = tell("profile_statement", states={"step1_status": "failed", "step2_ck_score": 238})
    assert ids(asked)[-1] == "contradiction.step1_since"
    states = stated_by(asked.replies[-1]["next"][answer])
    answered = tell("profile_statement", states=states, asked=asked.asked, asked_before=asked.asked_before)
    assert "contradiction.step1_since" not in ids(answered)
    # Even in a dialogue that has forgotten that it asked.
    assert "contradiction.step1_since" not in ids(tell("step1"))
    assert store.profile(ANN).values == {"step2_ck_score": 238, "step2_ck_status": "passed", **states}


def test_not_yet_makes_step_1_the_exam_that_is_ahead(tell: Tell) -> None:
    asked = tell("profile_statement", states={"step1_status": "failed", "step2_ck_score": 238})
    assert "the next try has to be a pass" not in tell("step1", asked_before=asked.asked_before).replies[0]["text"]
    tell("profile_statement", states=stated_by(asked.replies[-1]["next"][2]), asked=asked.asked)
    assert (
        "If you have not passed it since then, first the next try has to be a pass." in tell("step1").replies[0]["text"]
    )


FAILED_ONCE = {"step1_status": "failed", "step1_attempts": 1}


def test_a_fail_told_beside_a_passed_step_2_is_asked_about_and_not_taken_for_a_step_1_still_to_pass(
    tell: Tell, store: ProfileStore
) -> None:
    tell("profile_statement", states={"step2_ck_score": 238})
    told = tell("profile_statement", states=FAILED_ONCE, words="actually I did fail step 1 once")
    assert ids(told) == ["step1.red_flag", "contradiction.step1_since"]
    assert "next try" not in told.replies[0]["text"]
    rest = {"asked": told.asked, "asked_before": told.asked_before}
    tell("profile_statement", states=FAILED_ONCE, words="not yet, failed once", **rest)
    assert store.profile(ANN).get("step1_attempts") == 1, "the answer is taken as it is"


@pytest.mark.parametrize("exam", ["step1", "step2_ck"])
def test_a_fail_told_of_an_exam_that_was_passed_is_counted_with_the_pass(
    tell: Tell, store: ProfileStore, exam: str
) -> None:
    tell("profile_statement", states={f"{exam}_status": "passed"})
    told = tell(
        "profile_statement",
        states={f"{exam}_status": "failed", f"{exam}_attempts": 1},
        words="actually I did fail it once",
    )
    assert store.profile(ANN).values == {f"{exam}_status": "passed", f"{exam}_attempts": 2}
    assert "passed -> failed" not in told.replies[0]["text"]


def test_a_pass_that_is_taken_back_is_a_fail(tell: Tell, store: ProfileStore) -> None:
    tell("profile_statement", states={"step1_status": "passed"})
    tell("profile_statement", states={"step1_status": "failed"}, words="sorry, I failed step 1")
    assert store.profile(ANN).get("step1_status") == "failed"


@pytest.mark.parametrize(
    ("stated", "today", "name"),
    [
        ("2026-11", date(2026, 11, 30), None),
        ("2026-11", date(2026, 12, 1), "contradiction.exam_date_passed"),
        ("2026-11-22", date(2026, 11, 23), "contradiction.exam_date_passed"),
    ],
)
def test_an_exam_date_has_passed_when_its_last_possible_day_has(
    profile_of: Make, facts: Facts, stated: str, today: date, name: str | None
) -> None:
    found = contradictions.found(profile_of(step2_ck_date=stated), facts, today)
    assert [each.id for each in found] == ([name] if name else [])


@pytest.mark.parametrize(("name", "held"), [(name, held) for name, held, _ in KINDS], ids=NAMES)
def test_every_answer_is_a_button_that_fits_and_states_possible_facts(
    profile_of: Make,
    facts: Facts,
    replies: Replies,
    faults_of: Callable[[Reply], list[str]],
    today: date,
    name: str,
    held: dict[str, Any],
) -> None:
    profile = profile_of(**held)
    (found,) = contradictions.found(profile, facts, today)
    reply = replies.of_contradiction(found, profile.values)
    assert faults_of(reply) == []
    assert all(len(title) <= MAX_TITLE for title, _ in found.answers)
    for _, states in found.answers:
        for fact, value in states.items():
            assert facts[fact].check(value, today) == value


@pytest.mark.parametrize(("name", "held", "answer", "gone"), CASES)
def test_every_answer_settles_what_was_asked_and_only_what_it_contradicts_gives_way(
    tell: Tell,
    store: ProfileStore,
    facts: Facts,
    today: date,
    name: str,
    held: dict[str, Any],
    answer: int,
    gone: set[str],
) -> None:
    asked = tell("profile_statement", states=held)
    assert asked.replies[-1]["id"] == f"contradiction.{name}"
    assert asked.gone == ()
    before = store.profile(ANN).values
    assert held.items() <= before.items(), "both facts stay until the person has said which is right"
    states = stated_by(asked.replies[-1]["next"][answer])
    answered = tell("profile_statement", states=states, asked=asked.asked, asked_before=asked.asked_before)
    after = store.profile(ANN)
    assert set(answered.gone) & set(before) == gone
    assert states.items() <= after.values.items()
    assert set(before) - set(after.values) == gone
    assert contradictions.found(after, facts, today) == ()
    assert not [id_ for id_ in ids(answered) if id_.startswith("contradiction.")]


@pytest.mark.parametrize("topic", ["profile_statement", "score_band"])
def test_what_gave_way_is_said(tell: Tell, topic: str) -> None:
    asked = tell("profile_statement", states={"step2_ck_score": 238, "step2_ck_status": "not_taken"})
    states = {"step2_ck_status": "not_taken"}
    answered = tell(topic, states=states, asked=asked.asked, asked_before=asked.asked_before)
    assert "No longer held: Step 2 CK 238." in answered.replies[0]["text"]


def test_an_answer_in_words_settles_it_as_a_button_does(tell: Tell, store: ProfileStore) -> None:
    asked = tell("profile_statement", states={"us_physiatrist_letters": 3, "letters_total": 2})
    tell("profile_statement", states={"letters_total": 4}, asked=asked.asked, asked_before=asked.asked_before)
    assert store.profile(ANN).values == {"us_physiatrist_letters": 3, "letters_total": 4}


@pytest.mark.parametrize(("name", "held"), [(name, held) for name, held, _ in KINDS], ids=NAMES)
def test_nothing_gives_way_as_long_as_the_answer_is_about_something_else(
    tell: Tell, store: ProfileStore, name: str, held: dict[str, Any]
) -> None:
    asked = tell("profile_statement", states=held)
    later = tell("research", states={"research": "none"}, asked=asked.asked, asked_before=asked.asked_before)
    assert later.gone == ()
    assert held.items() <= store.profile(ANN).values.items()


def test_the_same_words_without_having_been_asked_make_nothing_give_way(tell: Tell, store: ProfileStore) -> None:
    held = {"step2_ck_score": 238, "step2_ck_status": "not_taken"}
    tell("profile_statement", states=held)
    again = tell(
        "profile_statement", states={"step2_ck_status": "not_taken"}, asked="visa_need", asked_before=("visa_need",)
    )
    assert again.gone == ()
    assert store.profile(ANN).values == held


def test_a_contradiction_is_asked_once_unless_one_of_its_facts_is_said_again(tell: Tell) -> None:
    held = {"us_physiatrist_letters": 3, "letters_total": 2}
    first = tell("profile_statement", states=held)
    name = "contradiction.letters"
    assert name in first.asked_before
    assert name not in ids(tell("research", asked_before=first.asked_before))
    again = tell("profile_statement", states={"letters_total": 2}, asked_before=first.asked_before)
    assert name in ids(again)


def test_it_is_asked_before_any_other_question_and_only_one_is_asked(tell: Tell) -> None:
    outcome = tell("visa", states={"applicant_type": "us_img", "visa_need": "J-1", "letters_total": 1, "us_physiatrist_letters": 2})  # fmt: skip
    asking = [id_ for id_ in ids(outcome) if id_.startswith(("ask.", "contradiction."))]
    assert asking == ["contradiction.letters"]
    later = tell("visa", asked_before=outcome.asked_before)
    assert ids(later)[-1] == "contradiction.citizen_with_visa"


def test_the_question_itself_is_still_answered_beside_it(tell: Tell) -> None:
    outcome = tell("lors", states={"us_physiatrist_letters": 3, "letters_total": 2})
    assert ids(outcome)[0].startswith("lors.")
    assert ids(outcome)[-1] == "contradiction.letters"


@pytest.mark.parametrize("asked", [None, "visa_need", "step2_ck_status", "contradiction.letters"])
def test_held_facts_give_way_to_nobody_who_was_not_asked(
    profile_of: Make, facts: Facts, today: date, now: datetime, asked: str | None
) -> None:
    held = profile_of(step2_ck_status="not_taken", step2_ck_score=238)
    stated = {"step2_ck_status": Stated("not_taken", "not yet", now)}
    assert contradictions.overtaken(held, stated, asked, facts, today) == ()
    assert contradictions.overtaken(held, stated, "contradiction.step2_ck_score", facts, today) == ("step2_ck_score",)


profiles = st.fixed_dictionaries(
    {},
    optional={
        "step1_status": st.sampled_from(["not_taken", "passed", "failed"]),
        "step2_ck_status": st.sampled_from(["not_taken", "passed", "failed"]),
        "step3_status": st.sampled_from(["not_taken", "passed", "failed"]),
        "step1_attempts": st.integers(1, 4),
        "reapplicant": st.booleans(),
        "step1_score": st.just(231),
        "step2_ck_score": st.just(238),
        "step3_score": st.just(221),
        "step2_ck_date": st.sampled_from(["2026-10", "2026-11-22", "2027-06"]),
        "us_physiatrist_letters": st.integers(0, 3),
        "letters_total": st.integers(0, 3),
        "applicant_type": st.sampled_from(["us_img", "us_grad", "non_us_img"]),
        "visa_need": st.sampled_from(["J-1", "H-1B", "none", "either"]),
    },
)


@given(values=profiles, chosen=st.lists(st.integers(0, 2), min_size=12, max_size=12))
@settings(max_examples=200, deadline=None, derandomize=True)
def test_whatever_is_answered_each_time_the_questions_come_to_an_end(
    facts: Facts, today: date, now: datetime, values: dict[str, Any], chosen: list[int]
) -> None:
    held = Profile({name: Stated(value, "", now) for name, value in values.items()})
    for choice in chosen:
        found = contradictions.found(held, facts, today)
        if not found:
            return
        asked = found[0]
        _, states = asked.answers[choice % len(asked.answers)]
        claimed = [Claimed(name, value, "a button") for name, value in states.items()]
        checked = statements.check(claimed, (), held, facts, today, now, asked=asked.id)
        held = held.with_stated(checked.stated, dropped=checked.overtaken)
        assert states.items() <= held.values.items()
        assert asked.id not in {each.id for each in contradictions.found(held, facts, today)}
    assert not contradictions.found(held, facts, today)


def test_a_score_stays_when_the_person_confirms_the_pass_and_only_the_date_goes(
    profile_of: Make, facts: Facts, today: date, now: datetime
) -> None:
    held = profile_of(step2_ck_status="passed", step2_ck_score=238, step2_ck_date="2027-06")
    stated = {"step2_ck_status": Stated("passed", "yes, passed", now)}
    gone = contradictions.overtaken(held, stated, "contradiction.exam_date_to_come", facts, today)
    assert gone == ("step2_ck_date",)


def test_an_answer_settles_nothing_that_was_not_asked_about(
    profile_of: Make, facts: Facts, today: date, now: datetime
) -> None:
    held = profile_of(step1_status="not_taken", step1_score=231, step3_status="passed", step3_score=221)
    stated = {"step1_status": Stated("not_taken", "not yet", now)}
    gone = contradictions.overtaken(held, stated, "contradiction.step1_score", facts, today)
    assert gone == ("step1_score",)


def test_one_answer_is_enough_where_it_would_lead_to_a_second_question(
    profile_of: Make, facts: Facts, today: date, now: datetime
) -> None:
    held = profile_of(step1_status="not_taken", step3_status="passed", step3_score=221)
    stated = {"step3_status": Stated("not_taken", "not taken", now)}
    gone = contradictions.overtaken(held, stated, "contradiction.step3_before_step1", facts, today)
    assert gone == ("step3_score",)
