"""Buttons and the home in Slack."""

from __future__ import annotations

import json
from typing import Any

import pytest

from bot.channels.slack_home import STARTERS
from bot.channels.slack_talk import NOT_YOURS
from tests.bot.channels.fake_slack import BOT
from tests.bot.channels.slack_shapes import direct, event, home_press, mention, press, signed
from tests.bot.channels.slack_workspace import JSON, Workspace


def test_a_press_runs_what_the_button_sends_and_its_buttons_become_the_choice(in_slack: Any, rasa: Any) -> None:
    async def said(slack: Workspace) -> None:
        assert await slack.press(press(title="R&amp;D <1>")) == (200, "")

    slack = in_slack(said).slack
    assert (rasa.heard, rasa.persons) == (["/ask_lors"], ["slack:T1:U1"])
    (shown,) = slack.of("chat.update")
    assert (shown["channel"], shown["ts"]) == ("D1", "1795300000.000900")
    kinds = [block["type"] for block in shown["blocks"]]
    assert kinds == ["section", "context"]
    assert shown["blocks"][1]["elements"][0]["text"] == "You chose: R&amp;D &lt;1&gt;"
    assert shown["text"] == "PM&amp;R?\nYou chose: R&amp;D &lt;1&gt;"
    assert slack.texts == ["1: /ask_lors"]


def test_the_buttons_of_a_message_are_used_once(in_slack: Any, rasa: Any) -> None:
    async def said(slack: Workspace) -> None:
        for value in ("/ask_lors", "/ask_lors", "/ask_visa"):
            await slack.press(press(value=value))

    slack = in_slack(said).slack
    assert rasa.heard == ["/ask_lors"]
    assert len(slack.of("chat.update")) == len(slack.texts) == 1


def test_a_press_that_ran_before_a_restart_is_not_answered_again_and_its_buttons_go(in_slack: Any, rasa: Any) -> None:
    rasa.ran_before = True

    async def said(slack: Workspace) -> None:
        await slack.press(press())
        await slack.press(press())
        await slack.send(direct("hi"))

    slack = in_slack(said).slack
    assert slack.texts == []
    (shown,) = slack.of("chat.update")
    assert [block["type"] for block in shown["blocks"]] == ["section", "context"]
    # It may have been another of the buttons.
    assert "Letters" not in shown["text"]


def test_buttons_of_a_turn_that_could_not_run_stay_and_work_later(in_slack: Any, rasa: Any, parts: Any) -> None:
    async def said(slack: Workspace) -> None:
        parts.broken = {"model": "loading"}
        await slack.press(press())
        await slack.settled()
        assert slack.slack.of("chat.update") == []
        parts.broken = {}
        await slack.press(press())

    slack = in_slack(said).slack
    assert rasa.heard == ["/ask_lors"]
    assert len(slack.of("chat.update")) == 1


def test_buttons_stay_for_who_pressed_too_fast(in_slack: Any, rasa: Any) -> None:
    async def said(slack: Workspace) -> None:
        await slack.send(direct("hi"))
        await slack.settled()
        await slack.press(press())

    assert in_slack(said, burst=1).slack.of("chat.update") == []


def test_a_press_in_a_channel_is_answered_in_its_thread(in_slack: Any, rasa: Any) -> None:
    async def said(slack: Workspace) -> None:
        await slack.press(press(channel="C1"))

    (sent,) = in_slack(said).slack.of("chat.postMessage")
    assert (sent["channel"], sent["thread_ts"]) == ("C1", "1795300000.000200")
    assert rasa.persons == ["slack:T1:C1:U1"]


