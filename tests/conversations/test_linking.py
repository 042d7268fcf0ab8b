"""A profile carried from one chat to another through the real servers: two senders stand for two channels."""

from __future__ import annotations

import re
import uuid

import pytest

from bot.contract import Reply
from bot.launch import House
from bot.rest_client import send

pytestmark = pytest.mark.servers
CODE = re.compile(r"PMR-\w{4}-\w{4}")
LIST = "here is my list:\nExample Rehab Hospital, Ohio, J-1, 3 IMGs, cutoff 230\nSample University, Texas, H-1B, cutoff 240"


class Person:
    """One human being with two chats."""

    def __init__(self, running: House) -> None:
        self.running, self.name = running, uuid.uuid4().hex

    def says(self, chat: str, text: str) -> list[Reply]:
        return send(self.running.url, f"{chat}-{self.name}", text)

    def ids(self, chat: str, text: str) -> list[str]:
        return [reply["id"] for reply in self.says(chat, text)]

    def facts(self, chat: str) -> dict[str, object]:
        return self.running.facts_of(f"rest:{chat}-{self.name}")


@pytest.fixture
def person(running: House) -> Person:
    return Person(running)


def test_a_profile_is_carried_over_once_and_each_chat_goes_on_by_itself(person: Person) -> None:
    person.says("web", "ck 238, step 1 pass first try, need j1, nbme 231 233")
    person.says("phone", "ck 242")
    (given,) = person.says("web", "how do i use my profile on telegram too?")
    assert given["id"] == "link.code"
    code = CODE.findall(given["text"])[0]
    (told,) = person.says("phone", f"ok my code is {code.lower().replace('-', ' ')}")
    assert told["id"] == "link.carried"
    assert "Kept as you told it here, because that was later: Step 2 CK 242" in told["text"]
    assert person.facts("phone") == {**person.facts("web"), "step2_ck_score": 242}
    # The slots know it too: one more score goes behind those that came.
    person.says("phone", "new nbme 240")
    assert person.facts("phone")["practice_scores"] == [231, 233, 240]
    assert person.facts("web")["practice_scores"] == [231, 233]
    assert person.ids("phone", code) == ["link.unknown"]
    assert person.ids("web", "remove my visa") == ["profile.removed"]
    assert person.facts("phone")["visa_need"] == "J-1"


def test_who_types_the_code_where_it_was_made_can_still_use_it(person: Person) -> None:
    person.says("web", "ck 238")
    code = CODE.findall(person.says("web", "/link")[0]["text"])[0]
    assert person.ids("web", code) == ["link.own"]
    assert person.ids("phone", code) == ["link.carried"]
    assert person.ids("phone", "PMR-AAA2-BBB3") == ["link.unknown"]


def test_a_code_of_somebody_who_was_erased_carries_nothing(person: Person) -> None:
    person.says("web", "ck 238")
    code = CODE.findall(person.says("web", '/ask_profile{"link_code":"ask"}')[0]["text"])[0]
    person.says("web", "forget me")
    assert person.ids("web", "yes") == ["privacy.erased"]
    assert person.ids("phone", code) == ["link.unknown"]
    assert person.facts("phone") == {}


def test_who_asks_where_nothing_is_known_is_sent_to_the_other_chat(person: Person) -> None:
    (reply,) = person.says("phone", "give me a linking code")
    assert reply["id"] == "link.nothing"
    assert "forget me" in reply["text"], "somebody new is told what is kept"


@pytest.mark.parametrize(
    "text",
    [
        LIST,
        "add program: Example Rehab Hospital, Ohio, J-1, 3 IMGs, cutoff 230",
        "Program,CK cutoff,Visa\nAlpha,230,J-1",
    ],
)
def test_nothing_said_of_programs_becomes_a_fact_of_the_person(person: Person, text: str) -> None:
    person.says("web", text)
    assert person.facts("web") == {}
