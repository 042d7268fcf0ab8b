"""The knowledge: the article's claims and numbers, short answers made of them, and dated facts from outside."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
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
    programs_low_score: Span

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
    """A dated fact from outside the article, to be shown as a note."""

    id: str
    text: str
    as_of: date
    source: str
    certainty: str
    value: int | None


@dataclass(frozen=True)
class Seasons:
    """What is known of Match seasons: days by Match year and name, and how many weeks a result takes."""

    usual_weeks: int
    safe_weeks: int
    as_of: date
    source: str
    known: Mapping[int, Mapping[str, date]]


@dataclass(frozen=True)
class SourcedText:
    """A sentence or two of ours, and the claims that carry it."""

    text: str
    claims: tuple[str, ...]


@dataclass(frozen=True)
class ShortAnswer:
    """The answer to a topic that no rule computes."""

    topic: str
    title: str
    paragraphs: tuple[SourcedText, ...]
    items: tuple[SourcedText, ...]
    next: tuple[str, ...]


@dataclass(frozen=True)
class Knowledge:
    """Everything that advice may rest on."""

    claims: Mapping[str, Claim]
    numbers: Numbers
    outside: Mapping[str, OutsideFact]
    seasons: Seasons
    answers: Mapping[str, ShortAnswer]


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
        answers=_answers(read(folder / "answers.yml"), claims),
    )


def _claims(table: Table) -> dict[str, Claim]:
    found = {}
    for id_, entry in table.only(needs=["claims"])["claims"].items():
        entry.only(needs=["section", "text"])
        found[id_] = Claim(id_, entry["section"], entry["text"])
    return found


def _numbers(table: Table, claims: Mapping[str, Claim]) -> Numbers:
    names = [field.name for field in fields(Numbers)]
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
        entry.only(needs=["text", "as_of", "source", "certainty"], may=["value"])
        if entry["certainty"] not in CERTAINTIES:
            raise entry.fault(f"certainty is one of {', '.join(CERTAINTIES)}", "certainty")
        if not str(entry["source"]).startswith("https://"):
            raise entry.fault("the source is an https address", "source")
        text = entry["text"].format(value=entry.get("value"))
        found[id_] = OutsideFact(id_, text, entry["as_of"], entry["source"], entry["certainty"], entry.get("value"))
    return found


def _seasons(table: Table) -> Seasons:
    table.only(needs=["usual_weeks", "safe_weeks", "as_of", "source", "known"])
    names = ["eras_opens", "submission", "reading", "rank_list", "match_day"]
    known = {}
    for year, entry in table["known"].items():
        days = entry.only(needs=[], may=names).items()
        known[int(year)] = {name: day.only(needs=["day", "source"])["day"] for name, day in days}
    return Seasons(table["usual_weeks"], table["safe_weeks"], table["as_of"], table["source"], known)


def _answers(table: Table, claims: Mapping[str, Claim]) -> dict[str, ShortAnswer]:
    found = {}
    for topic, entry in table.only(needs=["answers"])["answers"].items():
        entry.only(needs=["title", "paragraphs"], may=["list", "next"])
        paragraphs = tuple(_sourced(each, claims) for each in entry["paragraphs"])
        items = tuple(_sourced(each, claims) for each in entry.get("list", []))
        found[topic] = ShortAnswer(topic, entry["title"], paragraphs, items, tuple(entry.get("next", [])))
    return found


def _sourced(entry: Table, claims: Mapping[str, Claim]) -> SourcedText:
    entry.only(needs=["text", "claims"])
    if not entry["claims"]:
        raise entry.fault("a text without a claim cannot be used", "claims")
    return SourcedText(entry["text"], tuple(_known(entry, "claims", id_, claims) for id_ in entry["claims"]))


def _known(entry: Table, key: str, id_: str, claims: Mapping[str, Claim]) -> str:
    if id_ not in claims:
        raise entry.fault(f"there is no claim '{id_}' in article.yml", key)
    return id_


__all__ = [
    "Claim",
    "FileError",
    "Knowledge",
    "Number",
    "Numbers",
    "OutsideFact",
    "ShortAnswer",
    "SourcedText",
    "Span",
    "load",
]
