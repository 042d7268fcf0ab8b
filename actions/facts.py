"""The registry of facts (facts.yml) as typed objects: which values can be, how they are said, how they are asked for."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from actions.yaml_files import Table, read

PATH = Path(__file__).resolve().parents[1] / "facts.yml"

Value = str | int | float | bool | list[int]
Limit = int | str  # a number, or "this_year" with or without "+N"


# A year that moves with the calendar, in a button's title.
_MOVING = re.compile(r"\{(this_year(?:\+\d+)?)\}")
# Any day will do to check buttons: the years in them move with it.
_SOME_DAY = date(2026, 1, 1)


class InvalidFact(Exception):
    """A value that the fact cannot have; the message is a sentence for the person who stated it."""


@dataclass(frozen=True)
class Button:
    """An answer offered with a question: what is shown, and the facts that it states."""

    title: str
    facts: Mapping[str, Value]

    def on(self, today: date) -> Button:
        """The button as it is offered on a day: a `this_year+N` in it is that year."""
        title = _MOVING.sub(lambda match: str(_limit(match[1], today)), self.title)
        moving = {name: str(value) for name, value in self.facts.items() if _MOVING.fullmatch(f"{{{value}}}")}
        return Button(title, {**self.facts, **{name: _limit(value, today) for name, value in moving.items()}})


@dataclass(frozen=True)
class Fact:
    """One thing that may be known about an applicant. The fields are those of facts.yml."""

    name: str
    label: str
    type: str
    question: str
    why: str
    example: str
    values: Mapping[str, str]
    limits: tuple[Limit, Limit] | None
    suspect_below: int | None
    buttons: tuple[Button, ...]
    button_label: str

    def say(self, value: Value) -> str:
        """A value as a person would say it: 'passed', 'yes', '231, 236'."""
        if isinstance(value, bool):
            return "yes" if value else "no"
        if isinstance(value, list):
            return ", ".join(map(str, value))
        if self.type == "month":
            return _say_day(str(value))
        return self.values.get(str(value), str(value))

    def check(self, value: object, today: date) -> Value:
        """The value in its proper type.

        Raises:
            InvalidFact: the fact cannot have it; says which values it can have.
        """
        return _CHECKS[self.type](self, value, today)

    def range(self, today: date) -> tuple[int, int]:
        """The limits on a given day, both ends included. Facts without limits have none that matter (0 to 10**9)."""
        low, high = self.limits or (0, 10**9)
        return _limit(low, today), _limit(high, today)


def _say_day(value: str) -> str:
    """A day or a month in words: 7 July 2027, July 2027."""
    whole = len(value) > len("2027-07")
    day = date.fromisoformat(value if whole else f"{value}-01")
    return f"{day.day} {day:%B %Y}" if whole else f"{day:%B %Y}"


def _limit(limit: Limit, today: date) -> int:
    if isinstance(limit, int):
        return limit
    return today.year + int(limit.partition("+")[2] or 0)


def _choice(fact: Fact, value: object, today: date) -> Value:
    if isinstance(value, str) and value in fact.values:
        return value
    raise InvalidFact(f'{fact.label} can be: {", ".join(fact.values.values())}. I could not use "{_short(value)}".')


def _number(fact: Fact, value: object, today: date) -> float:
    low, high = fact.range(today)
    if isinstance(value, bool) or not isinstance(value, int | float) or value != value:
        raise InvalidFact(f'{fact.label} is a number from {low} to {high}. I could not use "{_short(value)}".')
    if not low <= value <= high:
        raise InvalidFact(
            f"{fact.label} can only be a number from {low} to {high}, so {_short(value)} cannot be right."
        )
    return value


def _integer(fact: Fact, value: object, today: date) -> Value:
    number = _number(fact, value, today)
    if number != int(number):
        raise InvalidFact(f'{fact.label} is a whole number. I could not use "{_short(value)}".')
    return int(number)


def _integers(fact: Fact, value: object, today: date) -> Value:
    if not isinstance(value, list) or not value:
        raise InvalidFact(f"{fact.label} are numbers in the order taken, for example {fact.example}.")
    return [int(_integer(fact, each, today)) for each in value]  # type: ignore[arg-type]  # _integer gives an int


def _month(fact: Fact, value: object, today: date) -> Value:
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d{2}(-\d{2})?", value) and _is_a_day(value):
        return value
    raise InvalidFact(
        f'{fact.label} is a month and a year, for example {fact.example}. I could not use "{_short(value)}".'
    )


def _is_a_day(value: str) -> bool:
    try:
        date.fromisoformat(value if len(value) > len("2027-07") else f"{value}-01")
    except ValueError:
        return False
    return True


def _boolean(fact: Fact, value: object, today: date) -> Value:
    if isinstance(value, bool):
        return value
    raise InvalidFact(f'{fact.label} is yes or no. I could not use "{_short(value)}".')


def _text(fact: Fact, value: object, today: date) -> Value:
    if isinstance(value, str) and 0 < len(value.strip()) <= 80:
        return " ".join(value.lower().split())
    raise InvalidFact(f'{fact.label} is a short name, for example {fact.example}. I could not use "{_short(value)}".')


def _short(value: object) -> str:
    text = str(value)
    return text if len(text) <= 40 else text[:39] + "…"


_CHECKS: dict[str, Callable[[Fact, object, date], Value]] = {
    "choice": _choice,
    "integer": _integer,
    "number": _number,
    "integers": _integers,
    "month": _month,
    "boolean": _boolean,
    "text": _text,
}


class Facts:
    """All facts, in the order of facts.yml."""

    def __init__(self, facts: Mapping[str, Fact]) -> None:
        self._facts = dict(facts)

    def __getitem__(self, name: str) -> Fact:
        return self._facts[name]

    def __contains__(self, name: object) -> bool:
        return name in self._facts

    @property
    def names(self) -> tuple[str, ...]:
        """The names, in order."""
        return tuple(self._facts)


def load(path: Path = PATH) -> Facts:
    """Read the registry.

    Raises:
        actions.yaml_files.FileError: a fault in the file; names the line.
    """
    table = read(path).only(needs=["facts"])["facts"]
    facts = Facts({name: _fact(name, entry) for name, entry in table.items()})
    for name in facts.names:
        for button in facts[name].buttons:
            for fact, value in button.on(_SOME_DAY).facts.items():
                if fact not in facts:
                    raise table.fault(f"a button of '{name}' states '{fact}', which is no fact", name)
                try:
                    facts[fact].check(value, _SOME_DAY)
                except InvalidFact as error:
                    raise table.fault(f"a button of '{name}': {error}", name) from error
    return facts


def _fact(name: str, entry: Table) -> Fact:
    entry.only(
        needs=["label", "type", "question", "why", "example"],
        may=["values", "limits", "suspect_below", "buttons", "button_label"],
    )
    if entry["type"] not in _CHECKS:
        raise entry.fault(f"type '{entry['type']}' is unknown; known: {', '.join(_CHECKS)}", "type")
    buttons = [Button(each["title"], dict(each["facts"])) for each in entry.get("buttons", [])]
    limits = entry.get("limits")
    return Fact(
        name=name,
        label=entry["label"],
        type=entry["type"],
        question=entry["question"],
        why=entry["why"],
        example=entry["example"],
        values=dict(entry.get("values", {})),
        limits=(limits[0], limits[1]) if limits else None,
        suspect_below=entry.get("suspect_below"),
        buttons=tuple(buttons),
        button_label=entry.get("button_label", entry["label"]),
    )
