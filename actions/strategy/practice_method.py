"""When to take practice exams, and what they have to show."""

from __future__ import annotations

from datetime import date

from actions.knowledge.library import Knowledge
from actions.profile import Profile
from actions.strategy import standing, step1
from actions.strategy.advice import Advice, Block, Rule, say
from actions.strategy.readiness import strict_from


def practice_method(profile: Profile, knowledge: Knowledge, today: date) -> Advice | None:
    """From half of the question bank on, an NBME every 2-3 weeks; the exam waits until the results are within 5-7 points of the target."""
    if standing.step2_done(profile):
        return _settled()
    if standing.no_try_left(profile, knowledge):
        return step1.no_try_left(profile, knowledge)
    if profile.numbers("practice_scores"):
        return None
    numbers = knowledge.numbers
    within, ready = numbers.ready_within, numbers.likely_ready
    return Advice(
        id="practice.method",
        severity="info",
        title="When are you ready?",
        body=(
            say(
                f"Wait with the exam until your NBMEs are within {within.low}-{within.high} points of the target of {numbers.target.value}, so at {strict_from(numbers)} or more. At {ready.low}-{ready.high} or more you are likely ready.",
                within.claim,
                ready.claim,
            ),
            _cadence(profile, knowledge),
            say(
                "A short delay is safer than a low score, which stays for the whole career.",
                "practice.safer_delay",
            ),
        ),
        next=("step2_timing", "error_analysis", "study_methods"),
        readings=("readiness",),
    )


def _settled() -> Advice:
    """Nothing is left to practise for on Step 2 CK."""
    return Advice(
        id="practice.settled",
        severity="info",
        title="No more practice exams for Step 2 CK",
        body=(
            say(
                "You have passed Step 2 CK, and a passed exam can't be taken again. So there is nothing left to practise for.",
                "low.no_retake",
            ),
            say(
                "If you plan Step 3, the same care holds: do not rush it where you risk another low score.",
                "step3.no_rush",
            ),
        ),
        next=("score_band", "step3", "lors"),
    )


def _cadence(profile: Profile, knowledge: Knowledge) -> Block:
    numbers = knowledge.numbers
    weeks, half = numbers.practice_every_weeks, numbers.practice_after_percent.value
    done = profile.number("qbank_percent")
    if done is None:
        text = f"Take an NBME every {weeks.low}-{weeks.high} weeks once {half}% of your question bank is done."
    elif done < half:
        text = f"You have done {done}% of your question bank. At {half}%, begin with an NBME, then one every {weeks.low}-{weeks.high} weeks."
    else:
        text = f"You have done {done}% of your question bank, more than the {half}% that it takes: take an NBME now, then one every {weeks.low}-{weeks.high} weeks."
        if done == half:
            text = f"You have done {done}% of your question bank: take an NBME now, then one every {weeks.low}-{weeks.high} weeks."
    return say(text, weeks.claim)


RULE = Rule(
    name="practice_method",
    topics=("practice_exams",),
    apply=practice_method,
    sharpened_by=("step2_ck_status", "practice_scores", "qbank_percent"),
)
