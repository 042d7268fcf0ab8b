"""The days of a Match season, and the exam days that follow from them. No clock: the day of asking is an argument."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from actions.knowledge.library import OutsideFact, Seasons

WEDNESDAY, FRIDAY = 2, 4
# Three weeks lie between the first day for sending applications and the day on which programs start to read.
READING_AFTER = timedelta(weeks=3)


@dataclass(frozen=True)
class Season:
    """The days of the Match of one year.

    Attributes:
        match_year: the year of Match Day; applications for it go in the year before.
        eras_opens: applicants may begin their ERAS application.
        submission: applications may be sent.
        reading: programs start to read; what was sent before counts as sent on this day.
        rank_list: last day for the rank order list.
        match_day: results.
        expected: names of the days that were worked out from earlier seasons and have to be confirmed.
    """

    match_year: int
    eras_opens: date
    submission: date
    reading: date
    rank_list: date
    match_day: date
    expected: frozenset[str]


def season(match_year: int, seasons: Seasons) -> Season:
    """The days of a season: those known, and the others by the pattern of the last seasons.

    First Wednesday of June and of September, three weeks later, first Wednesday and third Friday of March.
    """
    year = match_year - 1
    submission = _nth(year, 9, WEDNESDAY, 1)
    days = {
        "eras_opens": _nth(year, 6, WEDNESDAY, 1),
        "submission": submission,
        "reading": submission + READING_AFTER,
        "rank_list": _nth(match_year, 3, WEDNESDAY, 1),
        "match_day": _nth(match_year, 3, FRIDAY, 3),
    }
    known = seasons.known.get(match_year, {})
    return Season(match_year=match_year, expected=frozenset(days.keys() - known.keys()), **{**days, **known})


def season_to_plan_for(today: date, seasons: Seasons) -> Season:
    """The first season for which applications can still be sent on the day when programs start to read."""
    this_years = season(today.year + 1, seasons)
    return this_years if today < this_years.reading else season(today.year + 2, seasons)


def season_to_sit_for(today: date, seasons: Seasons) -> Season:
    """The first season for which a Step 2 CK still to be taken can be reported before programs start to read."""
    this_years = season(today.year + 1, seasons)
    return this_years if today <= last_exam_day(this_years, seasons) else season(today.year + 2, seasons)


def safe_exam_day(days: Season, seasons: Seasons) -> date:
    """The last exam day that leaves the safe number of weeks for the result before applications can be sent."""
    return days.submission - timedelta(weeks=seasons.safe_weeks)


def last_exam_day(days: Season, seasons: Seasons) -> date:
    """The last exam day whose result usually comes before programs start to read."""
    return days.reading - timedelta(weeks=seasons.usual_weeks)


def _nth(year: int, month: int, weekday: int, which: int) -> date:
    """The nth given weekday of a month."""
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (which - 1))


def note(days: Season, seasons: Seasons) -> OutsideFact:
    """The season's first days as a dated note."""
    unsure = {"submission", "reading"} & days.expected
    ending = " Expected from earlier years; confirm at AAMC." if unsure else ""
    return OutsideFact(
        id="season",
        text=f"For the {days.match_year} Match, applications go in from {say(days.submission)} and programs start reading on {say(days.reading)}.{ending}",
        as_of=seasons.as_of,
        source=seasons.source,
        certainty="expected" if unsure else "confirmed",
        value=days.match_year,
    )


def say(day: date) -> str:
    """A day in words that no reader takes for another: 7 July 2027."""
    return f"{day.day} {day:%B %Y}"
