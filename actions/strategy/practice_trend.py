"""Where a row of practice scores leads."""

from __future__ import annotations

from datetime import date

from actions.knowledge.library import Knowledge
from actions.profile import Profile
from actions.strategy import standing
from actions.strategy.advice import Advice, Paragraph, Rule, say
from actions.strategy.charts import practice_of
from actions.strategy.readiness import Direction, direction, trend

TITLES: dict[Direction, str] = {
    "rising": "Your practice scores are rising",
    "flat": "Your practice scores are flat",
    "falling": "Your practice scores are falling",
}


def practice_trend(profile: Profile, knowledge: Knowledge, today: date) -> Advice | None:
    """Two practice scores or more show a direction: rising, go on; flat, change how you study; falling, find the cause before you sit the exam."""
    scores = profile.numbers("practice_scores")
    if len(scores) < 2 or standing.step2_done(profile) or standing.no_try_left(profile, knowledge):
        return None
    found = direction(scores, knowledge.numbers)
    return Advice(
        id=f"practice.trend_{found}",
        severity="caution" if found == "falling" else "info",
        title=TITLES[found],
        body=(say(trend(profile, knowledge.numbers, today)), *_advice(found, knowledge)),
        notes=("score_error",),
        next=("error_analysis", "study_methods", "step2_timing"),
        chart=practice_of(profile, knowledge),
        readings=("trend",),
    )


def _advice(found: Direction, knowledge: Knowledge) -> tuple[Paragraph, ...]:
    weeks = knowledge.numbers.practice_every_weeks
    again = f"Take the next NBME in {weeks.low}-{weeks.high} weeks"
    if found == "rising":
        return (say(f"What you do works. {again}, and go on until the level is there.", weeks.claim),)
    questions = say(
        "Ask of each wrong answer: did I misread it, was knowledge missing, or did I use a concept wrongly?",
        "errors.three_questions",
    )
    if found == "flat":
        return (say(f"More of the same will hardly move them. Change how you study. {again}.", weeks.claim), questions)
    return (
        say(
            "Find the cause before you sit the exam. A short delay is safer than a low score, which stays for the whole career.",
            "practice.safer_delay",
        ),
        questions,
        say("Too long a preparation can be the cause too: burnout lowers the score.", "realism.costs"),
    )


RULE = Rule(
    name="practice_trend",
    topics=("practice_exams",),
    apply=practice_trend,
    more=True,
)
