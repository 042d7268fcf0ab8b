"""What a message states about the person: checked, kept, and answered for where it cannot be used."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from actions import contradictions, earlier_fails
from actions.facts import Facts, InvalidFact
from actions.knowledge.library import Knowledge
from actions.profile import Change, Profile, Stated
from actions.strategy import standing

# Topics whose answer says by itself what a low result means, or that want nothing beside them.
_TELL_OF_LOW = {
    "score_band", "low_score_recovery", "competitiveness", "action_plan", "step2_target", "what_if", "ask_profile",
    "delete_my_data", "how_do_you_know", "restart", "goodbye",
}  # fmt: skip
# Each exam's score with the status that it implies.
SCORES = {"step1_score": "step1_status", "step2_ck_score": "step2_ck_status", "step3_score": "step3_status"}


@dataclass(frozen=True)
class Claimed:
    """A value that the understanding found in a message, not checked yet."""

    fact: str
    value: object
    words: str


@dataclass(frozen=True)
class Unclear:
    """A place in a message where a fact was meant but no single value could be read.

    Attributes:
        fact: the fact that was meant.
        words: the unclear words.
        reason: `vague` (several values would fit) or `no_number`.
    """

    fact: str
    words: str
    reason: str


@dataclass(frozen=True)
class Checked:
    """The usable part of what a message states, and a sentence for each part that is not usable."""

    stated: Mapping[str, Stated] = field(default_factory=dict)
    complaints: tuple[str, ...] = ()
    asks_again: str | None = None
    overtaken: tuple[str, ...] = ()


def check(
    claimed: Sequence[Claimed],
    unclear: Sequence[Unclear],
    held: Profile,
    facts: Facts,
    today: date,
    now: datetime,
    asked: str | None = None,
) -> Checked:
    """Separate what can be kept from what has to be asked back. What is unusable changes nothing that is held.

    Args:
        claimed: values that the understanding found.
        unclear: places where a fact was meant and none could be read.
        held: the profile before this message.
        facts: the registry.
        today: the day, for limits that move with the calendar.
        now: when the message came.
        asked: the id of the contradiction that the person was asked about last, if any.
    """
    stated: dict[str, Stated] = {}
    complaints: list[str] = []
    again: str | None = None
    for each in claimed:
        if each.fact not in facts:
            continue
        fact = facts[each.fact]
        try:
            value = fact.check(each.value, today)
            if fact.suspect_below is not None and isinstance(value, int) and value < fact.suspect_below:
                raise InvalidFact(f"{fact.label} is a three-digit number, so {value} does not look right.")
        except InvalidFact as error:
            complaints.append(str(error))
            again = again or each.fact
        else:
            stated[each.fact] = Stated(value, " ".join(each.words.split()), now)
    for place in unclear:
        if place.fact in facts and place.fact not in stated:
            complaints.append(_unclear(place, facts))
            again = again or place.fact
    refused = {each.fact for each in claimed if each.fact in facts} - stated.keys()
    for score in refused & set(SCORES):
        # The pass only followed from a score that could not be kept.
        stated.pop(SCORES[score], None)
    earlier_fails.settle(stated, held, facts, asked)
    _add_implied(stated, held)
    gone = contradictions.overtaken(held, stated, asked, facts, today)
    return Checked(stated, tuple(dict.fromkeys(complaints)), again, gone)


def _add_implied(stated: dict[str, Stated], held: Profile) -> None:
    """A score told as one's own means that the exam was passed, unless a fail is told with it or is held."""
    for score, status in SCORES.items():
        told = stated.get(score)
        if told is not None and status not in stated and held.get(status) != "failed":
            stated[status] = Stated("passed", told.words, told.at)


def _unclear(place: Unclear, facts: Facts) -> str:
    fact, words = facts[place.fact], " ".join(place.words.split())[:40]
    if fact.type == "month":
        return f'I can\'t tell which day "{words}" is. {fact.question} For example: {fact.example}.'
    if place.reason == "vague":
        return f'"{words}" could be several numbers. Which {fact.label} is it exactly? For example: {fact.example}.'
    return f'I could not read a number in "{words}". What is your {fact.label}? For example: {fact.example}.'


def acknowledge_changes(changes: Sequence[Change], facts: Facts) -> str:
    """One line for facts that were replaced: 'Changed: Step 2 CK 224 -> **242**.' Empty if none was.

    A list that goes on is no change: 'Added to Practice scores 231, 233: **240**.'
    """
    changed, added = [], []
    for change in changes:
        if not change.replaces or change.before is None:
            continue
        fact, new = facts[change.name], _added(change)
        if new:
            added.append(f"Added to {fact.label} {fact.say(change.before)}: **{fact.say(new)}**.")
        else:
            changed.append(f"{fact.label} {fact.say(change.before)} -> **{fact.say(change.after)}**")
    return " ".join([*([f"Changed: {'; '.join(changed)}."] if changed else []), *added])


def _added(change: Change) -> list[int]:
    """What a list has more than before, if it goes on with it."""
    before, after = change.before, change.after
    if not isinstance(before, list) or not isinstance(after, list) or after[: len(before)] != before:
        return []
    return after[len(before) :]


def acknowledge_gone(gone: Sequence[str], held: Profile, facts: Facts) -> str:
    """One line for facts that gave way to an answer: 'No longer held: Step 2 CK 238.' Empty if none did."""
    said = [f"{facts[name].label} {facts[name].say(value)}" for name in gone if (value := held.get(name)) is not None]
    return f"No longer held: {'; '.join(said)}." if said else ""


def acknowledge_new(changes: Sequence[Change], facts: Facts) -> str:
    """One line that says what was understood: 'Noted: Step 1: passed; Visa: J-1'."""
    said = [f"{facts[change.name].label}: {facts[change.name].say(change.after)}" for change in changes]
    return f"Noted: {'; '.join(said)}." if said else ""


def raised_topics(changes: Sequence[Change], profile: Profile) -> tuple[str, ...]:
    """Topics that new facts raise by themselves, though nothing was asked: a new score wants its meaning."""
    new = {change.name for change in changes if change.before != change.after}
    topics = []
    if "step2_ck_score" in new and profile.get("step2_ck_status") not in ("failed", "not_taken"):
        topics.append("score_band")
    if new & {"step2_ck_status", "step2_ck_score"} and profile.get("step2_ck_status") == "failed":
        topics.append("low_score_recovery")
    step1_bad = profile.get("step1_status") == "failed" or (profile.number("step1_attempts") or 1) > 1
    if new & {"step1_status", "step1_attempts"} and step1_bad:
        topics.append("step1")
    if "step3_status" in new and profile.get("step3_status") == "failed":
        topics.append("step3")
    if "practice_scores" in new and profile.get("step2_ck_status") != "passed":
        topics.append("practice_exams")
    if "step2_ck_date" in new and profile.get("step2_ck_status") in (None, "not_taken", "failed"):
        topics.append("step2_timing")
    return tuple(topics)


def grave_topics(
    asked: Sequence[str], changes: Sequence[Change], profile: Profile, knowledge: Knowledge
) -> tuple[str, ...]:
    """What a low or failed result raises beside a question about something else: it is not passed over in silence."""
    told = {change.name for change in changes if change.before != change.after}
    low = standing.low_step2(profile, knowledge)
    if not low or not told & {"step2_ck_score", "step2_ck_status"} or set(asked) & _TELL_OF_LOW:
        return ()
    return ("low_score_recovery",)
