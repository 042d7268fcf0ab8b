"""How to learn from wrong answers."""

from __future__ import annotations

from datetime import date

from actions.knowledge.library import Knowledge
from actions.profile import Profile
from actions.strategy.advice import Advice, Rule, listed, say


def error_analysis(profile: Profile, knowledge: Knowledge, today: date) -> Advice | None:
    """Every wrong answer gets three questions and a short note, most of all on the next best step."""
    return Advice(
        id="errors.method",
        severity="info",
        title="Learn from every wrong answer",
        body=(
            say("For every question that you get wrong, ask three things:", "errors.three_questions"),
            listed(
                say("Did I misread the question?", "errors.three_questions"),
                say("Did I lack the knowledge?", "errors.three_questions"),
                say("Did I know the concept but apply it wrongly?", "errors.three_questions"),
            ),
            say(
                'Then write a short note on it, a post-mortem. Do it most of all for "next best step" questions: that thinking is close to real decisions in rehabilitation.',
                "errors.post_mortem",
            ),
        ),
        next=("study_methods", "practice_exams"),
    )


RULE = Rule(name="error_analysis", topics=("error_analysis",), apply=error_analysis)
