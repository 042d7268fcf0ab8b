"""What a failed Step or a low score still allows (the article's second question)."""

from __future__ import annotations

from datetime import date

from actions.knowledge.library import Knowledge
from actions.profile import Profile
from actions.strategy import standing
from actions.strategy.advice import Advice, Block, Rule, listed, say


def failed_or_low(profile: Profile, knowledge: Knowledge, today: date) -> Advice | None:
    """After a failed Step or a low Step 2 CK a match is possible but narrower, and the rest of the application must carry it."""
    low = standing.low_profile(profile, knowledge) or standing.earlier_fail(profile)
    return Advice(
        id="low.failed_or_low",
        severity="warning" if low else "info",
        title="It is not over, but the plan changes"
        if low or standing.step2_score(profile) is None
        else "Your score is not in the low range",
        body=(
            _opening(profile, knowledge),
            listed(
                say(
                    "Show that your results go up: a stronger next exam, and what you changed.",
                    "faq2.failed_or_low",
                )
                if not standing.step2_done(profile)
                else None,
                say(
                    "Get PM&R experience in the US, and letters from physiatrists who worked with you.",
                    "faq2.failed_or_low",
                    "comp.usce",
                ),
                say("Stay with PM&R over time: rotations, research or service.", "faq2.failed_or_low"),
                say("Apply widely, to programs that take IMGs and sponsor visas.", "faq2.failed_or_low"),
                say(
                    "In the statement and in interviews, name the result in one honest sentence, then say what changed.",
                    "low.three_moves",
                )
                if low or standing.step2_score(profile) is None
                else None,
            ),
        ),
        next=("program_selection", "usce", "step3"),
        readings=("weak_step1", "redemption"),
    )


def _opening(profile: Profile, knowledge: Knowledge) -> Block:
    """The first sentences for what is on this person's record."""
    numbers = knowledge.numbers
    score, floor = standing.step2_score(profile), numbers.floor.value
    weak = standing.weak_step1(profile)
    if standing.step2_failed(profile):
        text = "A match is still possible. A failed Step 2 CK can be taken again, and the next result has to show the change."
        return say(text, "low.no_retake", "faq2.failed_or_low")
    if score is not None and score in numbers.bands["low"]:
        mark = knowledge.outside["pass_mark"].values["mark"]
        if score < mark:
            text = f"{score} is under today's pass mark ({mark}). If it was a fail, the exam can be taken again, and the next result has to show the change; if it was a pass under an older mark, it stays."
            return say(text, "low.no_retake", "low.credible")
        text = f"No, it is not over. It is harder, and the plan changes. {score} is a pass and stays, because a passed exam can't be retaken. These things can still make your application credible:"
        return say(text, "low.no_retake", "low.credible", "low.three_moves")
    if weak and score is None and not standing.step2_done(profile):
        text = f"A match is still possible. Treat Step 2 CK as the exam that makes up for Step 1: {numbers.redemption.value} or more, ideally."
        return say(text, numbers.redemption.claim, "faq2.failed_or_low")
    if weak and score is not None and score >= floor:
        text = f"A match is still possible. Your Step 2 CK of {score} reassures, but the weak Step 1 stays, and the rest has to carry it."
        return say(text, "faq2.failed_or_low", "step1.step2_reassures")
    if weak:
        text = "A match is still possible. The weak Step 1 stays on your record, and the rest has to carry it."
        return say(text, "faq2.failed_or_low")
    if standing.earlier_fail(profile):
        text = "A match is still possible. You passed Step 2 CK after a fail: the fail stays on your transcript, and that the result went up is what programs want to see."
        return say(text, "faq2.failed_or_low")
    if score is not None:
        text = f"Your {score} is not in the low range, so you are not in this situation: the article speaks of a failed Step 1 or a Step 2 CK below {numbers.bands['borderline'].low}. What would help in it helps you too:"
        return say(text, "low.trigger", numbers.band(score)[1].claim)
    text = f"A match is still possible with a failed Step 1 or a Step 2 CK below {numbers.bands['borderline'].low}. The way is narrower and asks more of you."
    return say(text, "faq2.failed_or_low", "low.trigger")


RULE = Rule(
    name="failed_or_low",
    topics=("low_score_recovery",),
    apply=failed_or_low,
    sharpened_by=("step2_ck_score", "step1_status", "step1_attempts"),
)
