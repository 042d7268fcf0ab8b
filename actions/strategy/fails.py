"""What a fail would mean, for somebody who does not say of which exam."""

from __future__ import annotations

from actions.facts import Value
from actions.profile import Profile
from actions.strategy import standing
from actions.strategy.advice import Advice, listed, say


def exam_ahead(profile: Profile) -> dict[str, Value]:
    """The fail that can be meant, as a supposed fact: that of the next exam. Empty where it could be more than one."""
    if profile.get("step1_status") == "not_taken":
        return {"step1_status": "failed"}
    if profile.get("step1_status") != "passed" or standing.step2_failed(profile):
        return {}
    if not standing.step2_done(profile):
        return {"step2_ck_status": "failed"}
    return {} if profile.get("step3_status") in ("passed", "failed") else {"step3_status": "failed"}


def any_fail() -> Advice:
    """A fail of either exam limits the options, can be tried again, and asks for more strength elsewhere."""
    return Advice(
        id="what_if.fail",
        severity="info",
        title="If you fail an exam",
        body=(
            say("A fail is not the end. What it means depends on the exam:"),
            listed(
                say(
                    "Step 1: programs read a fail as a red flag. The next try has to be a pass, and then a strong Step 2 CK and other strengths have to make up for it.",
                    "step1.first_attempt",
                    "step1.fail_low_profile",
                    "step1.step2_reassures",
                ),
                say(
                    "Step 2 CK: you can take it again, and the next result has to be clearly better. The way is narrower, but it stays open.",
                    "low.no_retake",
                    "faq2.failed_or_low",
                ),
            ),
            say(
                'Which one do you mean? Write "what if I fail Step 1" or "what if I fail CK", and I tell you what it would change for you. Nothing is saved.'
            ),
        ),
        notes=("attempt_limit",),
        next=("low_score_recovery", "step1", "practice_exams"),
        readings=("weak_step1",),
    )
