"""What a failed Step or a low score still allows (the article's second question)."""

from __future__ import annotations

from datetime import date

from actions.knowledge.library import Knowledge
from actions.profile import Profile
from actions.strategy.advice import Advice, Items, Paragraph, Rule


def failed_or_low(profile: Profile, knowledge: Knowledge, today: date) -> Advice | None:
    """After a failed Step or a low Step 2 CK a match is possible but narrower, and the rest of the application must carry it."""
    low_below = knowledge.numbers.bands["borderline"].low
    opening, used = _opening(profile, knowledge)
    return Advice(
        id="low.failed_or_low",
        severity="warning" if used else "info",
        title="It is not over, but the plan changes",
        body=(
            opening
            or Paragraph(
                f"Yes, a match is still possible with a failed Step 1 or a Step 2 CK below {low_below}. The way is narrower and asks more of you.",
                ("faq2.failed_or_low", "low.trigger"),
            ),
            Items(
                (
                    Paragraph(
                        "Show a clear upward trend: a stronger next exam, and what you changed.",
                        ("faq2.failed_or_low", "low.honest_analysis"),
                    ),
                    Paragraph(
                        "Get PM&R experience in the US, and letters from physiatrists who worked with you.",
                        ("comp.usce", "comp.usce_letters"),
                    ),
                    Paragraph(
                        "Stay with PM&R over time: rotations, research or service.",
                        ("faq2.failed_or_low", "comp.consistency"),
                    ),
                    Paragraph(
                        "Apply widely to programs that take IMGs and sponsor visas.",
                        ("faq2.failed_or_low", "programs.prioritize_track_record"),
                    ),
                )
            ),
            Paragraph("One short, honest sentence about the setback in your statement is enough.", ("comp.statement",)),
        ),
        facts_used=used,
        next=("program_selection", "usce", "step3"),
    )


def _opening(profile: Profile, knowledge: Knowledge) -> tuple[Paragraph | None, tuple[str, ...]]:
    """The first sentence for what is on this person's record, and the facts that it used."""
    redemption = knowledge.numbers.redemption
    score = profile.number("step2_ck_score")
    if profile.get("step2_ck_status") == "failed":
        text = "A failed Step 2 CK can be taken again, and the next result has to show the change."
        return Paragraph(text, ("low.no_retake", "low.credible")), ("step2_ck_status",)
    pass_mark = knowledge.outside["pass_mark"].value
    if score is not None and pass_mark is not None and score < pass_mark:
        text = f"{score} is under today's pass mark ({pass_mark}). If it was a fail, the exam can be taken again, and the next result has to show the change; if it was a pass under an older mark, it stays."
        return Paragraph(text, ("low.no_retake", "low.credible")), ("step2_ck_score",)
    if score is not None and score in knowledge.numbers.bands["low"]:
        text = f"{score} is a low-score profile and a passed exam can't be retaken, so everything around the score has to speak for you."
        return Paragraph(text, ("low.no_retake", "low.credible", "low.three_moves")), ("step2_ck_score",)
    weak_step1 = profile.get("step1_status") == "failed" or (profile.number("step1_attempts") or 1) > 1
    if weak_step1 and score is None:
        text = f"Treat Step 2 CK as the exam that makes up for Step 1: aim at {redemption.value} or more."
        return Paragraph(text, (redemption.claim, "low.credible")), ("step1_status", "step1_attempts")
    if weak_step1 and score is not None:
        text = f"Your Step 2 CK of {score} now stands beside a weak Step 1, and the rest has to carry both."
        return Paragraph(text, ("low.credible", "step1.step2_reassures")), (
            "step1_status",
            "step1_attempts",
            "step2_ck_score",
        )
    return None, ()


def failed_score(profile: Profile, knowledge: Knowledge, today: date) -> Advice | None:
    """Who failed Step 2 CK is told what that allows when they ask what the score means; no range is for a fail."""
    return failed_or_low(profile, knowledge, today) if profile.get("step2_ck_status") == "failed" else None


FAILED_SCORE_RULE = Rule(
    name="failed_score", topics=("score_band",), apply=failed_score, sharpened_by=("step1_status",)
)
RULE = Rule(
    name="failed_or_low",
    topics=("low_score_recovery",),
    apply=failed_or_low,
    sharpened_by=("step2_ck_score", "step1_status", "step1_attempts"),
)
