"""The registry of facts (facts.yml) as the understanding needs it: which names there are and which values can be."""

from __future__ import annotations

import functools
import re
from datetime import date
from typing import Any

import yaml

from bot.paths import FACTS


@functools.lru_cache(maxsize=1)
def registry() -> dict[str, dict[str, Any]]:
    """Every fact's entry in facts.yml, by name. The action server checks the file strictly; here it is only read."""
    entries: dict[str, dict[str, Any]] = yaml.safe_load(FACTS.read_text(encoding="utf-8"))["facts"]
    return entries


def is_possible(name: str, value: object, today: date) -> bool:
    """Whether a fact can have a value: a known choice, a number inside the limits."""
    fact = registry().get(name)
    if fact is None:
        return False
    kind = fact["type"]
    if kind == "choice":
        return isinstance(value, str) and value in fact["values"]
    if kind == "boolean":
        return isinstance(value, bool)
    if kind == "integer" and isinstance(value, float) and not value.is_integer():
        return False
    if kind in ("integer", "number"):
        return _is_number(value) and _inside(fact["limits"], value, today)
    if kind == "integers":
        return isinstance(value, list) and all(
            _is_number(each) and _inside(fact["limits"], each, today) for each in value
        )
    if kind == "month":
        return isinstance(value, str) and _is_date(value)
    return isinstance(value, str) and bool(value)


def _is_date(text: str) -> bool:
    """Whether a text is a month or a day that the calendar has: 2027-06, 2027-06-14, but not 2027-02-31."""
    if re.fullmatch(r"\d{4}-\d\d(?:-\d\d)?", text) is None:
        return False
    try:
        date.fromisoformat(text if len(text) > 7 else f"{text}-01")
    except ValueError:
        return False
    return True


def _is_number(value: object) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def _inside(limits: list[Any], value: Any, today: date) -> bool:
    low, high = (_limit(limit, today) for limit in limits)
    return bool(low <= value <= high)


def _limit(limit: object, today: date) -> int:
    text = str(limit)
    return today.year + int(text.partition("+")[2] or 0) if text.startswith("this_year") else int(text)
