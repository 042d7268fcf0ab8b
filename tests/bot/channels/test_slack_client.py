"""What the Slack channel does where Slack is slow, full, broken or gone."""

from __future__ import annotations

import asyncio
import logging
from typing import Any

import pytest
from slack_sdk.http_retry.builtin_interval_calculators import (
    BackoffRetryIntervalCalculator,
    FixedValueRetryIntervalCalculator,
)

from bot.channels.slack_client import API, METHODS, TRIES_AGAIN, SlackClient, SlackFailed
from bot.channels.slack_events import Place
from bot.render.slack_blocks import SlackMessage, section
from tests.bot.channels.fake_slack import TOKEN, fake_slack
from tests.bot.channels.slack_shapes import direct
from tests.bot.channels.slack_workspace import Workspace

HERE = Place("T1", "D1", "U1", False)
SECRETLY = "ck 238 and a secret"


def _calls(workspace: Workspace) -> list[Any]:
    return [call for call in workspace.slack.calls if call.method == "chat.postMessage"]


def test_what_slack_says_about_waiting_is_obeyed(in_slack: Any) -> None:
    async def said(slack: Workspace) -> None:
        slack.slack.faults["chat.postMessage"] = [(429, {"Retry-After": "1"})]
        await slack.send(direct("ck 238"))

    first, second = _calls(in_slack(said))
    assert second.at - first.at >= 1
    assert not second.error


def test_nobody_waits_for_an_hour(in_slack: Any) -> None:
    async def said(slack: Workspace) -> None:
        slack.slack.faults["chat.postMessage"] = [(429, {"Retry-After": "3600"})]
        await slack.send(direct("ck 238"))

    assert len(_calls(in_slack(said))) == 1


@pytest.mark.parametrize("fault", [500, 502, 503, "vanish", "hang"])
def test_a_fault_is_tried_again(in_slack: Any, fault: Any) -> None:
    async def said(slack: Workspace) -> None:
        slack.slack.faults["chat.postMessage"] = [fault, fault]
        await slack.send(direct("ck 238"))

    workspace = in_slack(said, seconds=0.3)
    assert [bool(call.error) for call in _calls(workspace)] == [True, True, False]
    assert workspace.slack.texts == ["1: ck 238"]


@pytest.mark.parametrize("fault", [500, "vanish", (429, {"Retry-After": "0"})])
def test_it_is_tried_so_often_and_then_given_up(in_slack: Any, monkeypatch: pytest.MonkeyPatch, fault: Any) -> None:
    monkeypatch.setattr("random.random", lambda: 0.0)

    async def said(slack: Workspace) -> None:
        slack.slack.faults["chat.postMessage"] = [fault] * 50
        await slack.send(direct("ck 238"))
        await slack.settled()
        slack.slack.faults.clear()
        await slack.send(direct("another", ts="2.1"))

    workspace = in_slack(said)
    assert len(_calls(workspace)) == 1 + TRIES_AGAIN + 1
    assert workspace.slack.texts == ["2: another"]


def test_the_waits_between_tries_grow() -> None:
    assert isinstance(SlackClient(TOKEN)._handlers[1].interval_calculator, BackoffRetryIntervalCalculator)


def test_a_server_without_a_network_gives_up_soon_and_says_why(closed_port: int) -> None:
    async def post() -> None:
        intervals = FixedValueRetryIntervalCalculator(0.01)
        client = SlackClient(TOKEN, f"http://127.0.0.1:{closed_port}/api/", 1, intervals)
        try:
            assert await client.own_id() == ""
            await client.post(HERE, SlackMessage("hi", [section("hi")]))
        finally:
            await client.close()

    with pytest.raises(SlackFailed, match=r"chat\.postMessage was not answered \(ClientConnectorError\)"):
        asyncio.run(asyncio.wait_for(post(), 20))


def test_blocks_that_are_refused_are_sent_as_text() -> None:
    async def post() -> Any:
        async with fake_slack() as slack:
            client = SlackClient(TOKEN, f"{slack.url}/api/")
            await client.post(HERE, SlackMessage("the words", [section("x" * 3001)]))
            await client.close()
            return slack

    slack = asyncio.run(post())
    assert [call.error for call in slack.calls] == ["invalid_blocks", ""]
    assert slack.texts == ["the words"]


def test_what_is_not_answered_in_json_is_a_fault_like_any_other() -> None:
    async def ask() -> None:
        async with fake_slack() as slack:
            client = SlackClient(TOKEN, f"{slack.url}/files-pri/", intervals=FixedValueRetryIntervalCalculator(0.01))
            try:
                await client.post(HERE, SlackMessage("hi", [section("hi")]))
            finally:
                await client.close()

    with pytest.raises(SlackFailed, match=r"chat\.postMessage was"):
        asyncio.run(asyncio.wait_for(ask(), 20))


def test_a_file_of_the_real_slack_comes_from_its_host_alone() -> None:
    client = SlackClient(TOKEN)
    assert client._is_of_slack("https://files.slack.com/files-pri/T1-F1/list.csv")
    for url in (
        "http://files.slack.com/list.csv",
        "https://files.slack.com.example.org/list.csv",
        "https://files.slack.com@example.org/list.csv",
        "https://example.org/files.slack.com",
        "file:///etc/passwd",
        API,
    ):
        assert not client._is_of_slack(url), url


def test_no_line_of_the_log_holds_what_was_written_or_by_whom(in_slack: Any, caplog: pytest.LogCaptureFixture) -> None:
    async def said(slack: Workspace) -> None:
        slack.slack.faults["chat.postMessage"] = [500] * 9
        await slack.send(direct(SECRETLY, user="U4SECRET"))

    with caplog.at_level(logging.DEBUG, logger="bot"):
        in_slack(said)
    ours = [record.getMessage() for record in caplog.records if record.name.startswith("bot")]
    assert any("chat.postMessage" in line for line in ours)
    assert not [line for line in ours if "secret" in line.lower() or TOKEN in line]


def test_every_method_that_is_called_is_named_with_its_permission() -> None:
    assert set(METHODS.values()) == {None, "chat:write", "files:write", "files:read"}
