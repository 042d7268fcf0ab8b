"""Advice: what a rule returns. Advice without a source cannot be constructed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal

from actions.knowledge.library import Knowledge, OutsideFact
from actions.profile import Profile
from actions.strategy.charts import Chart

Severity = Literal["info", "caution", "warning"]


class UnsourcedAdvice(Exception):
    """Somebody tried to advise without naming the claims that the advice rests on."""


@dataclass(frozen=True)
class Paragraph:
    """A sentence or two. Claims may be left out only where the sentence states nothing that needs one."""

    text: str
    claims: tuple[str, ...] = ()


@dataclass(frozen=True)
class Items:
    """A list; each item with its claims."""

    items: tuple[Paragraph, ...]


Block = Paragraph | Items


def say(text: str, *claims: str) -> Paragraph:
    """A paragraph, or an item of a list, with the claims that carry it."""
    return Paragraph(text, claims)


def listed(*items: Paragraph | None) -> Items:
    """A list of the items that are there; what a rule left out as None is skipped."""
    return Items(tuple(item for item in items if item is not None))


@dataclass(frozen=True)
class PlanStep:
    """A step of an action plan.

    Attributes:
        id: stable name within the plan.
        name: what it is, in a word or two.
        text: what to do, in one line.
        claims: what it rests on.
        start: the first day for it, if it has one.
        by: the day by which it should be done.
        expected: whether that day was worked out from earlier seasons and has to be confirmed.
        done: whether the person's facts say that it is done.
        missing: what is still missing, as far as the facts tell; empty if nothing is known to be.
        late: its day has passed and it is not done.
        from_then_on: its first day is still to come, so it is said with both days.
    """

    id: str
    name: str
    text: str
    claims: tuple[str, ...]
    by: date
    start: date | None = None
    expected: bool = True
    done: bool = False
    missing: str = ""
    late: bool = False
    from_then_on: bool = False


@dataclass(frozen=True)
class PlanDay:
    """A day of the season: stable name, what it is, when, and whether it was worked out from earlier seasons."""

    name: str
    label: str
    day: date
    expected: bool


@dataclass(frozen=True)
class Plan:
    """A dated action plan.

    Attributes:
        title: what it is, in a line.
        made_on: the day for which it was made.
        match_year: the Match that it leads to.
        scenarios: the article's scenarios that fit; `own` is our composition.
        steps: what to do, in the order of the days.
        days: the days of the season.
    """

    title: str
    made_on: date
    match_year: int
    scenarios: tuple[str, ...]
    steps: tuple[PlanStep, ...]
    days: tuple[PlanDay, ...]


@dataclass(frozen=True)
class Advice:
    """One answer.

    Attributes:
        id: stable name, `topic.case`; programs compare it.
        severity: info, caution (weigh this), warning (this can cost you).
        title: one line.
        body: blocks, the answer first; under 120 words in all.
        notes: outside facts that change how to read it: ids of outside.yml, or a note that a rule worked out.
        next: topics to offer as buttons.
        chart: a picture beside the answer, if one helps; two answers that differ in it alone are the same.
        readings: ids of readings.yml, where the advice rests on our reading of the article.
        plan: the plan in full, where the body holds its next steps.
        facts_used: names of the profile facts that the answer depends on; the engine notes which ones the rule read.

    Raises:
        UnsourcedAdvice: no block names a claim.
    """

    id: str
    severity: Severity
    title: str
    body: tuple[Block, ...]
    notes: tuple[str | OutsideFact, ...] = ()
    next: tuple[str, ...] = ()
    chart: Chart | None = field(default=None, compare=False)
    readings: tuple[str, ...] = ()
    plan: Plan | None = None
    facts_used: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not self.claims:
            raise UnsourcedAdvice(f"advice '{self.id}' names no claim; advice without a source cannot be given")

    @property
    def texts(self) -> tuple[Paragraph, ...]:
        """All paragraphs and items in order."""
        blocks = [block.items if isinstance(block, Items) else (block,) for block in self.body]
        return tuple(text for texts in blocks for text in texts)

    @property
    def claims(self) -> tuple[str, ...]:
        """The claims that the text rests on, in its order, each once. The steps of a plan carry their own."""
        return tuple(dict.fromkeys(claim for text in self.texts for claim in text.claims))

    def with_first(self, paragraph: Paragraph) -> Advice:
        """The same advice with a sentence put before it."""
        return replace(self, body=(paragraph, *self.body))


@dataclass(frozen=True)
class Rule:
    """A rule and what the engine has to know about it.

    Attributes:
        name: the name of its file.
        topics: the topics that it answers.
        apply: the pure function; its docstring is the rule in one sentence.
        needs: facts without which it cannot fire.
        sharpened_by: facts that would make its answer fit better, most useful first.
        more: whether its advice stands behind "More" rather than in the first answer.
    """

    name: str
    topics: tuple[str, ...]
    apply: Callable[[Profile, Knowledge, date], Advice | None]
    needs: tuple[str, ...] = ()
    sharpened_by: tuple[str, ...] = ()
    more: bool = False

    @property
    def sentence(self) -> str:
        """The rule in one sentence."""
        return " ".join((self.apply.__doc__ or "").split())
