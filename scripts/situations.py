"""Situations (tests/situations/<topic>/*.yml): who asks what on which day, and what they are to be told.

A case has these keys and no others:
    name    a sentence, unique
    today   the day for which advice is given
    topic   what is asked; the name of the folder
    subject what the question names within the topic: a day of the season, or `graduation` (may be left out)
    facts   what is held of the person, by name (may be left out)
    expect  at least one of:
        advice    the ids of all advice, in order, what stands behind "More" included
        first     the ids of what is said at once
        says      substrings of the whole answer as plain text;  not_says: substrings that must not be there
        shows     claim id: words that a sentence citing this claim must hold; this is what counts for the article's coverage
        claims    ids of claims that the answer cites, among others
        severity  the gravest of the advice
        notes     all dated facts shown, in order, each by its id or by a part of its source's address
        asks      the fact that would be asked next, or null
        charts    advice id: its picture, or null for none; of a picture any of its keys, and alt: substrings of its words,
                  scores: the bare scores, days: those of a season by name, states and details: those of strengths by name
        plan      ids of the steps of the plan, in order;  done, missing, late: ids of those steps;  days: step id: the day by which
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from actions.facts import Facts, InvalidFact
from actions.knowledge.library import Claim
from actions.profile import Profile, Stated
from actions.strategy import season_day
from actions.strategy.advice import Advice
from actions.strategy.subject import GRADUATION, Subject
from actions.yaml_files import FileError, Table, read

FOLDER = Path(__file__).resolve().parents[1] / "tests" / "situations"
GRAVITY = ("info", "caution", "warning")
LISTS = ("advice", "first", "says", "not_says", "claims", "notes", "plan", "done", "missing", "late")
SUBJECTS = (*season_day.DAYS, season_day.ALL, GRADUATION)
EXPECTED = (*LISTS, "shows", "severity", "asks", "days", "charts")
DRAWN = (
    "kind",
    "score",
    "scores",
    "target",
    "floor",
    "plateau",
    "today",
    "match_year",
    "days",
    "states",
    "details",
    "alt",
)
AT = datetime(2026, 11, 22, 14, 2, tzinfo=UTC)
# Names that hold a digit and are no figure of a claim.
_NAMES = re.compile(r"\bStep \d\b|\bJ-1\b|\bH-1B\b")


@dataclass(frozen=True)
class Situation:
    """One case, and where it stands."""

    name: str
    today: date
    topic: str
    profile: Profile
    expect: Mapping[str, Any]
    place: str
    subject: Subject | None = None


def all_situations(facts: Facts, folder: Path = FOLDER) -> list[Situation]:
    """Every case of every file.

    Raises:
        FileError: a fault in one of them; names file and line.
    """
    return [case for path in sorted(folder.glob("*/*.yml")) for case in situations_of(path, facts)]


def situations_of(path: Path, facts: Facts) -> list[Situation]:
    """The cases of one file.

    Raises:
        FileError: a key that is unknown, missing or wrong; names the line.
    """
    return [_situation(case, path, facts) for case in read(path).only(needs=["situations"])["situations"]]


def _situation(case: Table, path: Path, facts: Facts) -> Situation:
    case.only(needs=["name", "today", "topic", "expect"], may=["facts", "subject"])
    if not isinstance(case["today"], date):
        raise case.fault("today is a day, YYYY-MM-DD", "today")
    if case["topic"] != path.parent.name:
        raise case.fault(f"the topic '{case['topic']}' does not stand in its folder", "topic")
    expect: Table = case["expect"]
    expect.only(needs=[], may=EXPECTED)
    if not expect:
        raise case.fault("nothing is expected", "expect")
    for key in LISTS:
        if key in expect and not isinstance(expect[key], list):
            raise expect.fault(f"'{key}' is a list", key)
    if expect.get("severity", "info") not in GRAVITY:
        raise expect.fault(f"severity is one of {', '.join(GRAVITY)}", "severity")
    for drawn in expect.get("charts", {}).values():
        if drawn is not None:
            drawn.only(needs=["kind"], may=DRAWN)
    if case.get("subject", GRADUATION) not in SUBJECTS:
        raise case.fault(f"the subject is one of {', '.join(SUBJECTS)}", "subject")
    subject = Subject(case["subject"]) if "subject" in case else None
    profile = _profile(case, facts)
    return Situation(case["name"], case["today"], case["topic"], profile, expect, f"{path.name}:{case.line}", subject)


def _profile(case: Table, facts: Facts) -> Profile:
    stated = {}
    for name, value in case.get("facts", {}).items():
        if name not in facts:
            raise case.fault(f"'{name}' is no fact", "facts")
        try:
            stated[name] = Stated(facts[name].check(value, case["today"]), f"it is {value}", AT)
        except InvalidFact as error:
            raise case.fault(str(error), "facts") from error
    return Profile(stated)


def not_shown(case: Situation, advised: tuple[Advice, ...], claims: Mapping[str, Claim]) -> Iterator[str]:
    """What a case expects under `shows` and the advice does not hold: a sentence for each fault.

    The words have to stand in a text that cites the claim, and all figures of the claim in the texts that cite it.
    """
    for claim, words in case.expect.get("shows", {}).items():
        if claim not in claims:
            yield f"there is no claim '{claim}'"
            continue
        texts = [text.text for advice in advised for text in advice.texts if claim in text.claims]
        if not any(words in text for text in texts):
            yield f"no text that cites {claim} holds '{words}'; those that cite it: {texts}"
        lacking = figures(claims[claim].text) - figures(" ".join(texts))
        if lacking:
            yield f"the texts that cite {claim} lack its figures {', '.join(sorted(lacking))}"


def not_drawn(case: Situation, given: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """What a case expects under `charts` and the replies do not draw: a sentence for each fault."""
    charts = {reply["id"]: reply["chart"] for reply in given}
    for id_, wanted in case.expect.get("charts", {}).items():
        chart = charts.get(id_)
        if id_ not in charts or wanted is None or chart is None:
            if id_ not in charts or wanted is not chart:
                yield f"{id_} draws {chart}"
            continue
        found = _drawn(chart)
        for key, value in wanted.items():
            held = found.get(key)
            if key == "alt":
                right = all(part in chart["alt"] for part in value)
            elif isinstance(value, Mapping) and isinstance(held, Mapping):
                right = {name: held.get(name) for name in value} == value
            else:
                right = held == value
            if not right:
                yield f"{id_} draws {key}: {held}"


def _drawn(chart: Mapping[str, Any]) -> dict[str, Any]:
    """A chart with what it holds by name."""
    items = chart.get("items", ())
    return {
        **chart,
        "scores": [each["score"] for each in chart.get("scores", ())],
        "days": {each["name"]: date.fromisoformat(each["day"]) for each in chart.get("days", ())},
        "today": date.fromisoformat(chart["today"]) if "today" in chart else None,
        "states": {each["name"]: each["state"] for each in items},
        "details": {each["name"]: each["detail"] for each in items},
    }


def figures(text: str) -> set[str]:
    """The figures of a text, without those that are part of a name."""
    return set(re.findall(r"\d+", _NAMES.sub("", text)))


__all__ = [
    "EXPECTED",
    "GRAVITY",
    "FileError",
    "Situation",
    "all_situations",
    "figures",
    "not_drawn",
    "not_shown",
    "situations_of",
]
