from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

import pytest

from actions import statements
from actions.facts import Facts
from actions.profile import Change, Profile
from actions.statements import Checked, Claimed, Unclear

Make = Callable[..., Profile]
Check = Callable[..., Checked]


@pytest.fixture
def check(facts: Facts, today: date, now: datetime) -> Check:
    def run(*found: Claimed | Unclear) -> Checked:
        claimed = [each for each in found if isinstance(each, Claimed)]
        unclear = [each for each in found if isinstance(each, Unclear)]
        return statements.check(claimed, unclear, Profile(), facts, today, now)

    return run


def values(checked: Checked) -> dict[str, object]:
    return {name: stated.value for name, stated in checked.stated.items()}


def test_a_usable_value_is_kept_with_its_words_and_its_time(check: Check, now: datetime) -> None:
    held = check(Claimed("step2_ck_score", 238, "i got\n\n 238   on ck")).stated["step2_ck_score"]
    assert (held.value, held.words, held.at) == (238, "i got 238 on ck", now)


def test_a_value_out_of_range_is_not_kept_and_is_asked_again(check: Check) -> None:
    checked = check(Claimed("step2_ck_score", 350, "350"))
    assert values(checked) == {}
    assert checked.asks_again == "step2_ck_score"
    assert "from 1 to 300, so 350 cannot be right" in checked.complaints[0]


@pytest.mark.parametrize(("score", "kept"), [(99, False), (100, True)])
def test_a_score_of_two_digits_is_asked_back_before_it_is_kept(check: Check, score: int, kept: bool) -> None:
    checked = check(Claimed("step2_ck_score", score, "my score"))
    assert ("step2_ck_score" in checked.stated) is kept
    assert bool(checked.complaints) is not kept


@pytest.mark.parametrize(
    ("score", "status"),
    [("step1_score", "step1_status"), ("step2_ck_score", "step2_ck_status"), ("step3_score", "step3_status")],
)
def test_a_refused_score_takes_along_the_pass_that_followed_from_it(check: Check, score: str, status: str) -> None:
    checked = check(Claimed(score, 999, "999"), Claimed(status, "passed", "999"), Claimed("visa_need", "J-1", "j1"))
    assert values(checked) == {"visa_need": "J-1"}


def test_one_bad_value_does_not_lose_the_good_ones(check: Check) -> None:
    checked = check(Claimed("match_year", 2050, "2050"), Claimed("visa_need", "J-1", "j1"))
    assert values(checked) == {"visa_need": "J-1"}
    assert len(checked.complaints) == 1


def test_every_bad_value_is_answered_for_and_the_first_is_asked_again(check: Check) -> None:
    checked = check(Claimed("match_year", 2050, "x"), Claimed("qbank_percent", 140, "x"))
    assert len(checked.complaints) == 2
    assert checked.asks_again == "match_year"


def test_the_same_complaint_is_made_once(check: Check) -> None:
    assert len(check(Claimed("qbank_percent", 140, "x"), Claimed("qbank_percent", 140, "x")).complaints) == 1


def test_the_last_value_of_a_correction_counts(check: Check) -> None:
    checked = check(Claimed("step2_ck_score", 224, "224"), Claimed("step2_ck_score", 241, "no 241"))
    assert checked.stated["step2_ck_score"].value == 241
    assert checked.stated["step2_ck_score"].words == "no 241"


@pytest.mark.parametrize("exam", ["step1", "step2_ck", "step3"])
def test_a_score_told_as_ones_own_means_a_pass_unless_a_fail_is_told_with_it(check: Check, exam: str) -> None:
    score, status = f"{exam}_score", f"{exam}_status"
    assert values(check(Claimed(score, 238, "238"))) == {score: 238, status: "passed"}
    assert values(check(Claimed(score, 205, "x"), Claimed(status, "failed", "x"))) == {score: 205, status: "failed"}


def test_what_is_no_fact_is_passed_over(check: Check) -> None:
    assert check(Claimed("favourite_colour", "blue", "x"), Unclear("shoe_size", "big", "vague")) == Checked()


@pytest.mark.parametrize(
    ("reason", "said"),
    [
        ("vague", '"in the 230s" could be several numbers. Which Step 2 CK is it exactly? For example: 238.'),
        ("no_number", 'I could not read a number in "in the 230s". What is your Step 2 CK? For example: 238.'),
    ],
)
def test_an_unclear_place_is_asked_back_with_its_words_and_an_example(check: Check, reason: str, said: str) -> None:
    checked = check(Unclear("step2_ck_score", "in  the 230s", reason))
    assert checked.complaints == (said,)
    assert checked.asks_again == "step2_ck_score"


def test_a_day_that_is_not_in_the_calendar_is_asked_for_as_a_day(check: Check) -> None:
    (said,) = check(Unclear("step2_ck_date", "31 february 2027", "vague")).complaints
    assert said.startswith('I can\'t tell which day "31 february 2027" is. When is, or was, your Step 2 CK?')


def test_an_unclear_place_is_forgiven_when_the_same_message_states_the_fact(check: Check) -> None:
    checked = check(Claimed("step2_ck_score", 238, "238"), Unclear("step2_ck_score", "230s", "vague"))
    assert checked.complaints == ()
    assert checked.asks_again is None


def test_a_replaced_fact_is_acknowledged_with_both_values(facts: Facts) -> None:
    said = statements.acknowledge_changes([Change("step2_ck_score", 224, 242)], facts)
    assert said == "Changed: Step 2 CK 224 -> **242**."


