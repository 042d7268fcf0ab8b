"""One day of the season, for somebody who asks when it is."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from actions.knowledge.library import Knowledge
from actions.profile import Profile
from actions.strategy import calendar, season_calendar, standing
from actions.strategy.advice import Advice, Block, Rule, say
from actions.strategy.calendar import Season, say_day
from actions.strategy.plan_season import chosen

# The days that can be asked for, each with the day of the calendar from which it is told.
DAYS = {
    "eras_opens": "eras_opens",
    "submission": "submission",
    "reading": "reading",
    "interviews": "reading",
    "rank_list": "rank_list",
    "soap": "match_day",
    "match_day": "match_day",
}
# Who asks for no single day is given all of them.
ALL = "all_days"
TOPIC = "step2_timing"
TITLES = {
    "eras_opens": "When ERAS opens",
    "submission": "When applications can be sent",
    "reading": "When programs start reading",
    "interviews": "When interviews are",
    "rank_list": "When rank lists are due",
    "soap": "What SOAP is, and when",
    "match_day": "When Match Day is",
}
_NOTES = {"interviews": ("interviews",), "rank_list": ("match_requirements",), "soap": ("soap",)}


def rule(name: str, match_year: int | None = None) -> Rule:
    """The rule that tells one day, or all of them.

    Args:
        name: one of `DAYS`, or `ALL`.
        match_year: the Match that was named with the question, if one was.
    """
    if name == ALL:
        return replace(season_calendar.RULE, topics=(TOPIC,), more=False)

    def season_day(profile: Profile, knowledge: Knowledge, today: date) -> Advice | None:
        """Who asks for a day of the season is told that day first, marked as expected where it was worked out from earlier years."""
        return _advice(name, match_year, profile, knowledge, today)

    return Rule(name="season_day", topics=(TOPIC,), apply=season_day, sharpened_by=("match_year",))


def _advice(name: str, match_year: int | None, profile: Profile, knowledge: Knowledge, today: date) -> Advice:
    own = chosen(profile, knowledge, today)
    planned = own.under_way or own.days
    asked = _asked(name, match_year or own.stated, knowledge, today)
    body: list[Block] = [say(_sentence(name, asked, today))]
    if planned.match_year != asked.match_year and match_year is None:
        body.append(say(f"For the {planned.match_year} Match, {_reason(own.stated)}: {_when(name, planned)}."))
    if name != "reading" and not standing.step2_done(profile):
        text = f"What decides your exam day is when programs start reading: {_when('reading', planned)} for the {planned.match_year} Match. Your Step 2 CK score has to be there by then."
        body.append(say(text, "timing.reported_before_review"))
    else:
        body.append(
            say(
                "Your Step 2 CK score has to be in the application when programs read it.",
                "timing.reported_before_review",
            )
        )
    return Advice(
        id=f"season.{name}",
        severity="info",
        title=TITLES[name],
        body=tuple(body),
        notes=(calendar.note(asked, knowledge.seasons, DAYS[name]), *_NOTES.get(name, ())),
        next=("step2_timing", "action_plan"),
    )


def _asked(name: str, year: int | None, knowledge: Knowledge, today: date) -> Season:
    """The season that is asked about: the one named, or else the next one in which that day is still to come."""
    if year is not None:
        return calendar.season(year, knowledge.seasons)
    seasons = [calendar.season(today.year + ahead, knowledge.seasons) for ahead in (0, 1, 2)]
    return next(days for days in seasons if _last(name, days) >= today)


def _last(name: str, days: Season) -> date:
    """The last day on which it still makes sense to speak of it as one to come."""
    if name == "interviews":
        return days.rank_list
    day: date = getattr(days, DAYS[name])
    return day


def _reason(stated: int | None) -> str:
    return "the next one that you can plan for" if stated else "the next one that a new applicant can plan for"


def _when(name: str, days: Season) -> str:
    """The day, with a word if it is not certain."""
    day: date = getattr(days, DAYS[name])
    sure = " (expected)" if DAYS[name] in days.expected else ""
    if name == "soap":
        return f"{say_day(days.match_week)} to {say_day(day)}{sure}"
    if name == "interviews":
        return f"{_month(day)} to {say_day(days.rank_list)}{sure}"
    return f"{say_day(day)}{sure}"


def _month(reading: date) -> str:
    """The month in which interviews fill in: the one after programs begin to read."""
    return f"{reading.replace(day=28) + timedelta(days=7):%B %Y}"


def _sentence(name: str, days: Season, today: date) -> str:
    """The day asked for, in one sentence."""
    day: date = getattr(days, DAYS[name])
    match, sure = f"the {days.match_year} Match", " (expected)" if DAYS[name] in days.expected else ""
    past = _last(name, days) < today
    told = f"**{say_day(day)}**{sure}"
    if name == "eras_opens":
        return f"For {match}, ERAS {'opened' if past else 'opens'} for applicants on {told}."
    if name == "submission":
        return f"For {match}, applications {'could' if past else 'can'} be sent from {told}."
    if name == "reading":
        return f"For {match}, programs {'started' if past else 'start'} reading applications on {told}; all that came before counts as sent on that day."
    if name == "rank_list":
        return f"For {match}, rank lists {'were' if past else 'are'} due on {told}."
    if name == "match_day":
        return f"Match Day of {match} {'was' if past else 'is'} {told}; on Monday of that week you learn whether you have a place."
    if name == "soap":
        return f"SOAP gives out the places that are still open in Match Week. For {match}, that week is **{say_day(days.match_week)}** to {say_day(day)}{sure}."
    return f"For {match}, interviews fill in from **{_month(day)}**, after programs start reading on {say_day(day)}{sure}, and end before rank lists are due on {say_day(days.rank_list)}{sure}. Each program sets its own days."
