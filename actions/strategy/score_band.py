"""What a Step 2 CK score means for PM&R."""

from __future__ import annotations

from datetime import date

from actions.knowledge.library import Knowledge
from actions.profile import Profile
from actions.strategy.advice import Advice, Paragraph, Rule, Severity

SEVERITY: dict[str, Severity] = {"strong": "info", "solid": "info", "borderline": "caution", "low": "warning"}
ORDER = ("low", "borderline", "solid", "strong")


def score_band(profile: Profile, knowledge: Knowledge, today: date) -> Advice | None:
    """A Step 2 CK score lies in one of the article's four ranges, which says how bold the application plan can be."""
    score = profile.number("step2_ck_score")
    if score is None or profile.get("step2_ck_status") == "failed":
        return None
    name, span = knowledge.numbers.band(score)
    bounds = {"strong": f"{span.low} and up", "low": f"below {span.high + 1}"}.get(name, str(span))
    used = ["step2_ck_score"]
    body = [
        Paragraph(f"On Step 2 CK, {score} is **{name}** for PM&R{_to_next(score, name, knowledge)}.", (span.claim,)),
        Paragraph(*_meaning(score, name, knowledge)),
    ]
    if profile.get("step1_status") == "passed" and profile.number("step1_attempts") == 1:
        body.append(Paragraph("Your first-attempt pass on Step 1 helps.", ("step1.first_attempt",)))
        used += ["step1_status", "step1_attempts"]
    severity = SEVERITY[name]
    if profile.get("step1_status") == "failed" or (profile.number("step1_attempts") or 1) > 1:
        # The article counts a fail or several attempts as a low-score profile, whatever the Step 2 CK score.
        severity = "warning"
        body.insert(1, Paragraph(_step1_weighs(profile), ("step1.fail_low_profile", "step1.step2_reassures")))
        used += ["step1_status", "step1_attempts"]
    notes = ["score_error"]
    pass_mark = knowledge.outside["pass_mark"].value
    if pass_mark is not None and score < pass_mark:
        body.insert(
            1,
            Paragraph(
                f"{score} is under today's pass mark ({pass_mark}). If it was a fail, tell me: a failed exam can be taken again. A pass under an older mark stays a pass.",
                ("low.no_retake",),
            ),
        )
        notes.insert(0, "pass_mark")
    elif name == "low":
        body.insert(
            1,
            Paragraph(
                "It is a pass, and a passed Step 2 CK can't be taken again. So the score stays, and the rest of the application has to speak for you.",
                ("low.no_retake", "low.three_moves"),
            ),
        )
        notes.insert(0, "pass_mark")
    body.append(Paragraph("The ranges are for planning; they are not cutoffs.", ("band.not_cutoffs",)))
    return Advice(
        id=f"band.{name}",
        severity=severity,
        title=f"{score} is in the {name} range ({bounds})",
        body=tuple(body),
        facts_used=tuple(used),
        notes=tuple(notes),
        next={"low": ("low_score_recovery", "program_selection", "step3")}.get(name, ("lors", "usce", "action_plan")),
        score=score,
    )


def _step1_weighs(profile: Profile) -> str:
    what = "A failed Step 1" if profile.get("step1_status") == "failed" else "More than one try at Step 1"
    return f"But your Step 1 weighs against it. {what} is a red flag, and a good Step 2 CK only reassures in part: the rest of the application has to make up for it."


def _to_next(score: int, name: str, knowledge: Knowledge) -> str:
    """How far it is to the next range up; nothing to say for the highest."""
    if name == ORDER[-1]:
        return ""
    above = ORDER[ORDER.index(name) + 1]
    points = knowledge.numbers.bands[above].low - score
    return f", {points} point{'' if points == 1 else 's'} below the {above} range"


def _meaning(score: int, name: str, knowledge: Knowledge) -> tuple[str, tuple[str, ...]]:
    """What the range asks of the rest of the application."""
    if name == "strong":
        demanding = knowledge.numbers.demanding_programs_from.value
        more = " and at some of the more demanding ones" if score >= demanding else ""
        return f"It is competitive at many programs{more}. Visa, letters and a well-chosen list still decide.", (
            "band.strong",
            "intro.gatekeeper",
        )
    if name == "solid":
        return (
            "It opens doors when other strengths stand beside it: letters from US physiatrists, rehabilitation experience, some research.",
            ("band.solid",),
        )
    if name == "borderline":
        return (
            "You need two things beside it: a carefully chosen program list, and strong points that make up for the score.",
            ("band.borderline",),
        )
    return (
        "Matching is harder but still possible: fewer programs, ones that do take IMGs, and a lot of clinical work, research and contacts.",
        ("band.low",),
    )


RULE = Rule(
    name="score_band",
    topics=("score_band", "competitiveness", "step2_target"),
    apply=score_band,
    needs=("step2_ck_score",),
    sharpened_by=("step1_status", "step1_attempts", "visa_need"),
)
