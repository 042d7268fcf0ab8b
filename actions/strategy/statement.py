"""The personal statement and the CV."""

from __future__ import annotations

from datetime import date

from actions.knowledge.library import Knowledge
from actions.profile import Profile
from actions.strategy import standing
from actions.strategy.advice import Advice, Block, Rule, listed, say


def statement(profile: Profile, knowledge: Knowledge, today: date) -> Advice | None:
    """The statement shows a lasting interest through real stories; a severe setback is named briefly, then growth and what was done since."""
    low = standing.low_profile(profile, knowledge) or standing.earlier_fail(profile)
    setback = say(
        "Name the setback openly, in a sentence or two. Then write of growth, of resilience, and of what you did since."
        if low
        else "Only a severe setback needs a word: name it openly and briefly, then write of growth, of resilience, and of what you did since.",
        "comp.statement",
    )
    body: list[Block] = [
        say("Tell the real patient stories that led you to physiatry.", "statement.stories"),
        listed(
            say(
                "Interest that lasted: neurorehabilitation, sports medicine, pain management, disability advocacy",
                "statement.interest",
            ),
            say("In the CV: leadership, teaching and community work linked to rehabilitation", "statement.leadership"),
        ),
        setback,
    ]
    if low:
        body.insert(0, body.pop())
    return Advice(
        id="statement.setback" if low else "statement.story",
        severity="info",
        title="Your statement and CV",
        body=tuple(body),
        next=("specialty_commitment", "lors", "low_score_recovery"),
    )


RULE = Rule(
    name="statement",
    topics=("personal_statement_interview",),
    apply=statement,
    sharpened_by=("step1_status", "step2_ck_score"),
)
