"""Telegram through the real servers: a talk by long polling, a group beside it, and updates that come again after a restart."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.launch import Plan, house
from tests.bot.channels.fake_telegram import TOKEN, FakeTelegram
from tests.bot.channels.telegram_shapes import ANA, BEN, GROUP, button, message

pytestmark = pytest.mark.servers


class Telegram:
    """The fake Bot API in a thread of its own."""

    def __init__(self) -> None:
        self.loop = asyncio.new_event_loop()
        threading.Thread(target=self.loop.run_forever, daemon=True).start()
        self.api = FakeTelegram()
        self.do(self.api.start())

    def do(self, work: Any) -> Any:
        return asyncio.run_coroutine_threadsafe(work, self.loop).result(30)

    def deliver(self, *updates: dict[str, Any]) -> None:
        self.loop.call_soon_threadsafe(self.api.deliver, *updates)

    def say(self, update: dict[str, Any], chat: int) -> list[str]:
        """Deliver an update and wait for its answer: what is new in a chat."""
        before = len(self.api.texts(chat))
        self.deliver(update)
        until(lambda: len(self.api.texts(chat)) > before)
        return self.api.texts(chat)[before:]

    def close(self) -> None:
        self.do(self.api.stop())
        self.loop.call_soon_threadsafe(self.loop.stop)


def until(true: Callable[[], bool]) -> None:
    end = time.monotonic() + 30
    while not true():
        assert time.monotonic() < end, "it did not come to be"
        time.sleep(0.02)


@pytest.fixture(scope="module")
def telegram() -> Iterator[Telegram]:
    started = Telegram()
    yield started
    started.close()


@pytest.fixture
def on_telegram(telegram: Telegram, model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[], Any]:
    """Opens a house whose Telegram is the fake one; a second one finds what the first kept."""
    monkeypatch.setenv("ADVISOR_TELEGRAM_TOKEN", TOKEN)
    monkeypatch.setenv("ADVISOR_TELEGRAM_API_URL", telegram.api.url)
    return lambda: house(Plan(port=0, store=tmp_path, today="2026-11-22", platforms=True), model, lambda _: None)


def test_a_talk_a_group_and_a_restart(telegram: Telegram, on_telegram: Callable[[], Any]) -> None:
    first = message("hi, ck 237, need a visa. what does my score mean?")
    with on_telegram() as running:
        assert "237 is in the solid range" in telegram.say(first, ANA["id"])[0]
        until(lambda: any("reply_markup" in each for each in telegram.api.shown.values()))
        shown = next(each for each in telegram.api.shown.values() if "reply_markup" in each)
        tap = button(shown, shown["reply_markup"]["inline_keyboard"][0][0]["callback_data"])
        telegram.say(tap, ANA["id"])
        until(lambda: "You chose: " in shown["text"])
        assert running.facts_of(f"telegram:{ANA['id']}")
        # In a group nothing is known of what was told in private, and another person is another one.
        telegram.say(message("/profile@pmr_advisor_bot", ANA, GROUP), GROUP["id"])
        telegram.say(message("@pmr_advisor_bot my ck is 221", BEN, GROUP), GROUP["id"])
        assert "237" not in " ".join(telegram.api.texts(GROUP["id"]))
        assert running.facts_of(f"telegram:{GROUP['id']}:{ANA['id']}") == {}
        assert 221 in running.facts_of(f"telegram:{GROUP['id']}:{BEN['id']}").values()
        assert 221 not in running.facts_of(f"telegram:{ANA['id']}").values()
    count = len(telegram.api.shown)
    with on_telegram():
        # The same again under new numbers, and then something new: that alone is answered.
        again = [{**each, "update_id": each["update_id"] + 900_000} for each in (first, tap)]
        telegram.deliver(*again)
        telegram.say({**message("/help"), "update_id": 800_000_000}, ANA["id"])
        assert len(telegram.api.shown) == count + 1
