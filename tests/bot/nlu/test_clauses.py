"""Cutting a message into clauses, and telling statements from questions and suppositions."""

from __future__ import annotations

import pytest

from bot.nlu.clauses import Mood, clauses, sentences


def moods(text: str) -> list[tuple[str, str]]:
    return [(clause.text.strip(), clause.mood.value) for clause in clauses(text)]


def test_a_statement_states() -> None:
    assert moods("I passed Step 1.") == [("I passed Step 1.", "states")]


@pytest.mark.parametrize(
    "text",
    [
        "is 238 enough",
        "what does my score mean",
        "Should I delay",
        "and how many programs",
        "pls what is usce",
        "hello sir can i match",
        "any chance for me",
        "ck 238 ok?",
        "so, worth it?",
    ],
)
def test_a_question_needs_no_question_mark(text: str) -> None:
    assert clauses(text)[-1].mood is Mood.ASKS


@pytest.mark.parametrize(
    "text",
    [
        "if I get 250",
        "suppose it is 221",
        "I wish I had 240",
        "let's say 235",
        "Imagine a 250.",
        "unless they take me",
        "in case I fail",
        "assuming all goes well",
    ],
)
def test_a_supposition_supposes(text: str) -> None:
    assert clauses(text)[0].mood is Mood.SUPPOSES


def test_a_supposition_holds_until_its_sentence_ends() -> None:
    assert moods("If I pass step 1 and get 240 on CK, fine. I have 2 letters.") == [
        ("If I pass step 1", "supposes"),
        ("get 240 on CK", "supposes"),
        ("fine.", "supposes"),
        ("I have 2 letters.", "states"),
    ]


def test_a_fact_and_the_question_behind_it_are_told_apart_without_a_comma() -> None:
    assert moods("i got 238 is it enough") == [("i got 238", "states"), ("is it enough", "asks")]
    assert moods("step1 pass ck 238 chances in pmr?") == [("step1 pass ck 238", "states"), ("chances in pmr?", "asks")]


def test_a_question_mark_belongs_to_the_last_clause_before_it() -> None:
    assert moods("I have 238, need a visa, realistic?") == [
        ("I have 238", "states"),
        ("need a visa", "states"),
        ("realistic?", "asks"),
    ]


def test_a_line_end_and_a_question_mark_without_a_space_end_a_sentence() -> None:
    assert [text.strip() for text, _ in sentences("ck 238\nneed visa\n\nenough?thanks")] == [
        "ck 238",
        "need visa",
        "enough?",
        "thanks",
    ]


@pytest.mark.parametrize("text", ["2.5 months of usce", "it costs 1,230 dollars", "nbme 65.5%", "ck:238"])
def test_a_point_a_comma_or_a_colon_inside_a_number_or_a_word_cuts_nothing(text: str) -> None:
    assert [clause.text for clause in clauses(text)] == [text]


@pytest.mark.parametrize(
    "text",
    [
        "Step 1 passed, ck 238; need a visa - J-1 is fine. What now?",
        "line one\nline two\n\n  line three  ",
        "a, b and c but d then e plus f",
        "?why?how?",
    ],
)
def test_every_clause_stands_where_it_says(text: str) -> None:
    found = clauses(text)
    assert found
    for clause in found:
        assert text[clause.start : clause.start + len(clause.text)] == clause.text
    assert [clause.start for clause in found] == sorted(clause.start for clause in found)


@pytest.mark.parametrize("text", ["", " ", "\n \n"])
def test_nothing_has_no_clauses(text: str) -> None:
    assert clauses(text) == []
