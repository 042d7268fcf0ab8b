"""Requests as Slack sends them: the shapes of its events and interactions, signed."""

from __future__ import annotations

import hashlib
import hmac
import json
import time
import urllib.parse
from typing import Any

from tests.bot.channels.fake_slack import BOT

SECRET = "8f742231b10e8888abcd99yyyzzz85a5"


def signed(body: bytes, kind: str, *, secret: str = SECRET, age: float = 0, **headers: str) -> dict[str, str]:
    """Headers of a request as Slack signs it."""
    sent = str(int(time.time() - age))
    digest = hmac.new(secret.encode(), b"v0:" + sent.encode() + b":" + body, hashlib.sha256).hexdigest()
    return {"Content-Type": kind, "X-Slack-Request-Timestamp": sent, "X-Slack-Signature": f"v0={digest}", **headers}


def event(inner: dict[str, Any], *, number: int = 1, names_bot: bool = True) -> dict[str, Any]:
    """An event with its envelope."""
    authorization = {
        "enterprise_id": None,
        "team_id": "T1",
        "user_id": BOT,
        "is_bot": True,
        "is_enterprise_install": False,
    }
    return {
        "token": "x",
        "team_id": "T1",
        "context_team_id": "T1",
        "api_app_id": "A1",
        "event": inner,
        "type": "event_callback",
        "event_id": f"Ev{number}",
        "event_time": 1795300000,
        "authorizations": [authorization] if names_bot else [],
        "is_ext_shared_channel": False,
        "event_context": "4-x",
    }


def direct(text: str, *, ts: str = "1795300000.000100", user: str = "U1", **more: Any) -> dict[str, Any]:
    """A direct message."""
    blocks = [{"type": "rich_text", "block_id": "b", "elements": []}]
    said = {
        "user": user,
        "type": "message",
        "ts": ts,
        "client_msg_id": "c-1",
        "text": text,
        "team": "T1",
        "blocks": blocks,
    }
    return {**said, "channel": f"D{user[1:]}", "event_ts": ts, "channel_type": "im", **more}


def mention(text: str, *, ts: str = "1795300000.000200", user: str = "U1", **more: Any) -> dict[str, Any]:
    """A post in a channel that mentions the bot, as app_mention."""
    said = {"user": user, "type": "app_mention", "ts": ts, "client_msg_id": "c-2", "text": text, "team": "T1"}
    return {**said, "channel": "C1", "event_ts": ts, **more}


def in_channel(text: str, *, ts: str = "1795300000.000200", user: str = "U1", **more: Any) -> dict[str, Any]:
    """A post in a channel, as message."""
    return {**direct(text, ts=ts, user=user), "channel": "C1", "channel_type": "channel", **more}


def press(
    *,
    value: str = "/ask_lors",
    title: str = "Letters",
    user: str = "U1",
    owner: str = "U1",
    channel: str = "D1",
    **more: Any,
) -> dict[str, Any]:
    """A button that was pressed under a message of the bot."""
    button = {
        "type": "button",
        "action_id": "choice_1",
        "text": {"type": "plain_text", "text": title, "emoji": False},
        "value": value,
    }
    blocks = [
        {"type": "section", "block_id": "x1", "text": {"type": "mrkdwn", "text": "PM&amp;R?", "verbatim": True}},
        {"type": "actions", "block_id": f"for:{owner}:", "elements": [button]},
    ]
    ts = "1795300000.000900"
    thread = {} if channel.startswith("D") else {"thread_ts": "1795300000.000200"}
    return {
        "type": "block_actions",
        "user": {"id": user, "username": "ana", "name": "ana", "team_id": "T1"},
        "api_app_id": "A1",
        "token": "x",
        "container": {"type": "message", "message_ts": ts, "channel_id": channel, "is_ephemeral": False, **thread},
        "trigger_id": "1.2.abc",
        "team": {"id": "T1", "domain": "example"},
        "enterprise": None,
        "is_enterprise_install": False,
        "channel": {"id": channel, "name": "directmessage" if channel.startswith("D") else "match"},
        "message": {
            "user": BOT,
            "type": "message",
            "ts": ts,
            "bot_id": "B1",
            "team": "T1",
            "text": "PM&amp;R?",
            "blocks": blocks,
            **thread,
        },
        "state": {"values": {}},
        "response_url": "https://hooks.slack.com/actions/T1/1/x",
        "actions": [{**button, "block_id": f"for:{owner}:", "action_ts": "1795300009.000001"}],
        **more,
    }


def press_under(posted: dict[str, Any], value: str, user: str) -> dict[str, Any]:
    """A button that was pressed under a message as the bot posted it.

    Args:
        posted: channel, time stamp, text, blocks and, where there is one, thread of the message.
        value: what the button sends.
        user: who presses it.
    """
    row = next(
        block for block in posted["blocks"] if any(each.get("value") == value for each in block.get("elements", []))
    )
    element = next(each for each in row["elements"] if each.get("value") == value)
    pressed = press(value=value, title=element["text"]["text"], user=user, channel=posted["channel"])
    thread = {"thread_ts": posted["thread_ts"]} if "thread_ts" in posted else {}
    shown = {**pressed["message"], "ts": posted["ts"], "text": posted["text"], "blocks": posted["blocks"], **thread}
    action = {**element, "block_id": row.get("block_id", "b1"), "action_ts": "1795300009.000001"}
    container = {**pressed["container"], "message_ts": posted["ts"], **thread}
    return {**pressed, "message": shown, "container": container, "actions": [action]}


def home_press(value: str = "/ask_action_plan", *, user: str = "U1") -> dict[str, Any]:
    """A button that was pressed in the bot's home."""
    pressed = press(value=value, title="What to do next", user=user)
    for name in ("channel", "message", "response_url"):
        del pressed[name]
    return {
        **pressed,
        "container": {"type": "view", "view_id": "V1"},
        "view": {"id": "V1", "type": "home", "app_installed_team_id": "T1"},
    }


def form(payload: Any) -> bytes:
    """A body as interactions come."""
    return urllib.parse.urlencode({"payload": json.dumps(payload)}).encode()


def file(name: str, kind: str, media: str, url: str, size: int = 100) -> dict[str, Any]:
    """A file as it stands in an event."""
    return {
        "id": "F9",
        "name": name,
        "title": name,
        "mimetype": media,
        "filetype": kind,
        "size": size,
        "mode": "hosted",
        "url_private": url,
    }
