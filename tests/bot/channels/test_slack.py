"""The Slack channel over HTTP: what is taken, what runs, and where it is answered."""

from __future__ import annotations

import asyncio
import json
import random
import time
from typing import Any

import pytest

from bot.channels.slack import SlackChannel
from tests.bot.channels.fake_slack import BOT
from tests.bot.channels.slack_shapes import direct, event, in_channel, mention, signed
from tests.bot.channels.slack_workspace import JSON, Workspace


def test_a_direct_message_is_answered_in_the_same_talk(in_slack: Any, rasa: Any) -> None:
    async def said(slack: Workspace) -> None:
        assert await slack.send(direct("ck 238")) == (200, "")

    (sent,) = in_slack(said).slack.of("chat.postMessage")
    assert (sent["channel"], sent["text"], "thread_ts" in sent) == ("D1", "1: ck 238", False)
    assert (rasa.heard, rasa.persons) == (["ck 238"], ["slack:T1:U1"])


def test_a_mention_is_answered_in_its_thread_and_another_person_of_the_channel_is_another_person(
    in_slack: Any, rasa: Any
) -> None:
    async def said(slack: Workspace) -> None:
        await slack.send(mention(f"<@{BOT}> ck 238"))
        await slack.settled()
        await slack.send(mention(f"and lors <@{BOT}>?", ts="1795300001.1", thread_ts="1795300000.000200", user="U2"))

    sent = in_slack(said).slack.of("chat.postMessage")
    assert [(each["channel"], each["thread_ts"]) for each in sent] == [("C1", "1795300000.000200")] * 2
    assert rasa.heard == ["ck 238", "and lors ?"]
    assert rasa.persons == ["slack:T1:C1:U1", "slack:T1:C1:U2"]


def test_a_direct_message_in_a_thread_is_answered_there(in_slack: Any) -> None:
    async def said(slack: Workspace) -> None:
        await slack.send(direct("hi", thread_ts="1795200000.1"))

    assert in_slack(said).slack.of("chat.postMessage")[0]["thread_ts"] == "1795200000.1"


def test_two_events_of_one_post_run_once(in_slack: Any, rasa: Any) -> None:
    async def said(slack: Workspace) -> None:
        await slack.send(in_channel(f"<@{BOT}> ck 238"))
        await slack.send(mention(f"<@{BOT}> ck 238"))
        await slack.send(in_channel(f"<@{BOT}> ck 238"))

    assert len(in_slack(said).slack.texts) == 1
    assert rasa.heard == ["ck 238"]


@pytest.mark.parametrize(
    "reason", ["http_timeout", "http_error", "connection_failed", "too_many_redirects", "ssl_error"]
)
def test_a_retry_for_any_reason_is_answered_and_not_run_again(in_slack: Any, rasa: Any, reason: str) -> None:
    async def said(slack: Workspace) -> None:
        await slack.send(direct("ck 238"))
        again = {"X-Slack-Retry-Num": "1", "X-Slack-Retry-Reason": reason}
        assert (await slack.send(direct("ck 238"), **again))[0] == 200

    assert in_slack(said).slack.texts == ["1: ck 238"]


def test_a_retry_of_what_never_came_runs(in_slack: Any) -> None:
    async def said(slack: Workspace) -> None:
        await slack.send(direct("ck 238"), **{"X-Slack-Retry-Num": "2", "X-Slack-Retry-Reason": "connection_failed"})

    assert in_slack(said).slack.texts == ["1: ck 238"]


def test_the_same_signed_request_sent_again_runs_nothing(in_slack: Any, rasa: Any) -> None:
    async def said(slack: Workspace) -> None:
        body = json.dumps(event(direct("ck 238"))).encode()
        headers = signed(body, JSON)
        for _ in range(3):
            assert (await slack.post(body, headers))[0] == 200

    in_slack(said)
    assert rasa.heard == ["ck 238"]


def test_it_is_answered_at_once_while_the_turn_hangs(in_slack: Any, rasa: Any) -> None:
    async def said(slack: Workspace) -> None:
        rasa.gate = asyncio.Event()
        began = time.monotonic()
        assert (await slack.send(direct("ck 238")))[0] == 200
        assert time.monotonic() - began < 3
        await slack.until(lambda: rasa.heard == ["ck 238"])
        assert slack.slack.texts == []
        rasa.gate.set()

    assert in_slack(said).slack.texts == ["1: ck 238"]


