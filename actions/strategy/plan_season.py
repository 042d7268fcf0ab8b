"""For which Match somebody plans."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from actions.knowledge.library import Knowledge
from actions.profile import Profile
from actions.strategy import calendar, standing
from actions.strategy.calendar import Season


@dataclass(frozen=True)
class Chosen:
    """The season to plan for, and how it was chosen.

    Attributes:
        days: its days.
        stated: the Match year that the person named, if any.
        moved: the named Match can't be met any more, so `days` is the next one that can.
        over: its Match Day has passed.
        under_way: the named season is running and the person can be in it; `days` is the one after it.
    """

    days: Season
    stated: int | None = None
    moved: bool = False
    over: bool = False
    under_way: Season | None = None


def chosen(profile: Profile, knowledge: Knowledge, today: date) -> Chosen:
    """The named season if it can be met, or else the next one that can: with what the exams still ahead leave time for."""
    seasons, stated = knowledge.seasons, profile.number("match_year")
    earliest = _earliest(profile, knowledge, today)
    if stated is None:
        return Chosen(_for_exam_day(profile, knowledge, earliest))
    named = calendar.season(stated, seasons)
    if stated >= earliest.match_year:
        return Chosen(named, stated)
    in_it = standing.step2_done(profile) and not standing.step1_ahead(profile)
    over = named.phase(today) == "over"
    if in_it and not over:
        return Chosen(earliest, stated, under_way=named)
    return Chosen(earliest, stated, moved=True, over=over)


def _for_exam_day(profile: Profile, knowledge: Knowledge, earliest: Season) -> Season:
    """The season that an exam day to come serves, where no Match was named; the earliest one without such a day."""
    planned = profile.get("step2_ck_date")
    if not isinstance(planned, str) or standing.step2_done(profile):
        return earliest
    first, _ = calendar.span_of(planned)
    return max(earliest, calendar.season_to_sit_for(first, knowledge.seasons), key=lambda days: days.match_year)


def _earliest(profile: Profile, knowledge: Knowledge, today: date) -> Season:
    if standing.step1_ahead(profile):
        weeks = knowledge.numbers.dedicated_weeks.high + knowledge.seasons.usual_weeks
        return calendar.season_to_begin_for(today, knowledge.seasons, weeks)
    if standing.step2_done(profile):
        return calendar.season_to_plan_for(today, knowledge.seasons)
    return calendar.season_to_sit_for(today, knowledge.seasons)
