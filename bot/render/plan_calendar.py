"""The action plan as a calendar file (RFC 5545): each step and each day of the season as an all-day event."""

from __future__ import annotations

import hashlib
from datetime import date, datetime, timedelta, timezone

from icalendar import Alarm, Calendar, Event

from bot.render import plan_words as words
from bot.render.plan_words import Document, Step, sections_of
from bot.render.sections import Sections

PRODUCER = "-//Physiatry Step Advisor//Plan//EN"
DOMAIN = "plan.physiatry-step-advisor.invalid"
CATEGORY = "PM&R plan"
# Sequences count seconds from here: a later file always has a higher one, and they fit 31 bits until 2088.
SEQUENCE_FROM = datetime(2020, 1, 1, tzinfo=timezone.utc)
# So many days before its day, at nine in the morning, a calendar reminds of it.
REMINDS_OF_STEP, REMINDS_OF_DAY = 14, 7
MORNING = timedelta(hours=9)
# A person's key can be guessed (a name, a number), so a guess is made slow to check.
_ROUNDS, _SALT = 50_000, b"the events of a plan"


def write(document: Document, person: str | None = None, now: datetime | None = None) -> bytes:
    """The plan as a calendar.

    Args:
        document: a document of the kind `plan`.
        person: the key of whose plan it is, if it is known: so the events of two persons in one calendar stay apart.
            It stands in the file only as a hash.
        now: when the file is made; the real moment if left out. A file made later replaces the events of one made before.
    """
    moment = (now or datetime.now(timezone.utc)).astimezone(timezone.utc).replace(microsecond=0)
    calendar = Calendar()
    calendar.add("prodid", PRODUCER)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("x-wr-calname", document["title"])
    calendar.add("x-wr-caldesc", f"{words.expected(document)} {words.LIMITS}")
    whose, sections = _hash(person), sections_of(document)
    for step in document["steps"]:
        calendar.add_component(_of_step(step, document, sections, whose, moment))
    for day in document["days"]:
        calendar.add_component(_of_day(day, document, whose, moment))
    made: bytes = calendar.to_ical()
    return made


def uid(whose: str, kind: str, name: str) -> str:
    """The id of an event: whose plan, and which step or day; not on which day, for which Match or when it was made."""
    return f"{whose}-{kind}-{name}@{DOMAIN}"


def _of_step(step: Step, document: Document, sections: Sections, whose: str, moment: datetime) -> Event:
    state = words.state_of(step)
    lead = {"done": "Done: ", "late": "Late: ", "open": ""}[state]
    numbers = sections.numbers(step["citations"])
    named = "; ".join(words.shown_section(sections.names[number - 1]) for number in numbers)
    lines = [
        f"{step['text']}.",
        f"From {words.said_day(step['start'])} to {words.said_day(step['by'])}." if step["start"] else "",
        words.missing(step),
        _certainty(step["certainty"]),
        f"Source: {words.ARTICLE} ({named}).",
    ]
    summary = f"{lead}{words.name_of(step)} ({document['match_year']} Match plan{_mark(step['certainty'])})"
    event = _event(uid(whose, "step", step["id"]), summary, step["by"], step["certainty"], moment, document, lines)
    return event if state == "done" else _reminded(event, summary, step["by"], document, REMINDS_OF_STEP)


def _of_day(day: Document, document: Document, whose: str, moment: datetime) -> Event:
    summary = f"{words.capital(day['label'])} ({document['match_year']} Match{_mark(day['certainty'])})"
    lines = [f"A day of the {document['match_year']} Match season.", _certainty(day["certainty"])]
    event = _event(uid(whose, "day", day["name"]), summary, day["day"], day["certainty"], moment, document, lines)
    return _reminded(event, summary, day["day"], document, REMINDS_OF_DAY)


def _event(
    identity: str, summary: str, day: str, certainty: str, moment: datetime, document: Document, lines: list[str]
) -> Event:
    begins = date.fromisoformat(day)
    event = Event()
    event.add("uid", identity)
    event.add("dtstamp", moment)
    event.add("last-modified", moment)
    event.add("sequence", int((moment - SEQUENCE_FROM).total_seconds()))
    event.add("dtstart", begins)
    event.add("dtend", begins + timedelta(days=1))
    event.add("summary", summary)
    made = f"Plan made on {words.said_day(document['made_on'])}. {words.LIMITS}"
    event.add("description", "\n".join(line for line in (*lines, made) if line))
    event.add("status", "TENTATIVE" if certainty == "expected" else "CONFIRMED")
    event.add("transp", "TRANSPARENT")  # a day to keep in mind takes no time
    event.add("class", "PRIVATE")
    event.add("categories", [CATEGORY])
    return event


def _reminded(event: Event, summary: str, day: str, document: Document, days: int) -> Event:
    """The event with a reminder before its day; the day before, where it is nearer than the usual reminder, and none once it has come."""
    left = (date.fromisoformat(day) - date.fromisoformat(document["made_on"])).days
    days = days if left > days else 1
    if left > 1:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", f"In {days} days: {summary}" if days > 1 else f"Tomorrow: {summary}")
        alarm.add("trigger", MORNING - timedelta(days=days))
        event.add_component(alarm)
    return event


def _certainty(certainty: str) -> str:
    return words.EXPECTED if certainty == "expected" else "This day is announced (confirmed)."


def _mark(certainty: str) -> str:
    return ", expected day" if certainty == "expected" else ""


def _hash(person: str | None) -> str:
    if person is None:
        return "anyone"
    return hashlib.pbkdf2_hmac("sha256", person.encode("utf-8"), _SALT, _ROUNDS).hex()[:32]