EDITED = {
    "type": "message",
    "subtype": "message_changed",
    "hidden": True,
    "channel": "D1",
    "channel_type": "im",
    "ts": "2.1",
}
NOT_FOR_US = {
    "an edited message": {**EDITED, "message": {**direct("ck 240"), "edited": {"user": "U1", "ts": "2.0"}}},
    "a deleted message": {**EDITED, "subtype": "message_deleted", "deleted_ts": "1.1"},
    "an edited mention": mention(f"<@{BOT}> hi", edited={"user": "U1", "ts": "2.0"}),
    "the bot's own message": direct("1: ck 238", user=BOT, bot_id="B1", app_id="A1"),
    "the bot's own message without an id of a bot": direct("1: ck 238", user=BOT),
    "another bot's message": direct("hi", subtype="bot_message", bot_id="B2"),
    "Slack's own bot": direct("hi", user="USLACKBOT"),
    "nobody's message": {name: value for name, value in direct("hi").items() if name != "user"},
    "a post in a channel that mentions nobody": in_channel("ck 238, anyone?"),
    "a reply in a thread that mentions nobody": in_channel("thanks", thread_ts="1795300000.000200"),
    "somebody who joined": direct("<@U1> has joined", subtype="channel_join"),
    "a reaction": {"type": "reaction_added", "user": "U1", "item": {"type": "message", "channel": "C1", "ts": "1.1"}},
    "the other tab of the home": {"type": "app_home_opened", "user": "U1", "channel": "D1", "tab": "messages"},
}


@pytest.mark.parametrize("what", NOT_FOR_US)
def test_what_is_not_for_the_bot_is_taken_and_left(in_slack: Any, rasa: Any, what: str) -> None:
    async def said(slack: Workspace) -> None:
        assert await slack.send(NOT_FOR_US[what]) == (200, "")

    assert in_slack(said).slack.calls == []
    assert rasa.heard == []


def test_a_mention_without_words_is_a_greeting(in_slack: Any, rasa: Any) -> None:
    async def said(slack: Workspace) -> None:
        await slack.send(mention(f"<@{BOT}>"))

    in_slack(said)
    assert rasa.heard == ["/greet"]


def test_an_event_that_does_not_name_the_bot_costs_one_question_in_all(in_slack: Any, rasa: Any) -> None:
    async def said(slack: Workspace) -> None:
        for number in range(3):
            await slack.send(direct(f"<@{BOT}> {number}", ts=f"{number}.1"), names_bot=False)
            await slack.settled()

    assert len(in_slack(said).slack.of("auth.test")) == 1
    assert rasa.heard == ["0", "1", "2"]


def test_a_bot_that_cannot_be_asked_who_it_is_answers_all_the_same(in_slack: Any, rasa: Any) -> None:
    async def said(slack: Workspace) -> None:
        slack.slack.faults["auth.test"] = [("invalid_auth", {})]
        await slack.send(mention(f"<@{BOT}> ck 238"), names_bot=False)

    assert in_slack(said).slack.texts == ["1: ck 238"]
    assert rasa.heard == ["ck 238"]


def test_repeated_and_reordered_events_of_several_persons_run_each_message_once(in_slack: Any, rasa: Any) -> None:
    posts = [(f"U{number % 5}", f"message {number}", f"{number}.1") for number in range(60)] * 3
    random.Random(7).shuffle(posts)  # noqa: S311  # the same disorder each time

    async def said(slack: Workspace) -> None:
        await asyncio.gather(*[slack.send(direct(text, ts=ts, user=user)) for user, text, ts in posts])

    assert len(in_slack(said).slack.texts) == 60
    assert sorted(rasa.heard) == sorted({text for _, text, _ in posts})


def test_messages_of_a_person_keep_their_order(in_slack: Any, rasa: Any) -> None:
    async def said(slack: Workspace) -> None:
        for number in range(8):
            await slack.send(direct(str(number), ts=f"{number}.1"))

    assert in_slack(said).slack.texts == [f"{number + 1}: {number}" for number in range(8)]


def test_what_is_told_in_a_channel_and_in_private_is_kept_apart(in_slack: Any, rasa: Any) -> None:
    async def said(slack: Workspace) -> None:
        await slack.send(direct("ck 238"))
        await slack.settled()
        await slack.send(mention(f"<@{BOT}> what do you know"))

    in_slack(said)
    assert rasa.persons == ["slack:T1:U1", "slack:T1:C1:U1"]


def test_a_linking_code_is_not_used_in_a_channel(in_slack: Any, rasa: Any) -> None:
    async def said(slack: Workspace) -> None:
        await slack.send(mention(f"<@{BOT}> PMR-7KQ2-9MXD"))

    assert "private chat" in in_slack(said).slack.texts[0]
    assert rasa.heard == []


def test_who_writes_too_fast_is_told_so(in_slack: Any) -> None:
    async def said(slack: Workspace) -> None:
        for number in range(3):
            await slack.send(direct("hi", ts=f"{number}.1"))

    assert "many messages" in in_slack(said, burst=2).slack.texts[-1]


def test_a_channel_that_is_off_needs_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("ADVISOR_SLACK_BOT_TOKEN", "ADVISOR_SLACK_SIGNING_SECRET", "ADVISOR_SLACK_API_URL"):
        monkeypatch.delenv(name, raising=False)
    assert SlackChannel.from_credentials(None).name() == "slack"
