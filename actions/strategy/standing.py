"""Where an applicant stands: what several rules read out of the facts in the same way. All are pure functions of the profile."""

from __future__ import annotations

from datetime import date

from actions.knowledge.library import Knowledge
from actions.profile import Profile
from actions.strategy.calendar import span_of


def step2_score(profile: Profile) -> int | None:
    """The Step 2 CK score of a passed exam; None while the exam is failed, not taken, or its score unknown."""
    score = profile.number("step2_ck_score")
    return score if profile.get("step2_ck_status") in (None, "passed") else None


def step2_done(profile: Profile) -> bool:
    """Whether Step 2 CK is passed."""
    return profile.get("step2_ck_status") == "passed" or step2_score(profile) is not None


def step2_failed(profile: Profile) -> bool:
    """Whether the last try at Step 2 CK failed."""
    return profile.get("step2_ck_status") == "failed"


def weak_step1(profile: Profile) -> bool:
    """Whether Step 1 is weak in the article's sense: failed, or more than one attempt (our reading `weak_step1`)."""
    return profile.get("step1_status") == "failed" or (profile.number("step1_attempts") or 1) > 1


def step1_unclear(profile: Profile) -> bool:
    """Whether a Step 1 was failed and may have been passed since: Step 2 CK is passed or a Match was tried, and no count is known."""
    later = step2_done(profile) or profile.get("reapplicant") is True
    return profile.get("step1_status") == "failed" and not profile.knows("step1_attempts") and later


def step1_ahead(profile: Profile) -> bool:
    """Whether Step 1 is still to be passed, as far as is known."""
    return profile.get("step1_status") in ("not_taken", "failed") and not step1_unclear(profile)


def earlier_fail(profile: Profile) -> bool:
    """Whether Step 2 CK was passed after a fail."""
    return step2_done(profile) and (profile.number("step2_ck_attempts") or 1) > 1


def no_try_left(profile: Profile, knowledge: Knowledge) -> bool:
    """Whether Step 1 was failed as often as it may be tried."""
    limit = knowledge.outside["attempt_limit"].values["tries"]
    return profile.get("step1_status") == "failed" and (profile.number("step1_attempts") or 1) >= limit


def awaits_result(profile: Profile, today: date) -> bool:
    """Whether the exam day told for Step 2 CK has passed and no result is known."""
    told = profile.get("step2_ck_date")
    if not isinstance(told, str) or step2_done(profile) or step2_failed(profile):
        return False
    return span_of(told)[1] < today


def needs_no_visa(profile: Profile) -> bool:
    """Whether no visa is needed: said so, or a US citizen or graduate."""
    return profile.get("visa_need") == "none" or profile.get("applicant_type") in ("us_img", "us_grad")


def first_try(profile: Profile) -> bool:
    """Whether Step 1 is known to be passed at the first attempt."""
    return profile.get("step1_status") == "passed" and profile.number("step1_attempts") == 1


def low_step2(profile: Profile, knowledge: Knowledge) -> bool:
    """Whether a failed Step 2 CK, or a score of the low range, is on record."""
    score = step2_score(profile)
    return step2_failed(profile) or (score is not None and score in knowledge.numbers.bands["low"])


def low_profile(profile: Profile, knowledge: Knowledge) -> bool:
    """Whether the article's low-score profile fits: a weak Step 1, or a failed or low Step 2 CK."""
    return low_step2(profile, knowledge) or weak_step1(profile)


def needs_compensation(profile: Profile, knowledge: Knowledge) -> bool:
    """Whether other strengths have to make up for a score: a low profile, or a Step 2 CK below the floor."""
    score = step2_score(profile)
    below_floor = score is not None and score < knowledge.numbers.floor.value
    return low_profile(profile, knowledge) or below_floor or earlier_fail(profile)


def wants_h1b(profile: Profile) -> bool:
    """Whether H-1B is needed or possible."""
    return profile.get("visa_need") in ("H-1B", "either")


def points(count: int) -> str:
    """A distance in words: '1 point', '7 points'."""
    return f"{count} point{'' if count == 1 else 's'}"
