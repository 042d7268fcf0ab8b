"""A Step 1 that comes late."""

from __future__ import annotations

from datetime import date

from actions.knowledge.library import Knowledge
from actions.profile import Profile
from actions.strategy import standing
from actions.strategy.advice import Advice, Rule, say


def step1_late(profile: Profile, knowledge: Knowledge, today: date) -> Advice | None:
    """A Step 1 taken very late can be read as slow progress, so it should not be put off, and not be rushed either."""
    status = profile.get("step1_status")
    attempts, limit = profile.number("step1_attempts") or 0, knowledge.outside["attempt_limit"].values["tries"]
    if status == "passed" or (status == "failed" and attempts >= limit):
        return None
    graduated = profile.number("graduation_year")
    late = graduated is not None and graduated < today.year
    turned = standing.step2_done(profile)
    if (late or turned) and standing.step1_ahead(profile):
        why = f"you graduated in {graduated}" if late else "you took Step 2 CK first"
        text = f"Step 1 comes late for you ({why}). Some program directors read that as slow progress, weak academics or weak planning. A pass at the first attempt still weighs more than the date, so plan it soon, but do not rush it."
        if status == "failed":
            text = f"Step 1 comes late for you ({why}). Some program directors read that as slow progress, weak academics or weak planning. So take the next try soon, but only when you are ready for a pass."
        return Advice(
            id="step1.late",
            severity="caution",
            title="Your Step 1 comes late",
            body=(say(text, "step1.late_timing"),),
            next=("step2_timing", "personal_statement_interview"),
            readings=("late_step1",),
        )
    return Advice(
        id="step1.do_not_leave_late",
        severity="info",
        title="Do not leave Step 1 very late",
        body=(
            say(
                "A very late Step 1 can look like slow progress. Some program directors see weak academics or weak planning in it.",
                "step1.late_timing",
            ),
        ),
        next=("step2_timing",),
        readings=("late_step1",),
    )


RULE = Rule(name="step1_late", topics=("step1",), apply=step1_late, sharpened_by=("graduation_year",), more=True)
