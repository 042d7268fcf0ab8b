"""The steps of which action plans are made: each dated for a season, ticked off by the facts, with what is still missing."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from actions.knowledge.library import Knowledge
from actions.profile import Profile
from actions.strategy import calendar, standing
from actions.strategy.advice import PlanStep
from actions.strategy.calendar import Season, say_day
from actions.strategy.readiness import strict_from


@dataclass(frozen=True)
class Ground:
    """What every step is worked out from."""

    profile: Profile
    knowledge: Knowledge
    today: date
    days: Season

    @property
    def safe_day(self) -> date:
        """The last exam day that is safe."""
        return calendar.safe_exam_day(self.days, self.knowledge.seasons)

    @property
    def last_day(self) -> date:
        """The very last exam day."""
        return calendar.last_exam_day(self.days, self.knowledge.seasons)

    @property
    def exam_by(self) -> date:
        """The day by which Step 2 CK is to be sat: the safe one, or the very last once that has passed."""
        return self.last_day if self.today > self.safe_day else self.safe_day

    @property
    def own_day(self) -> date | None:
        """The exam day that the person told, if it is a single day still to come and in time."""
        told = self.profile.get("step2_ck_date")
        if not isinstance(told, str):
            return None
        first, end = calendar.span_of(told)
        return first if first == end and self.today <= first <= self.last_day else None

    @property
    def exam_day(self) -> date:
        """The day that the study time leads to: the person's own, or the one by which the exam is to be sat."""
        return self.own_day or self.exam_by

    @property
    def study_from(self) -> date:
        """The day on which the study time begins: before an exam day of one's own it leaves the protected weeks at least."""
        weeks = timedelta(weeks=self.knowledge.numbers.dedicated_weeks.high)
        return min(self.days.dedicated_from, self.own_day - weeks) if self.own_day else self.days.dedicated_from

    def step(self, step: PlanStep) -> PlanStep:
        """The step, marked late if its day has passed and it is not done."""
        expected = bool(self.days.expected & {"submission", "reading", "rank_list"})
        ahead = step.start is not None and step.start > self.today
        late = not step.done and step.by < self.today
        return replace(step, late=late, expected=expected, from_then_on=ahead)


def pass_step1(on: Ground) -> PlanStep:
    """Pass Step 1: at the first attempt, or at the next one after a fail."""
    failed = on.profile.get("step1_status") == "failed"
    return on.step(
        PlanStep(
            id="step1",
            name="Step 1",
            text="Pass Step 1 at the next try, and only when you are ready"
            if failed
            else "Pass Step 1 at the first attempt",
            claims=("low.honest_analysis", "faq2.failed_or_low") if failed else ("plan1.step1", "step1.then_step2"),
            start=min(on.today, on.days.step1_day),
            by=on.days.step1_day,
            done=on.profile.get("step1_status") == "passed",
        )
    )


def core_rotations(on: Ground) -> PlanStep:
    """Finish core rotations before the study time begins."""
    graduated = on.profile.number("graduation_year")
    return on.step(
        PlanStep(
            id="core_rotations",
            name="core rotations",
            text="Finish your core clinical rotations",
            claims=("timing.cycle_jan_mar",),
            start=date(on.days.match_year - 1, 1, 1),
            by=on.days.step1_day,
            done=graduated is not None and graduated < on.today.year,
        )
    )


def exposure(on: Ground) -> PlanStep:
    """Early PM&R rotations and rehabilitation work, for those who have all exams ahead."""
    span, research = on.knowledge.numbers.rotations_early, on.profile.get("research")
    months = on.profile.get("usce_months")
    lacks = [
        word for word, is_missing in (("a US rotation", months == 0), ("research", research == "none")) if is_missing
    ]
    return on.step(
        PlanStep(
            id="exposure",
            name="PM&R exposure",
            text=f"At least {span} PM&R rotations, and early rehabilitation research or volunteering",
            claims=(span.claim, "rotations.minimum"),
            by=on.days.submission,
            done=bool(months) and research in ("local", "indexed"),
            missing=f"still missing: {' and '.join(lacks)}" if lacks else "",
        )
    )


def baseline(on: Ground) -> PlanStep:
    """Know the level before the study time begins."""
    scores = on.profile.numbers("practice_scores")
    by = max(on.days.dedicated_from, soon(on)) if on.today <= on.exam_by else on.days.dedicated_from
    return on.step(
        PlanStep(
            id="baseline",
            name="level check",
            text="Find your level with NBME and question bank",
            claims=("plan2.baseline",),
            by=min(by, max(on.study_from, on.today)) if on.own_day else by,
            done=bool(scores),
        )
    )


