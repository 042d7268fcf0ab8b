"""Whether practice scores say that it is time to sit Step 2 CK."""

from __future__ import annotations

from datetime import date

from actions.knowledge.library import Knowledge, Numbers
from actions.profile import Profile
from actions.strategy import standing
from actions.strategy.advice import Advice, Block, Rule, Severity, say
from actions.strategy.charts import practice_of
from actions.strategy.readiness import Level, level, loose_from, on_plateau, strict_from, trend

SEVERITY: dict[Level, Severity] = {
    "ready": "info",
    "likely": "info",
    "edge": "info",
    "loose": "caution",
    "below": "caution",
}


def practice_readiness(profile: Profile, knowledge: Knowledge, today: date) -> Advice | None:
    """The latest practice score decides: from 245 ready, from 240 likely ready, from 238 at the edge, below that wait."""
    scores, numbers = profile.numbers("practice_scores"), knowledge.numbers
    if (
        not scores
        or standing.step2_done(profile)
        or on_plateau(scores, numbers)
        or standing.no_try_left(profile, knowledge)
    ):
        return None
    latest = scores[-1]
    found = level(latest, numbers)
    if found == "edge" and standing.weak_step1(profile):
        return _after_weak_step1(latest, profile, knowledge, trend(profile, numbers, today))
    body = [_answer(found, latest, numbers)]
    if profile.get("step1_status") in ("not_taken", "failed") and standing.step1_ahead(profile):
        body.append(say("Step 1 comes first, though: pass it before you sit this one.", "plan1.step1"))
    if moved := trend(profile, numbers, today):
        body.append(say(moved))
    body.append(_next_step(found, numbers))
    titles = {
        "ready": f"{latest}: you are ready",
        "likely": f"{latest}: you are likely ready",
        "edge": f"{latest}: just close enough",
        "loose": f"{latest}: better wait",
        "below": f"{latest}: not ready yet",
    }
    return Advice(
        id=f"practice.{found}",
        severity=SEVERITY[found],
        title=titles[found],
        body=tuple(body),
        notes=("score_error",),
        next=("step2_timing", "error_analysis", "study_methods"),
        chart=practice_of(profile, knowledge),
        readings=("readiness", "trend") if moved else ("readiness",),
    )


def _after_weak_step1(latest: int, profile: Profile, knowledge: Knowledge, moved: str) -> Advice:
    """Close to the target, but Step 2 CK has to make up for Step 1."""
    least, weeks = knowledge.numbers.redemption, knowledge.numbers.practice_every_weeks
    return Advice(
        id="practice.weak_step1",
        severity="caution",
        title=f"{latest}: a little more first",
        body=(
            say(
                f"**{latest}** would be close enough for others. For you Step 2 CK has to make up for Step 1, and {least.value} is the least for that: wait until your practice scores show it.",
                least.claim,
                "practice.within_5_7",
            ),
            *([say(moved)] if moved else []),
            say(
                f"Change how you study, and take the next NBME in {weeks.low}-{weeks.high} weeks.",
                weeks.claim,
            ),
        ),
        notes=("score_error",),
        next=("step2_timing", "error_analysis", "study_methods"),
        chart=practice_of(profile, knowledge),
        readings=("readiness", "redemption", "trend") if moved else ("readiness", "redemption"),
    )


def _answer(found: Level, latest: int, numbers: Numbers) -> Block:
    target, within = numbers.target.value, numbers.ready_within
    short = standing.points(target - latest)
    if found == "ready":
        return say(
            f"Your latest practice score, **{latest}**, is at the target of {target} or above it. You are ready to sit the exam.",
            within.claim,
            "realism.ready",
        )
    if found == "likely":
        return say(
            f"**{latest}** is {short} below the target of {target}. At {numbers.likely_ready.low}-{numbers.likely_ready.high} or more you are likely ready.",
            within.claim,
            "realism.ready",
        )
    if found == "edge":
        return say(
            f"**{latest}** is {short} below the target of {target}: just inside the {within.low}-{within.high} points that the strictest rule of the article accepts. You can sit the exam.",
            within.claim,
        )
    if found == "loose":
        return say(
            f"**{latest}** is {short} below the target of {target}. The article's stricter rule is to wait until you are within {within.low}-{within.high} points ({strict_from(numbers)} or more). It also has a looser one, {numbers.scenario_within.low}-{numbers.scenario_within.high} points from {numbers.scenario_target.value} ({loose_from(numbers)} or more). We advise to wait.",
            within.claim,
            numbers.scenario_within.claim,
        )
    return say(
        f"**{latest}** is {short} below the target of {target}. Even the article's looser rule wants {loose_from(numbers)} or more ({numbers.scenario_within.low}-{numbers.scenario_within.high} points from {numbers.scenario_target.value}). So do not sit it yet, under-prepared; if you have a date, move it.",
        numbers.scenario_within.claim,
        "plan2.not_underprepared",
    )


def _next_step(found: Level, numbers: Numbers) -> Block:
    if found == "ready":
        return say(
            "More delay in search of a perfect number can end in burnout, and burnout lowers the score.",
            "realism.costs",
        )
    if found in ("likely", "edge"):
        return say(
            "If your date leaves time, one more NBME can confirm it. Do not wait for a perfect number.",
            "practice.nbme_cadence",
            "realism.costs",
        )
    weeks = numbers.practice_every_weeks
    return say(
        f"A short delay is safer than a low score, which stays for the whole career. Change how you study, and take the next NBME in {weeks.low}-{weeks.high} weeks.",
        "practice.safer_delay",
        weeks.claim,
    )


RULE = Rule(
    name="practice_readiness",
    topics=("practice_exams", "step2_timing", "perfectionism_burnout"),
    apply=practice_readiness,
    sharpened_by=("match_year", "step2_ck_date"),
)
