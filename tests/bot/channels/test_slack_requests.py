"""Requests to the Slack channel: which are refused, and that whatever is signed is answered."""

from __future__ import annotations

import json
from typing import Any

import pytest

from bot.channels.slack import NO_COMMANDS
from tests.bot.channels.slack_shapes import direct, event, form, press, signed
from tests.bot.channels.slack_workspace import FORM, JSON, Workspace


@pytest.mark.parametrize("age", [301, -301])
def test_a_request_older_than_five_minutes_is_refused(in_slack: Any, rasa: Any, age: float) -> None:
    _is_refused(in_slack, lambda body: signed(body, JSON, age=age), rasa)


@pytest.mark.parametrize(
    "spoil",
    [
        {"X-Slack-Signature": "v0=" + "0" * 64},
        {"X-Slack-Signature": "v0=\u00e9"},
        {"X-Slack-Signature": ""},
        {"X-Slack-Request-Timestamp": "soon"},
        {"X-Slack-Request-Timestamp": ""},
        {"X-Slack-Request-Timestamp": "9" * 400},
    ],
)
def test_a_request_with_another_signature_is_refused(in_slack: Any, rasa: Any, spoil: dict[str, str]) -> None:
    _is_refused(in_slack, lambda body: {**signed(body, JSON), **spoil}, rasa)


def test_a_request_signed_with_another_secret_or_not_at_all_is_refused(in_slack: Any, rasa: Any) -> None:
    _is_refused(in_slack, lambda body: signed(body, JSON, secret="another"), rasa)
    _is_refused(in_slack, lambda body: {"Content-Type": JSON}, rasa)


def _is_refused(in_slack: Any, headers: Any, rasa: Any) -> None:
    async def said(slack: Workspace) -> None:
        for body in (json.dumps(event(direct("ck 238"))).encode(), b'{"type": "url_verification", "challenge": "abc"}'):
            status, text = await slack.post(body, headers(body))
            assert status == 401
            assert "signing secret" in json.loads(text)["error"]

    assert in_slack(said).slack.calls == []
    assert rasa.heard == []


def test_the_address_is_verified(in_slack: Any) -> None:
    async def said(slack: Workspace) -> None:
        body = b'{"token": "x", "challenge": "3eZbrw1aBm2r", "type": "url_verification"}'
        assert await slack.post(body, signed(body, JSON)) == (200, "3eZbrw1aBm2r")

    in_slack(said)


def test_the_kind_of_content_may_name_its_characters(in_slack: Any) -> None:
    async def said(slack: Workspace) -> None:
        body = json.dumps(event(direct("ck 238"))).encode()
        await slack.post(body, signed(body, "application/json; charset=utf-8"))

    assert in_slack(said).slack.texts == ["1: ck 238"]


def test_a_slash_command_is_answered_with_a_sentence_for_its_sender(in_slack: Any, rasa: Any) -> None:
    async def said(slack: Workspace) -> None:
        body = b"token=x&team_id=T1&channel_id=C1&user_id=U1&command=%2Fadvisor&text=ck+238&trigger_id=1.2"
        status, text = await slack.post(body, signed(body, FORM))
        assert (status, json.loads(text)) == (200, {"response_type": "ephemeral", "text": NO_COMMANDS})

    in_slack(said)
    assert rasa.heard == []


CHECKBOXES = {"type": "checkboxes", "action_id": "c", "block_id": "b", "selected_options": []}
NO_MESSAGES = [
    (JSON, b""),
    (JSON, b"{"),
    (JSON, b"[]"),
    (JSON, b'{"type": "event_callback"}'),
    (JSON, b'{"type": "event_callback", "team_id": 5, "event": [1]}'),
    (JSON, b'{"type": "app_rate_limited", "team_id": "T1"}'),
    (JSON, b"[" * 100_000),
    (FORM, b""),
    (FORM, b"ssl_check=1&token=x"),
    (FORM, b"payload=%7B"),
    (FORM, form(press(actions=[CHECKBOXES]))),
    (FORM, form(press(actions=[]))),
    (FORM, form(press(actions=[5]))),
    (FORM, form(press(type="view_submission"))),
    (FORM, form({"type": "shortcut", "callback_id": "x", "user": {"id": "U1"}, "team": {"id": "T1"}})),
    ("text/plain", b"hi"),
    ("", b"hi"),
]


@pytest.mark.parametrize(("kind", "body"), NO_MESSAGES)
def test_whatever_is_signed_is_answered_and_runs_nothing_if_it_is_no_message(
    in_slack: Any, rasa: Any, kind: str, body: bytes
) -> None:
    async def said(slack: Workspace) -> None:
        assert await slack.post(body, signed(body, kind)) == (200, "")

    assert in_slack(said).slack.calls == []
    assert rasa.heard == []
