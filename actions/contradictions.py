"""Facts that cannot all be true. They are asked about, never silently resolved."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from actions.facts import Facts, Value
from actions.profile import Profile, Stated
from actions.strategy import calendar, standing

EXAMS = ("step1", "step2_ck", "step3")
MAX_TITLE = 20


@dataclass(frozen=True)
class Contradiction:
    """Facts that do not fit together.

    Attributes:
        id: stable name.
        facts: the facts concerned.
        asks: the fact by which the answer is read.
        text: the question, in a sentence or two.
        answers: buttons, each with the facts that it states.
    """

    id: str
    facts: tuple[str, ...]
    asks: str
    text: str
    answers: tuple[tuple[str, Mapping[str, Value]], ...]


def found(profile: Profile, facts: Facts, today: date) -> tuple[Contradiction, ...]:
    """All contradictions in a profile, the gravest first.

    Args:
        profile: what is held of the person.
        facts: the registry, for how facts are named.
        today: the day, for dates that have passed.
    """
    return (
        *_scores_without_exams(profile, facts),
        *_step1_since(profile),
        *_step3_too_early(profile),
        *_exam_dates(profile, today),
        *_letters(profile),
        *_citizens(profile, facts),
    )


def to_ask(
    profile: Profile, facts: Facts, today: date, new: Collection[str], asked: Collection[str]
) -> Contradiction | None:
    """The contradiction to ask about: the gravest that was not asked about yet, or that the message has touched.

    Args:
        profile: what is held of the person.
        facts: the registry.
        today: the day.
        new: the facts that the message stated.
        asked: ids of those asked about already.
    """
    open_ones = (each for each in found(profile, facts, today) if set(new) & set(each.facts) or each.id not in asked)
    return next(open_ones, None)


def overtaken(
    held: Profile, stated: Mapping[str, Stated], asked: str | None, facts: Facts, today: date
) -> tuple[str, ...]:
    """Held facts that give way to an answer: the person was asked which of two facts is right, and has said it.

    As little as possible goes: one fact, if that is enough. What the answer brings into a new contradiction goes with it.

    Args:
        held: the profile before the answer.
        stated: the facts of the answer.
        asked: the id of the contradiction that was asked about last.
        facts: the registry.
        today: the day.
    """
    before = found(held, facts, today)
    settled = next((each for each in before if each.id == asked), None)
    if settled is None or not set(settled.facts) & set(stated):
        return ()
    known = {each.id for each in before} - {settled.id}
    gone: list[str] = []
    for _ in settled.facts:
        after = held.with_stated(stated, dropped=gone)
        left = next((each for each in found(after, facts, today) if each.id not in known), None)
        if left is None:
            break
        gone += _least(
            left, after, [name for name in left.facts if name in settled.facts and name not in stated], facts, today
        )
    return tuple(name for name in dict.fromkeys(gone) if held.knows(name))


def _least(left: Contradiction, profile: Profile, may_go: list[str], facts: Facts, today: date) -> list[str]:
    """The one fact without which a contradiction is gone, or else all that may go."""
    for name in may_go:
        without = profile.with_stated({}, dropped=[name])
        if left.id not in {each.id for each in found(without, facts, today)}:
            return [name]
    return may_go


def _scores_without_exams(profile: Profile, facts: Facts) -> Iterator[Contradiction]:
    """A score of an exam that is not taken."""
    for exam in EXAMS:
        score, status = f"{exam}_score", f"{exam}_status"
        told = profile.get(score)
        if told is None or profile.get(status) != "not_taken":
            continue
        label = facts[score].label.removesuffix(" score")
        yield Contradiction(
            id=f"contradiction.{exam}_score",
            facts=(status, score),
            asks=status,
            text=f"You told me a {label} score of {told}, and also that {label} is not taken yet. Which is right?",
            answers=(
                (f"My score is {told}", {score: told}),
                ("Not taken yet", {status: "not_taken"}),
            ),
        )


def _step1_since(profile: Profile) -> Iterator[Contradiction]:
    """A failed Step 1 that was perhaps passed since: what came later lets one think so."""
    if standing.step1_unclear(profile):
        yield Contradiction(
            id="contradiction.step1_since",
            facts=("step1_status", "step1_attempts"),
            asks="step1_status",
            text="You told me that you failed Step 1. Did you pass it after that? The advice is different.",
            answers=(
                ("Passed, second try", {"step1_status": "passed", "step1_attempts": 2}),
                ("Passed, third try", {"step1_status": "passed", "step1_attempts": 3}),
                ("Not yet", {"step1_status": "failed", "step1_attempts": 1}),
            ),
        )


def _step3_too_early(profile: Profile) -> Iterator[Contradiction]:
    """Step 3 passed or failed before both other Steps are passed."""
    if profile.get("step3_status") not in ("passed", "failed"):
        return
    for exam, label in (("step1", "Step 1"), ("step2_ck", "Step 2 CK")):
        status = profile.get(f"{exam}_status")
        if status in ("not_taken", "failed"):
            told = "not taken yet" if status == "not_taken" else "failed"
            yield Contradiction(
                id=f"contradiction.step3_before_{exam}",
                facts=(f"{exam}_status", "step3_status", "step3_score"),
                asks=f"{exam}_status",
                text=f"You told me that Step 3 is taken and {label} is {told}. Step 3 is open only after both other Steps are passed. Which is right?",
                answers=(
                    (f"{label} is passed", {f"{exam}_status": "passed"}),
                    ("Step 3 not taken", {"step3_status": "not_taken"}),
                ),
            )


def _exam_dates(profile: Profile, today: date) -> Iterator[Contradiction]:
    """An exam day that has passed without a result, or one to come although there is a result."""
    stated, status = profile.get("step2_ck_date"), profile.get("step2_ck_status")
    if not isinstance(stated, str):
        return
    first, last = calendar.span_of(stated)
    said = calendar.say_day(first) if first == last else f"{first:%B %Y}"
    result = status in ("passed", "failed") or profile.knows("step2_ck_score")
    if last < today and not result:
        yield Contradiction(
            id="contradiction.exam_date_passed",
            facts=("step2_ck_status", "step2_ck_date"),
            asks="step2_ck_status",
            text=f"Your exam date, {said}, has passed, and I know no result. How did it go? If you still wait for the result, just go on; tell me when it comes.",
            answers=(
                ("Passed", {"step2_ck_status": "passed"}),
                ("I failed it", {"step2_ck_status": "failed"}),
                ("Not taken yet", {"step2_ck_status": "not_taken"}),
            ),
        )
    if first > today and status != "failed" and result and status != "not_taken":
        yield Contradiction(
            id="contradiction.exam_date_to_come",
            facts=("step2_ck_status", "step2_ck_score", "step2_ck_date"),
            asks="step2_ck_status",
            text=f"You told me an exam date to come, {said}, and also a result of Step 2 CK. Is the exam already taken?",
            answers=(
                ("Yes, I passed", {"step2_ck_status": "passed"}),
                ("Not taken yet", {"step2_ck_status": "not_taken"}),
            ),
        )


def _letters(profile: Profile) -> Iterator[Contradiction]:
    """More letters from physiatrists than letters in all."""
    mine, total = profile.number("us_physiatrist_letters"), profile.number("letters_total")
    if mine is not None and total is not None and mine > total:
        yield Contradiction(
            id="contradiction.letters",
            facts=("letters_total", "us_physiatrist_letters"),
            asks="letters_total",
            text=f"You told me of {mine} letters from US physiatrists, but of {total} in all. How many letters do you have in all?",
            answers=((f"{mine} in all", {"letters_total": mine}),),
        )


def _citizens(profile: Profile, facts: Facts) -> Iterator[Contradiction]:
    """A US citizen who needs a visa."""
    visa = profile.get("visa_need")
    if profile.get("applicant_type") == "us_img" and visa not in (None, "none"):
        yield Contradiction(
            id="contradiction.citizen_with_visa",
            facts=("applicant_type", "visa_need"),
            asks="applicant_type",
            text="You told me that you are a US citizen, and also that you need a visa. US citizens need none. Which is right?",
            answers=(
                ("I need a visa", {"applicant_type": "non_us_img"}),
                ("US citizen, no visa", {"applicant_type": "us_img", "visa_need": "none"}),
            ),
        )
