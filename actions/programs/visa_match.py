"""Whether a program sponsors the visa that a person needs."""

from __future__ import annotations

from actions.knowledge.library import Knowledge
from actions.profile import Profile
from actions.programs.findings import Finding, Reason, Unknown
from actions.programs.program import Program
from actions.strategy import standing

_RECORD = "programs.prioritize_track_record"
_WHERE = "The program's own page, then FREIDA; note the day."


def visa(program: Program, profile: Profile, knowledge: Knowledge) -> Finding:
    """Visa sponsorship that fits: J-1, H-1B (which needs Step 3), either, or none needed."""
    if standing.needs_no_visa(profile):
        return Finding(
            "visa", "good", Reason("You need no visa, so sponsorship does not matter.", ("strict.visa_cost",))
        )
    need = profile.get("visa_need")
    if need == "J-1":
        return _j1(program)
    if need == "H-1B":
        return _h1b(program, profile, knowledge)
    if need == "either":
        return _either(program, profile, knowledge)
    return _need_unknown(program)


def _j1(program: Program) -> Finding:
    if program.j1 is None:
        return _which(program, "J-1")
    if program.j1:
        return Finding("visa", "good", Reason("It sponsors J-1, the visa that you need.", (_RECORD, "visa.j1")))
    return _not(program, "J-1, the visa that you need")


def _h1b(program: Program, profile: Profile, knowledge: Knowledge) -> Finding:
    if program.h1b is None:
        return _which(program, "H-1B")
    if not program.h1b:
        return _not(program, "H-1B, the visa that you need")
    return _with_step3("It sponsors H-1B, the visa that you need", profile, knowledge)


def _either(program: Program, profile: Profile, knowledge: Knowledge) -> Finding:
    if program.j1:
        both = " and H-1B" if program.h1b else ""
        return Finding(
            "visa", "good", Reason(f"It sponsors J-1{both}, and either is right for you.", (_RECORD, "visa.j1"))
        )
    if program.j1 is False and program.h1b is False:
        return _not(program, "J-1 or H-1B")
    if program.sponsors and program.j1 is None and program.h1b is None:
        return Finding(
            "visa",
            "good",
            Reason("It sponsors a visa, and either is right for you.", (_RECORD,)),
            (Unknown("Which visa it sponsors", _WHERE),),
        )
    if not program.h1b:
        return _which(program, "J-1" if program.j1 is None else "H-1B")
    only = "It sponsors H-1B" + (" and not J-1" if program.j1 is False else "")
    found = _with_step3(only, profile, knowledge)
    more = (Unknown("Whether it sponsors J-1 too", _WHERE),) if program.j1 is None else ()
    return Finding(found.name, found.weight, found.reason, (*more, *found.unknown))


def _with_step3(sentence: str, profile: Profile, knowledge: Knowledge) -> Finding:
    """H-1B counts in full once Step 3 is passed and the score is not below the floor (our readings `h1b_step3`, `modest_score`)."""
    score, floor = standing.step2_score(profile), knowledge.numbers.floor.value
    claims = (_RECORD, "visa.h1b")
    status = profile.get("step3_status")
    if status is None:
        unknown = (Unknown("Whether you passed Step 3, which H-1B needs", "Tell me."),)
        return Finding("visa", "holds_back", Reason(f"{sentence}; that needs a passed Step 3.", claims), unknown)
    if status != "passed":
        return Finding("visa", "holds_back", Reason(f"{sentence}; it counts once you have passed Step 3.", claims))
    if score is not None and score < floor:
        text = f"{sentence}; such programs often prefer stronger scores than {score}."
        return Finding("visa", "holds_back", Reason(text, claims))
    return Finding("visa", "good", Reason(f"{sentence}, and you have passed Step 3.", claims))


def _not(program: Program, what: str) -> Finding:
    return Finding("visa", "excludes", Reason(f"It does not sponsor {what}.", ("visa.interacts", _RECORD)))


def _which(program: Program, visa_: str) -> Finding:
    text = f"Which visa it sponsors: is {visa_} one?" if program.sponsors else f"Whether it sponsors {visa_}"
    return Finding("visa", unknown=(Unknown(text, _WHERE),))


def _need_unknown(program: Program) -> Finding:
    """The person has not told which visa they need: that alone rules nothing out."""
    mine = Unknown("Which visa you need", "Tell me: J-1, H-1B, either or none.")
    if program.j1 is False and program.h1b is False:
        text = "It sponsors no visa: leave it out if you need one."
        return Finding("visa", "holds_back", Reason(text, ("visa.interacts",)), (mine,))
    if program.j1 or program.h1b or program.sponsors:
        return Finding("visa", "plain", Reason("It sponsors a visa.", (_RECORD,)), (mine,))
    return Finding("visa", unknown=(Unknown("Which visa it sponsors", _WHERE), mine))
