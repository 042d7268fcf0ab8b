"""What a cell says of visas."""

from __future__ import annotations

import re
from typing import Any

from actions.programs.columns import plain
from actions.programs.faults import CellFault

_NAMED = {"j1": r"\bj1\b|\bj\b", "h1b": r"\bh1b\b|\bh1\b"}
_DENIED = (
    r"(?:\bno\b|\bnot\b|\bnone\b|\bwithout\b|\bexcept\b|\bdoes not sponsor\b|\bdoesnt sponsor\b|\bdoesn t sponsor\b)"
)
_OPEN = r"\b(?:maybe|case by case|sometimes|depends|possible|possibly|unknown|unclear|ask|check|considered|tbd)\b"
_NONE = r"\b(?:no|none|not|never|without|doesnt|doesn|neither|0|false|n)\b"
_SOME = r"\b(?:yes|y|sponsors?|sponsored|true|1|x|ok|some|accepts?|available|any)\b"
_CITIZENS = r"\b(?:citizens?|green card|permanent residents?|pr|ead|us only|gc)\b"


def visas(text: str, only: str | None = None) -> dict[str, Any]:
    """Which visas a program sponsors: 'J-1 only', 'J1/H1B', 'both', 'no visa', 'yes'.

    'J-1' alone says nothing about H-1B. 'Yes' alone says that some visa is sponsored, and not which. What depends on the
    case is not known.

    Args:
        text: the cell.
        only: the visa that the column is about, in a column for one.

    Raises:
        CellFault: no visa and no yes or no can be read in it.
    """
    words = plain(text).replace("don t", "not").replace("doesn t", "not")
    if only:
        return _of_one(words, only)
    if re.search(_CITIZENS, words):
        return {"j1": False, "h1b": False}
    if re.search(r"\b(?:both|all|all visas|either)\b", words) and not re.search(_NONE, words):
        return {"j1": True, "h1b": True}
    named = {name for name, pattern in _NAMED.items() if re.search(pattern, words)}
    if named:
        return _of_named(words, named)
    if re.search(_OPEN, words):
        return {}
    if re.search(_NONE, words):
        return {"j1": False, "h1b": False}
    if re.search(_SOME, words):
        return {"sponsors": True}
    raise CellFault("J-1, H-1B, both, no visa, yes or no is expected")


def _of_one(words: str, name: str) -> dict[str, Any]:
    if re.search(_OPEN, words):
        return {}
    if re.search(_NONE, words):
        return {name: False}
    if re.search(_SOME, words) or re.search(_NAMED[name], words):
        return {name: True}
    raise CellFault("yes or no is expected")


def _of_named(words: str, named: set[str]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name in named:
        pattern = f"(?:{_NAMED[name]})"
        if re.search(rf"{_DENIED}(?: visa| sponsor\w*| the| for)* {pattern}|{pattern}(?: visa)? (?:no|not)\b", words):
            found[name] = False
        elif not re.search(rf"{pattern} {_OPEN}|{_OPEN} {pattern}", words):
            found[name] = True
    # "No J-1 or H-1B", "neither J-1 nor H-1B".
    if len(named) == 2 and re.match(rf"(?:{_NONE}|neither)\b", words) and re.search(r"\b(?:or|nor)\b", words):
        return dict.fromkeys(named, False)
    if re.search(r"\bonly\b|\bjust\b", words) and len(named) == 1 and True in found.values():
        found |= {name: False for name in _NAMED if name not in named}
    return found
