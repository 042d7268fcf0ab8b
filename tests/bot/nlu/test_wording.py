"""One spelling for what people write in many ways."""

from __future__ import annotations

import pytest

from bot.nlu.wording import normalize


@pytest.mark.parametrize(
    "spellings",
    [
        ("Step 2 CK", "s2ck", "STEP TWO", "usmle step-2", "2ck", "ck", "step2ck", "STEP2-CK", "s2 ck", "step 2"),
        ("Step 1", "s1", "step one", "step-1", "usmle step 1"),
        ("Step 3", "s3", "step three", "step3"),
        ("J-1", "j1", "J 1", "j1s"),
        ("H-1B", "h1b", "h 1 b", "H1-B", "h1"),
        ("letter", "LoR", "lors", "letters of recommendation", "letter of rec", "recommendations"),
        ("NBME", "nbmes", "UWSA 2", "uwsa1", "free 120", "practice test", "mock", "self assessment"),
        ("UWorld", "qbank", "q bank", "question bank", "uw"),
        ("PM&R", "pmr", "pm & r", "PM and R", "physiatry", "physical medicine and rehabilitation", "Physical Medicine"),
        ("usce", "observership", "electives", "us clinical experience", "rotations"),
        ("pubmed", "paper", "publications", "case report", "poster"),
        ("program", "programs", "progs", "programmes", "residencies"),
        ("img", "imgs", "fmg", "IMG"),
        ("don't", "don’t", "dont", "DONT"),
        ("postpone", "delay", "rescheduling", "pushed back", "push back"),
        ("failed", "fail", "flunked", "didn't pass", "did not pass"),
        ("please", "pls", "plz"),
    ],
)
def test_spellings_of_one_thing_become_one(spellings: tuple[str, ...]) -> None:
    assert {normalize(spelling) for spelling in spellings} == {normalize(spellings[0])}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("step 1", "step 2"),
        ("step 2", "step 3"),
        ("j1", "h1b"),
        ("238", "2019"),
        ("238", "12"),
        ("letter", "pubmed"),
        ("step 2 ck?", "step 2 ck"),
        ("nbme 238", "ck 238"),
    ],
)
def test_different_things_stay_different(one: str, other: str) -> None:
    assert normalize(one) != normalize(other)


def test_the_number_itself_does_not_matter() -> None:
    assert normalize("ck 238 enough?") == normalize("CK 241 ENOUGH?") == normalize("s2ck 199ish enough?")
    assert normalize("yog 2019, 6 weeks") == normalize("YOG 2021, 12 weeks")


def test_a_visa_by_name_is_also_a_visa() -> None:
    assert "visa" in normalize("j1 or h1b").split()


def test_words_that_only_contain_a_term_stay_as_they_are() -> None:
    assert normalize("checking my stepbrother's luck") == "checking my stepbrothers luck"
    assert normalize("back pain") == "back pain"


@pytest.mark.parametrize("text", ["", "   ", "\n\t"])
def test_nothing_stays_nothing(text: str) -> None:
    assert normalize(text) == ""


def test_lines_and_many_spaces_become_one_space() -> None:
    assert normalize("  hello \n\n  sir\t there ") == "hello sir there"
