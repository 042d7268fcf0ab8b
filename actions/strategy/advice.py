"""Advice: what a rule returns. Advice without a source cannot be constructed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from actions.knowledge.library import Knowledge, OutsideFact, SourcedText
from actions.profile import Profile

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


@dataclass(frozen=True)
class Advice:
    """One answer.

    Attributes:
        id: stable name, `topic.case`; programs compare it.
        severity: info, caution (weigh this), warning (this can cost you).
        title: one line.
        body: blocks, the answer first; under 120 words in all.
        facts_used: names of the profile facts that the answer depends on.
        notes: outside facts that change how to read it: ids of outside.yml, or a note that a rule worked out.
        next: topics to offer as buttons.
        score: a Step 2 CK score to be drawn on the ranges, if that helps.

    Raises:
        UnsourcedAdvice: no block names a claim.
    """

    id: str
    severity: Severity
    title: str
    body: tuple[Block, ...]
    facts_used: tuple[str, ...] = ()
    notes: tuple[str | OutsideFact, ...] = ()
    next: tuple[str, ...] = ()
    score: int | None = None

    def __post_init__(self) -> None:
        if not self.claims:
            raise UnsourcedAdvice(f"advice '{self.id}' names no claim; advice without a source cannot be given")

    @property
    def claims(self) -> tuple[str, ...]:
        """The claims that the advice rests on, in the order of the text, each once."""
        blocks = [block.items if isinstance(block, Items) else (block,) for block in self.body]
        return tuple(dict.fromkeys(claim for texts in blocks for text in texts for claim in text.claims))

    def with_first(self, paragraph: Paragraph) -> Advice:
        """The same advice with a sentence put before it."""
        return replace(self, body=(paragraph, *self.body))


def sourced(text: SourcedText) -> Paragraph:
    """A text from the knowledge files as a paragraph."""
    return Paragraph(text.text, text.claims)


@dataclass(frozen=True)
class Rule:
    """A rule and what the engine has to know about it.

    Attributes:
        name: the name of its file.
        topics: the topics that it answers.
        apply: the pure function; its docstring is the rule in one sentence.
        needs: facts without which it cannot fire.
        sharpened_by: facts that would make its answer fit better, most useful first.
    """

    name: str
    topics: tuple[str, ...]
    apply: Callable[[Profile, Knowledge, date], Advice | None]
    needs: tuple[str, ...] = ()
    sharpened_by: tuple[str, ...] = ()
