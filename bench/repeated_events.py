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
from pathlib import Path
from typing import Any

from bot.launch import Plan
from bot.quiet import quieten
from bot.render import slack_blocks, telegram_html
from bot.training import ensure_trained
from tests.bot.channels import slack_shapes, telegram_shapes
from tests.bot.channels.fake_slack import BOT
from tests.conversations.platforms import ChatHouse, Json, Platforms, chat_house, platforms, stamp, until

PEOPLE, AT_ONCE, SEED = 25, 16, 20261122
SETTLES = 300.0
# What each person tells, in messages that mean the same in any order. A message that ran twice would show in the store.
TOLD = (
    "nbme 231", "nbme 236", "uwsa2 241", "I graduated in 2017", "I need a J-1 visa", "I have 3 months of USCE",
    "2 letters from US physiatrists", "I passed step 1 on the first try", "I apply for the 2028 match",
)  # fmt: skip
FACTS: dict[str, Any] = {
    "practice_scores": [231, 236, 241], "graduation_year": 2017, "visa_need": "J-1", "usce_months": 3,
    "us_physiatrist_letters": 2, "step1_status": "passed", "step1_attempts": 1, "match_year": 2028, "step2_ck_status": "passed",
}  # fmt: skip
EACH = len(TOLD) + 1
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

    @property
    def told(self) -> list[str]:
        """What they tell: their own score, and what all tell."""
        return [f"ck {221 + self.number % 29}", *TOLD]

    @property
    def expected(self) -> dict[str, Any]:
        """The facts that are held of them in the end."""
        return {"step2_ck_score": 221 + self.number % 29, **FACTS}

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
            return [
                _slack(said, number),
                _slack(said, number, retry),
                _slack(said, number, again),
                _slack(said, number + 1),
            ]
        # Slack tells of one post twice, where the app may read along: as a mention and as a message.
        words = f"<@{BOT}> {text}"
        named = slack_shapes.mention(words, ts=ts, user=self.user, channel=self.place)
        posted = slack_shapes.in_channel(words, ts=ts, user=self.user, channel=self.place)
        posted["channel"] = self.place
        return [
            _slack(named, number),
            _slack(named, number, retry),
            _slack(posted, number + 1),
            _slack(posted, number + 1, retry),
        ]

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


@dataclass(frozen=True)
class Counted:
    """What came of it.

    Attributes:
        deliveries: how often something was delivered.
        messages: how many messages that were, with the last one of each person.
        stored: how many the dialogue's store holds.
        answers: how many messages, pictures and files belong to them, and `received` how many came.
        faults: a line for each thing that is wrong.
    """

    deliveries: int
    messages: int
    stored: int
    answers: int
    received: int
    faults: list[str]


def people(channel: str, count: int = PEOPLE) -> list[Person]:
    """Persons of a platform; every second one writes in a group."""
    return [Person(channel, number, public=number % 2 == 1) for number in range(count)]


def tell(at: ChatHouse, persons: Sequence[Person]) -> int:
    """Deliver everything, every message four times and all in a random order; how many deliveries that were."""
    jobs = [each for person in persons for text in person.told for each in person.deliveries(text)]
    random.Random(SEED).shuffle(jobs)  # noqa: S311  # no secret
    deliver(at, jobs)
    return len(jobs)


def deliver(at: ChatHouse, jobs: Iterable[Deliver], url: str = "") -> None:
    """Deliver, many at once."""
    with ThreadPoolExecutor(AT_ONCE) as pool:
        for done in [pool.submit(job, at, url) for job in jobs]:
            done.result()


def settle(at: ChatHouse, persons: Sequence[Person], messages: int, url: str = "") -> None:
    """Let each person say one thing more and wait for it: a person's messages run in their order, so nothing is under way after it.

    Args:
        at: the house.
        persons: who wrote.
        messages: how many each of them has in the store then.
        url: a server beside the house's.
    """
    deliver(at, [person.deliveries(LAST)[0] for person in persons], url)
    for person in persons:
        until(lambda: len(at.turns(person.key)) >= messages, lambda: person.key, SETTLES)  # noqa: B023  # called at once
    until(lambda: not missing(at, persons), lambda: f"{missing(at, persons)}", SETTLES)


def missing(at: ChatHouse, persons: Sequence[Person]) -> Counter[tuple[str, str]]:
    """The answers that belong to what is stored and did not come yet."""
    return due(at, persons) - received(at.on, persons)


