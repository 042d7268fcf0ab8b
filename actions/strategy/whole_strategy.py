"""What a strategy is made of."""

from __future__ import annotations

from datetime import date

from actions.knowledge.library import Knowledge
from actions.profile import Profile
from actions.strategy.advice import Advice, Rule, listed, say


def whole_strategy(profile: Profile, knowledge: Knowledge, today: date) -> Advice | None:
    """A strategy does not chase one perfect number: it fits exams, timing, list and other strengths into one story."""
    return Advice(
        id="plan.whole_strategy",
        severity="info",
        title="What a good strategy is made of",
        body=(
            say("Do not chase one perfect number. Four things belong together:", "intro.four_parts"),
            listed(
                say("know what scores mean in PM&R", "intro.four_parts"),
                say("know how programs use Step 1 and Step 2 CK", "intro.four_parts"),
                say("fit study, exam date and program list to your profile", "intro.four_parts"),
                say("build other strengths where the score is low", "intro.four_parts"),
            ),
            say(
                "Scores are one part of one story, so plan your exams together with everything else.",
                "narrative.integrate",
            ),
            say("Scores open doors; story, skills and commitment bring the invitation.", "closing.doors"),
        ),
        next=("score_band", "specialty_commitment", "usce"),
    )


RULE = Rule(name="whole_strategy", topics=("action_plan",), apply=whole_strategy, more=True)
