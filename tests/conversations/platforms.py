"""A house on a fake Slack and a fake Telegram, and what persons do there: for the tests of both and for their benches."""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import json
import os
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from typing import Any

from bot.channels import switches
from bot.channels.telegram import SECRET_HEADER
from bot.launch import House, Plan, dialogue_db, house
from bot.servers import Server
from bot.state.database import open_database
from bot.state.history import History, Turn
from tests.bot.channels import fake_slack, fake_telegram, slack_shapes, telegram_shapes

Json = dict[str, Any]
JSON, FORM = "application/json", "application/x-www-form-urlencoded"
SECONDS = 60.0


def until(true: Callable[[], bool], what: Callable[[], str] = lambda: "", seconds: float = SECONDS) -> None:
    """Wait until something is so.

    Raises:
        AssertionError: it does not come to be; with what is known of it.
    """
    end = time.monotonic() + seconds
    while not true():
        if time.monotonic() > end:
            raise AssertionError(f"it did not come to be: {what()}")
        time.sleep(0.02)


@dataclass
class Platforms:
    """Both fakes, running in a thread of their own."""

    slack: fake_slack.FakeSlack
    telegram: fake_telegram.FakeTelegram

    @property
    def variables(self) -> dict[str, str]:
        """What a Rasa server has to be told to use them. Telegram delivers, and does so only when a test does."""
        return {
            switches.SLACK_TOKEN: fake_slack.TOKEN,
            switches.SLACK_SIGNING_SECRET: slack_shapes.SECRET,
            switches.SLACK_API: f"{self.slack.url}/api/",
            switches.TELEGRAM_TOKEN: fake_telegram.TOKEN,
            switches.TELEGRAM_API: self.telegram.url,
            switches.TELEGRAM_WEBHOOK: "http://127.0.0.1:9",
        }


@contextlib.contextmanager
def platforms() -> Iterator[Platforms]:
    """Both fakes for as long as the block lasts."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()

    def do(work: Any) -> Any:
        return asyncio.run_coroutine_threadsafe(work, loop).result(30)

    telegram, slack = fake_telegram.FakeTelegram(), fake_slack.fake_slack()
    do(telegram.start())
    try:
        yield Platforms(do(slack.__aenter__()), telegram)
    finally:
        do(slack.__aexit__(None, None, None))
        do(telegram.stop())
        loop.call_soon_threadsafe(loop.stop)
        thread.join(10)


@dataclass
class ChatHouse:
    """A house that both platforms deliver to.

    Attributes:
        running: its servers.
        on: the platforms.
        history: what is said in it.
        slowest: the longest that an event waited to be acknowledged (seconds).
    """

    running: House
    on: Platforms
    history: History
    slowest: float = 0.0

    def turns(self, person: str, most: int = 1000) -> list[Turn]:
        """The turns in the store, under a person's key; the oldest first."""
        return asyncio.run(self.history.latest(person, most))

    def slack_event(self, inner: Json, number: int | None = None, url: str = "", **headers: str) -> None:
        """Deliver an event of Slack as Slack does, to this house or to a server beside it."""
        body = json.dumps(slack_shapes.event(inner, number=next(_numbers) if number is None else number)).encode()
        self._post("slack", body, slack_shapes.signed(body, JSON) | headers, url)

    def slack_press(self, payload: Json) -> None:
        """Deliver a press of a button."""
        body = slack_shapes.form(payload)
        self._post("slack", body, slack_shapes.signed(body, FORM), "")

    def telegram_update(self, update: Json, url: str = "") -> None:
        """Deliver an update of Telegram as its webhook does."""
        secret = self.on.telegram.of("setWebhook")[-1]["secret_token"]
        self._post("telegram", json.dumps(update).encode(), {"Content-Type": JSON, SECRET_HEADER: secret}, url)

    def _post(self, channel: str, body: bytes, headers: dict[str, str], url: str) -> None:
        address = f"{url or self.running.url}/webhooks/{channel}/webhook"
        begin = time.monotonic()
        with urllib.request.urlopen(urllib.request.Request(address, body, headers), timeout=30) as answer:
            assert answer.status == 200
        self.slowest = max(self.slowest, time.monotonic() - begin)


_numbers, _stamps, _persons = itertools.count(1), itertools.count(1), itertools.count(1)


def stamp() -> str:
    """A time stamp that no other message of Slack has."""
    return f"{1795300000 + next(_stamps)}.000100"


