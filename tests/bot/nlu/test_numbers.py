"""Which numbers of a message can be scores."""

from __future__ import annotations

import pytest

from bot.nlu.numbers import scores, vague


def values(text: str) -> list[int]:
    return [found.value for found in scores(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ck 238", [238]),
        ("ck=238", [238]),
        ("(238)", [238]),
        ("238!!!", [238]),
        ("238ish", [238]),
        ("238 ish", [238]),
        ("step 1 231 ck 240", [1, 231, 240]),
        ("nbme 231, 236, 241", [231, 236, 241]),
        ("score of 999", [999]),
        ("-5", [-5]),
        ("minus 5", [-5]),
    ],
)
def test_numbers_are_found_in_order(text: str, expected: list[int]) -> None:
    assert values(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "65%",
        "65 percent",
        "90th percentile",
        "238.5",
        "$300",
        "300$",
        "240 $",
        "240 US$",
        "usd 250",
        "240 dollars",
        "can pay only 240",
        "spend max 250",
        "12 weeks",
        "3 mo",
        "2 years",
        "100 programs",
        "7 points below",
        "3 letters",
        "2 attempts",
        "40 blocks",
        "200 questions",
        "5 papers",
        "GRE 320",
        "oet: 350",
        "match 2028",
        "in 2019",
        "since 2021",
        "aged 34",
        "graduated 2015",
        "room 204",
        "covid19",
        "b12",
    ],
)
def test_a_number_of_another_kind_is_no_score(text: str) -> None:
    assert values(text) == []


@pytest.mark.parametrize("text", ["242 not 224", "not 224 but 242", "242, not a 224"])
def test_a_number_named_only_to_be_corrected_is_left_out(text: str) -> None:
    assert values(text) == [242]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("in the 230s", "230s"),
        ("the 220's", "220's"),
        ("a 25x", "25x"),
        ("230-240", "230-240"),
        ("230 – 240", "230 – 240"),
        ("230 to 240", "230 to 240"),
        ("240 or 241", "240 or 241"),
        ("between 230 and 240", "between 230 and 240"),
    ],
)
def test_words_for_several_scores_are_vague_and_no_score(text: str, words: str) -> None:
    assert vague(text) == words
    assert values(text) == []


@pytest.mark.parametrize("text", ["238", "238ish", "my 2 letters", "10-20", "2019-2021", ""])
def test_a_single_number_or_a_range_of_another_kind_is_not_vague(text: str) -> None:
    assert vague(text) is None


def test_a_score_beside_a_vague_one_is_still_found() -> None:
    assert values("nbme in the 230s, ck 241") == [241]


def test_a_number_is_told_with_its_place() -> None:
    text = "my ck is 238ish now"
    (found,) = scores(text)
    assert text[found.start : found.end] == "238ish"
