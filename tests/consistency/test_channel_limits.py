"""Every reply that the strategy's situations produce, rendered for the chat platforms and held to their limits."""

from __future__ import annotations

from typing import Any

import pytest

from bench.channel_limits import OWNER, file_figures, sent_files, situation_replies, slack_figures, telegram_figures
from bot.contract import PLAN_FILE
from bot.render import telegram_html
from bot.render.marks import plain
from bot.render.slack_blocks import BLOCKS, TEXT, SlackMessage, messages
from bot.render.slack_text import SECTION, escape
from tests.bot.channels.slack_limits import refusals


@pytest.fixture(scope="module")
def replies() -> list[dict[str, Any]]:
    return situation_replies()


@pytest.fixture(scope="module")
def in_slack(replies: list[dict[str, Any]]) -> list[tuple[dict[str, Any], list[SlackMessage]]]:
    return [(reply, messages(reply, OWNER)) for reply in replies]


def test_there_are_replies_of_every_kind(replies: list[dict[str, Any]]) -> None:
    assert len(replies) > 1000
    assert any(reply["document"] for reply in replies)
    assert any(reply["chart"] for reply in replies)
    assert {reply["severity"] for reply in replies} == {"info", "caution", "warning"}


def test_slack_takes_every_reply(in_slack: list[tuple[dict[str, Any], list[SlackMessage]]]) -> None:
    found = {reply["id"]: faults for reply, made in in_slack for one in made if (faults := refusals(one.blocks))}
    assert found == {}
    assert [reply["id"] for reply, made in in_slack if any(len(one.text) > TEXT for one in made)] == []


def test_the_figures_are_those_of_all_replies(in_slack: list[tuple[dict[str, Any], list[SlackMessage]]]) -> None:
    figures = slack_figures(made for _, made in in_slack)
    assert figures["replies"] == len(in_slack) <= figures["messages"]
    assert 1 < figures["blocks of a message"] <= BLOCKS
    assert 1 < figures["characters of a section"] <= SECTION


def test_the_figures_for_telegram_are_inside_its_limits(replies: list[dict[str, Any]]) -> None:
    figures = telegram_figures(telegram_html.messages(reply) for reply in replies)
    assert figures["replies"] == len(replies) <= figures["messages"]
    assert 1000 < figures["units of a message's text"] <= 4096
    assert 1 < figures["marks of a message"] <= 100
    assert 1 < figures["bytes of a button's data"] <= 64


def test_pictures_and_files_are_counted_once_and_small(replies: list[dict[str, Any]]) -> None:
    drawn = [reply for reply in replies if reply["chart"]]
    kept = [reply for reply in replies if reply["id"] == PLAN_FILE]
    # Drawing all of them takes half a minute; `make bench-channel-limits` does.
    figures = file_figures(sent_files([drawn[0], kept[0], drawn[0], kept[0]]))
    assert (figures["pictures"], figures["files"]) == (1, 2)
    assert max(figures["bytes of a picture"], figures["bytes of a file"]) < 1_000_000
    # Slack takes so much for who cannot see a picture; Telegram 1,024 units beside one.
    assert max(len(reply["chart"]["alt"]) for reply in drawn) <= 1000


def test_nothing_of_a_reply_is_left_out_in_slack(in_slack: list[tuple[dict[str, Any], list[SlackMessage]]]) -> None:
    for reply, made in in_slack:
        shown = "\n".join(one.text for one in made)
        said = [text for block in reply["body"] for text in block.get("items", [block.get("text")])]
        said += [reply["title"], *(note["text"] for note in reply["notes"])]
        assert [text for text in said if escape(plain(text)) not in shown] == [], reply["id"]
        buttons = [
            each["value"]
            for one in made
            for block in one.blocks
            for each in block.get("elements", [])
            if "value" in each
        ]
        assert buttons == [each["payload"] for each in reply["next"]], reply["id"]
