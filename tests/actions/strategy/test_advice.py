from __future__ import annotations

from datetime import date

import pytest

from actions.knowledge.library import Knowledge
from actions.profile import Profile
from actions.strategy.advice import Advice, Items, Paragraph, Plan, PlanStep, Rule, UnsourcedAdvice, listed, say


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


def test_a_sentence_is_said_with_the_claims_that_carry_it() -> None:
    assert say("Rest.", "realism.costs", "b.one") == Paragraph("Rest.", ("realism.costs", "b.one"))
    assert say("Good luck.") == Paragraph("Good luck.")


def test_a_list_skips_what_a_rule_left_out() -> None:
    assert listed(say("Rest."), None, say("Sleep.")) == Items((Paragraph("Rest."), Paragraph("Sleep.")))


def test_the_texts_of_advice_are_its_paragraphs_and_items_in_order() -> None:
    given = advice(say("So:", "b.one"), listed(say("Rest."), say("Sleep.")), say("Last."))
    assert [text.text for text in given.texts] == ["So:", "Rest.", "Sleep.", "Last."]


def test_the_claims_of_a_plan_do_not_stand_in_for_those_of_the_text() -> None:
    step = PlanStep("usce", "US rotation", "A rotation", ("rotations.minimum",), date(2027, 9, 1))
    plan = Plan("A plan", date(2026, 11, 22), 2028, ("own",), (step,), ())
    with pytest.raises(UnsourcedAdvice):
        Advice(id="plan.own", severity="info", title="A plan", body=(say("So:"),), plan=plan)


def test_a_rule_says_itself_in_one_sentence_without_line_breaks() -> None:
    def rest(profile: Profile, knowledge: Knowledge, today: date) -> Advice | None:
        """Rest well,
        and sleep.
        """

    assert Rule("rest", ("rest",), rest).sentence == "Rest well, and sleep."
