"""Which Step 2 CK score is needed (the article's first question)."""

from __future__ import annotations

from datetime import date

from actions.knowledge.library import Knowledge
from actions.profile import Profile
from actions.strategy import standing
from actions.strategy.advice import Advice, Block, Rule, listed, say


def score_needed(profile: Profile, knowledge: Knowledge, today: date) -> Advice | None:
    """Who has no score yet is told the four ranges: from 245 strong, down to below 225, where chances fall but not to zero."""
    if standing.step2_score(profile) is not None or standing.step2_failed(profile):
        return None
    bands, target = knowledge.numbers.bands, knowledge.numbers.target
    done, weak = standing.step2_done(profile), standing.weak_step1(profile)
    return Advice(
        id="band.needed",
        severity="caution" if weak else "info",
        title="What a Step 2 CK score means for PM&R" if done else f"Aim at {target.value} or more",
        body=(
            say(
                f"{target.value} or more is a strong position for PM&R; less can still work.",
                "faq1.score_needed",
                target.claim,
            ),
            *((_after_weak_step1(profile, knowledge),) if weak else ()),
            listed(
                say(f"{bands['strong'].low} and up: strong.", "band.strong"),
                say(
                    f"{bands['solid']}: competitive when US experience, physiatrists' letters and your story are solid.",
                    "band.solid",
                    "faq1.score_needed",
                ),
                say(
                    f"{bands['borderline']}: borderline; a well-chosen list and strong other points are needed.",
                    "band.borderline",
                ),
                say(
                    f"Below {bands['borderline'].low}: chances fall a lot, but not to zero. It takes a broad list, PM&R exposure, and mentors who know you.",
                    "band.low",
                    "faq1.score_needed",
                ),
            ),
            say("These are ranges for planning; they are not cutoffs.", "band.not_cutoffs"),
        ),
        notes=("percentile_245",),
        next=("lors", "usce", "action_plan") if done else ("step2_timing", "practice_exams", "study_methods"),
        readings=("strong_from", "whole_numbers", *(("weak_step1", "redemption") if weak else ())),
    )


def _after_weak_step1(profile: Profile, knowledge: Knowledge) -> Block:
    """What a weak Step 1 asks of a score that is not known yet."""
    redemption = knowledge.numbers.redemption
    if standing.step2_done(profile):
        return say("Your Step 1 is a red flag, so other strengths have to make up for it.", "step1.fail_low_profile")
    return say(
        f"Your Step 1 is a red flag. Step 2 CK is the exam that can make up for it: ideally {redemption.value} or more.",
        "step1.fail_low_profile",
        redemption.claim,
    )


RULE = Rule(
    name="score_needed",
    topics=("score_band",),
    apply=score_needed,
    sharpened_by=("step2_ck_score", "step2_ck_status"),
)