@contextlib.contextmanager
def chat_house(plan: Plan, model: Path, on: Platforms) -> Iterator[ChatHouse]:
    """A house on the platforms for as long as the block lasts; Telegram delivers to it."""
    known = len(on.telegram.of("setWebhook"))
    with contextlib.ExitStack() as opened:
        # Only while it starts: another house of the same tests shall not find these.
        with _environment(on.variables):
            running = opened.enter_context(house(plan, model, lambda _: None))
        until(lambda: len(on.telegram.of("setWebhook")) > known)
        yield ChatHouse(running, on, History(open_database(dialogue_db(plan))))


@contextlib.contextmanager
def _environment(variables: dict[str, str]) -> Iterator[None]:
    before = dict(os.environ)
    os.environ.update(variables)
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)


class OnSlack:
    """A new person in Slack, in a direct message with the bot."""

    def __init__(self, at: ChatHouse) -> None:
        self.at, self.user = at, f"U{next(_persons):05}"
        self.channel, self.key = f"D{self.user[1:]}", f"slack:T1:{self.user}"

    def say(self, text: str) -> None:
        escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        self.at.slack_event(slack_shapes.direct(escaped, ts=stamp(), user=self.user))

    def press(self, payload: str) -> None:
        """Press the button that sends it, under the last message that has one."""
        shown = [each for each in self._posted() if payload in _values(each)]
        self.at.slack_press(slack_shapes.press_under(shown[-1], payload, self.user))

    def offered(self) -> list[str]:
        """What the buttons send that were shown."""
        return [value for each in self._posted() for value in _values(each)]

    def shown(self) -> list[str]:
        """The texts that came, as they are read."""
        return [unescape(each["text"]) for each in self._posted()]

    def chosen(self) -> list[str]:
        """The last lines of the messages whose buttons were replaced."""
        updates = [said for said in self.at.on.slack.of("chat.update") if said["channel"] == self.channel]
        return [unescape(said["text"].split("\n")[-1]) for said in updates]

    def files(self) -> list[str]:
        """The names of the files that came."""
        return [name for channel, name in self.at.on.slack.uploaded if channel == self.channel]

    def _posted(self) -> list[Json]:
        return [each for each in self.at.on.slack.posted if each["channel"] == self.channel]


def _values(posted: Json) -> list[str]:
    elements = [each for block in posted["blocks"] for each in block.get("elements", [])]
    return [each["value"] for each in elements if "value" in each]


class OnTelegram:
    """A new person on Telegram, in a private chat with the bot."""

    def __init__(self, at: ChatHouse) -> None:
        self.at = at
        self.user = {**telegram_shapes.ANA, "id": 70_000 + next(_persons)}
        self.key = f"telegram:{self.user['id']}"

    def say(self, text: str) -> None:
        self.at.telegram_update(telegram_shapes.message(text, self.user))

    def press(self, payload: str) -> None:
        """Press the button that sends it, under the last message that has one."""
        shown = [each for each in self._messages() if payload in _data(each)]
        self.at.telegram_update(telegram_shapes.button(shown[-1], payload, self.user))

    def offered(self) -> list[str]:
        """What the buttons send that are shown."""
        return [value for each in self._messages() for value in _data(each)]

    def shown(self) -> list[str]:
        """The texts that came, as they are read."""
        return [each["text"] for each in self._messages() if "text" in each]

    def chosen(self) -> list[str]:
        """The last lines of the messages whose buttons were replaced."""
        return [line for line in (text.split("\n")[-1] for text in self.shown()) if line.startswith("You chose: ")]

    def files(self) -> list[str]:
        """The names of the files that came."""
        return [each["file"][0] for each in self._messages() if "file" in each]

    def _messages(self) -> list[Json]:
        shown = list(self.at.on.telegram.shown.items())
        return [message for (chat, _), message in shown if chat == self.user["id"]]


def _data(message: Json) -> list[str]:
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    return [button["callback_data"] for row in rows for button in row]


@contextlib.contextmanager
def second_server(first: House, port: int) -> Iterator[str]:
    """Another Rasa server on the stores of a house, as a load balancer would have it; its address."""
    rasa = first.servers[1]
    command = list(rasa.command)
    command[command.index("--port") + 1] = str(port)
    url = f"http://127.0.0.1:{port}"
    server = Server("second Rasa server", command, rasa.environment, f"{url}/health", rasa.log.with_name("second.log"))
    server.start()
    try:
        server.wait_until_ready()
        yield url
    finally:
        server.stop()
