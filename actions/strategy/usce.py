"""US clinical experience: how much, which, and when."""

from __future__ import annotations

from datetime import date

from actions.knowledge.library import Knowledge
from actions.profile import Profile
from actions.strategy import standing
from actions.strategy.advice import Advice, Block, Rule, Severity, say
from actions.strategy.charts import strengths_of


def usce(profile: Profile, knowledge: Knowledge, today: date) -> Advice | None:
    """At the least one core PM&R rotation and one in the US, close to the application, because letters come from there."""
    months = profile.get("usce_months")
    opening, severity = _opening(months, knowledge)
    letters = profile.number("us_physiatrist_letters")
    wanted = knowledge.numbers.letters_physiatrists.value
    body: list[Block] = [
        opening,
        say(
            "It can be an elective, an externship or an observership. What counts most is a physiatrist who works with you and can write about you.",
            "comp.usce",
            "comp.usce_letters",
        ),
    ]
    if letters is not None and letters < wanted:
        body.append(
            say(
                f"You have {letters} of the {wanted} letters from US physiatrists that a strong set holds; this is where the rest comes from.",
                "lor.portfolio",
            )
        )
    timing = "Next: time it close to your application, so that letters are recent"
    body.append(
        say(f"{timing}.", "rotations.recent")
        if standing.step2_done(profile)
        else say(f"{timing}, and keep your exam date away from it.", "rotations.recent", "timing.avoid_rotations")
    )
    return Advice(
        id="usce.plan" if months is None else "usce.some" if months else "usce.none",
        severity=severity,
        title="US experience: at least one PM&R rotation there",
        body=tuple(body),
        next=("lors", "specialty_commitment", "research"),
        chart=strengths_of(profile, knowledge),
    )


def _opening(months: object, knowledge: Knowledge) -> tuple[Block, Severity]:
    numbers = knowledge.numbers
    least = f"{_one(numbers.rotations_core.value)} core PM&R rotation, at home or elsewhere, and {_one(numbers.rotations_us.value)} in the US wherever it can be arranged"
    claim = numbers.rotations_us.claim
    if not isinstance(months, int | float):
        return say(
            f"US clinical experience (USCE) is hands-on or observed work in US hospitals and clinics. The least is {least}.",
            claim,
        ), "info"
    if not months:
        return say(f"You have none yet, so this comes first. The least is {least}.", claim), "caution"
    said = f"{months:g} month{'' if months == 1 else 's'}"
    return say(f"You have {said} of US experience. Check that PM&R is in it: the least is {least}.", claim), "info"


def _one(count: int) -> str:
    return "one" if count == 1 else str(count)


RULE = Rule(name="usce", topics=("usce",), apply=usce, sharpened_by=("usce_months", "us_physiatrist_letters"))
