"""How well facts are read: precision and recall by fact, on the project's own cases. Run by `make eval`.

The cases in tests/bot/nlu are tests as well: they all pass, or `make test` fails. What is measured on them therefore only says that nothing
got lost; how well facts are read in messages that nobody wrote a case for is what bench/eval_messages.py prints.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import yaml

from bot.facts import is_possible
from bot.nlu.reading import read
from bot.paths import ROOT

CASES = ROOT / "tests" / "bot" / "nlu"
TODAY = date(2026, 11, 22)

Facts = dict[str, Any]


@dataclass
class Tally:
    """Counts by fact: read rightly, read but not stated, stated but not read. A wrong value counts as both of the latter."""

    right: Counter[str] = field(default_factory=Counter)
    invented: Counter[str] = field(default_factory=Counter)
    missed: Counter[str] = field(default_factory=Counter)

    def add(self, stated: Facts, found: Facts) -> None:
        """Count one message."""
        for fact in stated.keys() | found.keys():
            same = fact in stated and fact in found and str(stated[fact]) == str(found[fact])
            self.right[fact] += same
            self.invented[fact] += fact in found and not same
            self.missed[fact] += fact in stated and not same

    def scores(self, facts: Iterable[str]) -> tuple[float, float, float]:
        """Precision, recall and their harmonic mean (F1) over some facts; what never occurs counts as perfect."""
        names = list(facts)
        right, invented, missed = (
            sum(count[name] for name in names) for count in (self.right, self.invented, self.missed)
        )
        precision = right / (right + invented) if right + invented else 1.0
        recall = right / (right + missed) if right + missed else 1.0
        return precision, recall, 2 * right / (2 * right + invented + missed) if right + invented + missed else 1.0

    def facts(self) -> list[str]:
        """All facts that were stated or read, by name."""
        return sorted(self.right.keys() | self.invented.keys() | self.missed.keys())

    def table(self) -> str:
        """A line for each fact, and one for all."""
        lines = [f"{'fact':24} stated  precision  recall  F1"]
        for name, facts in [(each, [each]) for each in self.facts()] + [("all", self.facts())]:
            stated = sum(self.right[fact] + self.missed[fact] for fact in facts)
            precision, recall, f1 = self.scores(facts)
            lines.append(f"{name:24} {stated:6}  {precision:9.3f}  {recall:6.3f}  {f1:.3f}")
        return "\n".join(lines) + "\n"


def cases() -> list[dict[str, Any]]:
    """The project's own cases."""
    files = sorted(CASES.glob("*_cases.yml"))
    return [
        case for file in files for kind in yaml.safe_load(file.read_text(encoding="utf-8")).values() for case in kind
    ]


def main() -> int:
    """Measure and print."""
    tally, known = Tally(), cases()
    for case in known:
        today = case.get("today", TODAY)
        found = read(case["says"], case.get("asked"), today).facts
        if "refused" not in case:
            found = {fact: value for fact, value in found.items() if is_possible(fact, value, today)}
        tally.add(case["facts"], found)
    sys.stdout.write(f"{len(known)} cases of our own\n{tally.table()}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
