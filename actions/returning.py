"""Somebody comes back after a pause: what is known of them in one line, and what has changed since. No clock, no store."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from actions.facts import Facts
from actions.knowledge.library import Knowledge, OutsideFact
from actions.profile import Profile
from actions.strategy import calendar, standing
from actions.strategy.calendar import LABELS, Season, say_day
from actions.strategy.plan_season import chosen

# From so long a pause on, somebody comes back rather than goes on.
PAUSE = timedelta(hours=12)
# The facts that tell most about where somebody stands, in this order; so many of those known are named.
KEY_FACTS = (
    "step2_ck_score", "step2_ck_status", "practice_scores", "step2_ck_date", "step1_status", "visa_need", "match_year",
    "us_physiatrist_letters", "usce_months", "step3_status", "research", "graduation_year", "applicant_type",
)  # fmt: skip
NAMED = 4
# Facts that tie a person to a season: without any of them its days are no news for them.
_OF_A_SEASON = ("match_year", "step2_ck_status", "step2_ck_score", "step2_ck_date", "practice_scores", "step1_status")
_HAPPENED = {
    "eras_opens": "ERAS opened on {day}",
    "submission": "applications can be sent, since {day}",
    "reading": "programs read applications, since {day}",
    "rank_list": "rank lists were due on {day}",
    "match_day": "Match Day was {day}",
}


@dataclass(frozen=True)
class News:
    """Something that has changed since a person was here.

    Attributes:
        id: stable name; the one of a passed exam day is that of the question for its result.
        text: it, in a sentence.
        note: the dated fact that is new, if it is one.
    """

    id: str
    text: str
    note: OutsideFact | None = None


def is_return(last_seen: datetime | None, now: datetime) -> bool:
    """Whether somebody comes back after a pause."""
    return last_seen is not None and now - last_seen >= PAUSE


def known(profile: Profile, facts: Facts) -> str:
    """What is held of a person in one line: the key facts, and how many more there are. Empty if nothing is."""
    names = [name for name in KEY_FACTS if profile.knows(name)]
    if "step2_ck_score" in names and profile.get("step2_ck_status") == "passed":
        names.remove("step2_ck_status")
    if not names:
        names = list(profile.stated)
    named = [f"{facts[name].label}: {facts[name].say(profile.stated[name].value)}" for name in names[:NAMED]]
    passed_too = "step2_ck_score" in names and profile.knows("step2_ck_status") and "step2_ck_status" not in names
    more = len(profile.stated) - len(named) - passed_too
    rest = [f"{more} more fact{'' if more == 1 else 's'}"] if more > 0 else []
    return "; ".join([*named, *rest])


def changed(
    profile: Profile, since: date, today: date, knowledge: Knowledge, shown: Collection[str] = ()
) -> tuple[News, ...]:
    """What has changed for a person, the weightiest first.

    Args:
        profile: what is held of them.
        since: the day on which they were here last.
        today: the day.
        knowledge: the calendar and the dated facts.
        shown: ids of the dated facts that belong to what they were advised; others are no news for them.
    """
    if since >= today:
        return ()
    return (
        *_exam(profile, since, today),
        *_season(profile, since, today, knowledge),
        *_facts(since, today, knowledge, shown),
    )


def _exam(profile: Profile, since: date, today: date) -> Iterator[News]:
    """The exam day has passed, and no result is known."""
    told = profile.get("step2_ck_date")
    if isinstance(told, str) and standing.awaits_result(profile, today) and calendar.span_of(told)[1] >= since:
        first, last = calendar.span_of(told)
        said = say_day(first) if first == last else f"{first:%B %Y}"
        yield News(
            "contradiction.exam_date_passed", f"Your exam date, {said}, has passed. If you have the result, tell me."
        )


def _season(profile: Profile, since: date, today: date, knowledge: Knowledge) -> Iterator[News]:
    """The season that the person planned for has moved on, or another one has taken its place."""
    if not any(profile.knows(fact) for fact in _OF_A_SEASON):
        return
    before, after = chosen(profile, knowledge, since), chosen(profile, knowledge, today)
    mine, year = before.under_way or before.days, after.days.match_year
    if mine.match_day < today:
        yield News("season.over", f"The {mine.match_year} Match is over. The next one to plan for is {year}.")
        return
    if not after.under_way and year > mine.match_year:
        yield News(
            "season.moved",
            f"The {mine.match_year} Match can't be reached any more from where you stand. The next one is {year}.",
        )
        return
    passed = [name for name in LABELS if since < getattr(mine, name) <= today]
    if passed:
        yield News(f"season.{passed[-1]}", f"For the {mine.match_year} Match, {_happened(mine, passed[-1])}.")
    if not standing.step2_done(profile) and not standing.awaits_result(profile, today):
        safe, last = (
            calendar.safe_exam_day(mine, knowledge.seasons),
            calendar.last_exam_day(mine, knowledge.seasons),
        )
        if since <= safe < today <= last:
            text = f"The safe last exam day for the {mine.match_year} Match, {say_day(safe)}, has passed. The very last is {say_day(last)}."
            yield News("season.safe_day", text)


def _happened(days: Season, name: str) -> str:
    sure = " (expected day)" if name in days.expected else ""
    return _HAPPENED[name].format(day=say_day(getattr(days, name))) + sure


def _facts(since: date, today: date, knowledge: Knowledge, shown: Collection[str]) -> Iterator[News]:
    """Dated facts that hold since a later day than the visit."""
    for id_, fact in knowledge.outside.items():
        if id_ in shown and since < fact.as_of <= today:
            yield News(f"outside.{id_}", f"A dated fact is new, as of {say_day(fact.as_of)}: see the note.", fact)
