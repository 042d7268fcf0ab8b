"""Where a program stands on the list: by the article's rules, each reason with its claims. A pure function; it knows only what the person told."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from actions.knowledge.library import Knowledge
from actions.profile import Profile
from actions.programs import visa_match
from actions.programs.findings import Finding, Reason, Unknown
from actions.programs.program import PMR, Program
from actions.strategy import standing

Tier = Literal["apply_first", "apply", "if_affordable", "leave_out"]
TIERS: tuple[Tier, ...] = ("apply_first", "apply", "if_affordable", "leave_out")
LABELS: dict[Tier, str] = {
    "apply_first": "Apply first",
    "apply": "Apply",
    "if_affordable": "If affordable",
    "leave_out": "Leave out",
}


class UnsourcedPlacement(Exception):
    """Somebody tried to place a program without naming the claims that it rests on."""


@dataclass(frozen=True)
class Placement:
    """A program and where it stands.

    Attributes:
        program: the program.
        tier: apply first, apply, if affordable, or leave out.
        reasons: why, what decided it first; each with its claims.
        unknown: what is not known and could change it, each with where to look it up.
        stale: whether its facts were checked more than a year ago.
        good: how many of the article's preferences are known to hold; orders programs within a tier.

    Raises:
        UnsourcedPlacement: there is no reason, or one without a claim.
    """

    program: Program
    tier: Tier
    reasons: tuple[Reason, ...]
    unknown: tuple[Unknown, ...]
    stale: bool
    good: int = 0

    def __post_init__(self) -> None:
        if not self.reasons or not all(reason.claims for reason in self.reasons):
            raise UnsourcedPlacement(f"'{self.program.name}' is placed without a claim")

    @property
    def claims(self) -> tuple[str, ...]:
        """The claims that it rests on, each once."""
        return tuple(dict.fromkeys(claim for reason in self.reasons for claim in reason.claims))


def place(program: Program, profile: Profile, knowledge: Knowledge, today: date) -> Placement:
    """Place one program.

    What is not known counts neither for nor against it (our reading `program_tiers`).

    Args:
        program: what the person found out about it.
        profile: what is known of the person.
        knowledge: claims and numbers.
        today: the day for which it is placed.
    """
    findings = [rule(program, profile, knowledge) for rule in RULES]
    tier = _tier(findings)
    order = ("excludes", "last", "holds_back", "good", "plain") if tier != "apply_first" else ("good", "plain")
    reasons = [found.reason for weight in order for found in findings if found.weight == weight and found.reason]
    if not reasons:
        text = "Nothing is known yet that speaks for it or against it. Look it up before you pay."
        reasons = [Reason(text, ("lookup.identify", "lookup.tools"))]
    unknown = [each for found in findings for each in found.unknown]
    if program.checked is None:
        unknown.append(Unknown("When this was last checked", "Look at the program's own page today and note the day."))
    good = sum(found.weight == "good" for found in findings)
    return Placement(program, tier, tuple(reasons), tuple(unknown), is_stale(program.checked, today), good)


def place_all(
    programs: Sequence[Program], profile: Profile, knowledge: Knowledge, today: date
) -> tuple[Placement, ...]:
    """Place all programs: by tier, within one the best known first, then in the order of the list."""
    placed = [place(program, profile, knowledge, today) for program in programs]
    return tuple(sorted(placed, key=lambda each: (TIERS.index(each.tier), -each.good, len(each.unknown))))


def is_stale(checked: date | None, today: date) -> bool:
    """Whether a day is more than a year ago; a year to the day is not."""
    return checked is not None and (
        today.year - checked.year,
        (today.month, today.day) > (checked.month, checked.day),
    ) >= (1, True)


def _tier(findings: Sequence[Finding]) -> Tier:
    # A lack of IMGs can show in two rules and counts once.
    last = {
        "imgs" if found.name in ("record", "research") else found.name for found in findings if found.weight == "last"
    }
    if len(last) > 1 or any(found.weight == "excludes" for found in findings):
        return "leave_out"
    if last:
        return "if_affordable"
    first = {found.name for found in findings if found.weight == "good"} >= {"record", "visa"}
    return "apply_first" if first and not any(found.weight == "holds_back" for found in findings) else "apply"


def _record(program: Program, profile: Profile, knowledge: Knowledge) -> Finding:
    """A record of IMGs; for a foreign national, of foreign nationals where that is known."""
    foreign = profile.get("applicant_type") not in ("us_img", "us_grad")
    record, non_us = program.img_record, program.non_us_record
    if record is None:
        if non_us is False and foreign:
            return _no_foreign()
        return Finding(
            "record", unknown=(Unknown("Whether it has taken IMGs", "Its list of current residents, alumni, FREIDA."),)
        )
    if not record:
        text = "No IMG is known there. Programs with few or none filter harder on scores."
        claims = ("programs.prioritize_track_record", "competitiveness.few_imgs")
        return Finding("record", "last", Reason(text, claims))
    if foreign and non_us is False:
        return _no_foreign()
    text = f"It has taken IMGs{_counted(program)}" + (", foreign nationals among them." if non_us else ".")
    claims = ("programs.prioritize_track_record", *(("lookup.identify",) if non_us else ()))
    unknown: tuple[Unknown, ...] = ()
    if foreign and non_us is None:
        unknown = (
            Unknown(
                "Whether foreign nationals are among its IMGs", "Current residents, their LinkedIn profiles, alumni."
            ),
        )
    return Finding("record", "good", Reason(text, claims), unknown)


def _no_foreign() -> Finding:
    text = "No foreign national is known among its IMGs, so its record says little about you."
    return Finding("record", "last", Reason(text, ("lookup.identify", "programs.prioritize_track_record")))


def _counted(program: Program) -> str:
    if program.imgs:
        return f" ({program.imgs} of {program.residents} residents)" if program.residents else f" ({program.imgs} now)"
    return f" ({program.img_percent:g}% of residents)" if program.img_percent else ""


def _setting(program: Program, profile: Profile, knowledge: Knowledge) -> Finding:
    """Community or university-affiliated."""
    if program.setting is None:
        return Finding(
            "setting",
            unknown=(Unknown("Whether it is a community or a university program", "The program's own page, FREIDA."),),
        )
    if program.setting in ("community", "university_affiliated"):
        kind = "a community" if program.setting == "community" else "a university-affiliated"
        return Finding("setting", "good", Reason(f"It is {kind} program.", ("programs.prioritize_community",)))
    return Finding("setting")


def _city(program: Program, profile: Profile, knowledge: Knowledge) -> Finding:
    """Outside the most competitive cities, by the person's own judgement (our reading `competitive_cities`)."""
    if program.competitive_city is None:
        where = "The article names no cities: decide yourself, and ask alumni."
        return Finding("city", unknown=(Unknown("Whether its city is one of the most competitive", where),))
    claims = ("programs.prioritize_community",)
    if program.competitive_city:
        return Finding("city", "holds_back", Reason("You count its city among the most competitive ones.", claims))
    return Finding("city", "good", Reason("It is outside the most competitive cities.", claims))


