"""The steps of an action plan that have to do with the application itself rather than the exams."""

from __future__ import annotations

from actions.strategy import standing
from actions.strategy.advice import PlanStep
from actions.strategy.plan_steps import Ground, soon, too_late_for

# How long a rotation or a small project takes at the least.
ROTATION_WEEKS = 4
PROJECT_WEEKS = 6


def usce(on: Ground) -> PlanStep:
    """One PM&R rotation in the US, close to the application."""
    told = on.profile.get("usce_months")
    months = told if isinstance(told, int | float) else None
    low = standing.low_profile(on.profile, on.knowledge)
    # A letter from a US physiatrist comes from work with one; months alone may be in any field.
    pmr = bool(months) and bool(on.profile.number("us_physiatrist_letters"))
    asked = (
        "none yet" if months == 0 else f"you have {months:g} months in the US; is PM&R among them?" if months else ""
    )
    helps: tuple[str, ...] = ("comp.usce",) if standing.needs_compensation(on.profile, on.knowledge) else ()
    return on.step(
        PlanStep(
            id="usce",
            name="US experience",
            text="A PM&R rotation in the US, late enough for recent letters",
            claims=("rotations.minimum", "rotations.recent", *(("plan3.double_down",) if low else helps)),
            by=on.days.submission,
            done=pmr,
            missing="" if pmr else asked or too_late_for(on, ROTATION_WEEKS),
        )
    )


def letters(on: Ground) -> PlanStep:
    """The set of letters, with what is still missing of it."""
    numbers = on.knowledge.numbers
    mine, total = on.profile.number("us_physiatrist_letters"), on.profile.number("letters_total")
    wanted, in_all = numbers.letters_physiatrists.value, numbers.letters.low
    low = standing.low_profile(on.profile, on.knowledge)
    if total == 0:
        mine = 0
    lacks = []
    if mine is not None and mine < wanted:
        lacks.append(f"{wanted - mine} of {wanted} from US physiatrists")
    if total is not None and total - (mine or 0) < in_all - wanted:
        lacks.append("one from internal medicine or neurology")
    return on.step(
        PlanStep(
            id="letters",
            name="letters",
            text=f"{numbers.letters} letters: two from US physiatrists, one from internal medicine or neurology",
            claims=(numbers.letters.claim, "comp.usce_letters", *(("plan3.double_down",) if low else ())),
            by=on.days.submission,
            done=mine is not None and mine >= wanted and total is not None and not lacks,
            missing=f"still missing: {', '.join(lacks)}" if lacks else "",
        )
    )


def research(on: Ground) -> PlanStep:
    """Rehabilitation research or other substantial work in the field."""
    done = on.profile.get("research")
    low = standing.low_profile(on.profile, on.knowledge)
    return on.step(
        PlanStep(
            id="research",
            name="research",
            text="Rehabilitation research or other substantial rehabilitation work",
            claims=("plan3.double_down",) if low else ("comp.research_small", "comp.commitment"),
            by=on.days.submission,
            done=done in ("local", "indexed"),
            missing="none yet" if done == "none" else too_late_for(on, PROJECT_WEEKS),
        )
    )


def analysis(on: Ground) -> PlanStep:
    """The honest look at what went wrong, which comes before everything else."""
    return on.step(
        PlanStep(
            id="analysis",
            name="analysis",
            text="Look honestly at what went wrong: timing, resources, anxiety, language",
            claims=("low.honest_analysis", "low.trigger"),
            start=on.today,
            by=soon(on),
        )
    )


def narrative(on: Ground) -> PlanStep:
    """The statement: with a low result, what went wrong and what changed; else the story."""
    low = standing.low_profile(on.profile, on.knowledge)
    return on.step(
        PlanStep(
            id="statement",
            name="statement",
            text="The statement: what went wrong in a sentence, then growth and change"
            if low
            else "The statement: patient stories, and an interest that lasted",
            claims=("plan3.narrative", "comp.statement") if low else ("statement.stories", "statement.interest"),
            by=on.days.submission,
        )
    )


def program_list(on: Ground) -> PlanStep:
    """The list: broad for a low profile, tailored for a borderline one, checked for everybody."""
    numbers = on.knowledge.numbers.programs_low_score
    visa = {"J-1": " and J-1", "H-1B": " and H-1B", "none": ""}.get(str(on.profile.get("visa_need")), " and your visa")
    planned = on.profile.number("programs_planned")
    if standing.low_profile(on.profile, on.knowledge):
        text = f"A broad list, {numbers} programs if affordable, first those with a record of IMGs{visa}"
        claims: tuple[str, ...] = ("plan3.apply", "programs.count", "programs.prioritize_track_record")
    elif standing.needs_compensation(on.profile, on.knowledge):
        text, claims = f"A tailored list: programs with a record of IMGs{visa}", ("target.recovery", "lookup.identify")
    else:
        text, claims = f"The list: programs with a record of IMGs{visa}", ("lookup.identify", "lookup.targeting")
    short = "plan3.apply" in claims and planned is not None and 0 < planned < numbers.low
    missing = f"you plan {planned}" if short else ""
    return on.step(
        PlanStep(id="list", name="program list", text=text, claims=claims, by=on.days.submission, missing=missing)
    )


def backup(on: Ground) -> PlanStep:
    """A second way, for those with a low result."""
    chosen = on.profile.get("backup_specialty")
    return on.step(
        PlanStep(
            id="backup",
            name="backup specialty",
            text="A backup specialty that you would be happy in, if needed",
            claims=("plan3.apply", "programs.backup"),
            by=on.days.submission,
            done=bool(chosen),
        )
    )


def step3(on: Ground) -> PlanStep:
    """Step 3 later, where it would help."""
    h1b = on.profile.get("visa_need") == "H-1B"
    done = on.profile.get("step3_status") == "passed"
    low = standing.low_profile(on.profile, on.knowledge)
    return on.step(
        PlanStep(
            id="step3",
            name="Step 3" if done else "Step 3 for H-1B" if h1b else "Step 3 if it helps",
            text="Step 3 for H-1B, once a comfortable pass is likely"
            if h1b
            else "Step 3, only if it would visibly strengthen your record",
            claims=("visa.h1b", "faq4.step3")
            if h1b
            else ("plan3.step3",)
            if low
            else ("step3.modest_step2", "faq4.step3"),
            by=on.days.rank_list,
            done=done,
        )
    )


def submit(on: Ground) -> PlanStep:
    """Send the application with the score in it."""
    return on.step(
        PlanStep(
            id="submit",
            name="ERAS",
            text="Send ERAS with your score in it",
            claims=("timing.reported_before_submission",),
            start=on.days.submission,
            by=on.days.reading,
        )
    )


def interviews(on: Ground) -> PlanStep:
    """Interviews, up to the rank list."""
    return on.step(
        PlanStep(
            id="interviews",
            name="interviews",
            text="Interviews: speak fluently, be reflective and open to coaching; then your rank list",
            claims=("comp.interview",),
            start=on.days.reading,
            by=on.days.rank_list,
        )
    )