def test_several_replaced_facts_are_acknowledged_in_one_line(facts: Facts) -> None:
    changes = [
        Change("step2_ck_score", 224, 242),
        Change("visa_need", "J-1", "none"),
        Change("reapplicant", True, False),
        Change("practice_scores", [231], [231, 240]),
    ]
    assert statements.acknowledge_changes(changes, facts) == (
        "Changed: Step 2 CK 224 -> **242**; Visa J-1 -> **none needed**; "
        "Applying again yes -> **no**. Added to Practice scores 231: **240**."
    )


def test_practice_scores_that_are_corrected_are_a_change(facts: Facts) -> None:
    said = statements.acknowledge_changes([Change("practice_scores", [231, 233], [231, 238])], facts)
    assert said == "Changed: Practice scores 231, 233 -> **231, 238**."


@pytest.mark.parametrize("before", [None, 242])
def test_a_new_or_repeated_fact_is_no_change(facts: Facts, before: int | None) -> None:
    assert statements.acknowledge_changes([Change("step2_ck_score", before, 242)], facts) == ""


def test_what_was_understood_is_said_in_plain_words(facts: Facts) -> None:
    changes = [Change("step1_status", None, "passed"), Change("visa_need", None, "either")]
    assert statements.acknowledge_new(changes, facts) == "Noted: Step 1: passed; Visa: needed, J-1 or H-1B."
    assert statements.acknowledge_new([], facts) == ""


@pytest.mark.parametrize(
    ("new", "held", "topics"),
    [
        ({"step2_ck_score": 238}, {"step2_ck_status": "passed"}, ("score_band",)),
        ({"step2_ck_status": "failed"}, {}, ("low_score_recovery",)),
        ({"step2_ck_status": "passed"}, {}, ()),
        ({"step1_status": "failed"}, {}, ("step1",)),
        ({"step1_attempts": 2}, {"step1_status": "passed"}, ("step1",)),
        ({"step1_status": "passed", "step1_attempts": 1}, {}, ()),
        ({"visa_need": "J-1"}, {"step1_status": "failed"}, ()),
        ({"step2_ck_score": 238}, {"step2_ck_status": "not_taken"}, ()),
        ({"practice_scores": [231]}, {}, ("practice_exams",)),
        ({"practice_scores": [231]}, {"step2_ck_status": "passed"}, ()),
        ({"step2_ck_date": "2027-06"}, {}, ("step2_timing",)),
        ({"step2_ck_date": "2027-06"}, {"step2_ck_status": "failed"}, ("step2_timing",)),
        ({"step2_ck_date": "2026-06"}, {"step2_ck_status": "passed"}, ()),
    ],
)
def test_a_new_fact_raises_the_topic_that_it_bears_on(
    profile_of: Make, new: dict[str, object], held: dict[str, object], topics: tuple[str, ...]
) -> None:
    changes = [Change(name, None, value) for name, value in new.items()]  # type: ignore[arg-type]
    assert statements.raised_topics(changes, profile_of(**held, **new)) == topics


def test_a_fact_said_again_raises_nothing(profile_of: Make) -> None:
    assert statements.raised_topics([Change("step2_ck_score", 238, 238)], profile_of(step2_ck_score=238)) == ()


NOT_YET = Claimed("step2_ck_status", "not_taken", "not yet")


@pytest.mark.parametrize(
    ("asked", "gone"), [("contradiction.step2_ck_score", ("step2_ck_score",)), ("step2_ck_status", ()), (None, ())]
)
def test_a_held_fact_gives_way_only_to_the_answer_that_was_asked_for(
    profile_of: Make, facts: Facts, today: date, now: datetime, asked: str | None, gone: tuple[str, ...]
) -> None:
    held = profile_of(step2_ck_score=238, step2_ck_status="not_taken")
    assert statements.check([NOT_YET], (), held, facts, today, now, asked=asked).overtaken == gone
    assert statements.check([NOT_YET], (), held, facts, today, now).overtaken == ()


def test_an_answer_that_cannot_be_used_makes_nothing_give_way(
    profile_of: Make, facts: Facts, today: date, now: datetime
) -> None:
    held = profile_of(step2_ck_score=238, step2_ck_status="not_taken")
    wrong = Claimed("step2_ck_status", "perhaps", "perhaps")
    checked = statements.check([wrong], (), held, facts, today, now, asked="contradiction.step2_ck_score")
    assert (checked.overtaken, values(checked)) == ((), {})
    assert checked.complaints


def test_the_first_words_that_bring_facts_together_make_nothing_give_way(
    profile_of: Make, facts: Facts, today: date, now: datetime
) -> None:
    checked = statements.check(
        [NOT_YET], (), profile_of(step2_ck_score=238), facts, today, now, asked="contradiction.step2_ck_score"
    )
    assert checked.overtaken == ()


def test_a_score_beside_a_held_fail_is_not_taken_for_a_pass(
    profile_of: Make, facts: Facts, today: date, now: datetime
) -> None:
    score = Claimed("step2_ck_score", 205, "205")
    held = profile_of(step2_ck_status="failed")
    assert values(statements.check([score], (), held, facts, today, now)) == {"step2_ck_score": 205}


def test_what_gave_way_is_named_with_its_value(profile_of: Make, facts: Facts) -> None:
    held = profile_of(step2_ck_score=238, visa_need="either")
    assert statements.acknowledge_gone(("step2_ck_score", "visa_need"), held, facts) == (
        "No longer held: Step 2 CK 238; Visa needed, J-1 or H-1B."
    )


def test_what_was_never_held_did_not_give_way(profile_of: Make, facts: Facts) -> None:
    assert statements.acknowledge_gone(("step2_ck_score",), Profile(), facts) == ""
    assert statements.acknowledge_gone((), profile_of(visa_need="J-1"), facts) == ""
