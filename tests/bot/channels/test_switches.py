"""Slack and Telegram are off until the environment holds what they need, and never half on."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.channels.switches import HalfSwitchedOn, channels_on, told
from bot.launch import _without_platforms


@pytest.mark.parametrize(
    ("environment", "on"),
    [
        ({}, ["web page", "REST"]),
        ({"ADVISOR_TELEGRAM_TOKEN": " "}, ["web page", "REST"]),
        ({"ADVISOR_TELEGRAM_TOKEN": "1:a"}, ["web page", "REST", "Telegram"]),
        (
            {"ADVISOR_SLACK_BOT_TOKEN": "xoxb-1", "ADVISOR_SLACK_SIGNING_SECRET": "s"},
            ["web page", "REST", "Slack"],
        ),
    ],
)
def test_a_channel_is_on_when_it_has_what_it_needs(environment: dict[str, str], on: list[str]) -> None:
    assert channels_on(environment) == on


def test_half_of_what_it_needs_is_told_by_name() -> None:
    with pytest.raises(HalfSwitchedOn, match="ADVISOR_SLACK_SIGNING_SECRET is not set"):
        channels_on({"ADVISOR_SLACK_BOT_TOKEN": "xoxb-1"})


def test_the_start_does_not_say_that_telegram_is_well_before_anybody_knows() -> None:
    log = Path("/srv/var/logs/rasa-server.log")
    on = told({"ADVISOR_TELEGRAM_TOKEN": "1:a"}, log)
    assert on == f"web page, REST, Telegram (as soon as it answers; if it does not, {log} says why)"
    assert told({}, log) == "web page, REST"


def test_other_processes_do_not_get_the_tokens() -> None:
    tokens = {"ADVISOR_TELEGRAM_TOKEN": "1:a", "ADVISOR_TELEGRAM_SECRET": "s", "ADVISOR_TELEGRAM_PROXY": "http://u:p@h"}
    assert _without_platforms({**tokens, "HOME": "/home/ana"}) == {"HOME": "/home/ana"}
