"""Whether to take Step 3 before applying (the article's fourth question)."""

from __future__ import annotations

from datetime import date

from actions.knowledge.library import Knowledge
from actions.profile import Profile
from actions.strategy.advice import Advice, Items, Paragraph, Rule, Severity


def step3(profile: Profile, knowledge: Knowledge, today: date) -> Advice | None:
    """Step 3 supports some applicants and rescues none: take it only where it helps and a comfortable pass is likely."""
    if profile.get("step3_status") == "passed":
        return _done()
    not_yet = [name for name in ("step1_status", "step2_ck_status") if profile.get(name) in ("not_taken", "failed")]
    wants_h1b = profile.get("visa_need") in ("H-1B", "either")
    severity: Severity = "caution" if not_yet else "info"
    return Advice(
        id="step3.too_early" if not_yet else "step3.selective",
        severity=severity,
        title="Step 3 comes after both earlier Steps" if not_yet else "Step 3: only if it helps and you can pass well",
        body=(
            Paragraph(
                "Not now: first pass Step 1 and Step 2 CK. Later it helps if:" if not_yet else _answer(profile),
                ("faq4.step3",),
            ),
            Items(
                (
                    Paragraph("you apply again and your earlier Steps were modest", ("step3.reapplying", "faq4.step3")),
                    Paragraph("you aim at H-1B programs, which often want it", ("visa.h1b", "faq4.step3")),
                    Paragraph(
                        "you work or do research in the US and have time to prepare", ("step3.reapplying", "faq4.step3")
                    ),
                    Paragraph("your Step 2 CK is modest and you would pass Step 3 decently", ("step3.modest_step2",)),
                )
            ),
            Paragraph(
                "Do not rush it: another low score adds to the worry. It supports an application; it does not rescue one.",
                ("step3.no_rush", "faq4.step3"),
            ),
        ),
        facts_used=tuple(not_yet) or _used(profile),
        notes=("step3_after_certification", "h1b_needs_step3") if wants_h1b else ("step3_after_certification",),
        next=("visa", "score_band", "action_plan"),
    )


def _done() -> Advice:
    return Advice(
        id="step3.done",
        severity="info",
        title="You have passed Step 3: use it",
        body=(
            Paragraph("It signals that you pass exams reliably and will likely pass the boards.", ("step3.signals",)),
            Paragraph(
                "It counts most for H-1B programs, and beside a modest Step 2 CK.", ("visa.h1b", "step3.modest_step2")
            ),
            Paragraph(
                "It supports your application; it does not replace letters, experience and a good list.",
                ("faq4.step3",),
            ),
        ),
        facts_used=("step3_status",),
        notes=("h1b_needs_step3",),
        next=("visa", "lors", "program_selection"),
    )


def _answer(profile: Profile) -> str:
    if profile.get("visa_need") == "H-1B":
        return "For H-1B, yes, plan for it, but sit it only when a comfortable pass is likely. In general it helps if:"
    if profile.get("visa_need") == "either":
        return "It depends on the visa: for J-1 it is a choice, for H-1B plan for it. It helps if:"
    return "You do not need it to apply. It helps if:"


def _used(profile: Profile) -> tuple[str, ...]:
    return ("visa_need",) if profile.get("visa_need") in ("H-1B", "either") else ()


RULE = Rule(name="step3", topics=("step3",), apply=step3, sharpened_by=("visa_need", "step2_ck_score"))