def study(on: Ground) -> PlanStep:
    """The protected weeks of study before the exam."""
    numbers = on.knowledge.numbers
    weeks, mine = numbers.dedicated_weeks, on.profile.number("prep_weeks")
    short = f"you told me of {mine} week{'' if mine == 1 else 's'}" if mine is not None and mine < weeks.low else ""
    return on.step(
        PlanStep(
            id="study",
            name="study",
            text=f"Study: PM&R cases, question bank filters for neuro and MSK; last {weeks} weeks protected; target {numbers.target.value} or more",
            claims=("plan2.pmr_cases", weeks.claim, "timing.cycle_apr_jul", "plan1.step2"),
            start=on.study_from,
            by=on.exam_day,
            missing=_short_of_time(on, short),
        )
    )


def _short_of_time(on: Ground, short: str) -> str:
    """What the study time lacks: fewer weeks told than it takes, or fewer left before the last day."""
    left = (on.exam_day - on.today).days
    if on.today > on.study_from and left < 7 * on.knowledge.numbers.dedicated_weeks.low:
        way_out = "move the exam" if on.own_day and on.own_day < on.exam_by else "take the next Match"
        return f"only {max(left, 0)} days are left; if that is too little, {way_out}"
    return short


def readiness(on: Ground) -> PlanStep:
    """Practice scores close enough to the target, early enough for a short delay."""
    numbers, scores = on.knowledge.numbers, on.profile.numbers("practice_scores")
    line = _ready_from(on)
    behind = bool(scores) and scores[-1] < line
    text = f"NBME {line} or more: {numbers.ready_within} points from {numbers.target.value} (looser: {numbers.scenario_within} from {numbers.scenario_target.value}+)"
    claims: tuple[str, ...] = ("practice.within_5_7", "plan2.within_5_10")
    if standing.weak_step1(on.profile):
        text, claims = (
            f"NBME of {line} or more, as Step 2 CK has to make up for Step 1",
            (numbers.redemption.claim, "practice.within_5_7"),
        )
    return on.step(
        PlanStep(
            id="readiness",
            name="practice scores",
            text=text,
            claims=claims,
            by=_before_exam(on, numbers.delay_weeks.high),
            done=bool(scores) and not behind,
            missing=f"your latest is {scores[-1]}; wait for {line}" if behind else "",
        )
    )


def _ready_from(on: Ground) -> int:
    """The practice score from which the exam can be sat."""
    numbers = on.knowledge.numbers
    return numbers.redemption.value if standing.weak_step1(on.profile) else strict_from(numbers)


def _before_exam(on: Ground, weeks: int) -> date:
    """So many weeks before the exam; before a near day of one's own, at once."""
    by = on.exam_day - timedelta(weeks=weeks)
    return max(by, on.today) if on.own_day else by


def sit_step2(on: Ground) -> PlanStep:
    """The exam itself, on a day that leaves time for the result."""
    safe, last = on.safe_day, on.last_day
    failed, weak = standing.step2_failed(on.profile), standing.weak_step1(on.profile)
    redemption = on.knowledge.numbers.redemption
    if failed:
        text, claims = "Take Step 2 CK again, with what you changed", ("low.no_retake", "faq2.failed_or_low")
    elif weak:
        text, claims = (
            f"Sit Step 2 CK as redemption exam, {redemption.value} or more",
            (redemption.claim, "plan2.not_underprepared"),
        )
    else:
        text, claims = (
            "Sit Step 2 CK, not under-prepared, so that the score is there before ERAS",
            ("plan1.schedule", "plan2.not_underprepared"),
        )
    over = on.today > safe
    planned = on.own_day
    if planned is not None:
        risk = "" if planned <= safe else f"a risk: {say_day(safe)} is safe, {say_day(last)} the very last day"
        scores = on.profile.numbers("practice_scores")
        if not risk and scores and scores[-1] < _ready_from(on):
            risk = f"move it if your practice scores do not reach {_ready_from(on)} first"
        return on.step(
            PlanStep("step2", "Step 2 CK", f"{text}, on the day that you planned", claims, planned, missing=risk)
        )
    return on.step(
        PlanStep(
            id="step2",
            name="Step 2 CK",
            text=text if over else f"{text} (very last day: {say_day(last)})",
            claims=claims,
            by=last if over else safe,
            missing="the safe days are over" if over else "",
        )
    )


def soon(on: Ground) -> date:
    """Two weeks from now, for what should be done at once; sooner if applications go in sooner."""
    in_two_weeks = on.today + timedelta(weeks=2)
    return min(in_two_weeks, on.days.submission) if on.today < on.days.submission else in_two_weeks


def too_late_for(on: Ground, weeks: int) -> str:
    """What is said beside a step for which fewer weeks than it takes are left before applications go in; empty if enough are."""
    if on.today + timedelta(weeks=weeks) <= on.days.submission:
        return ""
    return "too little time now: apply with what you have, and do it for the next Match"
