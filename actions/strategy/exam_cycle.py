"""A typical year of preparation, and how much time to keep free."""

from __future__ import annotations

from datetime import date

from actions.knowledge.library import Knowledge
from actions.profile import Profile
from actions.strategy import standing
from actions.strategy.advice import Advice, Block, Rule, Severity, listed, say


def exam_cycle(profile: Profile, knowledge: Knowledge, today: date) -> Advice | None:
    """Keep 4-6 protected weeks before the exam, away from hard rotations, inside a cycle of core rotations, study, exam and ERAS."""
    if standing.step2_done(profile):
        return None
    weeks = knowledge.numbers.dedicated_weeks
    protected, severity = _protected(profile, knowledge)
    graduated = profile.number("graduation_year")
    free = graduated is not None and graduated < today.year
    body: list[Block] = [
        protected,
        say("A typical year looks so:"),
        listed(
            say("January to March: finish core rotations", "timing.cycle_jan_mar"),
            say("April to July: study for Step 2 CK, with some clinical work if possible", "timing.cycle_apr_jul"),
            say(
                "Late July to early August: the exam (my safe day is earlier, as summer results can be late)",
                "timing.cycle_jul_aug",
            ),
            say("Early September: the score is there for ERAS", "timing.cycle_sep"),
        ),
        say("Do not put it into a demanding rotation or a US elective.", "timing.avoid_rotations"),
    ]
    opening = "You have graduated, so you" if free else "If you graduate before you apply, you"
    body.append(
        say(
            f"{opening} can sit it earlier. Either way, show an upward line from Step 1 to Step 2 CK.",
            "timing.graduates_earlier",
        )
    )
    return Advice(
        id="timing.cycle",
        severity=severity,
        title=f"Keep {weeks.low}-{weeks.high} weeks free before the exam",
        body=tuple(body),
        next=("study_methods", "practice_exams", "action_plan"),
        readings=("dedicated_time", "exam_day"),
    )


def _protected(profile: Profile, knowledge: Knowledge) -> tuple[Block, Severity]:
    weeks = knowledge.numbers.dedicated_weeks
    mine = profile.number("prep_weeks")
    if mine is None:
        return say(f"Ideally keep {weeks.low}-{weeks.high} protected weeks for the exam alone.", weeks.claim), "info"
    told = f"You have {mine} week{'' if mine == 1 else 's'}"
    if mine < weeks.low:
        return say(
            f"{told}; {weeks.low}-{weeks.high} protected weeks are ideal. Try to free more.", weeks.claim
        ), "caution"
    if mine > weeks.high:
        return say(
            f"{told}, more than the {weeks.low}-{weeks.high} protected weeks that are ideal. Use the rest for clinical work or research.",
            weeks.claim,
        ), "info"
    return say(f"{told}: that is inside the ideal of {weeks.low}-{weeks.high} protected weeks.", weeks.claim), "info"


RULE = Rule(
    name="exam_cycle",
    topics=("step2_timing",),
    apply=exam_cycle,
    sharpened_by=("prep_weeks", "graduation_year"),
    more=True,
)
