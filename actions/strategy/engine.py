"""The engine: asks the rules of a topic, in order, and keeps a trace of what each of them said."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from actions.knowledge.library import Knowledge
from actions.profile import Profile
from actions.strategy import (
    audience,
    chances,
    delay_or_sit,
    failed_or_low,
    score_band,
    score_needed,
    short_answer,
    step1,
    step3,
)
from actions.strategy.advice import Advice, Rule

# In the order in which their answers are read.
RULES: tuple[Rule, ...] = (
    audience.RULE,
    score_band.RULE,
    score_needed.RULE,
    failed_or_low.FAILED_SCORE_RULE,
    chances.RULE,
    step1.RULE,
    delay_or_sit.RULE,
    failed_or_low.RULE,
    step3.RULE,
    *short_answer.RULES,
)


@dataclass(frozen=True)
class Step:
    """What one rule did: the advice it gave, or the facts for want of which it could not fire."""

    rule: Rule
    advice: Advice | None
    missing: tuple[str, ...]


@dataclass(frozen=True)
class Trace:
    """All that happened for one topic. "Why?" and "what else do you need?" are read from it."""

    topic: str
    steps: tuple[Step, ...]

    @property
    def advice(self) -> tuple[Advice, ...]:
        """What was advised, in order."""
        return tuple(step.advice for step in self.steps if step.advice)

    def useful_facts(self, profile: Profile) -> tuple[str, ...]:
        """Facts not known yet that would let a rule fire or make an answer fit better, most useful first."""
        wanted = [fact for step in self.steps for fact in step.missing]
        wanted += [fact for step in self.steps if step.advice for fact in step.rule.sharpened_by]
        return tuple(dict.fromkeys(fact for fact in wanted if is_open(fact, profile)))


def is_open(fact: str, profile: Profile) -> bool:
    """Whether a fact is unknown and not settled by another one (no score before the exam, no attempts without it)."""
    if profile.knows(fact):
        return False
    settled_by = {
        "step2_ck_score": profile.get("step2_ck_status") in ("not_taken", "failed"),
        "step2_ck_status": profile.knows("step2_ck_score"),
        "step1_attempts": profile.get("step1_status") != "passed",
    }
    return not settled_by.get(fact, False)


def advise(topic: str, profile: Profile, knowledge: Knowledge, today: date) -> Trace:
    """Answer a topic.

    Args:
        topic: a topic of the vocabulary; one without rules gives an empty trace.
        profile: what is known of the person.
        knowledge: claims, numbers, outside facts.
        today: the day for which the advice is given.
    """
    return Trace(topic, tuple(_step(rule, profile, knowledge, today) for rule in RULES if topic in rule.topics))


def _step(rule: Rule, profile: Profile, knowledge: Knowledge, today: date) -> Step:
    missing = tuple(fact for fact in rule.needs if is_open(fact, profile))
    if missing or not all(profile.knows(fact) for fact in rule.needs):
        return Step(rule, None, missing)
    return Step(rule, rule.apply(profile, knowledge, today), ())
