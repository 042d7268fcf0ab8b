"""Tells whether words speak of a place in the United States, or of one outside."""

from __future__ import annotations

import functools
import re

import yaml

from bot.nlu.places_abroad import mentions
from bot.paths import ROOT

_HOME = re.compile(
    r"\b(?:(?:in|at|from|of|my)\s+(?:my |the |a )?(?:\w+\s+)?(?:home country|country|home hospital|home)|my hospital|back home)\b",
    re.I,
)


@functools.lru_cache(maxsize=1)
def place() -> re.Pattern[str]:
    """Finds a place in the US that is told as one where something happens."""
    names = yaml.safe_load((ROOT / "bot" / "nlu" / "places.yml").read_text(encoding="utf-8"))["places"]
    # "us" in small letters is a pronoun unless "the", "in" or "at" stands before it.
    return re.compile(
        rf"\b(?:in|at|from|for|with|@)\s+(?:the\s+)?(?:\w+\s+){{0,3}}?(?:{'|'.join(names)})\b|\b(?:US|USA|{'|'.join(names[1:])})\b",
        re.I,
    )


def is_abroad(text: str) -> bool:
    """Whether words speak of a place outside the US."""
    return _HOME.search(text) is not None or any(each.name != "georgia" for each in mentions(text))
