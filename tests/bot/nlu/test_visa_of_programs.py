"""The visa that a program sponsors is not the visa that the person needs."""

from __future__ import annotations

from datetime import date

import pytest

from bot.nlu.context import Context, read_in

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    "text",
    [
        "lakeside has 4 imgs and sponsors j1",
        "lakeside sponsors j1 now",
        "update lakeside: J-1",
        "please correct Lakeside: h1b",
        "change lakeside to h1b",
        "set lakeside visa j1",
        "they take j1",
        "they do h1b",
        "Lakeside takes J1",
        "lakeside accepts h1b",
        "lakeside offers h1b",
        "lakeside gives j1 visa",
        "lakeside sponsor j1",
        "lakeside dont sponsor visa",
        "lakeside no longer sponsors h1b",
        "lakeside has j1",
        "lakeside is j1 friendly",
        "i think lakeside sponsors j1",
        "number 3 on my list takes j1",
        "it sponsors j1",
        "Example Rehab Hospital: J-1",
        "looking for programs that sponsor J-1",
    ],
)
def test_what_a_program_sponsors_states_nothing_of_the_person(text: str) -> None:
    assert read_in(Context(), text, TODAY).facts == {}


@pytest.mark.parametrize(
    ("text", "need"),
    [
        ("i need j1", "J-1"),
        ("my visa is j1", "J-1"),
        ("visa: J-1", "J-1"),
        ("update: J-1", "J-1"),
        ("update my visa: J-1", "J-1"),
        ("update profile: J1", "J-1"),
        ("change visa to h1b", "H-1B"),
        ("change it to H-1B", "H-1B"),
        ("correct my visa, j1", "J-1"),
        ("put j1 for me", "J-1"),
        ("happy to take j1", "J-1"),
        ("will accept j1", "J-1"),
        ("I have j1", "J-1"),
        ("Currently have J-1", "J-1"),
        ("lakeside sponsors h1b, i need j1", "J-1"),
        ("i need j1 and lakeside sponsors it", "J-1"),
        ("i need someone who sponsors j1", "J-1"),
        ("i need j1 friendly programs", "J-1"),
    ],
)
def test_the_own_visa_is_still_read(text: str, need: str) -> None:
    assert read_in(Context(), text, TODAY).facts["visa_need"] == need
