"""docs/strategy.md says what the rules and the knowledge say."""

from __future__ import annotations

import pytest

from actions import facts as facts_module
from actions.knowledge import library
from actions.strategy.rules import RULES
from scripts.situations import all_situations
from scripts.strategy_doc import PATH, document


@pytest.fixture(scope="module")
def written() -> str:
    return PATH.read_text(encoding="utf-8")


def test_the_document_is_what_make_docs_writes(written: str) -> None:
    facts = facts_module.load()
    assert written == document(all_situations(facts), library.load(), facts), "run `make docs`"


def test_every_rule_stands_in_it_in_a_sentence(written: str) -> None:
    assert [rule.name for rule in RULES if rule.sentence not in written] == []


def test_every_reading_of_ours_stands_in_it_with_its_reason(written: str) -> None:
    readings = library.load().readings.values()
    assert [each.id for each in readings if each.choice not in written or each.why not in written] == []


def test_every_claim_stands_beside_a_rule(written: str) -> None:
    rules = written.partition("## Our reading")[0]
    assert [claim for claim in library.load().claims if f"`{claim}`" not in rules] == []
