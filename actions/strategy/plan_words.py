"""How the steps of a plan are said in an answer, and how many fit into it."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from actions.strategy.advice import Block, Items, Paragraph, Plan, PlanStep, listed, say
from actions.strategy.calendar import say_day

# An answer has fewer words than this.
ROOM = 120


def how_many_fit(head: Sequence[Block], steps: Sequence[PlanStep], room: int = ROOM) -> int:
    """How many of the steps leave the text under so many words."""
    fitting = (count for count in range(len(steps), 0, -1) if words_of([*head, *by_day(steps[:count])]) < room)
    return next(fitting, 0)


def words_of(body: Sequence[Block]) -> int:
    """The words of a text."""
    texts = [text for block in body for text in (block.items if isinstance(block, Items) else (block,))]
    return sum(len(text.text.split()) for text in texts)


def done_line(plan: Plan) -> Paragraph | None:
    """What is already done, in a line."""
    done = [step for step in plan.steps if step.done]
    if not done:
        return None
    names = ", ".join(step.name for step in done)
    return say(f"Already done: {names}.", *dict.fromkeys(claim for step in done for claim in step.claims))


def by_day(steps: Sequence[PlanStep]) -> list[Block]:
    """Open steps under their days."""
    found: list[Block] = []
    for when, group in itertools.groupby(steps, key=_when):
        found += [say(f"{when}:"), listed(*(_line(step) for step in group))]
    return found


def _when(step: PlanStep) -> str:
    if step.late:
        return "Now, as its day has passed"
    if step.start is not None and step.from_then_on:
        return f"{say_day(step.start)} to {say_day(step.by)}"
    return f"By {say_day(step.by)}"


def _line(step: PlanStep) -> Paragraph:
    lack = f" ({step.missing})" if step.missing else ""
    return say(f"{step.text}{lack}", *step.claims)
