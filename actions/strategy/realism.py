"""Endless delay, burnout, and when good enough is enough."""

from __future__ import annotations

from datetime import date

from actions.knowledge.library import Knowledge
from actions.profile import Profile
from actions.strategy import standing
from actions.strategy.advice import Advice, Block, Rule, say
from actions.strategy.readiness import on_plateau


def realism(profile: Profile, knowledge: Knowledge, today: date) -> Advice | None:
    """Perfectionism costs time and, through burnout, points; the aim is the overall chance to match, not the number alone."""
    numbers = knowledge.numbers
    scores = profile.numbers("practice_scores")
    ready, plateau = numbers.likely_ready, numbers.plateau
    body: list[Block] = [
        say(
            "It is hard to study for so long. Aim to be ready, not perfect. Perfectionism leads to delay without end, and to burnout that lowers the score.",
            "realism.costs",
        )
    ]
    if standing.step2_done(profile):
        body.append(
            say(
                "Your Step 2 CK is behind you, so put the energy into the rest: experience, letters, research.",
                "realism.overall",
            )
        )
    elif not scores:
        body.append(
            say(
                f"The line is practice scores of {ready.low}-{ready.high} or more: then you are likely ready.",
                ready.claim,
            )
        )
        body.append(_stuck(profile, knowledge))
    elif not on_plateau(scores, numbers) and scores[-1] in plateau:
        body.append(_stuck(profile, knowledge))
    body.append(say("What counts is your overall chance to match, not the number alone.", "realism.overall"))
    body.append(
        say(
            "If you feel empty or can't sleep, rest, and talk to a doctor or somebody close. You matter more than any date."
        )
    )
    return Advice(
        id="realism.balance",
        severity="info",
        title="Ready is better than perfect",
        body=tuple(body),
        next=("practice_exams", "usce", "step2_timing"),
        readings=("plateau",),
    )


def _stuck(profile: Profile, knowledge: Knowledge) -> Block:
    plateau = knowledge.numbers.plateau
    return say(
        f"Stuck at {plateau}? Ask how much time you really have left, and whether it would pay more in US clinical experience, research or networking.",
        plateau.claim,
    )


RULE = Rule(
    name="realism",
    topics=("perfectionism_burnout",),
    apply=realism,
    sharpened_by=("practice_scores",),
)
