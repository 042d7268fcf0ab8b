"""Practice scores that no longer rise."""

from __future__ import annotations

from datetime import date

from actions.knowledge.library import Knowledge
from actions.profile import Profile
from actions.strategy import standing
from actions.strategy.advice import Advice, Rule, say
from actions.strategy.charts import practice_of
from actions.strategy.readiness import PLATEAU_SCORES, on_plateau, strict_from, told_since


def practice_plateau(profile: Profile, knowledge: Knowledge, today: date) -> Advice | None:
    """Three latest practice scores inside 230-235 are a plateau: weigh the time left against US experience, research or networking."""
    scores, numbers = profile.numbers("practice_scores"), knowledge.numbers
    if (
        not scores
        or standing.step2_done(profile)
        or not on_plateau(scores, numbers)
        or standing.no_try_left(profile, knowledge)
    ):
        return None
    latest, within, delay = scores[-PLATEAU_SCORES:], numbers.ready_within, numbers.delay_weeks
    gain = numbers.delay_scores
    weeks = profile.number("prep_weeks")
    since = told_since(profile, PLATEAU_SCORES, today)
    left = f" You told me of {weeks} week{'' if weeks == 1 else 's'}." if weeks is not None else ""
    return Advice(
        id="practice.plateau",
        severity="caution",
        title="Your practice scores are on a plateau",
        body=(
            say(
                f"Your last three ({', '.join(map(str, latest))}{since}) stay inside {numbers.plateau}, {standing.points(numbers.target.value - latest[-1])} below the target of {numbers.target.value}. By the stricter rule you would not sit the exam yet: first come within {within.low}-{within.high} points ({strict_from(numbers)} or more).",
                numbers.plateau.claim,
                within.claim,
            ),
            say(
                f"{delay.low}-{delay.high} more weeks are worth it if they move you up: from {gain.low} to {gain.high} your options widen a lot.",
                delay.claim,
            ),
            say(
                f"If a real change (error review, timed mixed blocks) brings nothing, ask how much time you have left.{left} It may pay more in US experience, research or networking. Your overall chance counts, not the number alone.",
                numbers.plateau.claim,
                "realism.overall",
            ),
        ),
        notes=("score_error",),
        next=("error_analysis", "usce", "step2_timing"),
        chart=practice_of(profile, knowledge),
        readings=("plateau", "readiness"),
    )


RULE = Rule(
    name="practice_plateau",
    topics=("practice_exams", "step2_timing", "perfectionism_burnout"),
    apply=practice_plateau,
    sharpened_by=("match_year", "step2_ck_date", "prep_weeks"),
)
