"""The same ten conversations through REST, the web, Slack and Telegram: the same answers, facts, pictures and files."""

from __future__ import annotations

from itertools import count
from typing import Any

import pytest

from bench.conversations import Conversation, all_conversations
from bot.rest_client import send
from tests.conversations.platforms import ChatHouse, OnSlack, OnTelegram, until
from tests.conversations.web_person import Web

pytestmark = pytest.mark.servers

NAMES = (
    "facts and a question in the first message are answered for this very person",
    "a low score leads to programs and a second way",
    "asked why it asks the bot tells the reason and asks again with the same answers",
    "a question that is skipped is not asked again and the next one follows",
    "a corrected score names the advice that no longer holds and gives the new",
    "a score of an exam that is not taken is asked about and settled by the answer",
    "another visa and a fail are supposed and what is held stays",
    "why shows the rule, the claims and what else could change the answer",
    "the plan is handed over to keep, by its button and by asking",
    "everything is deleted by the button after a question",
)
ERASED = "privacy.erased"
Replies = list[dict[str, Any]]


def ten() -> list[Any]:
    found = {each.name: each for each in all_conversations()}
    return [pytest.param(found[name], id=f"{found[name].pattern}: {name}") for name in NAMES]


_senders = count(1)


@pytest.mark.parametrize("conversation", ten())
def test_the_same_on_every_channel(conversation: Conversation, on_platforms: ChatHouse) -> None:
    at = on_platforms
    (session,) = conversation.sessions
    said = [turn["says"] for turn in session.turns]
    sender, web = f"ten-{next(_senders)}", Web(at.running.url)
    rest = [send(at.running.url, sender, text) for text in said]
    assert [web.say(text, f"m-{number}") for number, text in enumerate(said)] == rest
    persons = [OnSlack(at), OnTelegram(at)]
    for person in persons:
        for text, expected in zip(said, rest, strict=True):
            take_turn(person, text, expected)
    facts = [at.running.facts_of(key) for key in (f"rest:{sender}", web.person, *(each.key for each in persons))]
    assert facts == [facts[0]] * 4
    if conversation.facts is not None:
        assert facts[0] == conversation.facts


def test_ten_conversations_are_compared() -> None:
    assert len(set(NAMES)) == 10


def ids(replies: list[Replies]) -> list[list[str]]:
    return [[reply["id"] for reply in turn] for turn in replies]


def take_turn(person: OnSlack | OnTelegram, text: str, expected: Replies) -> None:
    """Say or press something, wait for all that has to come, and compare it with the dialogue in the store."""
    before, files, chosen = len(person.shown()), len(person.files()), len(person.chosen())
    if text.startswith("/"):
        person.press(text)
    else:
        person.say(text)

    def stored() -> list[Replies]:
        return [list(turn.replies) for turn in person.at.turns(person.key, 1)]

    def found() -> str:
        return f"after {text!r} of {ids([expected])} came {person.shown()[before:]}; stored: {ids(stored())}"

    until(lambda: in_order(openings(expected), "\n".join(person.shown()[before:])), found, 30)
    until(lambda: person.files()[files:] == attached(expected), lambda: f"files: {person.files()[files:]}", 30)
    if text.startswith("/"):
        until(lambda: len(person.chosen()) == chosen + 1, found, 10)
    # Not the ids alone: every word, number, source and button.
    erased = ERASED in ids([expected])[0]
    assert stored() == ([] if erased else [expected]), text


def openings(replies: Replies) -> list[str]:
    """What each reply begins with: its title, and the first line below."""
    lines = [
        [line.removeprefix("- ") for line in reply["text"].replace("**", "").split("\n") if line] for reply in replies
    ]
    return [line for reply in lines for line in reply[:2]]


def in_order(pieces: list[str], text: str) -> bool:
    """Whether the pieces stand in a text one after the other."""
    at = 0
    for piece in pieces:
        found = text.find(piece, at)
        if found < 0:
            return False
        at = found + len(piece)
    return True


def attached(replies: Replies) -> list[str]:
    """The files that belong to replies: each chart as a picture, the plan to keep in its two forms."""
    names: list[str] = []
    for reply in replies:
        names += [f"{reply['chart']['kind']}.png"] if reply["chart"] else []
        if reply["id"] == "plan.file":
            names += [f"pmr-plan-{reply['document']['match_year']}.{form}" for form in ("pdf", "ics")]
    return names
