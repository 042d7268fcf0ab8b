"""The manifest asks Slack for what the code needs and for nothing else, and the documentation says why."""

from __future__ import annotations

import re
import subprocess
from typing import Any
from urllib.parse import urlsplit

import pytest
import yaml

from bot.channels.slack_client import METHODS
from bot.channels.slack_events import EVENTS
from bot.channels.slack_home import STARTERS
from bot.channels.switches import SLACK_API, SLACK_SIGNING_SECRET, SLACK_TOKEN
from bot.paths import ROOT

DOCS = (ROOT / "docs" / "slack.md").read_text(encoding="utf-8")
SCOPES = {scope for scope in (*METHODS.values(), *EVENTS.values()) if scope}


@pytest.fixture(scope="module")
def manifest() -> dict[str, Any]:
    content: dict[str, Any] = yaml.safe_load((ROOT / "deploy" / "slack-manifest.yml").read_text(encoding="utf-8"))
    return content


def test_it_asks_for_the_permissions_that_the_code_needs_and_no_others(manifest: dict[str, Any]) -> None:
    assert sorted(SCOPES) == sorted(manifest["oauth_config"]["scopes"]["bot"])
    assert "user" not in manifest["oauth_config"]["scopes"]


def test_it_asks_for_the_events_that_the_code_understands_and_no_others(manifest: dict[str, Any]) -> None:
    assert sorted(EVENTS) == sorted(manifest["settings"]["event_subscriptions"]["bot_events"])


def test_events_and_buttons_come_to_the_channels_address(manifest: dict[str, Any]) -> None:
    settings = manifest["settings"]
    for part in ("event_subscriptions", "interactivity"):
        address = urlsplit(settings[part]["request_url"])
        assert (address.scheme, address.path) == ("https", "/webhooks/slack/webhook")
    assert settings["interactivity"]["is_enabled"] is True
    assert settings["socket_mode_enabled"] is False


def test_people_can_write_to_the_bot_and_open_its_home(manifest: dict[str, Any]) -> None:
    home = manifest["features"]["app_home"]
    assert home == {"home_tab_enabled": True, "messages_tab_enabled": True, "messages_tab_read_only_enabled": False}
    assert manifest["features"]["bot_user"]["display_name"]


def test_its_names_are_not_longer_than_slack_takes(manifest: dict[str, Any]) -> None:
    shown = manifest["display_information"]
    assert len(shown["name"]) <= 35
    assert len(shown["description"]) <= 140
    assert re.fullmatch(r"#[0-9a-f]{6}", shown["background_color"])


def test_the_documentation_names_each_permission_event_and_variable() -> None:
    wanted = [*SCOPES, *EVENTS, SLACK_TOKEN, SLACK_SIGNING_SECRET, SLACK_API, "deploy/slack-manifest.yml"]
    assert [name for name in wanted if f"`{name}`" not in DOCS] == []
    rows = re.findall(r"^\| `([a-z_]+:[a-z]+)` \|", DOCS, re.M)
    assert sorted(rows) == sorted(SCOPES)


def test_the_buttons_of_the_home_are_the_action_servers_own() -> None:
    ask = "import json; from actions import topics; print(json.dumps([[t.button, topics.payload(n)] for n, t in topics.load().items()]))"
    python = ROOT / ".venv-actions" / "bin" / "python"
    done = subprocess.run([python, "-c", ask], cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    offered = {tuple(each) for each in yaml.safe_load(done.stdout)}
    assert {(each["title"], each["payload"]) for each in STARTERS} - offered == set()
