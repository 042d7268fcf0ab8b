"""J-1 and H-1B."""

from __future__ import annotations

from datetime import date

from actions.knowledge.library import Knowledge
from actions.profile import Profile
from actions.strategy import standing
from actions.strategy.advice import Advice, Block, Rule, Severity, listed, say

J1 = say(
    "J-1: more programs sponsor it; they may be a little more flexible on Step scores, but still rely on Step 2 CK.",
    "visa.j1",
)
H1B = say(
    "H-1B: programs often prefer stronger scores and clear exam readiness, sometimes with Step 3 before residency starts.",
    "visa.h1b",
)


def visa(profile: Profile, knowledge: Knowledge, today: date) -> Advice | None:
    """J-1 programs are more common and a little more flexible; H-1B programs prefer stronger scores and often Step 3."""
    need = profile.get("visa_need")
    if need == "none":
        return _not_needed()
    step3 = profile.get("step3_status") == "passed"
    score, floor = standing.step2_score(profile), knowledge.numbers.floor.value
    body: list[Block] = []
    severity: Severity = "info"
    if need == "H-1B" or (need == "either" and (step3 or (score is not None and score < floor))):
        text, severity = _h1b_answer(score, floor, step3=step3, only=need == "H-1B")
        body.append(text)
    body.append(
        say("They may be a little more flexible on Step scores, but they still rely on Step 2 CK.", "visa.j1")
        if need == "J-1"
        else listed(J1, H1B)
    )
    if need == "J-1":
        body.insert(0, say("More programs sponsor J-1, so your list can be wider.", "visa.j1"))
    elif need != "H-1B":
        body.insert(
            0,
            say(
                "Your scores and your visa work together: what a program asks depends on which visa it sponsors.",
                "visa.interacts",
            ),
        )
    body.append(
        say(
            "Next: check on each program's own page which visa it sponsors, and note the day. I am not a lawyer; ask the program about your case.",
            "lookup.identify",
        )
    )
    return Advice(
        id={"J-1": "visa.j1", "H-1B": "visa.h1b"}.get(str(need), "visa.both"),
        severity=severity,
        title={"J-1": "J-1: more programs", "H-1B": "H-1B: fewer programs, stronger scores"}.get(
            str(need), "J-1 and H-1B"
        ),
        body=tuple(body),
        notes=_notes(need),
        next=("step3", "program_selection", "program_research_tools"),
        readings=("h1b_step3", "modest_score") if need != "J-1" else (),
    )


def _h1b_answer(score: int | None, floor: int, *, step3: bool, only: bool) -> tuple[Block, Severity]:
    """What H-1B means with this score; a passed Step 3 takes part of the weight off."""
    proven = (
        " Your passed Step 3 shows the readiness that they look for."
        if step3
        else " Step 3 belongs to it: see the note."
    )
    if score is None:
        return say(
            f"H-1B programs are fewer, and they look for stronger scores.{proven}", "visa.h1b", "visa.interacts"
        ), "info"
    if score >= floor:
        return say(
            f"With {score}, your score does not close H-1B; such programs are fewer and often prefer stronger scores.{proven}",
            "visa.h1b",
            "visa.interacts",
        ), "info"
    ending = (
        " Would J-1 be possible for you? It opens more programs."
        if only
        else " So plan with J-1 first, and take H-1B where it is offered."
    )
    return say(
        f"With {score}, H-1B is the narrow way: those programs often prefer stronger scores.{proven}{ending}",
        "visa.h1b",
        "visa.interacts",
        "visa.j1",
    ), "caution"


def _notes(need: object) -> tuple[str, ...]:
    if need == "J-1":
        return ("j1_sponsor", "entry_restrictions")
    if need == "H-1B":
        return ("h1b_needs_step3", "h1b_fee", "entry_restrictions")
    return ("h1b_needs_step3", "h1b_fee", "j1_sponsor", "entry_restrictions")


def _not_needed() -> Advice:
    return Advice(
        id="visa.not_needed",
        severity="info",
        title="You need no visa",
        body=(
            say(
                "Without a need for a visa, one of the reasons for which programs hesitate does not apply to you: the cost and work of sponsoring.",
                "strict.visa_cost",
            ),
            say("Say so clearly in your application, because programs can't guess it.", "visa.interacts"),
        ),
        notes=("green_card",),
        next=("program_selection", "score_band"),
    )


RULE = Rule(name="visa", topics=("visa",), apply=visa, sharpened_by=("visa_need", "step2_ck_score", "step3_status"))
