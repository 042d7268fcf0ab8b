"""What a cell says: yes or no, counts and shares, visas, cutoffs. A day is read in days.py."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from actions.programs.columns import plain
from actions.programs.days import day
from actions.programs.faults import CellFault
from actions.programs.img_cells import img_word, imgs, non_us, share
from actions.programs.program import PMR
from actions.programs.visas import visas
from actions.programs.yes_no import is_not_said, is_unknown, yes_no

_HEAVY = "heavy high strong intensive very big major required important yes"
_LIGHT = "light low little moderate medium average some minimal weak optional small limited normal"
_PMR = frozenset(
    ("pmr", "pm and r", "pm r", "pm", "physiatry", "physical medicine", "physical medicine and rehabilitation",
     "physical medicine rehabilitation", "physical medicine and rehab", "phys med and rehab", "rehab", "rehabilitation")
)  # fmt: skip


def cutoff(text: str) -> dict[str, Any]:
    """The lowest Step 2 CK score that a program states: '230', '230+', '>= 230', '~225', 'no cutoff'."""
    words = plain(text)
    stated = re.findall(r"(?<![\d.])\d+(?:\.\d+)?", re.sub(r"(?i)\bstep ?[123]\b", " ", text))
    if not stated:
        if re.search(r"\b(no|none|not|without|pass|passing|holistic|any)\b", words):
            return {"no_cutoff": True}
        raise CellFault("a score such as 230, or no cutoff, is expected")
    if "%" in text:
        raise CellFault("a score is expected, not a share; write for example 230")
    if len(stated) > 1:
        raise CellFault("several numbers stand here; write the lowest score that the program accepts")
    number = float(stated[0])
    if number != int(number) or not 100 <= number <= 300:
        raise CellFault("Step 2 CK scores are whole numbers with three digits, at most 300; write for example 230")
    return {"cutoff": int(number)}


def setting(text: str) -> dict[str, Any]:
    """Community, university-affiliated or university."""
    words = plain(text)
    community = bool(re.search(r"\b(comm|community|county)\b", words))
    if re.search(r"\b(affil\w*|hybrid|mixed|both)\b", words) or (
        community and re.search(r"\buni\w*|\bacademic", words)
    ):
        return {"setting": "university_affiliated"}
    if community:
        return {"setting": "community"}
    if re.search(r"\b(uni|univ|university|academic|academia)\b", words):
        return {"setting": "university"}
    if re.search(r"\b(military|va|veterans|federal|other|private|county)\b", words):
        return {"setting": "other"}
    raise CellFault("community, university-affiliated or university is expected")


def research(text: str) -> dict[str, Any]:
    """Whether a program is a research-heavy center."""
    words = set(plain(text).split())
    if not words & {"not", "no", "non"}:
        if words & set(_HEAVY.split()):
            return {"research": True}
        if words & set(_LIGHT.split()):
            return {"research": False}
    try:
        return {"research": yes_no(text)}
    except CellFault:
        raise CellFault("yes or no is expected, whether it is a research-heavy center") from None


def competitive(text: str) -> dict[str, Any]:
    """Whether the person counts its city among the most competitive ones; a tier of cities is read as 1: yes, lower: no."""
    words = plain(text)
    if found := re.fullmatch(r"(?:tier )?(\d)", words):
        return {"competitive_city": found[1] == "1"}
    if words in ("top", "major", "big", "high", "very", "popular", "top tier"):
        return {"competitive_city": True}
    if words in ("small", "rural", "low", "mid", "medium", "moderate", "less"):
        return {"competitive_city": False}
    return {"competitive_city": yes_no(text)}


def _specialty(text: str) -> dict[str, Any]:
    return {"specialty": PMR if plain(text) in _PMR else text}


def parse(field: str, text: str, today: date) -> dict[str, Any]:
    """The values that a cell of a field gives a program; none where it says that it is not known.

    Args:
        field: a name of columns.yml.
        text: the cell without outer spaces.
        today: a day after it is no day of checking.

    Raises:
        CellFault: the cell cannot be used; says why and what to write.
    """
    if field in ("name", "institution", "acgme", "city", "state", "location", "source", "notes"):
        return {field: text} if text else {}
    if is_unknown(text) or (field != "cutoff" and is_not_said(text)):
        return {}
    if field == "checked":
        return {"checked": day(text, today)}
    return _PARSERS[field](text)


def _yes(field: str) -> Callable[[str], dict[str, Any]]:
    return lambda text: {field: yes_no(text)}


_PARSERS: Mapping[str, Callable[[str], dict[str, Any]]] = {
    "specialty": _specialty,
    "setting": setting,
    "imgs": imgs,
    "img_percent": share,
    "non_us_imgs": non_us,
    "img_friendly": img_word,
    "visa": visas,
    "j1": lambda text: visas(text, "j1"),
    "h1b": lambda text: visas(text, "h1b"),
    "cutoff": cutoff,
    "research": research,
    "competitive_city": competitive,
    "signal": _yes("signal"),
}