def counted(at: ChatHouse, persons: Sequence[Person], told: Sequence[str], deliveries: int) -> Counted:
    """Compare what was told with what is stored, held and shown.

    Args:
        at: the house.
        persons: who wrote.
        told: what everybody said besides their own facts, as `LAST`.
        deliveries: how often something was delivered.
    """
    faults, stored, messages = [], 0, 0
    for person in persons:
        said = Counter(turn.text for turn in at.turns(person.key))
        expected = Counter([*person.told, *told])
        stored, messages = stored + sum(said.values()), messages + sum(expected.values())
        faults += [
            f"{person.key}: {text!r} is stored {said[text]} times"
            for text in said | expected
            if said[text] != expected[text]
        ]
        facts = at.running.facts_of(person.key)
        facts["practice_scores"] = sorted(facts.get("practice_scores", []))
        if facts != person.expected:
            faults.append(f"{person.key}: held is {facts}")
    answers, came = due(at, persons), received(at.on, persons)
    faults += [f"not received: {each}" for each in answers - came] + [f"too often: {each}" for each in came - answers]
    return Counted(deliveries, messages, stored, sum(answers.values()), sum(came.values()), faults)


def due(at: ChatHouse, persons: Sequence[Person]) -> Counter[tuple[str, str]]:
    """What belongs to the replies in the store: where, and a text or the name of a picture."""
    found: Counter[tuple[str, str]] = Counter()
    for person in persons:
        for reply in (reply for turn in at.turns(person.key) for reply in turn.replies):
            if person.channel == "slack":
                found.update((person.place, each.text) for each in slack_blocks.messages(reply, person.user))
            else:
                found.update((person.place, each.plain) for each in telegram_html.messages(reply))
            if reply["chart"]:
                found[person.place, f"{reply['chart']['kind']}.png"] += 1
    return found


def received(on: Platforms, persons: Sequence[Person]) -> Counter[tuple[str, str]]:
    """What the platforms got in the places of these persons."""
    places = {person.place for person in persons}
    slack = [(each["channel"], each["text"]) for each in on.slack.posted] + on.slack.uploaded
    telegram = [(str(chat), each.get("text") or each["file"][0]) for (chat, _), each in list(on.telegram.shown.items())]
    return Counter(each for each in [*slack, *telegram] if each[0] in places)


def measure(store: Path, model: Path, count: int) -> int:
    """Tell everything, start anew, tell it again, and say how it went on each platform."""
    plan = Plan(port=0, store=store, today="2026-11-22", burst=0, platforms=True)
    result = 0
    with platforms() as on:
        crowds, lines = {"Slack": people("slack", count), "Telegram": people("telegram", count)}, {}
        with chat_house(plan, model, on) as at:
            for name, persons in crowds.items():
                at.slowest, begin = 0.0, time.monotonic()
                deliveries = tell(at, persons)
                acknowledged = time.monotonic() - begin
                settle(at, persons, EACH + 1)
                lines[name] = (deliveries, acknowledged, time.monotonic() - begin, at.slowest)
        with chat_house(plan, model, on) as at:
            for name, persons in crowds.items():
                again = [one for person in persons for one in person.sent[:EACH]]
                deliver(at, again)
                settle(at, persons, EACH + 2)
                found = counted(at, persons, [LAST, LAST], lines[name][0] + len(again))
                result |= _printed(name, found, *lines[name][1:])
    return result


def _printed(name: str, found: Counted, acknowledged: float, seconds: float, slowest: float) -> int:
    sys.stdout.write(
        f"{name}: {found.deliveries:,} deliveries of {found.messages:,} messages, a part of them after a new start; "
        f"{found.stored:,} stored; {found.answers:,} answers due, {found.received:,} received\n"
        f"  all acknowledged after {acknowledged:.1f} s (the slowest after {slowest:.2f} s), answered after {seconds:.1f} s; "
        f"{len(found.faults)} faults\n"
    )
    for line in found.faults[:20]:
        sys.stdout.write(f"  {line}\n")
    return 1 if found.faults else 0


def main() -> int:
    """Print the counts; 1 if one is wrong."""
    parser = argparse.ArgumentParser(prog="python -m bench.repeated_events", description=__doc__)
    parser.add_argument("--people", type=int, default=PEOPLE, help="persons on each platform, with ten messages each")
    count = parser.parse_args().people
    quieten()
    model = ensure_trained()
    with tempfile.TemporaryDirectory(prefix="advisor-bench-") as store:
        return measure(Path(store), model, count)


if __name__ == "__main__":
    sys.exit(main())
