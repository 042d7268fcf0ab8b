"""Prints for every claim of the article which rules cite it and which situation shows its content (`make coverage-of-article`)."""

from __future__ import annotations

import sys
from collections import defaultdict
from dataclasses import dataclass, field

from actions import facts as facts_module
from actions.knowledge import library
from actions.knowledge.library import Knowledge
from actions.strategy import engine
from scripts.situations import Situation, all_situations, not_shown


@dataclass
class Coverage:
    """Which rules cite each claim in some situation, and which situations show it."""

    rules: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    shown: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))


def coverage(situations: list[Situation], knowledge: Knowledge) -> Coverage:
    """Run all situations and note what they cite and show. A `shows` that does not hold counts for nothing."""
    found = Coverage()
    for case in situations:
        trace = engine.advise(case.topic, case.profile, knowledge, case.today, case.subject)
        for step in trace.steps:
            for claim in step.advice.claims if step.advice else ():
                found.rules[claim].add(step.rule.name)
        if not list(not_shown(case, trace.advice, knowledge.claims)):
            for claim in case.expect.get("shows", {}):
                found.shown[claim].append(case.name)
    return found


def main() -> int:
    """Print the table; the last line says how many claims are covered. Exit code 1 if one is not."""
    knowledge = library.load()
    found = coverage(all_situations(facts_module.load()), knowledge)
    covered = [claim for claim in knowledge.claims if found.rules[claim] and found.shown[claim]]
    for claim in knowledge.claims:
        rules = ", ".join(sorted(found.rules[claim])) or "NO RULE"
        shown = found.shown[claim][0] if found.shown[claim] else "NO SITUATION SHOWS IT"
        print(f"{claim}\n    cited by {rules}\n    shown in: {shown}")
    print(f"{len(covered)} of {len(knowledge.claims)} claims")
    return 0 if len(covered) == len(knowledge.claims) else 1


if __name__ == "__main__":
    sys.exit(main())
