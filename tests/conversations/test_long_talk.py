"""A long talk through the running servers: nothing is forgotten, and a turn reads no more than early in the talk."""

from __future__ import annotations

import pytest

from bench.long_talk import MIX, OPENING, Talk, events_read
from bot.launch import House
from bot.rest_client import send

pytestmark = pytest.mark.servers


@pytest.fixture(scope="module")
def talk(running: House) -> Talk:
    """Twelve rounds of the mix of facts, questions, follow-ups, digressions and corrections: more than 120 turns."""
    held = Talk(running)
    held.go_on(len(OPENING) + 12 * len(MIX))
    return held


def events(talk: Talk) -> int:
    return events_read(talk.running.servers[1].environment["ADVISOR_DIALOGUE_DB"], talk)


def test_a_turn_reads_as_much_after_120_turns_as_after_40(running: House, talk: Talk) -> None:
    earlier = Talk(running)
    earlier.go_on(len(OPENING) + 4 * len(MIX))
    assert events(talk) == events(earlier)
    assert events(talk) <= 80


def test_a_fact_told_at_turn_3_is_still_used(talk: Talk) -> None:
    assert talk.still_uses_what_was_told_first()


def test_the_correction_told_last_is_what_holds(talk: Talk) -> None:
    facts = talk.running.facts_of(f"rest:{talk.person}")
    assert facts["usce_months"] == 4


def test_a_bare_answer_is_read_in_the_light_of_the_question_before_it(talk: Talk) -> None:
    """The question is one that a person of few facts gets; far into a talk its answer has to be understood as well."""
    person = f"{talk.person}-asked"
    for number in range(30):
        send(talk.running.url, person, ("thanks", "hello")[number % 2])
    replies = send(talk.running.url, person, "I got 221 on step 2 ck. what are my chances?")
    assert any("step1" in str(reply["next"]) for reply in replies)
    send(talk.running.url, person, "yes, first try")
    assert talk.running.facts_of(f"rest:{person}")["step1_status"] == "passed"


def test_a_complaint_is_about_the_message_before_it(talk: Talk) -> None:
    send(talk.running.url, talk.person, "is a case report enough for research?")
    (reply,) = send(talk.running.url, talk.person, "useless answer")
    assert reply["id"] == "talk.not_helped_noted"


def test_a_restart_in_a_long_talk_keeps_what_was_told(talk: Talk) -> None:
    send(talk.running.url, talk.person, "restart")
    assert talk.still_uses_what_was_told_first()
