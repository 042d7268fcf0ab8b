"""The days of a Match season, and the exam days that follow from them. No clock: the day of asking is an argument."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from actions.knowledge.library import OutsideFact, Seasons

WEDNESDAY, FRIDAY = 2, 4
# Match Week begins on the Monday before Match Day; that Monday says who has a place, and SOAP begins.
MATCH_WEEK = timedelta(days=4)
Phase = Literal["before", "sending", "interviews", "waiting", "match_week", "over"]
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

    @property
    def match_week(self) -> date:
        """The Monday on which applicants learn whether they have a place; SOAP begins."""
        return self.match_day - MATCH_WEEK

    @property
    def step1_day(self) -> date:
        """The day by which a dated plan wants Step 1 passed (our reading `step1_day`)."""
        return date(self.match_year - 1, 3, 31)

    @property
    def dedicated_from(self) -> date:
        """The first day of the time that the article's cycle gives to Step 2 CK."""
        return date(self.match_year - 1, 4, 1)

    def phase(self, today: date) -> Phase:
        """Where the season stands on a day."""
        if today < self.submission:
            return "before"
        if today < self.reading:
            return "sending"
        if today <= self.rank_list:
            return "interviews"
        if today < self.match_week:
            return "waiting"
        return "match_week" if today <= self.match_day else "over"


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


def season_to_begin_for(today: date, seasons: Seasons, weeks: int = 0) -> Season:
    """The first season that leaves time for Step 1 first and Step 2 CK after it.

    Args:
        today: the day of asking.
        seasons: what is known of seasons.
        weeks: how many weeks Step 1 itself takes at the least, preparation and result.
    """
    this_years = season(today.year + 1, seasons)
    in_time = today + timedelta(weeks=weeks) <= this_years.step1_day
    return this_years if in_time else season(today.year + 2, seasons)


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


def note(days: Season, seasons: Seasons, *names: str) -> OutsideFact:
    """Days of a season as a dated note.

    Args:
        days: the season.
        seasons: where a person confirms a day.
        names: the days to tell; without any, those on which applications go in and are first read.
    """
    told = names or ("submission", "reading")
    unsure = set(told) & days.expected
    ending = " Expected from earlier years; confirm at AAMC." if unsure else ""
    parts = _in_a_row([f"{SAID[name]} {say_day(getattr(days, name))}" for name in told])
    return OutsideFact(
        id="season",
        text=f"For the {days.match_year} Match, {parts}.{ending}",
        as_of=seasons.as_of,
        source=seasons.source,
        certainty="expected" if unsure else "confirmed",
        checked=seasons.as_of,
        shelf_life=seasons.shelf_life,
        values={"match_year": days.match_year},
    )


SAID = {
    "eras_opens": "ERAS opens on",
    "submission": "applications go in from",
    "reading": "programs start reading on",
    "rank_list": "the rank list is due by",
    "match_day": "Match Day is",
}


# What each day is, on a list of days.
LABELS = {
    "eras_opens": "ERAS opens",
    "submission": "applications can be sent",
    "reading": "programs start reading",
    "rank_list": "rank lists are due",
    "match_day": "Match Day",
}


def _in_a_row(parts: list[str]) -> str:
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"


def say_day(day: date) -> str:
    """A day in words that no reader takes for another: 7 July 2027."""
    return f"{day.day} {day:%B %Y}"


def span_of(value: str) -> tuple[date, date]:
    """The first and last day that a fact of the type month can mean: '2027-07' or '2027-07-14'.

    Raises:
        ValueError: it is no such day.
    """
    if len(value) > len("2027-07"):
        day = date.fromisoformat(value)
        return day, day
    first = date.fromisoformat(f"{value}-01")
    return first, (first.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
