"""Which Step 2 CK score to aim at."""

from __future__ import annotations

from datetime import date

from actions.knowledge.library import Knowledge
from actions.profile import Profile
from actions.strategy import standing
from actions.strategy.advice import Advice, Rule, listed, say


def step2_target(profile: Profile, knowledge: Knowledge, today: date) -> Advice | None:
    """Aim at 245 or more; 235 is the floor when all else is excellent; 225-234 is recovery; after a weak Step 1, 240 is the least."""
    if standing.step2_done(profile):
        return _settled() if standing.step2_score(profile) is None else None
    numbers = knowledge.numbers
    weak = standing.weak_step1(profile)
    return Advice(
        id="target.aim",
        severity="caution" if weak else "info",
        title=f"Aim for {numbers.target.value} or more on Step 2 CK",
        body=(
            say(
                f"Aim for {numbers.target.value} or more, which is strong at most PM&R programs. No exam weighs more: it is the main number by which programs tell applicants apart, now that Step 1 is pass/fail.",
                numbers.target.claim,
                "target.most_important",
                "band.main_number",
            ),
            listed(
                say(
                    f"After a weak Step 1 it is your redemption exam: {numbers.redemption.value} or more, ideally.",
                    numbers.redemption.claim,
                )
                if weak
                else None,
                say(
                    f"Floor: {numbers.floor.value}, if the rest of your application is excellent.", numbers.floor.claim
                ),
                say(
                    f"Recovery zone: {numbers.recovery}. It takes strong other points and a list made to fit.",
                    numbers.recovery.claim,
                ),
            ),
            say(
                "The aim is to show excellence and reliability, not only to pass.",
                "target.most_important",
            ),
        ),
        notes=("percentile_245",),
        next=("score_band", "practice_exams", "step2_timing"),
        readings=("redemption",) if weak else (),
    )


def _settled() -> Advice:
    """Passed, and the score not told."""
    return Advice(
        id="target.settled",
        severity="info",
        title="Your Step 2 CK is done",
        body=(
            say(
                "You have passed Step 2 CK, and a passed exam can't be taken again. So there is no score left to aim at.",
                "low.no_retake",
            ),
            say(
                "Your score is the main number by which programs tell applicants apart: tell it to me, and I say what it means.",
                "band.main_number",
            ),
        ),
        next=("score_band", "lors", "usce"),
    )


RULE = Rule(
    name="step2_target", topics=("step2_target",), apply=step2_target, sharpened_by=("step2_ck_status", "step1_status")
)
