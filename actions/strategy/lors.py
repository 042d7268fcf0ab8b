"""Letters of recommendation, and what of the set is still missing."""

from __future__ import annotations

from datetime import date

from actions.knowledge.library import Knowledge
from actions.profile import Profile
from actions.strategy import standing
from actions.strategy.advice import Advice, Block, Rule, Severity, listed, say
from actions.strategy.charts import strengths_of


def lors(profile: Profile, knowledge: Knowledge, today: date) -> Advice | None:
    """The set is 3-4 letters: two from US physiatrists, one from internal medicine or neurology, optionally one from a research mentor."""
    numbers = knowledge.numbers
    physiatrists, total = profile.number("us_physiatrist_letters"), profile.number("letters_total")
    wanted, claim = numbers.letters_physiatrists.value, numbers.letters.claim
    body: list[Block] = [
        *_missing(physiatrists, total, knowledge),
        say(f"A strong set has {numbers.letters.low}-{numbers.letters.high} letters:", claim),
        listed(
            say("two from US physiatrists who supervised you directly", claim),
            say("one from internal medicine or neurology, about your clinical reasoning", claim),
            say("if you do PM&R research, one from that mentor", claim),
        ),
        say(
            "Ask the physiatrists to write about your clinical reasoning, your work ethic and your communication.",
            "comp.usce_letters",
        ),
    ]
    if standing.weak_step1(profile):
        body.append(say("Detailed letters that programs can believe balance a weak Step 1.", "lor.counterbalance"))
    elif standing.low_profile(profile, knowledge):
        body.append(
            say("If a program trusts the attending who speaks for you, it may forgive a low score.", "comp.endorsement")
        )
    else:
        body.append(
            say("Recent letters count more, so time your rotations close to the application.", "rotations.recent")
        )
    short = physiatrists is not None and physiatrists < wanted
    severity: Severity = "caution" if short else "info"
    return Advice(
        id="lors.missing" if short else "lors.portfolio",
        severity=severity,
        title="Which letters to get",
        body=tuple(body),
        notes=("pmr_letter",),
        next=("usce", "research", "personal_statement_interview"),
        chart=strengths_of(profile, knowledge),
    )


def _missing(physiatrists: int | None, total: int | None, knowledge: Knowledge) -> list[Block]:
    """What the set still lacks, as far as it is known."""
    numbers = knowledge.numbers
    wanted, claim = numbers.letters_physiatrists.value, numbers.letters_physiatrists.claim
    if physiatrists is None:
        return []
    if physiatrists < wanted:
        text = (
            "You have one from a US physiatrist. One more is what you need most."
            if physiatrists
            else "You have none from US physiatrists yet. Two are what you need most."
        )
        if total is not None and total - physiatrists < numbers.letters_clinical.value:
            text += " One from internal medicine or neurology is missing too."
        return [say(text, claim)]
    others = None if total is None else total - physiatrists
    if others is None:
        return [
            say(
                "You have the letters from US physiatrists. The one from internal medicine or neurology comes next.",
                claim,
            )
        ]
    if others < numbers.letters_clinical.value:
        return [
            say(
                "You have the letters from US physiatrists. One from internal medicine or neurology is still missing.",
                claim,
            )
        ]
    return [say("Your set is complete by number. Check that they are recent and detailed.", claim)]


RULE = Rule(name="lors", topics=("lors",), apply=lors, sharpened_by=("us_physiatrist_letters", "letters_total"))
