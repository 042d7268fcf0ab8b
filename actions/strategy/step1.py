"""What Step 1 means now that it is pass/fail."""

from __future__ import annotations

from datetime import date

from actions.knowledge.library import Knowledge
from actions.profile import Profile
from actions.strategy.advice import Advice, Paragraph, Rule

AIM = Paragraph("Now put all score effort into Step 2 CK.", ("step1.then_step2",))


def step1(profile: Profile, knowledge: Knowledge, today: date) -> Advice | None:
    """A first-attempt pass is what counts on Step 1; a fail or several attempts make a low-score profile to be made up for."""
    status, attempts = profile.get("step1_status"), profile.number("step1_attempts")
    if status == "failed" or (attempts or 1) > 1:
        return _red_flag(profile, knowledge)
    if status == "passed":
        return _passed(profile)
    return Advice(
        id="step1.first_attempt",
        severity="info",
        title="Step 1: pass at the first attempt",
        body=(
            Paragraph(
                "Step 1 is pass/fail, but programs still look at it. What counts is a pass at the first attempt: several attempts are a red flag and take away many options.",
                ("step1.still_matters", "step1.first_attempt"),
            ),
            Paragraph(
                "So sit it when you are ready. Do not leave it very late either: that can look like slow progress.",
                ("step1.late_timing",),
            ),
            Paragraph("After the pass, put all score effort into Step 2 CK.", ("step1.then_step2",)),
        ),
        notes=("attempt_limit",),
        next=("step2_target", "step2_timing", "action_plan"),
        facts_used=("step1_status",) if status else (),
    )


def _passed(profile: Profile) -> Advice:
    known = profile.knows("step1_attempts")
    first = (
        "A first-attempt pass is what programs want to see: Step 1 is behind you."
        if known
        else "A pass is what counts on Step 1. Programs look for a pass at the first attempt; several attempts are a red flag."
    )
    score = profile.knows("step2_ck_score")
    return Advice(
        id="step1.passed",
        severity="info",
        title="Step 1 passed",
        body=(
            Paragraph(first, ("step1.first_attempt", "step1.still_matters")),
            Paragraph("From here your Step 2 CK score is the number that programs compare.", ("band.main_number",))
            if score
            else AIM,
        ),
        facts_used=("step1_status", "step1_attempts") if known else ("step1_status",),
        next=("score_band" if score else "step2_target", "step2_timing", "action_plan"),
    )


def _red_flag(profile: Profile, knowledge: Knowledge) -> Advice:
    failed = profile.get("step1_status") == "failed"
    what = "A failed Step 1" if failed else f"{profile.number('step1_attempts')} attempts at Step 1"
    redemption = knowledge.numbers.redemption
    body = [
        Paragraph(
            f"{what} limit{'s' if failed else ''} your options: programs read it as a red flag. It is not the end, but it has to be made up for.",
            ("step1.first_attempt", "step1.fail_low_profile"),
        ),
    ]
    used = ["step1_status"] if failed else ["step1_attempts"]
    if profile.knows("step2_ck_score"):
        body.append(
            Paragraph(
                "A strong Step 2 CK can reassure programs about your basic science. Then letters from US physiatrists and steady PM&R work carry the rest.",
                ("step1.step2_reassures", "faq2.failed_or_low"),
            )
        )
    else:
        body.append(
            Paragraph(
                f"Step 2 CK is now your redemption exam: aim at {redemption.value} or more, and do not sit it before you are ready.",
                (redemption.claim, "timing.no_rush"),
            )
        )
    body.append(
        Paragraph(
            "Find out honestly what went wrong (timing, resources, anxiety, language), so that it does not come back.",
            ("low.honest_analysis",),
        )
    )
    return Advice(
        id="step1.red_flag",
        severity="warning",
        title="A failed Step 1 has to be made up for" if failed else "Several tries at Step 1 have to be made up for",
        body=tuple(body),
        facts_used=tuple(used),
        notes=("attempt_limit",) if failed else (),
        next=("low_score_recovery", "lors", "program_selection"),
    )


RULE = Rule(
    name="step1", topics=("step1",), apply=step1, sharpened_by=("step1_status", "step1_attempts", "step2_ck_score")
)
