"""What a cell says of visas."""

from __future__ import annotations

import re
from typing import Any

from actions.programs.columns import plain
from actions.programs.faults import CellFault
from actions.programs.yes_no import NOT_SAID

_NAMED = {"j1": r"\bj1\b|\bj\b", "h1b": r"\bh1b\b|\bh1\b"}
_OPEN = (
    r"\b(?:maybe|case by case|sometimes|depends|possible|possibly|unknown|unclear|ask|check|considered|tbd|not sure|"
    + NOT_SAID
    + ")"
)
_NONE = r"\b(?:no|none|not|never|without|doesnt|doesn|neither|except|excluding|0|false|n)\b"
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
    words = _words(text)
    if only:
        return _of_one(words, only)
    if re.search(r"\b(?:both|all|all visas|either)\b", words) and not re.search(_NONE, words):
        return {"j1": True, "h1b": True}
    named = {name for name, pattern in _NAMED.items() if re.search(pattern, words)}
    if named:
        return _of_named(text, named)
    if re.search(_CITIZENS, words):
        return {"j1": False, "h1b": False}
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


def _of_named(text: str, named: set[str]) -> dict[str, Any]:
    """What is said of the visas that are named, part by part of the text."""
    found: dict[str, Any] = {}
    denials = re.findall(_NONE, _words(text))
    if len(denials) == 1 and re.match(_NONE, _words(text)) and not re.search(r"[,;(]|\b(?:but|yes)\b", text.lower()):
        # "No J-1/H-1B" denies both.
        return dict.fromkeys(named, False)
    for part in re.split(r"[,;/+&()]|\b(?:and|but|while)\b", text.lower()):
        words = _words(part)
        here = [name for name in _NAMED if re.search(_NAMED[name], words)]
        if not here or re.search(_OPEN, words):
            continue
        places = {name: re.search(_NAMED[name], words).start() for name in here}  # type: ignore[union-attr]  # found just above
        denied = re.search(_NONE, words)
        for name in here:
            # "J-1 no H-1B" denies the second, "no J-1 or H-1B" both, "H-1B no" the one.
            before = denied is not None and (denied.start() < places[name] or len(here) == 1)
            found[name] = not before
    if re.search(r"\b(?:only|just)\b", text.lower()) and len(named) == 1 and True in found.values():
        found |= {name: False for name in _NAMED if name not in named}
    return found


def _words(text: str) -> str:
    return plain(text).replace("don t", "not").replace("doesn t", "not")
