"""What to do when a top score is out of reach."""

from __future__ import annotations

from datetime import date

from actions.knowledge.library import Knowledge
from actions.profile import Profile
from actions.strategy import standing
from actions.strategy.advice import Advice, Rule, say


def damage_control(profile: Profile, knowledge: Knowledge, today: date) -> Advice | None:
    """Where a top score is not realistic, the plan turns from raising the score to limiting the damage and building up the rest."""
    score, floor = standing.step2_score(profile), knowledge.numbers.floor.value
    if standing.step2_done(profile) and (score is None or score >= floor):
        return None
    on_record = "Your score is on record" if score is not None else "If a top score is out of reach for you"
    return Advice(
        id="target.damage_control",
        severity="info",
        title="When a top score is out of reach",
        body=(
            say(
                f"{on_record}, so stop working on the number: limit the damage, and build up the rest of the application. That means experience, letters, research and a well-chosen list."
                if score is not None
                else f"{on_record}, change the aim: limit the damage, and build up the rest of the application. That means experience, letters, research and a well-chosen list.",
                "target.damage_control",
            ),
        ),
        next=("usce", "lors", "program_selection"),
    )


RULE = Rule(name="damage_control", topics=("step2_target",), apply=damage_control, more=True)
