"""What applications cost, by the fees of the dated fact."""

from __future__ import annotations

import re

import pytest

from actions.knowledge.library import Knowledge
from actions.strategy.program_count import cost, cost_note


@pytest.mark.parametrize(
    ("programs", "dollars"),
    [(0, 0), (1, 11), (29, 319), (30, 330), (31, 360), (80, 1830), (100, 2430), (120, 3030), (1000, 29430)],
)
def test_the_first_programs_cost_less_than_the_others(knowledge: Knowledge, programs: int, dollars: int) -> None:
    assert cost(programs, knowledge.outside["application_fee"]) == dollars


def test_each_further_program_costs_one_of_the_two_fees(knowledge: Knowledge) -> None:
    fee = knowledge.outside["application_fee"]
    steps = [cost(programs + 1, fee) - cost(programs, fee) for programs in range(0, 200)]
    assert steps == [11] * 30 + [30] * 170


def test_the_note_works_the_fee_out_and_keeps_its_day_and_its_page(knowledge: Knowledge) -> None:
    fee, note = knowledge.outside["application_fee"], cost_note((1, 80), knowledge)
    assert note.text.startswith(fee.text)
    assert re.findall(r"\$\d+(?:,\d+)*", note.text.removeprefix(fee.text)) == ["$11", "$1,830"]
    assert (note.as_of, note.source, note.certainty, note.due()) == (fee.as_of, fee.source, fee.certainty, fee.due())
