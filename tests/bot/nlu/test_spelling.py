"""One spelling for numbers, with the places of the first text kept."""

from __future__ import annotations

from datetime import date

import pytest

from bot.nlu.reading import read
from bot.nlu.spelling import respell


@pytest.mark.parametrize(
    ("text", "spelled"),
    [
        ("two hundred thirty eight", "238"),
        ("two hundred and five", "205"),
        ("two hundred 38", "238"),
        ("two thirty eight", "238"),
        ("two-forty", "240"),
        ("one ninety five", "195"),
        ("a hundred programs", "100 programs"),
        ("twenty five percent", "25 percent"),
        ("match twenty twenty eight", "match 2028"),
        ("24o", "240"),
        ("2l5", "215"),
        ("24Oish", "240ish"),
        ("yog 2o21", "yog 2021"),
        ("ck238", "ck 238"),
        ("CK-238", "ck 238"),
        ("yog2019", "yog 2019"),
        ("1obs", "1 obs"),
        ("step 1 : 220 , ck : 230", "step 1: 220, ck: 230"),
        ("step 1 P", "step 1 pass"),
        ("between 230 and 240", "230-240"),
        ("ok?????", "ok??"),
    ],
)
def test_what_is_written_in_many_ways_is_spelled_in_one(text: str, spelled: str) -> None:
    assert respell(text).text == spelled


@pytest.mark.parametrize(
    "text",
    ["ck 238", "two letters", "one of two", "step 1 p/f", "2nd", "lol 10", "oil", "nbme 231 236 241 245", "2019-2021 2022", "1o", "J-1"],
)  # fmt: skip
def test_the_rest_is_left_as_it_is(text: str) -> None:
    assert respell(text).text == text


@pytest.mark.parametrize(
    "text", ["240 555 1234", "+92 300 1234567", "(240) 555-1234", "call me 5551234", "0300 1234567"]
)
def test_a_phone_number_is_blanked(text: str) -> None:
    assert not any(sign.isdigit() for sign in respell(text).text)


def test_places_are_those_of_the_first_text() -> None:
    text = "step 1 : pass , ck two hundred forty ok. yog 2019"
    statements = read(text, None, date(2026, 11, 22)).statements
    places = {fact: text[each.start : each.end] for fact, each in statements.items()}
    assert "two hundred forty" in places["step2_ck_score"]
    assert places["graduation_year"] == "yog 2019"
