"""What a cell says: yes or no, counts and shares, visas, cutoffs. A day is read in days.py."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from actions.programs.columns import plain
from actions.programs.days import day
from actions.programs.faults import CellFault
from actions.programs.program import PMR
from actions.programs.visas import visas

_UNKNOWN = frozenset(
    [
        "",
        "unknown",
        "unk",
        "unclear",
        "unsure",
        "not sure",
        "na",
        "n a",
        "n k",
        "nk",
        "dk",
        "tbd",
        "tba",
        "tbc",
        "idk",
        "dont know",
        "don t know",
        "do not know",
        "i don t know",
        "no info",
        "no information",
        "no data",
        "not found",
        "to check",
        "check",
        "ask",
        "pending",
        "null",
        "nan",
        "x x",
        "blank",
    ]
)
_YES = frozenset(
    [
        "y",
        "yes",
        "yep",
        "yeah",
        "yup",
        "true",
        "t",
        "1",
        "x",
        "ok",
        "sure",
        "definitely",
        "always",
        "si",
        "oui",
        "check✓",
        "sent",
        "done",
    ]
)
_NO = frozenset(["n", "no", "nope", "false", "f", "0", "none", "never", "not", "non"])
_MANY = frozenset(("many", "lots", "a lot", "several", "most", "high", "good", "yes many", "strong"))
_FEW = frozenset(("few", "a few", "very few", "rare", "rarely", "low", "some", "sometimes", "occasionally", "limited"))
_HEAVY = frozenset(["heavy", "high", "strong", "intensive", "very", "big", "major", "required", "important", "yes"])
_LIGHT = frozenset(
    [
        "light",
        "low",
        "little",
        "moderate",
        "medium",
        "average",
        "some",
        "minimal",
        "weak",
        "optional",
        "small",
        "limited",
        "normal",
    ]
)
_PMR = frozenset(
    ("pmr", "pm and r", "pm r", "pm", "physiatry", "physical medicine", "physical medicine and rehabilitation",
     "physical medicine rehabilitation", "physical medicine and rehab", "phys med and rehab", "rehab", "rehabilitation")
)  # fmt: skip
# How many residents a program has is far below this.
MOST_RESIDENTS = 300


def is_unknown(text: str) -> bool:
    """Whether a cell says that something is not known: empty, '?', 'n/a', 'unknown'."""
    return plain(text) in _UNKNOWN and not _ticks(text)


def _ticks(text: str) -> bool | None:
    """What a tick or a cross says."""
    if text.strip() in ("✓", "✔", "✅", "☑", "√", "+"):
        return True
    if text.strip() in ("✗", "✘", "❌", "☒"):
        return False
    return None


def yes_no(text: str) -> bool:
    """A yes or a no in one of many words.

    Raises:
        CellFault: it is neither.
    """
    ticked = _ticks(text)
    if ticked is not None:
        return ticked
    words = plain(text).split()
    if not words:
        raise CellFault("yes or no is expected")
    if words[0] in _YES:
        return True
    if words[0] in _NO:
        return False
    raise CellFault("write yes or no, or leave it empty if you do not know")


def imgs(text: str) -> dict[str, Any]:
    """IMGs as a count ('3', '~3', '3+'), of all ('3 of 18'), a share ('12%'), or a word ('yes', 'few', 'none')."""
    said = text.strip().lower()
    if found := re.fullmatch(r"\D{0,12}?(\d{1,4})\s*(?:of|/|out of)\s*(\d{1,4})\D{0,12}", said):
        part, whole = int(found[1]), int(found[2])
        if not 0 < whole <= MOST_RESIDENTS or part > whole:
            raise CellFault("so many IMGs of so many residents cannot be; write for example 3 of 18")
        return {"imgs": part, "residents": whole}
    if "%" in said or "percent" in said:
        return share(text)
    number = _number(said)
    if number is not None:
        if number != int(number) or not 0 <= number <= MOST_RESIDENTS:
            raise CellFault("a count of residents is expected, as 3 or 3 of 18; a share needs its sign, as 12%")
        return {"imgs": int(number)}
    return _img_word(text)


def share(text: str) -> dict[str, Any]:
    """IMGs as a share: '12%', '12', or '0.12' as a sheet stores it."""
    said = text.strip().lower()
    number = _number(re.sub(r"percent|pct|%", "", said))
    if number is None:
        if re.search(r"\d", said):
            return imgs(text) if re.search(r"\d\s*(?:of|/)", said) else _no_share()
        return _img_word(text)
    if 0 < number < 1 and "%" not in said:
        number *= 100
    if not 0 <= number <= 100:
        _no_share()
    return {"img_percent": round(number, 2)}


def _no_share() -> dict[str, Any]:
    raise CellFault("a share from 0 to 100 percent is expected, as 12%")


def _img_word(text: str) -> dict[str, Any]:
    words = plain(text)
    if words in _MANY:
        return {"takes_imgs": True, "few_imgs": False}
    if words in _FEW:
        return (
            {"takes_imgs": True, "few_imgs": words not in ("some", "sometimes")}
            if words != "low"
            else {"few_imgs": True}
        )
    try:
        return {"takes_imgs": yes_no(text)}
    except CellFault:
        raise CellFault("a number (3), a part (3 of 18), a share (12%), or yes or no is expected") from None


def non_us(text: str) -> dict[str, Any]:
    """IMGs who are no US citizens: a count, a share, or yes or no. Only whether there are any is read from it."""
    found = imgs(text)
    if "imgs" in found:
        return {"non_us_imgs": found["imgs"]}
    if "img_percent" in found:
        return {"takes_non_us": found["img_percent"] > 0}
    return {"takes_non_us": found.get("takes_imgs", True)}


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
        if words & _HEAVY:
            return {"research": True}
        if words & _LIGHT:
            return {"research": False}
    try:
        return {"research": yes_no(text)}
    except CellFault:
        raise CellFault("yes or no is expected: is it a research-heavy center?") from None


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


def _number(text: str) -> float | None:
    """A lone number with what people put around it: '~3', '3+', 'about 3', '3 IMGs'."""
    bare = re.sub(
        r"\b(about|around|approx\w*|circa|ca|at least|total|imgs?|fmgs?|residents?)\b\.?|[~≈>≥=+]|now", " ", text
    )
    found = re.fullmatch(r"\s*(\d{1,6}(?:[.,]\d{1,4})?)\s*", bare)
    return float(found[1].replace(",", ".")) if found else None


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
    if is_unknown(text):
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
    "img_friendly": _img_word,
    "visa": visas,
    "j1": lambda text: visas(text, "j1"),
    "h1b": lambda text: visas(text, "h1b"),
    "cutoff": cutoff,
    "research": research,
    "competitive_city": competitive,
    "signal": _yes("signal"),
}
