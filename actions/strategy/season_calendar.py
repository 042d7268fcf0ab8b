"""The days of a season."""

from __future__ import annotations

from datetime import date

from actions.knowledge.library import Knowledge
from actions.profile import Profile
from actions.strategy import calendar, standing
from actions.strategy.advice import Advice, Rule, listed, say
from actions.strategy.calendar import LABELS, Season, say_day
from actions.strategy.charts import season_of
from actions.strategy.plan_season import chosen


def season_calendar(profile: Profile, knowledge: Knowledge, today: date) -> Advice | None:
    """The days of the person's own season, each marked as expected where it was worked out from earlier years."""
    season = chosen(profile, knowledge, today)
    days = season.under_way or season.days
    last, safe = calendar.last_exam_day(days, knowledge.seasons), calendar.safe_exam_day(days, knowledge.seasons)
    pending = not standing.step2_done(profile)
    return Advice(
        id="season.calendar",
        severity="info",
        title=f"The days of the {days.match_year} Match",
        body=(
            say(
                "The score has to be there when programs read, so the season's days decide your exam day."
                if pending
                else "Your Step 2 CK score has to be in the application when programs read it.",
                "timing.reported_before_review",
            ),
            listed(
                *(
                    say(_line(days, name, today), *(("timing.reported_before_review",) if name == "reading" else ()))
                    for name in LABELS
                ),
                say(
                    f"{say_day(safe)} ({_sure(days)}{', passed' if safe < today else ''}): last safe day for Step 2 CK; {say_day(last)} is the very last",
                    "timing.reported_before_submission",
                )
                if pending
                else None,
            ),
        ),
        notes=(calendar.note(days, knowledge.seasons), "match_requirements"),
        next=("step2_timing", "action_plan"),
        chart=season_of(days, profile, knowledge, today),
        readings=("exam_day",),
    )


def _sure(days: Season) -> str:
    return "expected" if days.expected & {"submission", "reading"} else "confirmed"


def _wanted(name: str) -> str:
    return "; directors want your score by now" if name == "reading" else ""


def _line(days: Season, name: str, today: date) -> str:
    day: date = getattr(days, name)
    marks = [word for word, holds in (("expected", name in days.expected), ("passed", day < today)) if holds]
    marked = f" ({', '.join(marks)})" if marks else ""
    return f"{say_day(day)}{marked}: {LABELS[name]}{_wanted(name)}"


RULE = Rule(
    name="season_calendar",
    topics=("action_plan", "step2_timing"),
    apply=season_calendar,
    sharpened_by=("match_year",),
    more=True,
)
