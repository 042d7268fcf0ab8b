from __future__ import annotations

import pytest

from actions.knowledge.library import SourcedText
from actions.strategy.advice import Advice, Items, Paragraph, UnsourcedAdvice, sourced


def advice(*body: Paragraph | Items) -> Advice:
    return Advice(id="some.case", severity="info", title="A title", body=body)


@pytest.mark.parametrize(
    "body",
    [
        (),
        (Paragraph("Trust me."),),
        (Paragraph("Trust me."), Items((Paragraph("And me."), Paragraph("Me too.")))),
        (Items(()),),
    ],
)
def test_advice_without_a_claim_cannot_be_made(body: tuple[Paragraph | Items, ...]) -> None:
    with pytest.raises(UnsourcedAdvice, match=r"advice 'some\.case' names no claim"):
        advice(*body)


def test_one_claim_in_a_list_item_is_enough_to_make_advice() -> None:
    assert advice(Paragraph("So:"), Items((Paragraph("Rest.", ("realism.costs",)),))).claims == ("realism.costs",)


def test_claims_stand_in_the_order_of_the_text_each_once() -> None:
    given = advice(
        Paragraph("First.", ("b.one", "a.two")),
        Items((Paragraph("Item.", ("a.two", "c.three")), Paragraph("Item.", ("b.one",)))),
        Paragraph("Last.", ("a.zero",)),
    )
    assert given.claims == ("b.one", "a.two", "c.three", "a.zero")


def test_a_sentence_put_before_advice_changes_only_its_beginning() -> None:
    given = advice(Paragraph("Rest.", ("realism.costs",)))
    with_first = given.with_first(Paragraph("Supposing 250:"))
    assert [block.text for block in with_first.body if isinstance(block, Paragraph)] == ["Supposing 250:", "Rest."]
    assert (with_first.id, with_first.claims, with_first.title) == (given.id, given.claims, given.title)
    assert len(given.body) == 1


def test_the_source_cannot_be_taken_from_advice_afterwards() -> None:
    given = advice(Paragraph("Rest.", ("realism.costs",)))
    with pytest.raises(AttributeError):
        given.body = ()  # type: ignore[misc]


def test_a_text_of_the_knowledge_files_keeps_its_claims() -> None:
    assert sourced(SourcedText("Rest.", ("realism.costs",))) == Paragraph("Rest.", ("realism.costs",))
