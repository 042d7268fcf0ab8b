"""A profile carried to another chat, as a person sees it: the code, what came, what stayed, and what is said to a code that does not work."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest

from actions.messages import Message, Outcome
from actions.profile import Change
from actions.replies import Reply
from actions.server.action import events_of
from actions.statements import Claimed
from actions.store.repository import ProfileStore, StoreUnavailable
from actions.turn import Advisor

Tell = Callable[..., Outcome]
Faults = Callable[[Reply], list[str]]
WEB, CHAT = "web:ann", "telegram:4711"


def code_for(tell: Tell, person: str = WEB) -> str:
    reply = tell("ask_profile", link_code="ask", person=person).replies[-1]
    assert reply["id"] == "link.code"
    return re.findall(r"PMR-\w{4}-\w{4}", reply["text"])[0]


@pytest.fixture
def known(tell: Tell) -> Tell:
    """Somebody who told two facts on the web page."""
    tell("profile_statement", states={"step2_ck_score": 238, "visa_need": "J-1"}, person=WEB)
    return tell


def test_the_code_is_given_with_how_long_it_holds_and_what_it_does(known: Tell, faults_of: Faults) -> None:
    (reply,) = known("ask_profile", link_code="ask", person=WEB).replies
    assert reply["id"] == "link.code"
    assert "within 15 minutes" in reply["text"]
    assert "Show it to nobody" in reply["text"]
    assert faults_of(reply) == []


def test_what_came_is_told_and_mirrored_in_the_dialogue(known: Tell, faults_of: Faults, store: ProfileStore) -> None:
    outcome = known("ask_profile", link_code=code_for(known), person=CHAT)
    (reply,) = outcome.replies
    assert reply["id"] == "link.carried"
    assert {"Step 2 CK: 238", "Visa: J-1"} <= set(reply["body"][1]["items"])
    assert 'write for example "remove my visa", or "forget me"' in reply["text"]
    assert "your other chat keeps its own" in reply["text"]
    assert "to erase them" in reply["text"], "somebody new is told what is kept"
    assert faults_of(reply) == []
    slots = {event["name"]: event["value"] for event in events_of(outcome)}
    assert (slots["step2_ck_score"], slots["visa_need"]) == (238, "J-1")
    assert store.profile(CHAT).values == store.profile(WEB).values


def test_nothing_tells_which_chat_it_came_from(known: Tell) -> None:
    text = str(known("ask_profile", link_code=code_for(known), person=CHAT).replies)
    assert not re.search(r"web|telegram|ann|4711", text)


def test_what_was_told_here_later_stays_and_is_said(
    known: Tell, advisor: Advisor, today: date, now: datetime, store: ProfileStore
) -> None:
    later = Message(CHAT, ("profile_statement",), claimed=(Claimed("step2_ck_score", 242, "242 now"),))
    advisor.turn(later, today, now + timedelta(minutes=1))
    (reply,) = known("ask_profile", link_code=code_for(known), person=CHAT).replies
    assert "Kept as you told it here, because that was later: Step 2 CK 242." in reply["text"]
    assert store.profile(CHAT).values["step2_ck_score"] == 242
    assert store.profile(CHAT).values["visa_need"] == "J-1"


def test_what_was_told_here_earlier_gives_way_and_is_said(
    advisor: Advisor, tell: Tell, today: date, now: datetime
) -> None:
    tell("profile_statement", states={"step2_ck_score": 224}, person=CHAT)
    later = Message(WEB, ("profile_statement",), claimed=(Claimed("step2_ck_score", 242, "242"),))
    advisor.turn(later, today, now + timedelta(minutes=1))
    outcome = tell("ask_profile", link_code=code_for(tell), person=CHAT)
    assert "Step 2 CK: 242 (here it was 224, told earlier)" in outcome.replies[0]["text"]
    assert Change("step2_ck_score", 224, 242) in outcome.changes


def test_what_both_hold_alike_is_no_news(known: Tell, faults_of: Faults) -> None:
    known("ask_profile", link_code=code_for(known), person=CHAT)
    outcome = known("ask_profile", link_code=code_for(known), person=CHAT)
    assert outcome.replies[0]["id"] == "link.carried"
    assert "nothing new to copy" in outcome.replies[0]["text"]
    assert (outcome.changes, faults_of(outcome.replies[0])) == ((), [])


def test_a_code_that_does_not_work_is_told_how_to_get_a_new_one(known: Tell, faults_of: Faults) -> None:
    code = code_for(known)
    known("ask_profile", link_code=code, person=CHAT)
    for typed in (code, "PMR-AAA2-BBB3"):
        (reply,) = known("ask_profile", link_code=typed, person="slack:T:U").replies
        assert reply["id"] == "link.unknown"
        assert typed in reply["text"]
        assert 'write "give me a linking code"' in reply["text"]
        assert faults_of(reply) == []


def test_ones_own_code_is_told_where_to_type_it(known: Tell, faults_of: Faults) -> None:
    (reply,) = known("ask_profile", link_code=code_for(known), person=WEB).replies
    assert (reply["id"], faults_of(reply)) == ("link.own", [])
    assert "in your other chat" in reply["text"]


def test_who_asks_in_the_chat_where_nothing_is_known_is_sent_to_the_other(tell: Tell, faults_of: Faults) -> None:
    (reply,) = tell("ask_profile", link_code="ask", person=CHAT).replies
    assert (reply["id"], faults_of(reply)) == ("link.nothing", [])
    assert "ask there for a linking code" in reply["text"]


def test_a_fact_in_the_same_message_is_kept_and_can_be_carried(tell: Tell, store: ProfileStore) -> None:
    outcome = tell("profile_statement", states={"step2_ck_score": 238}, link_code="ask", person=WEB)
    assert outcome.replies[-1]["id"] == "link.code"
    assert store.profile(WEB).values["step2_ck_score"] == 238


def test_a_question_beside_the_code_is_answered_with_what_came(known: Tell) -> None:
    outcome = known("score_band", "ask_profile", link_code=code_for(known), person=CHAT)
    ids = [reply["id"] for reply in outcome.replies]
    assert ids[:2] == ["link.carried", "band.solid"]
    assert outcome.replies[1]["facts_used"]["step2_ck_score"] == 238


def test_a_new_fact_beside_the_code_counts_over_what_came(known: Tell, store: ProfileStore) -> None:
    outcome = known("ask_profile", states={"step2_ck_score": 245}, link_code=code_for(known), person=CHAT)
    slots = {event["name"]: event["value"] for event in events_of(outcome)}
    assert slots["step2_ck_score"] == store.profile(CHAT).values["step2_ck_score"] == 245
    assert slots["visa_need"] == "J-1"


def test_despair_beside_a_code_is_answered_alone_and_the_code_still_works(known: Tell) -> None:
    code = code_for(known)
    outcome = known("distress", link_code=code, person=CHAT)
    assert [reply["id"] for reply in outcome.replies] == ["talk.distress"]
    assert known("ask_profile", link_code=code, person=CHAT).replies[0]["id"] == "link.carried"


def test_a_store_that_is_away_is_said_and_the_code_is_not_used_up(known: Tell, monkeypatch: pytest.MonkeyPatch) -> None:
    code = code_for(known)

    def away(*_: object) -> None:
        raise StoreUnavailable

    with monkeypatch.context() as broken:
        broken.setattr("actions.store.link_codes.LinkCodes.use", away)
        (reply,) = known("ask_profile", link_code=code, person=CHAT).replies
        assert reply["text"].startswith("I can't reach my memory right now")
    assert known("ask_profile", link_code=code, person=CHAT).replies[0]["id"] == "link.carried"
