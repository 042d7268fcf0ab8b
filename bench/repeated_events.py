"""Whether messages that Slack and Telegram deliver several times, and out of order, are run once and answered once.

Run by `make bench-repeated-events`: the real servers with fake platforms, 250 messages of 25 persons on each, every one delivered
four times and all shuffled; half of the persons write where others read along. Then the servers are started anew and each message
is delivered once more. Afterwards the dialogue's store has to hold every message once, the platforms every answer once, and the
profiles every fact once. It prints the counts, and fails if one is wrong.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from bot.launch import Plan
from bot.quiet import quieten
from bot.render import slack_blocks, telegram_html
from bot.training import ensure_trained
from tests.bot.channels import slack_shapes, telegram_shapes
from tests.bot.channels.fake_slack import BOT
from tests.conversations.platforms import ChatHouse, Json, OnSlack, OnTelegram, Platforms, chat_house, platforms, stamp, until

PEOPLE, AT_ONCE, SEED = 25, 16, 20261122
SETTLES = 300.0
# What each person tells, in messages that mean the same in any order. A message that ran twice would show in the store.
FACTS: dict[str, tuple[str, Any]] = {
    "nbme 231": ("practice_scores", None),
    "nbme 236": ("practice_scores", None),
    "uwsa2 241": ("practice_scores", None),
    "I graduated in 2017": ("graduation_year", 2017),
    "I need a J-1 visa": ("visa_need", "J-1"),
    "I have 3 months of USCE": ("usce_months", 3),
    "2 letters from US physiatrists": ("us_physiatrist_letters", 2),
    "I passed step 1 on the first try": ("step1_status", "passed"),
    "I apply for the 2028 match": ("match_year", 2028),
}
SCORES = [231, 236, 241]
LAST = "what do you know about me?"

# Delivers an event to a house, or to a server beside it.
Deliver = Callable[[ChatHouse, str], None]


@dataclass
class Person:
    """Somebody who writes on one platform.

    Attributes:
        channel: the platform.
        number: tells persons apart, in what they tell too.
        public: whether they write where others read along.
        sent: one delivery of each message that they wrote.
    """

    channel: str
    number: int
    public: bool
    sent: list[Deliver] = field(default_factory=list)

    @property
    def user(self) -> str:
        """Their id on the platform."""
        return f"UR{self.number:04}" if self.channel == "slack" else str(80_000 + self.number)

    @property
    def place(self) -> str:
        """The talk or the group that they write in."""
        if self.channel == "slack":
            return "CREPEATED" if self.public else f"D{self.user[1:]}"
        return "-991" if self.public else self.user

    @property
    def key(self) -> str:
        """Their key in both stores."""
        who = f"{self.place}:{self.user}" if self.public else self.user
        return f"slack:T1:{who}" if self.channel == "slack" else f"telegram:{who}"

    def told(self, messages: int) -> list[str]:
        """What they tell: their own score, then of the facts that all tell."""
        return [f"ck {221 + self.number % 29}", *FACTS][:messages]

    def expected(self, messages: int) -> dict[str, Any]:
        """The facts that are held of them in the end."""
        facts: dict[str, Any] = {"step2_ck_score": 221 + self.number % 29, "step2_ck_status": "passed"}
        for text in self.told(messages)[1:]:
            name, value = FACTS[text]
            facts[name] = value
        if "practice_scores" in facts:
            facts["practice_scores"] = [score for score, text in zip(SCORES, FACTS, strict=False) if text in self.told(messages)]
        return facts | ({"step1_attempts": 1} if "step1_status" in facts else {})

    def deliveries(self, text: str) -> list[Deliver]:
        """A message as the platform delivers it: four times, the first of them as the only one that is due."""
        made = self._slack(text) if self.channel == "slack" else self._telegram(text)
        self.sent.append(made[0])
        return made

    def _slack(self, text: str) -> list[Deliver]:
        ts, number = stamp(), random.Random(f"{self.key}{text}").randrange(10**9)  # noqa: S311  # no secret
        retry = {"X-Slack-Retry-Num": "1", "X-Slack-Retry-Reason": "http_timeout"}
        if not self.public:
            said = slack_shapes.direct(text, ts=ts, user=self.user, channel=self.place)
            again = {**retry, "X-Slack-Retry-Num": "2"}
            return [_slack(said, number), _slack(said, number, retry), _slack(said, number, again), _slack(said, number + 1)]
        # Slack tells of one post twice, where the app may read along: as a mention and as a message.
        words = f"<@{BOT}> {text}"
        named = slack_shapes.mention(words, ts=ts, user=self.user, channel=self.place)
        posted = slack_shapes.in_channel(words, ts=ts, user=self.user, channel=self.place)
        posted["channel"] = self.place
        return [_slack(named, number), _slack(named, number, retry), _slack(posted, number + 1), _slack(posted, number + 1, retry)]

    def _telegram(self, text: str) -> list[Deliver]:
        user = {**telegram_shapes.ANA, "id": int(self.user)}
        group = {**telegram_shapes.GROUP, "id": int(self.place)} if self.public else None
        update = telegram_shapes.message(f"@pmr_advisor_bot {text}" if self.public else text, user, group)
        renumbered = telegram_shapes.update(message=update["message"])
        return [_telegram(update), _telegram(update), _telegram(update), _telegram(renumbered)]


def _slack(said: Json, number: int, headers: dict[str, str] | None = None) -> Deliver:
    return lambda at, url: at.slack_event(said, number, url, **(headers or {}))


def _telegram(update: Json) -> Deliver:
    return lambda at, url: at.telegram_update(update, url)
