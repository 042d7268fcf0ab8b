"""The plan as a calendar file, read back by another library (vobject), once and twice."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from typing import Any

import pytest
import vobject

from bot.render import plan_calendar, plan_words
from tests.plan_documents import Document, a_plan, plans

NOW = datetime(2026, 11, 22, 9, 30, tzinfo=timezone.utc)
ANA, BEN = "telegram:48151623", "telegram:42"


def events(document: Document, person: str | None = ANA, now: datetime = NOW) -> list[Any]:
    return list(vobject.readOne(plan_calendar.write(document, person, now).decode()).vevent_list)


def take(calendar: dict[str, Any], new: list[Any]) -> None:
    """What a calendar does with a file: an event that it knows is replaced by one of a higher sequence."""
    for event in new:
        held = calendar.get(event.uid.value)
        if held is None or int(event.sequence.value) > int(held.sequence.value):
            calendar[event.uid.value] = event


def by_name(found: list[Any], name: str) -> Any:
    return next(event for event in found if event.summary.value.startswith(name))


def test_each_step_and_each_day_of_the_season_is_an_event_of_a_whole_day() -> None:
    for document in plans():
        found = events(document)
        wanted = [step["by"] for step in document["steps"]] + [day["day"] for day in document["days"]]
        assert [event.dtstart.value.isoformat() for event in found] == wanted
        assert all(type(event.dtstart.value) is date for event in found)
        assert all(event.dtend.value - event.dtstart.value == timedelta(days=1) for event in found)
        assert len({event.uid.value for event in found}) == len(found)


def test_a_second_import_doubles_nothing() -> None:
    calendar: dict[str, Any] = {}
    document = a_plan()
    take(calendar, events(document))
    take(calendar, events({**document, "made_on": "2026-12-01"}, now=NOW + timedelta(days=9)))
    assert len(calendar) == len(document["steps"]) + len(document["days"])
    assert all("1 December 2026" in event.description.value for event in calendar.values())


def test_a_plan_that_has_changed_moves_its_events_and_adds_none() -> None:
    calendar: dict[str, Any] = {}
    document = a_plan()
    take(calendar, events(document))
    moved = a_plan()
    moved["match_year"] += 1
    for each in (*moved["steps"], *moved["days"]):
        key = "by" if "by" in each else "day"
        each[key] = f"{int(each[key][:4]) + 1}{each[key][4:]}"
    moved["steps"][2]["done"] = True
    take(calendar, events(moved, now=NOW + timedelta(seconds=1)))
    assert len(calendar) == len(document["steps"]) + len(document["days"])
    assert sorted(event.dtstart.value.isoformat() for event in calendar.values()) == sorted(
        each.get("by") or each["day"] for each in (*moved["steps"], *moved["days"])
    )
    assert by_name(list(calendar.values()), f"Done: {plan_words.name_of(moved['steps'][2])}")


def test_an_older_file_does_not_undo_a_newer_one() -> None:
    calendar: dict[str, Any] = {}
    document = a_plan()
    take(calendar, events(document, now=NOW))
    take(calendar, events({**document, "made_on": "2026-01-01"}, now=NOW - timedelta(days=1)))
    assert not any("1 January 2026" in event.description.value for event in calendar.values())


def test_two_persons_stay_apart_in_one_calendar_and_nobodys_key_is_shown() -> None:
    document = a_plan()
    whose = [{event.uid.value for event in events(document, person)} for person in (ANA, BEN, None)]
    assert len(set.union(*whose)) == sum(map(len, whose))
    assert b"48151623" not in plan_calendar.write(document, ANA, NOW).replace(b"\r\n ", b"")


def test_an_expected_day_says_so_and_an_announced_one_too() -> None:
    document = a_plan()
    document["steps"][0]["certainty"], document["steps"][1]["certainty"] = "expected", "confirmed"
    first, second, *_ = events(document)
    assert (first.status.value, second.status.value) == ("TENTATIVE", "CONFIRMED")
    assert "expected day" in first.summary.value
    assert plan_words.EXPECTED in first.description.value
    assert "expected" not in second.summary.value + second.description.value


def test_an_event_brings_its_text_its_source_and_a_reminder_as_long_as_it_is_open() -> None:
    document = a_plan()
    document["made_on"] = "2026-11-22"
    still_open = document["steps"][2]
    still_open["by"] = "2027-03-01"
    found = events(document)
    event = found[2]
    assert still_open["text"] in event.description.value
    assert plan_words.ARTICLE in event.description.value
    assert "no legal or medical advice" in event.description.value
    assert event.categories.value == ["PM&R plan"]
    assert event.transp.value == "TRANSPARENT"
    assert event.valarm.trigger.value == timedelta(hours=9) - timedelta(days=14)
    assert "valarm" not in found[0].contents, "what is done needs no reminder"
    assert found[1].summary.value.startswith("Late: ")
    assert "Still missing: 1 of 2." in found[1].description.value


@pytest.mark.parametrize(("left", "days"), [(15, 14), (14, 1), (2, 1), (1, None), (-3, None)])
def test_a_reminder_is_never_in_the_past(left: int, days: int | None) -> None:
    document = a_plan()
    document["made_on"] = "2026-11-22"
    document["steps"][2]["by"] = (date(2026, 11, 22) + timedelta(days=left)).isoformat()
    event = events(document)[2]
    if days is None:
        assert "valarm" not in event.contents
    else:
        assert event.valarm.trigger.value == timedelta(hours=9) - timedelta(days=days)


def test_the_file_keeps_to_the_form_of_calendars() -> None:
    document = a_plan()
    document["steps"][0]["text"] = "Łódź; a, b\\c: «Ж» " * 12
    content = plan_calendar.write(document, ANA, NOW)
    lines = content.split(b"\r\n")
    assert content.endswith(b"END:VCALENDAR\r\n")
    assert b"\n" not in content.replace(b"\r\n", b"")
    assert max(map(len, lines)) <= 75
    assert all(line.decode() for line in lines[:-1]), "no letter is cut in two"
    (first, *_) = events(document)
    assert document["steps"][0]["text"].strip() in first.description.value
    assert first.dtstamp.value == first.last_modified.value == NOW
