"""A second specialty, or an extra year."""

from __future__ import annotations

from datetime import date

from actions.knowledge.library import Knowledge
from actions.profile import Profile
from actions.strategy import standing
from actions.strategy.advice import Advice, Block, Rule, listed, say


def backup_or_year(profile: Profile, knowledge: Knowledge, today: date) -> Advice | None:
    """A low-score profile combines PM&R with a backup specialty one would be happy in, or with a further year if affordable."""
    body: list[Block] = [_opening(profile, knowledge)]
    body.append(
        listed(
            say(
                "A backup specialty beside PM&R, one in which you would be happy too; internal medicine, for example",
                "programs.backup",
            ),
            say("Or a further year of research or advanced electives, if you can afford it", "programs.extra_year"),
        )
    )
    chosen = profile.get("backup_specialty")
    if chosen:
        body.append(
            say(
                f"You named {chosen}. Ask yourself if you would be happy there; I know the ranges for PM&R only, so look up what it asks for.",
                "programs.backup",
            )
        )
    body.append(say("Either way, show programs that PM&R is your true choice and not a fallback.", "narrative.genuine"))
    return Advice(
        id="backup.two_ways",
        severity="info",
        title="A backup specialty, or one more year",
        body=tuple(body),
        notes=("application_fee",),
        next=("program_selection", "specialty_commitment", "action_plan"),
    )


def _opening(profile: Profile, knowledge: Knowledge) -> Block:
    score = standing.step2_score(profile)
    if standing.low_profile(profile, knowledge):
        return say("With your profile a second way is wise. There are two:", "programs.backup", "programs.extra_year")
    if score is None:
        return say("For a low-score profile the article advises a second way. There are two:", "programs.backup")
    if standing.needs_compensation(profile, knowledge):
        text = f"The article advises a second way for low-score profiles. {score} is borderline, just above them, so think about it. There are two:"
        return say(text, "programs.backup", "band.borderline")
    text = (
        "The article advises a second way for low-score profiles; yours is not one, so it is a choice. There are two:"
    )
    return say(text, "programs.backup")


RULE = Rule(
    name="backup_or_year",
    topics=("backup_specialty",),
    apply=backup_or_year,
    sharpened_by=("step2_ck_score", "backup_specialty"),
)
