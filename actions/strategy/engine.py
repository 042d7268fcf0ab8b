"""The engine: asks the rules of a topic, in order, and keeps a trace of what each of them said."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from actions.knowledge.library import Knowledge
from actions.profile import Profile
from actions.strategy import standing
from actions.strategy.advice import Advice, Rule
from actions.strategy.rules import RULES
from actions.strategy.subject import Subject


@dataclass(frozen=True)
class Step:
    """What one rule did.

    Attributes:
        rule: the rule.
        advice: what it advised, if it fired.
        missing: the facts for want of which it could not fire.
        unknown: the facts that it looked at and that are not known: any of them may change its answer.
    """

    rule: Rule
    advice: Advice | None
    missing: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()


@dataclass(frozen=True)
class Trace:
    """All that happened for one topic. "Why?" and "what else do you need?" are read from it."""

    topic: str
    steps: tuple[Step, ...]

    @property
    def advice(self) -> tuple[Advice, ...]:
        """What was advised, in order."""
        return tuple(step.advice for step in self.steps if step.advice)

    @property
    def first(self) -> tuple[Advice, ...]:
        """What is said at once."""
        return tuple(step.advice for step in self.steps if step.advice and not step.rule.more) or self.advice[:1]

    @property
    def more(self) -> tuple[Advice, ...]:
        """What stands behind "More"."""
        return tuple(advice for advice in self.advice if advice not in self.first)

    def useful_facts(self, profile: Profile) -> tuple[str, ...]:
        """Facts not known yet that would let a rule fire or make an answer fit better, most useful first."""
        wanted = [fact for step in self.steps for fact in step.missing]
        spoke = sorted((step.rule for step in self.steps if step.advice), key=lambda rule: rule.more)
        wanted += [fact for rule in spoke for fact in rule.sharpened_by]
        return tuple(dict.fromkeys(fact for fact in wanted if is_open(fact, profile)))


def is_open(fact: str, profile: Profile) -> bool:
    """Whether a fact is unknown and not settled by another one (no score before the exam, no attempts without it)."""
    if profile.knows(fact):
        return False
    step2 = profile.get("step2_ck_status")
    settled_by = {
        "step2_ck_score": step2 in ("not_taken", "failed"),
        "step2_ck_status": profile.knows("step2_ck_score"),
        "step2_ck_date": standing.step2_done(profile),
        "practice_scores": standing.step2_done(profile),
        "prep_weeks": standing.step2_done(profile),
        "qbank_percent": standing.step2_done(profile),
        "step1_attempts": profile.get("step1_status") != "passed",
        "letters_total": profile.number("us_physiatrist_letters") is None,
        "us_physiatrist_letters": profile.number("letters_total") == 0,
        "applicant_type": profile.get("visa_need") in (None, "J-1", "H-1B", "either"),
        "visa_need": profile.get("applicant_type") in ("us_img", "us_grad"),
        "step3_status": profile.get("visa_need") == "none"
        or profile.get("step1_status") in ("not_taken", "failed")
        or step2 in ("not_taken", "failed"),
    }
    return not settled_by.get(fact, False)


def advise(topic: str, profile: Profile, knowledge: Knowledge, today: date, subject: Subject | None = None) -> Trace:
    """Answer a topic.

    Args:
        topic: a topic of the vocabulary; one without rules gives an empty trace.
        profile: what is known of the person.
        knowledge: claims, numbers, outside facts.
        today: the day for which the advice is given.
        subject: what is asked within the topic, if the question named it: its answer comes first, the others stand behind "More".
    """
    return Trace(topic, tuple(_step(rule, profile, knowledge, today) for rule in rules_of(topic, subject)))


def rules_of(topic: str, subject: Subject | None = None) -> tuple[Rule, ...]:
    """The rules of a topic in order, that of a subject first and all others behind "More"."""
    rules = tuple(rule for rule in RULES if topic in rule.topics)
    if subject is None or topic not in subject.rule.topics:
        return rules
    lead = subject.rule
    others = sorted((rule for rule in rules if rule.name != lead.name), key=lambda rule: rule.name != subject.then)
    return (lead, *(replace(rule, more=True) for rule in others))


def _step(rule: Rule, profile: Profile, knowledge: Knowledge, today: date) -> Step:
    missing = tuple(fact for fact in rule.needs if is_open(fact, profile))
    if missing or not all(profile.knows(fact) for fact in rule.needs):
        return Step(rule, None, missing)
    seen: set[str] = set()
    advice = rule.apply(profile.watched(seen), knowledge, today)
    if advice is None:
        return Step(rule, None)
    used = tuple(sorted(fact for fact in seen if profile.knows(fact)))
    unknown = tuple(sorted(fact for fact in seen if is_open(fact, profile)))
    return Step(rule, replace(advice, facts_used=used), unknown=unknown)
