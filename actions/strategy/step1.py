"""What Step 1 means now that it is pass/fail."""

from __future__ import annotations

from datetime import date

from actions.knowledge.library import Knowledge
from actions.profile import Profile
from actions.strategy import standing
from actions.strategy.advice import Advice, Block, Rule, say


def step1(profile: Profile, knowledge: Knowledge, today: date) -> Advice | None:
    """A first-attempt pass is what counts on Step 1; a fail or several attempts make a low-score profile to be made up for."""
    if standing.weak_step1(profile):
        return _red_flag(profile, knowledge)
    if profile.get("step1_status") == "passed":
        return _passed(profile)
    return Advice(
        id="step1.first_attempt",
        severity="info",
        title="Step 1: pass at the first attempt",
        body=(
            say(
                "Step 1 is pass/fail, but programs still look at it. What counts is a pass at the first attempt: several attempts are a red flag and take away many options.",
                "step1.still_matters",
                "step1.first_attempt",
            ),
            say("So sit it when you are ready for a pass, and not before.", "step1.first_attempt"),
            say("After the pass, put all score effort into Step 2 CK.", "step1.then_step2"),
        ),
        notes=("attempt_limit",),
        next=("step2_target", "step2_timing", "action_plan"),
    )


def _passed(profile: Profile) -> Advice:
    known = profile.knows("step1_attempts")
    first = (
        "A first-attempt pass is what programs want to see: Step 1 is behind you."
        if known
        else "A pass is what counts on Step 1. Programs look for a pass at the first attempt; several attempts are a red flag."
    )
    score = standing.step2_score(profile) is not None
    body: list[Block] = [say(first, "step1.first_attempt", "step1.still_matters")]
    old = profile.number("step1_score")
    if old is not None:
        body.append(
            say(
                f"Programs still see your {old}, because older exams keep their score. The article names no number for Step 1, so I don't judge it.",
                "step1.still_matters",
            )
        )
    body.append(
        say("From here your Step 2 CK score is the number that programs compare.", "band.main_number")
        if score
        else say("Now put all score effort into Step 2 CK.", "step1.then_step2")
    )
    return Advice(
        id="step1.passed",
        severity="info",
        title="Step 1 passed",
        body=tuple(body),
        notes=("step1_scores",) if old is not None else (),
        next=("score_band" if score else "step2_target", "step2_timing", "action_plan"),
        readings=("weak_step1",) if old is not None else (),
    )


def _red_flag(profile: Profile, knowledge: Knowledge) -> Advice:
    failed, tries = profile.get("step1_status") == "failed", profile.number("step1_attempts") or 1
    what = "A failed Step 1" if failed else f"{tries} attempts at Step 1"
    limit = knowledge.outside["attempt_limit"].values["tries"]
    if standing.no_try_left(profile, knowledge):
        return no_try_left(profile, knowledge)
    body: list[Block] = [
        say(
            f"{what} limit{'s' if failed else ''} your options: programs read it as a red flag. It is not the end, but other strengths have to make up for it.",
            "step1.first_attempt",
            "step1.fail_low_profile",
        )
    ]
    if standing.step1_ahead(profile):
        left = (
            f" You told me of {tries} of {limit} tries, so {limit - tries} {'is' if limit - tries == 1 else 'are'} left."
            if tries > 1
            else ""
        )
        first = (
            "If you have not passed it since then, first the next try has to be a pass."
            if standing.step2_done(profile)
            else "First the next try has to be a pass."
        )
        body.append(
            say(
                f"{first}{left} Change what you did, and sit it only when you are ready.",
                "step1.fail_low_profile",
            )
        )
    body.append(_step2_now(profile, knowledge))
    body.append(
        say(
            "Find out honestly what went wrong (timing, resources, anxiety, language), so that it does not come back.",
            "low.honest_analysis",
        )
    )
    return Advice(
        id="step1.red_flag",
        severity="warning",
        title="A failed Step 1 has to be made up for" if failed else "Several tries at Step 1 have to be made up for",
        body=tuple(body),
        notes=("attempt_limit",) if failed else (),
        next=("low_score_recovery", "lors", "program_selection"),
        readings=("weak_step1", "redemption"),
    )


def no_try_left(profile: Profile, knowledge: Knowledge) -> Advice:
    """As many tries as USMLE allows, without a pass."""
    tries = profile.number("step1_attempts") or 1
    limit = knowledge.outside["attempt_limit"].values["tries"]
    return Advice(
        id="step1.no_try_left",
        severity="warning",
        title=f"{tries} tries at Step 1 without a pass",
        body=(
            say(
                f"Several attempts severely limit your options, and USMLE allows {limit} tries for each Step. If all {tries} of yours failed, Step 1 can't be passed any more, and a residency in the US needs it.",
                "step1.first_attempt",
            ),
            say(
                "Please check first, before you pay for anything: write to ECFMG and ask how many tries they have counted. If I have the number wrong, tell me."
            ),
            say(
                "If one try is left, find out honestly what went wrong (timing, resources, anxiety, language) before you use it.",
                "low.honest_analysis",
            ),
        ),
        notes=("attempt_limit",),
        next=("backup_specialty",),
        readings=("weak_step1",),
    )


def _step2_now(profile: Profile, knowledge: Knowledge) -> Block:
    redemption = knowledge.numbers.redemption
    score = standing.step2_score(profile)
    if standing.step2_failed(profile):
        return say(
            "A failed Step 2 CK can be taken again, so an upward line is still possible: the next result has to show the change.",
            "low.no_retake",
            "faq2.failed_or_low",
        )
    if score is None and not standing.step2_done(profile):
        return say(
            f"Step 2 CK is now your redemption exam: {redemption.value} is the least to aim at, and do not sit it before you are ready.",
            redemption.claim,
            "timing.no_rush",
        )
    if score is not None and score >= knowledge.numbers.floor.value:
        return say(
            f"Your Step 2 CK of {score} can reassure programs about your basic science. Letters from US physiatrists and steady PM&R work carry the rest.",
            "step1.step2_reassures",
            "faq2.failed_or_low",
        )
    if score is None:
        return say(
            "A strong Step 2 CK can reassure programs about your basic science. Letters from US physiatrists and steady PM&R work carry the rest.",
            "step1.step2_reassures",
            "faq2.failed_or_low",
        )
    return say(
        "A strong Step 2 CK reassures programs about basic science; yours stays as it is. So letters from US physiatrists and steady PM&R work have to carry more.",
        "step1.step2_reassures",
        "faq2.failed_or_low",
    )


RULE = Rule(
    name="step1", topics=("step1",), apply=step1, sharpened_by=("step1_status", "step1_attempts", "step2_ck_score")
)
