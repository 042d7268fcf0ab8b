from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from actions import facts as facts_module
from actions.facts import Button, Facts, InvalidFact
from actions.replies import statement_button
from actions.yaml_files import FileError

POSSIBLE = [
    ("applicant_type", "us_img"),
    ("step1_status", "not_taken"),
    ("step1_attempts", 1),
    ("step1_attempts", 4),
    ("step2_ck_score", 1),
    ("step2_ck_score", 300),
    ("step2_ck_date", "2027-06"),
    ("step2_ck_date", "2027-06-15"),
    ("step2_ck_date", "2028-02-29"),
    ("practice_scores", [231, 236, 241]),
    ("qbank_percent", 0),
    ("qbank_percent", 100),
    ("prep_weeks", 104),
    ("visa_need", "H-1B"),
    ("graduation_year", 1970),
    ("graduation_year", 2032),
    ("usce_months", 1.5),
    ("usce_months", 0),
    ("match_year", 2026),
    ("match_year", 2034),
    ("reapplicant", False),
    ("backup_specialty", "internal medicine"),
    ("programs_planned", 1000),
]

IMPOSSIBLE = [
    ("applicant_type", "martian"),
    ("step1_status", "Passed"),
    ("step1_status", None),
    ("step1_attempts", 0),
    ("step1_attempts", 5),
    ("step1_attempts", True),
    ("step2_ck_score", 0),
    ("step2_ck_score", 301),
    ("step2_ck_score", 238.5),
    ("step2_ck_score", "238"),
    ("step2_ck_score", float("nan")),
    ("step2_ck_score", float("inf")),
    ("step2_ck_date", "June 2027"),
    ("step2_ck_date", "2027-13"),
    ("step2_ck_date", "2027-00"),
    ("step2_ck_date", "2027-06-32"),
    ("step2_ck_date", "2027-02-31"),
    ("step2_ck_date", "2027-02-29"),
    ("step2_ck_date", "2027-6-1"),
    ("step2_ck_date", "0000-01"),
    ("practice_scores", []),
    ("practice_scores", 231),
    ("practice_scores", [231, 301]),
    ("practice_scores", [231, "236"]),
    ("qbank_percent", -1),
    ("qbank_percent", 101),
    ("graduation_year", 1969),
    ("graduation_year", 2033),
    ("usce_months", 60.5),
    ("match_year", 2025),
    ("match_year", 2035),
    ("reapplicant", "yes"),
    ("reapplicant", 1),
    ("backup_specialty", "   "),
    ("backup_specialty", "x" * 81),
]


@pytest.mark.parametrize(("name", "value"), POSSIBLE)
def test_a_possible_value_is_kept_as_it_is(facts: Facts, today: date, name: str, value: object) -> None:
    assert facts[name].check(value, today) == value


@pytest.mark.parametrize(("name", "value"), IMPOSSIBLE)
def test_an_impossible_value_is_refused_in_a_sentence_that_names_the_fact(
    facts: Facts, today: date, name: str, value: object
) -> None:
    with pytest.raises(InvalidFact, match=rf"^{facts[name].label} .+\.$"):
        facts[name].check(value, today)


def test_a_whole_number_that_came_as_a_decimal_is_kept_as_a_whole_number(facts: Facts, today: date) -> None:
    assert repr(facts["step2_ck_score"].check(238.0, today)) == "238"


def test_a_specialty_is_kept_in_lower_case_without_outer_spaces(facts: Facts, today: date) -> None:
    assert facts["backup_specialty"].check("  Internal Medicine ", today) == "internal medicine"


def test_limits_that_hang_on_the_year_move_with_the_calendar(facts: Facts) -> None:
    assert facts["match_year"].range(date(2026, 12, 31)) == (2026, 2034)
    assert facts["match_year"].range(date(2027, 1, 1)) == (2027, 2035)
    assert facts["graduation_year"].range(date(2027, 1, 1)) == (1970, 2033)


