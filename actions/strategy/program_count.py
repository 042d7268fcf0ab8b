"""How many programs to apply to, and what that costs."""

from __future__ import annotations

from datetime import date

from actions.knowledge.library import Knowledge, OutsideFact
from actions.profile import Profile
from actions.strategy import standing
from actions.strategy.advice import Advice, Block, Rule, Severity, say

EXAMPLES = (60, 100)


def program_count(profile: Profile, knowledge: Knowledge, today: date) -> Advice | None:
    """A low-score profile applies to 80-120 programs if affordable; for others the article gives no number, and the fee decides with it."""
    numbers = knowledge.numbers.programs_low_score
    low = standing.low_profile(profile, knowledge)
    planned = profile.number("programs_planned")
    unknown = standing.step2_score(profile) is None and not low
    severity: Severity = "info"
    if low:
        text = f"With a low-score profile: broadly, {numbers} programs, if you can afford it. Be strictly realistic about which ones."
        body: list[Block] = [say(text, numbers.claim, "programs.realistic")]
        in_all = knowledge.outside["program_count"].values["programs"]
        body.append(
            say(
                f"PM&R has only about {in_all} programs, so part of that number is a backup specialty.",
                "programs.backup",
            )
        )
        if planned is not None and 0 < planned < numbers.low:
            severity = "caution"
            body.append(
                say(
                    f"Your {planned} are fewer than that. If money is the limit, choose them all the more carefully.",
                    numbers.claim,
                )
            )
    elif unknown:
        text = f"For a low-score profile the article says {numbers} programs, if affordable. For other profiles it gives no number, and I won't make one up."
        body = [say(text, numbers.claim)]
    else:
        text = f"The article gives no number for a profile like yours; it says {numbers} for low scores only, and I won't make one up."
        body = [say(text, numbers.claim)]
    body.append(
        say(
            "A checked list of programs that take IMGs and sponsor your visa is worth more than the number."
            if not standing.needs_no_visa(profile)
            else "A checked list of programs that do take IMGs is worth more than the number.",
            "lookup.targeting",
        )
    )
    counts = (planned,) if planned else (numbers.low, numbers.high) if low else EXAMPLES
    return Advice(
        id="programs.count_low" if low else "programs.count",
        severity=severity,
        title="How many programs",
        body=tuple(body),
        notes=("program_count", cost_note(counts, knowledge)),
        next=("program_research_tools", "backup_specialty", "visa"),
        readings=("programs_number",),
    )


def cost(programs: int, fee: OutsideFact) -> int:
    """What applications to so many programs of one specialty cost, in dollars, by the fees of the dated fact."""
    first = min(programs, fee.values["first"])
    return first * fee.values["low"] + (programs - first) * fee.values["high"]


def cost_note(counts: tuple[int, ...], knowledge: Knowledge) -> OutsideFact:
    """The fee as a note, worked out for some numbers of programs."""
    fee = knowledge.outside["application_fee"]
    worked = ", ".join(
        f"{count} program{'' if count == 1 else 's'} cost{'s' if count == 1 else ''} ${cost(count, fee):,}"
        for count in counts
    )
    text = f"{fee.text} So {worked}."
    return OutsideFact(fee.id, text, fee.as_of, fee.source, fee.certainty, fee.checked, fee.shelf_life, fee.values)


RULE = Rule(
    name="program_count",
    topics=("program_selection",),
    apply=program_count,
    sharpened_by=("step2_ck_score", "visa_need", "programs_planned"),
)
