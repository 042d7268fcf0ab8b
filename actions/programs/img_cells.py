"""What a cell says of IMGs: a count, a part, a share or a word."""

from __future__ import annotations

import re
from typing import Any

from actions.programs.columns import plain
from actions.programs.faults import CellFault
from actions.programs.yes_no import yes_no

_MANY = frozenset(("many", "lots", "a lot", "several", "most", "high", "good", "yes many", "strong"))
_FEW = frozenset(("few", "a few", "very few", "rare", "rarely", "low", "occasionally", "limited"))
_SOME = frozenset(("some", "sometimes", "a couple"))
# How many residents a program has is far below this.
MOST_RESIDENTS = 300


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
    return img_word(text)


def share(text: str) -> dict[str, Any]:
    """IMGs as a share: '12%', '12', or '0.12' as a sheet stores it."""
    said = text.strip().lower()
    number = _number(re.sub(r"percent|pct|%", "", said))
    if number is None:
        if re.search(r"\d", said):
            is_part = re.search(r"\d\s*(?:of|/)", said) and not re.search("percent|%", said)
            return imgs(text) if is_part else _no_share()
        return img_word(text)
    if 0 < number < 1 and "%" not in said:
        number *= 100
    if not 0 <= number <= 100:
        _no_share()
    return {"img_percent": round(number, 2)}


def _no_share() -> dict[str, Any]:
    raise CellFault("a share from 0 to 100 percent is expected, as 12%")


def img_word(text: str) -> dict[str, Any]:
    """IMGs in a word: 'yes', 'many', 'few', 'none'."""
    words = plain(text)
    if words in _MANY or words in _FEW:
        return {"takes_imgs": True, "few_imgs": words in _FEW}
    if words in _SOME:
        return {"takes_imgs": True}
    try:
        if re.search(r"\d", text) and text.strip() not in ("0", "1"):
            raise CellFault("no word")
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


def _number(text: str) -> float | None:
    """A lone number with what people put around it: '~3', '3+', 'about 3', '3 IMGs'."""
    bare = re.sub(
        r"\b(about|around|approx\w*|circa|ca|at least|total|imgs?|fmgs?|residents?)\b\.?|[~≈>≥=+]|now", " ", text
    )
    found = re.fullmatch(r"\s*(\d{1,6}(?:[.,]\d{1,4})?)\s*", bare)
    return float(found[1].replace(",", ".")) if found else None
