"""What an operator sets for Telegram, and what is said where that cannot be used."""

from __future__ import annotations

import re

import pytest

from bot.channels.switches import VARIABLES, HalfSwitchedOn
from bot.channels.telegram import TelegramChannel
from bot.channels.telegram_settings import settings

TOKEN = {"ADVISOR_TELEGRAM_TOKEN": "12345:abc"}


def test_without_a_token_it_is_off_and_harms_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)
    assert TelegramChannel.from_credentials(None).name() == "telegram"


def test_with_a_token_alone_it_speaks_to_telegram_and_fetches() -> None:
    found = settings(TOKEN)
    assert found.api_url == "https://api.telegram.org/bot"
    assert found.file_url == "https://api.telegram.org/file/bot"
    assert (found.webhook_url, found.bot_id) == ("", 12345)


@pytest.mark.parametrize("end", ["", "/", "/webhooks/telegram/webhook"])
def test_the_webhook_is_named_by_the_server_or_in_full(end: str) -> None:
    found = settings({**TOKEN, "ADVISOR_TELEGRAM_WEBHOOK_URL": f"https://advisor.example.org{end}"})
    assert found.webhook_url == "https://advisor.example.org/webhooks/telegram/webhook"


def test_the_secret_is_the_same_each_time_and_does_not_show_the_token() -> None:
    secret = settings(TOKEN).secret
    assert secret == settings(TOKEN).secret
    assert re.fullmatch(r"[A-Za-z0-9_-]{32,256}", secret)
    assert "abc" not in secret
    own = settings({**TOKEN, "ADVISOR_TELEGRAM_SECRET": "näh & ü"}).secret
    assert own != secret
    assert re.fullmatch(r"[A-Za-z0-9_-]{32,256}", own)


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"ADVISOR_TELEGRAM_TOKEN": "abc"}, "ADVISOR_TELEGRAM_TOKEN is no token"),
        ({"ADVISOR_TELEGRAM_WEBHOOK_URL": "http://advisor.example.org"}, "has to begin with https://"),
        ({"ADVISOR_TELEGRAM_API_URL": "api.telegram.org"}, "https://host/bot"),
    ],
)
def test_what_cannot_be_used_is_told_by_name(more: dict[str, str], said: str) -> None:
    with pytest.raises(HalfSwitchedOn, match=re.escape(said)):
        settings({**TOKEN, **more})
