"""The last sensible day for Step 2 CK, worked backwards from the season."""

from __future__ import annotations

from datetime import date

from actions.knowledge.library import Knowledge
from actions.profile import Profile
from actions.strategy import calendar, standing
from actions.strategy.advice import Advice, Block, Rule, Severity, say
from actions.strategy.calendar import say_day
from actions.strategy.charts import season_of
from actions.strategy.plan_season import Chosen, chosen
from actions.strategy.readiness import level


def exam_date(profile: Profile, knowledge: Knowledge, today: date) -> Advice | None:
    """The safe last exam day is eight weeks before applications go in, the very last four weeks before programs start to read."""
    if (
        standing.step2_done(profile)
        or standing.awaits_result(profile, today)
        or standing.no_try_left(profile, knowledge)
    ):
        return None
    season = chosen(profile, knowledge, today)
    days, moved, opening = season.days, season.moved, _opening(season, profile, knowledge, today)
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
        body.append(say("These days are expected, from earlier years."))
    planned = _planned(profile, season, knowledge, today)
    if planned:
        text, graver = planned
        body.append(text)
        severity = max(severity, graver, key=("info", "caution", "warning").index)
    body.append(
        say(
            "Without a score you are much easier to screen out. If you are not ready by then, take the next Match; do not rush.",
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
        chart=season_of(days, profile, knowledge, today),
        readings=("exam_day", "step1_day") if standing.step1_ahead(profile) else ("exam_day",),
    )


def _opening(season: Chosen, profile: Profile, knowledge: Knowledge, today: date) -> Block | None:
    """A sentence on how the season was chosen, where the person did not name one that can be met."""
    year = season.days.match_year
    step1_first = standing.step1_ahead(profile)
    planned = profile.get("step2_ck_date")
    if season.stated is None and isinstance(planned, str) and calendar.span_of(planned)[1] >= today:
        text = f"You named no Match. Your exam date, {_said(planned)}, serves the one of {year}."
        return say(text, "timing.reported_before_review")
    if season.stated is None:
        room = "that leaves time for Step 1 first" if step1_first else "that a new score can reach in time"
        return say(f"You named no Match, so I take the next one {room}: {year}.", "timing.reported_before_review")
    if not season.moved:
        return None
    named = calendar.season(season.stated, knowledge.seasons)
    last = calendar.last_exam_day(named, knowledge.seasons)
    if step1_first and today <= last:
        text = f"For the {season.stated} Match there is too little time: Step 1 comes first, with time to prepare and a pass by {say_day(named.step1_day)}. The next one is {year}."
        return say(text, "plan1.step1", "timing.no_rush")
    text = f"For the {season.stated} Match it is too late: the last sensible exam day was {say_day(last)}. The next one is {year}."
    return say(text, "timing.reported_before_review")


def _planned(profile: Profile, season: Chosen, knowledge: Knowledge, today: date) -> tuple[Block, Severity] | None:
    """What the person's own exam date, if it is still to come, means for the season."""
    stated = profile.get("step2_ck_date")
    if not isinstance(stated, str) or calendar.span_of(stated)[1] < today:
        return None
    days, (first_day, last_day) = season.days, calendar.span_of(stated)
    safe, last = calendar.safe_exam_day(days, knowledge.seasons), calendar.last_exam_day(days, knowledge.seasons)
    first_day, said = max(first_day, today), _said(stated)
    if last_day <= safe and not _ready(profile, knowledge):
        text = f"Your date, {said}, would be in time, but your practice scores are not there. You can move it, safely up to {say_day(safe)}."
        return say(text, "timing.reported_before_submission", "timing.no_rush"), "info"
    if last_day <= safe:
        return say(f"Your date, {said}, is in time.", "timing.reported_before_submission"), "info"
    if first_day > last:
        fits = calendar.season_to_sit_for(first_day, knowledge.seasons).match_year
        text = f"Your date, {said}, is too late: programs would read before the score is there. Take an earlier day, or the {fits} Match."
        return say(text, "timing.reported_before_review"), "warning"
    if first_day <= safe:
        text = f"Your date, {said}, is in time up to {say_day(safe)}; a later day of that month is a risk."
        return say(text, "timing.reported_before_submission"), "caution"
    end = f" After {say_day(last)} it is too late." if last_day > last else ""
    text = f"Your date, {said}, is a risk: after {say_day(safe)} a slow result can come too late.{end}"
    return say(text, "timing.reported_before_submission"), "caution"


def _ready(profile: Profile, knowledge: Knowledge) -> bool:
    """Whether practice scores allow the exam, as far as they are known."""
    scores, numbers = profile.numbers("practice_scores"), knowledge.numbers
    return not scores or level(scores[-1], numbers) in ("ready", "likely", "edge")


def _said(stated: str) -> str:
    first, last = calendar.span_of(stated)
    return say_day(first) if first == last else f"{first:%B %Y}"


RULE = Rule(
    name="exam_date",
    topics=("step2_timing",),
    apply=exam_date,
    sharpened_by=("match_year", "step2_ck_date"),
)
