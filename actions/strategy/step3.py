"""Whether to take Step 3 before applying (the article's fourth question)."""

from __future__ import annotations

from datetime import date

from actions.knowledge.library import Knowledge
from actions.profile import Profile
from actions.strategy import standing
from actions.strategy.advice import Advice, Rule, Severity, listed, say


def step3(profile: Profile, knowledge: Knowledge, today: date) -> Advice | None:
    """Step 3 supports some applicants and rescues none: take it only where it helps and a comfortable pass is likely."""
    status = profile.get("step3_status")
    if status == "passed":
        return _done(profile)
    early = standing.step1_ahead(profile) or profile.get("step2_ck_status") in ("not_taken", "failed")
    severity: Severity = "caution" if early or status == "failed" else "info"
    reasons = _reasons(profile, knowledge)
    return Advice(
        id="step3.too_early" if early else "step3.again" if status == "failed" else "step3.selective",
        severity=severity,
        title="Step 3 comes after both earlier Steps" if early else "Step 3: only if it helps and you can pass well",
        body=(
            say(_answer(profile, early=early, reasons=reasons), "faq4.step3"),
            listed(
                say("you apply again and your earlier Steps were modest", "step3.reapplying", "faq4.step3"),
                say(
                    "you aim at H-1B programs: they often prefer stronger scores, sometimes Step 3",
                    "visa.h1b",
                    "faq4.step3",
                ),
                say("you work or do research in the US and have time to prepare", "step3.reapplying", "faq4.step3"),
                say("your Step 2 CK is modest and you would pass Step 3 decently", "step3.modest_step2"),
            ),
            say("It shows that you pass exams reliably and will likely pass the boards.", "step3.signals"),
            say(
                "Do not rush it: another low score adds to the worry. It should steady your application, not rescue it.",
                "step3.no_rush",
                "faq4.step3",
            ),
        ),
        notes=("step3_after_certification", "h1b_needs_step3")
        if standing.wants_h1b(profile)
        else ("step3_after_certification",),
        next=("visa", "score_band", "action_plan"),
        readings=("h1b_step3", "modest_score"),
    )


def _reasons(profile: Profile, knowledge: Knowledge) -> list[str]:
    """Which of the article's reasons fit this person, in words."""
    score, floor = standing.step2_score(profile), knowledge.numbers.floor.value
    modest = score is not None and score < floor
    found = []
    if profile.get("reapplicant") is True:
        found.append("you apply again")
    if profile.get("working_in_us") is True:
        found.append("you work in the US")
    if modest:
        found.append(f"your Step 2 CK of {score} is modest")
    return found


def _answer(profile: Profile, *, early: bool, reasons: list[str]) -> str:
    if early:
        return "Not now: first pass Step 1 and Step 2 CK. Later it helps if:"
    if profile.get("step3_status") == "failed":
        return "A failed Step 3 weighs as another low result, so the next try has to be a sure pass. It helps if:"
    if profile.get("visa_need") == "H-1B":
        also = f"; also because {_row(reasons)}" if reasons else ""
        return (
            f"For H-1B, plan for it (see the note){also}. Sit it only when a comfortable pass is likely. It helps if:"
        )
    if reasons:
        return (
            f"It can be worth it for you: {_row(reasons)}. Sit it only when a comfortable pass is likely. It helps if:"
        )
    if profile.get("visa_need") == "either":
        return "It depends on the visa: for J-1 it is a choice, for H-1B plan for it. It helps if:"
    return "You do not need it to apply. It helps if:"


def _row(reasons: list[str]) -> str:
    return " and ".join([", ".join(reasons[:-1]), reasons[-1]] if reasons[1:] else reasons)


def _done(profile: Profile) -> Advice:
    return Advice(
        id="step3.done",
        severity="info",
        title="You have passed Step 3: use it",
        body=(
            say("It signals that you pass exams reliably and will likely pass the boards.", "step3.signals"),
            say(
                "It counts most for H-1B programs, and beside a modest Step 2 CK.",
                "visa.h1b",
                "step3.modest_step2",
            ),
            say(
                "It supports your application; it does not replace letters, experience and a good list.",
                "faq4.step3",
            ),
        ),
        notes=("h1b_needs_step3",) if profile.get("visa_need") != "none" else (),
        next=("visa", "lors", "program_selection"),
    )


RULE = Rule(
    name="step3",
    topics=("step3",),
    apply=step3,
    sharpened_by=("visa_need", "step2_ck_score", "reapplicant", "working_in_us"),
)