def _cutoff(program: Program, profile: Profile, knowledge: Knowledge) -> Finding:
    """A stated cutoff against the score."""
    claims = ("programs.deprioritize_cutoffs",)
    if program.cutoff is None:
        if program.no_cutoff:
            return Finding("cutoff", "plain", Reason("It states no cutoff.", claims))
        return Finding("cutoff", unknown=(Unknown("Whether it states a cutoff", "The program's own page."),))
    score = standing.step2_score(profile)
    if score is None:
        text = f"Whether your Step 2 CK will reach its stated {program.cutoff}"
        return Finding("cutoff", unknown=(Unknown(text, "Your own result: tell me once you have it."),))
    if score < program.cutoff:
        return Finding("cutoff", "last", Reason(f"Its stated cutoff, {program.cutoff}, is above your {score}.", claims))
    return Finding("cutoff", "plain", Reason(f"Your {score} reaches its stated cutoff, {program.cutoff}.", claims))


def _research(program: Program, profile: Profile, knowledge: Knowledge) -> Finding:
    """Research-heavy with few or no IMGs; from 250 on no reason any more (our reading `demanding_programs`)."""
    if program.research is None:
        return Finding(
            "research", unknown=(Unknown("Whether it is a research-heavy center", "The program's own page."),)
        )
    few = _few(program, knowledge)
    if not program.research or few is False:
        return Finding("research")
    if few is None:
        text = "It is research-heavy: how many IMGs it has decides whether to put it last"
        return Finding("research", unknown=(Unknown(text, "Its list of current residents."),))
    score, from_ = standing.step2_score(profile), knowledge.numbers.demanding_programs_from.value
    if score is not None and score >= from_ and program.specialty == PMR:
        text = f"It is research-heavy with few IMGs, but your {score} reaches some of the more demanding programs."
        return Finding("research", "plain", Reason(text, ("programs.deprioritize_academic", "band.strong")))
    text = "It is a research-heavy center with few or no IMGs."
    return Finding("research", "last", Reason(text, ("programs.deprioritize_academic",)))


def _few(program: Program, knowledge: Knowledge) -> bool | None:
    """Whether it has few IMGs or none (our reading `few_imgs`); None if that is not known."""
    numbers = knowledge.numbers
    if program.imgs is not None and program.imgs <= numbers.programs_few_imgs.value:
        return True
    if program.img_share is not None:
        return program.img_share < numbers.programs_few_percent.value
    if program.imgs is not None:
        return False
    return True if program.img_record is False else program.few_imgs


RULES: tuple[Callable[[Program, Profile, Knowledge], Finding], ...] = (
    _record,
    visa_match.visa,
    _setting,
    _city,
    _cutoff,
    _research,
)
