"""What a Step 2 CK score means for PM&R."""

from __future__ import annotations

from datetime import date

from actions.knowledge.library import Knowledge
from actions.profile import Profile
from actions.strategy import standing
from actions.strategy.advice import Advice, Block, Rule, Severity, say
from actions.strategy.charts import Bands

SEVERITY: dict[str, Severity] = {"strong": "info", "solid": "info", "borderline": "caution", "low": "warning"}
ORDER = ("low", "borderline", "solid", "strong")
NEXT = {"low": ("low_score_recovery", "program_selection", "step3"), "": ("lors", "usce", "action_plan")}


def score_band(profile: Profile, knowledge: Knowledge, today: date) -> Advice | None:
    """A Step 2 CK score lies in one of the article's four ranges, which says how bold the application plan can be."""
    score = standing.step2_score(profile)
    if score is None:
        return None
    name, span = knowledge.numbers.band(score)
    bounds = {"strong": f"{span.low} and up", "low": f"below {span.high + 1}"}.get(name, str(span))
    weak = standing.weak_step1(profile)
    marked = knowledge.outside["pass_mark"].values["mark"]
    body: list[Block] = [
        say(f"On Step 2 CK, {score} is **{name}** for PM&R{_to_next(score, name, knowledge)}.", span.claim)
    ]
    if name == "low":
        body.append(_result(score, marked))
    if weak:
        # The article counts a fail or several attempts as a low-score profile, whatever the Step 2 CK score.
        body.append(_step1_weighs(profile, name))
    body.append(_meaning(score, name, knowledge))
    grave = weak or name == "low"
    if standing.earlier_fail(profile):
        body.append(_failed_before(short=grave))
    if standing.first_try(profile):
        body.append(say("Your first-attempt pass on Step 1 helps.", "step1.first_attempt"))
    more = "" if grave else " They say how bold or careful your plan should be."
    body.append(say(f"The ranges are for planning; they are not cutoffs.{more}", "band.not_cutoffs"))
    return Advice(
        id=f"band.{name}",
        severity="warning" if weak or standing.earlier_fail(profile) else SEVERITY[name],
        title=f"{score} is in the {name} range ({bounds})",
        body=tuple(body),
        notes=("pass_mark", "score_error") if name == "low" else ("score_error",),
        next=NEXT.get(name, NEXT[""]),
        chart=Bands(score),
        readings=("whole_numbers", "strong_from", *(("earlier_fail",) if standing.earlier_fail(profile) else ())),
    )


def _result(score: int, pass_mark: int) -> Block:
    """What a low score still allows: a pass stays; below the pass mark of today it may have been a fail."""
    if score < pass_mark:
        return say(
            f"{score} is under today's pass mark ({pass_mark}). If it was a fail, tell me: a failed exam can be taken again. A pass under an older mark stays a pass.",
            "low.no_retake",
        )
    return say(
        "It is a pass, and a passed Step 2 CK can't be taken again. So the score stays, and the rest of the application has to speak for you.",
        "low.no_retake",
        "low.three_moves",
    )


def _failed_before(*, short: bool) -> Block:
    """A pass after a fail, more shortly where much else is said."""
    if short:
        return say("The earlier fail stays on your transcript; name it briefly.", "comp.statement")
    return say(
        "The earlier fail stays on your transcript. That the result went up is what programs want to see; say it briefly and openly.",
        "faq2.failed_or_low",
        "comp.statement",
    )


def _step1_weighs(profile: Profile, name: str) -> Block:
    what = "A failed Step 1" if profile.get("step1_status") == "failed" else "More than one try at Step 1"
    if name in ("low", "borderline"):
        text = f"Your Step 1 weighs against you too. {what} is a red flag, so other strengths have to make up for both."
        return say(text, "step1.fail_low_profile")
    return say(
        f"But your Step 1 weighs against it. {what} is a red flag. A good Step 2 CK reassures in part; other strengths have to make up for the rest.",
        "step1.fail_low_profile",
        "step1.step2_reassures",
    )


def _to_next(score: int, name: str, knowledge: Knowledge) -> str:
    """How far it is to the next range up; nothing to say for the highest."""
    if name == ORDER[-1]:
        return ""
    above = ORDER[ORDER.index(name) + 1]
    return f", {standing.points(knowledge.numbers.bands[above].low - score)} below the {above} range"


def _meaning(score: int, name: str, knowledge: Knowledge) -> Block:
    """What the range asks of the rest of the application."""
    if name == "strong":
        demanding = knowledge.numbers.demanding_programs_from.value
        more = f", and from {demanding} on also at some that expect more of IMGs" if score >= demanding else ""
        return say(
            f"From {knowledge.numbers.bands['strong'].low} on, a score is competitive at many programs{more}. Visa, letters and a well-chosen list still decide.",
            "band.strong",
            "intro.gatekeeper",
        )
    if name == "solid":
        return say(
            "It opens doors when other strengths stand beside it: letters from US physiatrists, rehabilitation experience, some research.",
            "band.solid",
        )
    if name == "borderline":
        return say(
            "You need two things beside it: a carefully chosen program list, and strong points that make up for the score.",
            "band.borderline",
        )
    return say(
        "Matching is harder but still possible. Fewer programs are open to you: those that do take IMGs. You also need a lot of clinical work, research and contacts.",
        "band.low",
    )


RULE = Rule(
    name="score_band",
    topics=("score_band", "competitiveness", "step2_target"),
    apply=score_band,
    needs=("step2_ck_score",),
    sharpened_by=("step1_status", "step1_attempts", "visa_need", "applicant_type", "us_physiatrist_letters"),
)
