"""Whether to sit Step 2 CK early or later (the article's third question)."""

from __future__ import annotations

from datetime import date

from actions.knowledge.library import Knowledge
from actions.profile import Profile
from actions.strategy import calendar, standing, step1
from actions.strategy.advice import Advice, Rule, say
from actions.strategy.plan_season import chosen


def delay_or_sit(profile: Profile, knowledge: Knowledge, today: date) -> Advice | None:
    """A better score slightly later beats an early one, as long as it is reported before programs read applications."""
    if standing.step2_done(profile):
        return _settled(profile, knowledge, today)
    if standing.no_try_left(profile, knowledge):
        return step1.no_try_left(profile, knowledge)
    if standing.awaits_result(profile, today):
        return _awaited()
    if profile.numbers("practice_scores"):
        return None
    numbers = knowledge.numbers
    delay, scores, gain = numbers.delay_weeks, numbers.delay_scores, numbers.improvement_that_counts
    return Advice(
        id="timing.delay_or_sit",
        severity="info",
        title="A better score, slightly later, beats an early one",
        body=(
            say(
                f"Do not rush while your practice scores are not ready: {gain.low}-{gain.high} points more can clearly widen your options. Waiting {delay.low}-{delay.high} weeks to go from {scores.low} to {scores.high} is worth it.",
                gain.claim,
                "timing.no_rush",
                delay.claim,
            ),
            say(
                "There is one limit: directors want the score while they read applications, in September and October.",
                gain.claim,
                "timing.reported_before_review",
            ),
        ),
        next=("practice_exams", "step2_target", "study_methods"),
    )


def _awaited() -> Advice:
    return Advice(
        id="timing.result_awaited",
        severity="info",
        title="Your exam date has passed",
        body=(
            say(
                "Your result is still to come, by what you told me; most come within four weeks of the exam (see the note). It has to be there when programs read applications.",
                "timing.reported_before_review",
            ),
        ),
        notes=("reporting_time",),
        next=("lors", "usce", "program_selection"),
    )


def _settled(profile: Profile, knowledge: Knowledge, today: date) -> Advice:
    return Advice(
        id="timing.settled",
        severity="info",
        title="Your Step 2 CK is done",
        body=(
            say(
                "You have passed Step 2 CK, so there is no exam date left to choose: a passed exam can't be taken again.",
                "low.no_retake",
            ),
            say(
                "What timing still decides: your score has to be in your ERAS application when programs read it, in September and October.",
                "timing.reported_before_review",
                "timing.reported_before_submission",
            ),
            say(
                "And do your PM&R rotations close to the application, so that your letters are recent.",
                "rotations.recent",
            ),
        ),
        notes=(calendar.note(chosen(profile, knowledge, today).days, knowledge.seasons),),
        next=("score_band", "lors", "action_plan"),
    )


RULE = Rule(
    name="delay_or_sit",
    topics=("step2_timing",),
    apply=delay_or_sit,
    sharpened_by=("step2_ck_status", "practice_scores"),
)
