"""The knowledge: the article's claims and numbers, our reading of them, and dated facts from outside."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from actions.yaml_files import FileError, Table, read

FOLDER = Path(__file__).parent
CERTAINTIES = ("confirmed", "expected", "unsettled")


@dataclass(frozen=True)
class Claim:
    """A statement of the article in our own words, and the section where it stands."""

    id: str
    section: str
    text: str


@dataclass(frozen=True)
class Number:
    """One of the article's numbers, with the claim that it comes from."""

    value: int
    claim: str


@dataclass(frozen=True)
class Span:
    """A range that the article gives, both ends included, with the claim that it comes from."""

    low: int
    high: int
    claim: str

    def __contains__(self, value: int) -> bool:
        return self.low <= value <= self.high

    def __str__(self) -> str:
        return f"{self.low}-{self.high}"


@dataclass(frozen=True)
class Numbers:
    """Every number of the article that a rule uses; the meaning of each stands in numbers.yml."""

    bands: Mapping[str, Span]
    demanding_programs_from: Number
    target: Number
    floor: Number
    recovery: Span
    redemption: Number
    delay_weeks: Span
    delay_scores: Span
    improvement_that_counts: Span
    dedicated_weeks: Span
    practice_after_percent: Number
    practice_every_weeks: Span
    ready_within: Span
    scenario_within: Span
    scenario_target: Number
    likely_ready: Span
    plateau: Span
    letters: Span
    letters_physiatrists: Number
    letters_clinical: Number
    letters_research: Number
    rotations_core: Number
    rotations_us: Number
    rotations_early: Span
    programs_low_score: Span
    programs_few_imgs: Number
    programs_few_percent: Number

    def band(self, score: int) -> tuple[str, Span]:
        """The name and bounds of the range in which a Step 2 CK score lies.

        Raises:
            ValueError: no range holds it; scores go from 1 to 300.
        """
        for name, span in self.bands.items():
            if score in span:
                return name, span
        raise ValueError(f"{score} lies in no range; Step 2 CK scores go from 1 to 300")


@dataclass(frozen=True)
class OutsideFact:
    """A dated fact from outside the article, to be shown as a note.

    Attributes:
        as_of: the day for which its source says it.
        checked: the day on which it was last compared with its source.
        shelf_life: days after which it has to be compared again.
        values: the numbers in it that rules may use.
    """

    id: str
    text: str
    as_of: date
    source: str
    certainty: str
    checked: date
    shelf_life: int
    values: Mapping[str, int] = field(default_factory=dict)

    def due(self) -> date:
        """The day from which on it counts as old."""
        return self.checked + timedelta(days=self.shelf_life)


@dataclass(frozen=True)
class Reading:
    """How we read the article where it contradicts itself or is silent; the fields are those of readings.yml."""

    id: str
    claims: tuple[str, ...]
    problem: str
    choice: str
    why: str


@dataclass(frozen=True)
class Seasons:
    """What is known of Match seasons: days by Match year and name, and how many weeks a result takes."""

    usual_weeks: int
    safe_weeks: int
    as_of: date
    shelf_life: int
    source: str
    known: Mapping[int, Mapping[str, date]]

    def due(self) -> date:
        """The day from which on the calendar counts as old."""
        return self.as_of + timedelta(days=self.shelf_life)


@dataclass(frozen=True)
class Knowledge:
    """Everything that advice may rest on."""

    claims: Mapping[str, Claim]
    numbers: Numbers
    outside: Mapping[str, OutsideFact]
    seasons: Seasons
    readings: Mapping[str, Reading]


def load(folder: Path = FOLDER) -> Knowledge:
    """Read and check all knowledge files.

    Raises:
        FileError: a fault in one of them: an unknown or missing key, a claim that does not exist; names file and line.
    """
    claims = _claims(read(folder / "article.yml"))
    return Knowledge(
        claims=claims,
        numbers=_numbers(read(folder / "numbers.yml"), claims),
        outside=_outside(read(folder / "outside.yml")),
        seasons=_seasons(read(folder / "seasons.yml")),
        readings=_readings(read(folder / "readings.yml"), claims),
    )


def _claims(table: Table) -> dict[str, Claim]:
    found = {}
    for id_, entry in table.only(needs=["claims"])["claims"].items():
        entry.only(needs=["section", "text"])
        found[id_] = Claim(id_, entry["section"], entry["text"])
    return found


def _numbers(table: Table, claims: Mapping[str, Claim]) -> Numbers:
    names = [each.name for each in fields(Numbers)]
    table.only(needs=names)
    read_in: dict[str, Any] = {name: _number(table[name], claims) for name in names if name != "bands"}
    bands = {name: _number(entry, claims) for name, entry in table["bands"].items()}
    return Numbers(bands=bands, **read_in)  # type: ignore[arg-type]  # each band is a Span; tested


def _number(entry: Table, claims: Mapping[str, Claim]) -> Number | Span:
    claim = _known(entry, "claim", entry.get("claim", ""), claims)
    if "value" in entry:
        entry.only(needs=["value", "claim"])
        return Number(entry["value"], claim)
    entry.only(needs=["from", "to", "claim"])
    return Span(entry["from"], entry["to"], claim)


def _outside(table: Table) -> dict[str, OutsideFact]:
    found = {}
    for id_, entry in table.only(needs=["facts"])["facts"].items():
        entry.only(needs=["text", "as_of", "checked", "shelf_life", "source", "certainty"], may=["values"])
        if entry["certainty"] not in CERTAINTIES:
            raise entry.fault(f"certainty is one of {', '.join(CERTAINTIES)}", "certainty")
        if not str(entry["source"]).startswith("https://"):
            raise entry.fault("the source is an https address", "source")
        for key in ("as_of", "checked"):
            if not isinstance(entry[key], date):
                raise entry.fault(f"{key} is a day, YYYY-MM-DD", key)
        if entry["checked"] < entry["as_of"]:
            raise entry.fault("a fact cannot be checked before the day for which it is told", "checked")
        found[id_] = OutsideFact(id_, **{**entry, "text": _filled(entry), "values": dict(entry.get("values", {}))})
    return found


def _filled(entry: Table) -> str:
    try:
        return str(entry["text"]).format(**entry.get("values", {}))
    except (KeyError, IndexError, ValueError) as error:
        raise entry.fault(f"the text uses a name that values do not have: {error}", "text") from error


def _seasons(table: Table) -> Seasons:
    table.only(needs=["usual_weeks", "safe_weeks", "as_of", "shelf_life", "source", "known"])
    names = ["eras_opens", "submission", "reading", "rank_list", "match_day"]
    known = {}
    for year, entry in table["known"].items():
        days = entry.only(needs=[], may=names).items()
        known[int(year)] = {name: day.only(needs=["day", "source"])["day"] for name, day in days}
    return Seasons(**{**table, "known": known})


def _readings(table: Table, claims: Mapping[str, Claim]) -> dict[str, Reading]:
    found = {}
    for id_, entry in table.only(needs=["readings"])["readings"].items():
        entry.only(needs=["claims", "problem", "choice", "why"])
        known = tuple(_known(entry, "claims", claim, claims) for claim in entry["claims"])
        found[id_] = Reading(id_, known, entry["problem"], entry["choice"], entry["why"])
    return found


def _known(entry: Table, key: str, id_: str, claims: Mapping[str, Claim]) -> str:
    if id_ not in claims:
        raise entry.fault(f"there is no claim '{id_}' in article.yml", key)
    return id_


__all__ = ["Claim", "FileError", "Knowledge", "Number", "Numbers", "OutsideFact", "Reading", "Span", "load"]