def test_in_a_channel_that_two_workspaces_share_a_press_runs_in_the_same_conversation_as_the_message(
    in_slack: Any, rasa: Any
) -> None:
    """U5 is of T2, the bot is installed in T1: what Slack calls the team is then the other one in either request."""
    elsewhere = {"id": "T2", "domain": "other"}

    async def said(slack: Workspace) -> None:
        body = {**event(mention(f"<@{BOT}> hi", user="U5", user_team="T2", team="T2")), "team_id": "T2"}
        sent = json.dumps({**body, "is_ext_shared_channel": True}).encode()
        await slack.post(sent, signed(sent, JSON))
        await slack.settled()
        pressed = press(channel="C1", user="U5", owner="U5", team=elsewhere)
        user, message = {**pressed["user"], "team_id": "T2"}, {**pressed["message"], "team": "T1"}
        await slack.press({**pressed, "user": user, "message": message})
        await slack.settled()
        home = home_press(user="U5")
        await slack.press({**home, "team": elsewhere, "view": {**home["view"], "app_installed_team_id": "T1"}})

    in_slack(said)
    assert rasa.persons == ["slack:T1:C1:U5", "slack:T1:C1:U5", "slack:T1:U5"]


def test_another_persons_buttons_cannot_be_used(in_slack: Any, rasa: Any) -> None:
    async def said(slack: Workspace) -> None:
        await slack.press(press(channel="C1", user="U2", owner="U1"))
        await slack.settled()
        await slack.press(press(channel="C1", user="U1", owner="U1"))

    slack = in_slack(said).slack
    (told,) = slack.of("chat.postEphemeral")
    assert (told["user"], told["text"], told["channel"]) == ("U2", NOT_YOURS, "C1")
    assert (rasa.heard, rasa.persons) == (["/ask_lors"], ["slack:T1:C1:U1"])


def test_buttons_are_sent_for_the_person_who_asked(in_slack: Any, rasa: Any) -> None:
    custom = {**rasa.reply("hi")["custom"], "next": [{"title": "Letters", "payload": "/ask_lors"}]}
    rasa.messages = [{"text": "hi", "custom": custom}]

    async def said(slack: Workspace) -> None:
        await slack.send(mention(f"<@{BOT}> hi", user="U7"))

    assert in_slack(said).slack.of("chat.postMessage")[0]["blocks"][-1]["block_id"] == "for:U7:"


def test_a_choice_that_cannot_be_shown_takes_no_answer_away(in_slack: Any) -> None:
    async def said(slack: Workspace) -> None:
        slack.slack.faults["chat.update"] = [("cant_update_message", {})]
        await slack.press(press())

    assert in_slack(said).slack.texts == ["1: /ask_lors"]


def test_the_home_is_shown_to_who_opens_it_and_holds_nothing_of_them(in_slack: Any, rasa: Any) -> None:
    async def said(slack: Workspace) -> None:
        await slack.send({"type": "app_home_opened", "user": "U1", "channel": "D1", "tab": "home", "event_ts": "1.1"})

    (shown,) = in_slack(said).slack.of("views.publish")
    words = json.dumps(shown["view"])
    assert shown["user_id"] == "U1"
    assert "delete my data" in words
    assert "U1" not in words
    assert rasa.heard == []


def test_a_button_of_the_home_begins_a_talk_in_private(in_slack: Any, rasa: Any) -> None:
    async def said(slack: Workspace) -> None:
        await slack.press(home_press())
        await slack.settled()
        await slack.send(direct("ck 238"))

    slack = in_slack(said).slack
    assert rasa.heard == ["/ask_action_plan", "ck 238"]
    assert rasa.persons == ["slack:T1:U1"] * 2
    assert [each["channel"] for each in slack.of("chat.postMessage")] == ["U1", "D1"]
    assert slack.of("chat.update") == []


@pytest.mark.parametrize("starter", STARTERS, ids=lambda starter: starter["payload"])
def test_every_button_of_the_home_gets_through_the_guard(in_slack: Any, rasa: Any, starter: dict[str, str]) -> None:
    async def said(slack: Workspace) -> None:
        await slack.press(home_press(starter["payload"]))

    in_slack(said)
    assert rasa.heard == [starter["payload"]]
