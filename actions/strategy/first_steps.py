"""The first steps after a fail or a low score."""

from __future__ import annotations

from datetime import date

from actions.knowledge.library import Knowledge
from actions.profile import Profile
from actions.strategy import standing
from actions.strategy.advice import Advice, Rule, listed, say


def first_steps(profile: Profile, knowledge: Knowledge, today: date) -> Advice | None:
    """A failed Step 1 or a Step 2 CK below 225 calls for prompt steps: an honest analysis first, then what can still be changed."""
    numbers = knowledge.numbers
    below = numbers.bands["borderline"].low
    return Advice(
        id="low.first_steps",
        severity="info",
        title="First steps after a low result",
        body=(
            say(
                f"Act soon: a failed Step 1 and a Step 2 CK below {below} are the two results that call for it. Many learn how US selection works only with a low score on record; you are not alone.",
                "low.trigger",
                "low.often_late",
            ),
            listed(
                say(
                    "Look honestly at what went wrong: timing, resources, anxiety, language. Otherwise it comes back, in Step 3 for one.",
                    "low.honest_analysis",
                ),
                say(
                    f"Weak Step 1, Step 2 CK still ahead: it is your redemption exam, ideally {numbers.redemption.value} or more.",
                    "low.redemption",
                )
                if not standing.step2_done(profile)
                else None,
                say(
                    "Low Step 2 CK: targeted programs, a stronger application, and good communication in statement and interviews.",
                    "low.three_moves",
                ),
            ),
        ),
        next=("usce", "personal_statement_interview", "program_selection"),
        readings=("redemption",),
    )


RULE = Rule(name="first_steps", topics=("low_score_recovery",), apply=first_steps, more=True)
