"""The cells of a line about a program, and the facts that only a program has: a visa that it sponsors, its IMGs, its cutoff.

actions/programs/pasted.py reads the same separators.
"""

from __future__ import annotations

import re

_SIGNS = ("\t", "|", ";")
_DASH = re.compile(r"\s+[\u2013\u2014-]+\s+")
_BULLET = re.compile(r"^\s*(?:[-*\u2022\u2013\u2014\u00b7\u25aa\u25cf]|\(?\d{1,3}[.)])\s+")
# One dash alone may belong to a sentence or to a name: "Example University - Main Campus, OH".
_DASHES = 2
_ONE_VISA = r"(?:j ?-? ?1|h ?-? ?1 ?-? ?b?)"
_VISA = rf"(?:(?:sponsors?|takes?|accepts?|offers?|visas?):? )?{_ONE_VISA}(?:\s*(?:/|&|,|\+|and|or)\s*{_ONE_VISA})*(?: visas?)?(?: only| ok| sponsored)?"
_IMGS = r"(?:(?:has|have|takes?) )?(?:\d{1,3}(?:\.\d)? ?[%+]?|no|zero|few|many|some)(?: (?:of|out of) \d{1,3})? ?(?:non-us )?(?:imgs?|fmgs?)(?: residents?| now)?|(?:imgs?|fmgs?)\s*:? ?\d{1,3}(?: of \d{1,3})? ?%?|(?:not )?(?:img|fmg)[- ]friendly"
_CUTOFF = r"no (?:cut-? ?off|min(?:imum)?(?: score)?)|(?:(?:step ?2 ?(?:ck)?|ck|score) )?(?:cut-? ?off|min(?:imum)?)(?: score)?\s*:? ?(?:is |of |about |~ ?|>=? ?)?\d{3}\+?|\d{3} (?:cut-? ?off|min(?:imum)?)"
_FACT = re.compile(rf"\W*(?:{_VISA}|{_IMGS}|{_CUTOFF})\W*", re.I)
_SURE_FACT = re.compile(rf"\W*(?:{_IMGS}|{_CUTOFF})\W*", re.I)
# "Star Hospital J1 2 imgs": facts behind a name, without a sign between them.
_TAIL = re.compile(rf"(?:[\s,:/-]+(?:{_VISA}|{_IMGS}|{_CUTOFF})(?!\w))+\W*$", re.I)
LONGEST = 300


def cells_of(line: str) -> list[str]:
    """The cells of a line: between tabs, bars, semicolons, dashes with spaces around them, or commas."""
    parts = _BULLET.sub("", line)
    cut = _separator(parts)
    cells = re.split(cut, parts) if cut else [parts]
    return [cell.strip().strip('"').strip() for cell in cells]


def by_dashes(line: str) -> bool:
    """Whether dashes stand between the cells of a line."""
    return _separator(_BULLET.sub("", line)) == _DASH.pattern


def sign_of(line: str) -> str | None:
    """The sign between the cells of a line; None where it is a dash or there is none."""
    return next((each for each in (*_SIGNS, ",") if each in line), None)


def tells_fact(cell: str) -> bool:
    """Whether a cell is a visa, a number of IMGs or a cutoff, and nothing else."""
    return len(cell) <= LONGEST and _FACT.fullmatch(cell) is not None


def tells_sure_fact(cell: str) -> bool:
    """Whether a cell is a number of IMGs or a cutoff: what no person has."""
    return len(cell) <= LONGEST and _SURE_FACT.fullmatch(cell) is not None


def name_and_facts(line: str) -> tuple[str, str]:
    """A line without separators as the name that begins it and the facts behind it; the facts are empty where there are none."""
    plain = _BULLET.sub("", line).strip()
    found = _TAIL.search(plain) if len(plain) <= LONGEST else None
    return (plain[: found.start()].strip(), found[0].strip()) if found else (plain, "")


def _separator(line: str) -> str | None:
    if sign := next((each for each in _SIGNS if each in line), None):
        return re.escape(sign)
    dashes = len(_DASH.findall(line))
    if dashes >= _DASHES or (dashes and "," not in line):
        return _DASH.pattern
    return "," if "," in line else None
