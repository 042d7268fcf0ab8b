"""The only mark of a text: bold."""

from __future__ import annotations

import pytest

from bot.render.marks import Span, plain, spans


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("238 is **solid**. [1]", [Span("238 is "), Span("solid", True), Span(". [1]")]),
        ("**Which Match?** It decides.", [Span("Which Match?", True), Span(" It decides.")]),
        ("**a** and **b**", [Span("a", True), Span(" and "), Span("b", True)]),
        ("2 ** 3 stays", [Span("2 ** 3 stays")]),
        ("one ** two ** three", [Span("one ** two ** three")]),
        ("**left open", [Span("**left open")]),
        ("", []),
    ],
)
def test_pieces(text: str, pieces: list[Span]) -> None:
    assert spans(text) == pieces


def test_plain_text_has_no_marks() -> None:
    assert plain("238 is in the **solid** range (235-244)") == "238 is in the solid range (235-244)"