def test_a_refusal_of_a_number_says_which_numbers_are_possible(facts: Facts, today: date) -> None:
    with pytest.raises(InvalidFact, match="only be a number from 1 to 300, so 350 cannot be right"):
        facts["step2_ck_score"].check(350, today)


def test_a_refusal_of_a_choice_names_the_choices_in_plain_words(facts: Facts, today: date) -> None:
    with pytest.raises(InvalidFact, match=r'not taken yet, passed, failed\. I could not use "maybe"'):
        facts["step3_status"].check("maybe", today)


def test_a_refusal_does_not_repeat_a_very_long_value_in_full(facts: Facts, today: date) -> None:
    with pytest.raises(InvalidFact) as refused:
        facts["visa_need"].check("x" * 5000, today)
    assert len(str(refused.value)) < 200


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("step1_status", "not_taken", "not taken yet"),
        ("visa_need", "either", "needed, J-1 or H-1B"),
        ("reapplicant", True, "yes"),
        ("reapplicant", False, "no"),
        ("practice_scores", [231, 236], "231, 236"),
        ("step2_ck_score", 238, "238"),
        ("usce_months", 1.5, "1.5"),
        ("step2_ck_date", "2027-07", "July 2027"),
        ("step2_ck_date", "2027-07-07", "7 July 2027"),
        ("step2_ck_date", "2026-12-31", "31 December 2026"),
    ],
)
def test_a_value_is_said_as_a_person_would_say_it(facts: Facts, name: str, value: object, said: str) -> None:
    assert facts[name].say(value) == said  # type: ignore[arg-type]


def test_every_fact_can_be_asked_for_with_a_question_and_a_reason(facts: Facts) -> None:
    for name in facts.names:
        assert facts[name].question.endswith("?"), name
        assert facts[name].why.endswith("."), name
        assert facts[name].example, name


@pytest.mark.parametrize("today", [date(2026, 1, 1), date(2026, 11, 22), date(2035, 12, 31)])
def test_every_answer_button_states_possible_facts_and_fits_a_channel(facts: Facts, today: date) -> None:
    for name in facts.names:
        for button in (each.on(today) for each in facts[name].buttons):
            sent = statement_button(button.title, button.facts)
            assert len(sent["title"]) <= 20, sent
            assert len(sent["payload"].encode()) <= 64, sent
            for stated, value in button.facts.items():
                assert facts[stated].check(value, today) == value


def test_a_button_whose_year_moves_is_offered_with_the_year_of_the_day() -> None:
    button = Button("In {this_year}, or {this_year+2}", {"match_year": "this_year+2", "visa_need": "J-1"})
    offered = button.on(date(2027, 1, 1))
    assert offered == Button("In 2027, or 2029", {"match_year": 2029, "visa_need": "J-1"})


def test_a_button_without_a_moving_year_stays_as_it_is() -> None:
    button = Button("Two attempts", {"step1_attempts": 2, "reapplicant": True})
    assert button.on(date(2027, 1, 1)) == button


def test_a_name_that_is_no_fact_is_not_among_the_facts(facts: Facts) -> None:
    assert "step2_ck_score" in facts
    assert "favourite_colour" not in facts


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("    type: boolean", "    type: bolean", "type 'bolean' is unknown"),
        ("    label: Visa\n", "    lable: Visa\n", "unknown key 'lable'"),
        ("    label: Visa\n", "", "'label' is missing"),
        ("facts: {step1_attempts: 3}", "facts: {step1_tries: 3}", "states 'step1_tries', which is no fact"),
        (
            "facts: {step1_attempts: 3}",
            "facts: {step1_attempts: 9}",
            "a button of 'step1_attempts': .*9 cannot be right",
        ),
    ],
)
def test_a_fault_in_the_registry_names_file_and_line(tmp_path: Path, old: str, new: str, complaint: str) -> None:
    path = tmp_path / "facts.yml"
    shutil.copy(facts_module.PATH, path)
    content = path.read_text(encoding="utf-8")
    assert old in content
    path.write_text(content.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(FileError, match=rf"^facts\.yml, line \d+: .*{complaint}"):
        facts_module.load(path)
