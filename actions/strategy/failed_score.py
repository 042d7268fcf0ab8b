"""What a failed Step 2 CK means where a range is asked for."""

from __future__ import annotations

from datetime import date

from actions.knowledge.library import Knowledge
from actions.profile import Profile
from actions.strategy import standing
from actions.strategy.advice import Advice, Rule
from actions.strategy.failed_or_low import failed_or_low


def failed_score(profile: Profile, knowledge: Knowledge, today: date) -> Advice | None:
    """Who failed Step 2 CK is told what that allows when they ask what the score means; no range is for a fail."""
    return failed_or_low(profile, knowledge, today) if standing.step2_failed(profile) else None


RULE = Rule(
    name="failed_score",
    topics=("score_band", "competitiveness"),
    apply=failed_score,
    needs=("step2_ck_status",),
    sharpened_by=("step1_status",),
)
