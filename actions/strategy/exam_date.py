"""The last sensible day for Step 2 CK, worked backwards from the season."""

from __future__ import annotations

from datetime import date

from actions.knowledge.library import Knowledge
from actions.profile import Profile
from actions.strategy import calendar, standing
from actions.strategy.advice import Advice, Block, Rule, Severity, say
from actions.strategy.calendar import Season, say_day
from actions.strategy.plan_season import Chosen, chosen


def exam_date(profile: Profile, knowledge: Knowledge, today: date) -> Advice | None:
    """The safe last exam day is eight weeks before applications go in, the very last four weeks before programs start to read."""
    if standing.step2_done(profile):
        return None
    season = chosen(profile, knowledge, today)
    days, moved, opening = season.days, season.moved, _opening(season, knowledge)
    safe, last = calendar.safe_exam_day(days, knowledge.seasons), calendar.last_exam_day(days, knowledge.seasons)
    body: list[Block] = [opening] if opening else []
    severity: Severity = "warning" if moved else "info"
    if today > safe:
        body.append(
            say(
                f"For the {days.match_year} Match the safe days are over. **{say_day(last)}** is the very last exam day, and a late result would miss it.",
                "timing.reported_before_review",
            )
        )
        severity = "warning" if moved else "caution"
    else:
        body.append(
            say(
                f"For the {days.match_year} Match, sit Step 2 CK by **{say_day(safe)}** to be safe: then the score is there when you send ERAS. {say_day(last)} is the very last day.",
                "timing.reported_before_submission",
                "timing.reported_before_review",
            )
        )
    if days.expected & {"submission", "reading"}:
        body.append(say("These days are expected ones, worked out from earlier years."))
    planned = _planned(profile, days, safe, last)
    if planned:
        text, graver = planned
        body.append(text)
        severity = max(severity, graver, key=("info", "caution", "warning").index)
    body.append(
        say(
            "Without a score you are much easier to screen out. So if your practice scores are not ready by then, move to the next Match rather than rush.",
            "timing.incomplete_screened",
            "timing.no_rush",
        )
    )
    return Advice(
        id="timing.exam_date",
        severity=severity,
        title=f"Your exam date for the {days.match_year} Match",
        body=tuple(body),
        notes=("reporting_time", "summer_delay", calendar.note(days, knowledge.seasons)),
        next=("practice_exams", "action_plan", "study_methods"),
        readings=("exam_day",),
    )


def _opening(season: Chosen, knowledge: Knowledge) -> Block | None:
    """A sentence on how the season was chosen, where the person did not name one that can be met."""
    year = season.days.match_year
    if season.stated is None:
        text = f"You named no Match, so I take the next one for which a new score can come in time: {year}."
        return say(text, "timing.reported_before_review")
    if not season.moved:
        return None
    last = calendar.last_exam_day(calendar.season(season.stated, knowledge.seasons), knowledge.seasons)
    text = f"For the {season.stated} Match it is too late: the last sensible exam day was {say_day(last)}. The next Match that you can meet is {year}."
    return say(text, "timing.reported_before_review")


def _planned(profile: Profile, days: Season, safe: date, last: date) -> tuple[Block, Severity] | None:
    """What the person's own exam date means for the season."""
    stated = profile.get("step2_ck_date")
    if not isinstance(stated, str):
        return None
    first_day, last_day = calendar.span_of(stated)
    if last_day <= safe:
        return say(f"Your date, {_said(stated)}, is in time.", "timing.reported_before_submission"), "info"
    if first_day > last:
        text = f"Your date, {_said(stated)}, is too late for the {days.match_year} Match: the score would come after programs have begun to read. Take an earlier day, or the next Match."
        return say(text, "timing.reported_before_review"), "warning"
    if first_day <= safe:
        text = f"Your date, {_said(stated)}, is in time up to {say_day(safe)}; a later day of that month is a risk."
        return say(text, "timing.reported_before_submission"), "caution"
    text = f"Your date, {_said(stated)}, is a risk: after {say_day(safe)} a slow result can come too late."
    return say(text, "timing.reported_before_submission"), "caution"


def _said(stated: str) -> str:
    first, last = calendar.span_of(stated)
    return say_day(first) if first == last else f"{first:%B %Y}"


RULE = Rule(
    name="exam_date",
    topics=("step2_timing",),
    apply=exam_date,
    sharpened_by=("match_year", "step2_ck_date"),
)
