"""When to sit Step 2 CK (the article's third question)."""

from __future__ import annotations

from datetime import date

from actions.knowledge.library import Knowledge
from actions.profile import Profile
from actions.strategy import calendar
from actions.strategy.advice import Advice, Items, Paragraph, Rule


def delay_or_sit(profile: Profile, knowledge: Knowledge, today: date) -> Advice | None:
    """A better score slightly later beats an early one, as long as it is reported before programs read applications."""
    if profile.get("step2_ck_status") == "passed":
        return _settled(knowledge, today)
    numbers = knowledge.numbers
    delay, scores = numbers.delay_weeks, numbers.delay_scores
    days = calendar.season_to_sit_for(today, knowledge.seasons)
    gain, weeks = numbers.improvement_that_counts, numbers.dedicated_weeks
    return Advice(
        id="timing.delay_or_sit",
        severity="info",
        title="A better score, slightly later, beats an early one",
        body=(
            Paragraph(
                f"Do not rush: {gain.low}-{gain.high} points more can open clearly more programs. Waiting {delay.low}-{delay.high} weeks to go from {scores.low} to {scores.high} is worth it.",
                ("faq3.delay", "timing.no_rush", "timing.delay_pays"),
            ),
            Paragraph(
                "There is one limit: your score must be there when programs read applications. Without it you are easy to screen out.",
                ("timing.reported_before_review", "timing.incomplete_screened"),
            ),
            Items(
                (
                    Paragraph(
                        "Best: the score is reported when you send your ERAS application, in early September.",
                        ("timing.reported_before_submission", "timing.cycle_sep"),
                    ),
                    Paragraph(
                        f"Usual exam date: late July to early August. {_exam_days(days, knowledge, today)}",
                        ("timing.cycle_jul_aug",),
                    ),
                    Paragraph(
                        f"Keep {weeks.low}-{weeks.high} weeks free before it, not during a hard rotation or a US elective.",
                        ("timing.dedicated_weeks", "timing.avoid_rotations"),
                    ),
                )
            ),
        ),
        facts_used=("step2_ck_status",) if profile.knows("step2_ck_status") else (),
        notes=("reporting_time", calendar.note(days, knowledge.seasons)),
        next=("practice_exams", "step2_target", "study_methods"),
    )


def _exam_days(days: calendar.Season, knowledge: Knowledge, today: date) -> str:
    """The exam days that follow from the season; one that has passed is not advised any more."""
    safe_day = calendar.safe_exam_day(days, knowledge.seasons)
    last = calendar.say(calendar.last_exam_day(days, knowledge.seasons))
    if today > safe_day:
        return f"For the {days.match_year} Match the safe days are over: **{last}** is the very last, and a late result would miss it."
    return f"For the {days.match_year} Match we advise **{calendar.say(safe_day)}** at the latest, because results can be late in summer; {last} is the very last day."


def _settled(knowledge: Knowledge, today: date) -> Advice:
    return Advice(
        id="timing.settled",
        severity="info",
        title="Your Step 2 CK is done",
        body=(
            Paragraph(
                "You have passed Step 2 CK, so there is no exam date left to choose: a passed exam can't be taken again.",
                ("low.no_retake",),
            ),
            Paragraph(
                "What timing still decides: your score has to be in your ERAS application when programs read it, in September and October.",
                ("timing.reported_before_review", "timing.reported_before_submission"),
            ),
            Paragraph(
                "And do your PM&R rotations close to the application, so that your letters are recent.",
                ("rotations.recent",),
            ),
        ),
        facts_used=("step2_ck_status",),
        notes=(calendar.note(calendar.season_to_plan_for(today, knowledge.seasons), knowledge.seasons),),
        next=("score_band", "lors", "action_plan"),
    )


RULE = Rule(name="delay_or_sit", topics=("step2_timing",), apply=delay_or_sit, sharpened_by=("step2_ck_status",))
