"""Writes docs/strategy.md from the rules, the knowledge and the situations (`make docs`); a test compares the two."""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any, cast

from actions import facts as facts_module
from actions import topics as topics_module
from actions.facts import Facts
from actions.knowledge import library
from actions.knowledge.library import Knowledge, Number, Numbers, Span
from actions.strategy import engine, season_day
from actions.strategy.advice import Rule
from actions.strategy.rules import RULES
from scripts.situations import Situation, all_situations

PATH = Path(__file__).resolve().parents[1] / "docs" / "strategy.md"

HEAD = """\
# The strategy

What the advisor says, rule by rule: written by `make docs` from the rules, the knowledge files and the situations. Do not edit it
by hand; a test compares it with what it is made from.

- A rule is a function in the file of its name under `actions/strategy/`; its sentences stand there.
- Numbers come from `actions/knowledge/numbers.yml`, claims from `article.yml`, dated facts from `outside.yml`, all beside it.
- Claims, numbers and dated facts are listed as far as the situations under `tests/situations` bring them up.
"""


class _Watched:
    """The article's numbers, noting which of them are looked at."""

    def __init__(self, numbers: Numbers, seen: set[str]) -> None:
        self._numbers, self._seen = numbers, seen

    def __getattr__(self, name: str) -> Any:
        self._seen.add(name)
        return getattr(self._numbers, name)


@dataclass
class Seen:
    """What a rule brought up in the situations."""

    numbers: set[str] = field(default_factory=set)
    claims: set[str] = field(default_factory=set)
    outside: set[str] = field(default_factory=set)
    readings: set[str] = field(default_factory=set)


def watch(situations: Iterable[Situation], knowledge: Knowledge) -> dict[str, Seen]:
    """Run all situations and note, for each rule, what it used."""
    found: dict[str, Seen] = defaultdict(Seen)
    for case in situations:
        for rule in engine.rules_of(case.topic, case.subject):
            seen: set[str] = set()
            watched = replace(knowledge, numbers=cast(Numbers, _Watched(knowledge.numbers, seen)))
            if not all(case.profile.knows(fact) for fact in rule.needs):
                continue
            advice = rule.apply(case.profile, watched, case.today)
            if advice is None:
                continue
            of_rule = found[rule.name]
            steps = advice.plan.steps if advice.plan else ()
            of_rule.numbers |= {name for name in seen if name != "band"}
            of_rule.claims |= {*advice.claims, *(claim for step in steps for claim in step.claims)}
            of_rule.outside |= {note if isinstance(note, str) else note.id for note in advice.notes}
            of_rule.readings |= set(advice.readings)
    return found


def document(situations: list[Situation], knowledge: Knowledge, facts: Facts) -> str:
    """The whole text of docs/strategy.md."""
    seen = watch(situations, knowledge)
    parts = [HEAD, "\n## Rules by topic\n"]
    told: set[str] = set()
    phrases = {name: topic.phrase for name, topic in topics_module.load().items()}
    for topic in dict.fromkeys(topic for rule in RULES for topic in rule.topics):
        parts.append(f"\n### `{topic}`: {phrases[topic]}\n")
        for rule in (rule for rule in (*RULES, season_day.rule("match_day")) if topic in rule.topics):
            if rule.name in told:
                parts.append(f"\n**{rule.name}**: see above.\n")
                continue
            told.add(rule.name)
            parts.append(_rule(rule, seen[rule.name], knowledge, facts))
    parts += [_readings(knowledge), _outside(knowledge)]
    return "".join(parts)


def _rule(rule: Rule, seen: Seen, knowledge: Knowledge, facts: Facts) -> str:
    lines = [f"\n**{rule.name}**{' (behind “More”)' if rule.more else ''}: {rule.sentence}\n"]
    if numbers := [f"{name} {_value(getattr(knowledge.numbers, name))}" for name in _in_order(seen.numbers)]:
        lines.append(f"- Numbers: {', '.join(numbers)}")
    if seen.claims:
        lines.append(f"- Claims: {_ids(seen.claims, knowledge.claims)}")
    if seen.outside:
        lines.append(f"- Dated facts: {_ids(seen.outside, [*knowledge.outside, 'season'])}")
    if seen.readings:
        lines.append(f"- Our reading: {_ids(seen.readings, knowledge.readings)}")
    if rule.sharpened_by:
        lines.append(f"- Asks for: {', '.join(facts[fact].label for fact in rule.sharpened_by)}")
    return lines[0] + "\n" + "\n".join(lines[1:]) + "\n"


def _in_order(names: set[str]) -> list[str]:
    return [each.name for each in fields(Numbers) if each.name in names]


def _value(number: Number | Span | dict[str, Span]) -> str:
    if isinstance(number, Number):
        return str(number.value)
    if isinstance(number, Span):
        return str(number)
    return ", ".join(f"{name} {span}" for name, span in number.items())


def _ids(ids: set[str], order: Iterable[str]) -> str:
    return ", ".join(f"`{each}`" for each in order if each in ids)


def _readings(knowledge: Knowledge) -> str:
    parts = [
        "\n## Our reading\n\nWhere the article contradicts itself, is silent, or has been overtaken: what we do, and why.\n"
    ]
    for reading in knowledge.readings.values():
        parts.append(
            f"\n**{reading.id}** ({', '.join(f'`{claim}`' for claim in reading.claims)})\n\n"
            f"- The question: {reading.problem}\n- What we do: {reading.choice}\n- Why: {reading.why}\n"
        )
    return "".join(parts)


def _outside(knowledge: Knowledge) -> str:
    lines = [
        "\n## Dated facts from outside\n",
        "They stand beside the article's advice and never replace it. `make shelf-life` lists those that have to be checked again.\n",
        "| fact | as of | how sure | checked, again after | what it says |",
        "|---|---|---|---|---|",
    ]
    for fact in knowledge.outside.values():
        checked = f"{fact.checked}, {fact.shelf_life} days"
        lines.append(
            f"| `{fact.id}` | {fact.as_of} | {fact.certainty} | {checked} | {fact.text} [source]({fact.source}) |"
        )
    return "\n".join(lines) + "\n"


def main() -> int:
    """Write the file, or with --check only compare; exit code 1 if it is not what it should be."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="change nothing, tell whether the file is up to date")
    check = parser.parse_args().check
    facts = facts_module.load()
    text = document(all_situations(facts), library.load(), facts)
    if not check:
        PATH.write_text(text, encoding="utf-8")
        return 0
    if PATH.read_text(encoding="utf-8") == text:
        return 0
    print("docs/strategy.md is not what the rules and the knowledge give; run `make docs`", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
