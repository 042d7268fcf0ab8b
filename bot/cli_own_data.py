"""The commands for what is held of persons: `advisor export`, `advisor retain`; and the launcher's daily look at who was away too long."""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, timezone
from datetime import time as day_time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.paths import VAR

if TYPE_CHECKING:
    from bot.launch import House, Plan
    from bot.own_data import OwnData

KEEP_DAYS = 730
DAY_SECONDS = 24 * 3600


class OwnDataFailed(Exception):
    """The command could not do what it was asked; the message says why and what can be done."""


def add(commands: Any, with_today: Callable[[argparse.ArgumentParser], None]) -> None:
    """Add both commands to the command line."""
    export = commands.add_parser(
        "export",
        help="all that is held of a person, as JSON",
        description="Write all that is held of a person (facts, settings, dialogue) as JSON.",
    )
    export.add_argument("id", metavar="ID", help="the person's key: channel and name, as in rest:anna")
    export.add_argument("--out", type=Path, metavar="FILE", help="where to write it (default: standard output)")
    retain = commands.add_parser(
        "retain",
        help="erase persons who were not here for long",
        description=f"Erase everybody who was not here for ADVISOR_KEEP_DAYS days (default {KEEP_DAYS}), in both stores.",
    )
    with_today(retain)
    for parser, command in ((export, _export), (retain, _retain)):
        parser.add_argument("--store", type=Path, default=VAR, metavar="FOLDER", help="of both stores (default: var)")
        parser.set_defaults(command=command)


def keep_days() -> int:
    """How many days after they were here last a person's data is kept.

    Raises:
        OwnDataFailed: ADVISOR_KEEP_DAYS is no such number.
    """
    said = os.environ.get("ADVISOR_KEEP_DAYS") or str(KEEP_DAYS)
    if not said.isdecimal() or not 1 <= int(said) <= 36500:
        raise OwnDataFailed(f'ADVISOR_KEEP_DAYS is "{said}"; a number of days from 1 to 36500 is expected')
    return int(said)


def _export(parsed: argparse.Namespace) -> int:
    with _opened(parsed.store) as own:
        held = own.copy(parsed.id, datetime.now(timezone.utc))
    if held is None:
        raise OwnDataFailed(f'nothing is held of "{parsed.id}"; a key is channel and name, as in rest:anna')
    text = json.dumps(held, ensure_ascii=False, indent=2) + "\n"
    if parsed.out is None:
        sys.stdout.write(text)
        return 0
    try:
        parsed.out.write_text(text, encoding="utf-8")
    except OSError as error:
        raise OwnDataFailed(f"{parsed.out} cannot be written ({error.strerror})") from None
    return 0


def _retain(parsed: argparse.Namespace) -> int:
    days, now = keep_days(), datetime.now(timezone.utc)
    if parsed.today:
        now = datetime.combine(date.fromisoformat(parsed.today), day_time(), timezone.utc)
    with _opened(parsed.store) as own:
        sys.stdout.write(told(own.let_go(now, days), days) + "\n")
    return 0


def told(number: int, days: int) -> str:
    """How many were erased, in a sentence."""
    return f"erased {number} {'person' if number == 1 else 'persons'} not seen for more than {days} days"


@contextmanager
def _opened(store: Path) -> Iterator[OwnData]:
    """Both stores of a folder; the action server is started alone for it."""
    from bot.actions_client import ActionsClient, ActionsFailed
    from bot.launch import Plan, action_server, dialogue_db
    from bot.own_data import NotErased, OwnData
    from bot.state.dialogue import DialogueUnavailable, open_dialogues

    try:
        plan = Plan(store=store.absolute())
        dialogues = open_dialogues(dialogue_db(plan))
        with action_server(plan) as (url, secret):
            yield OwnData(ActionsClient(url, secret), dialogues)
    except (ActionsFailed, DialogueUnavailable, NotErased) as error:
        raise OwnDataFailed(str(error) or "the dialogue's store cannot be read") from None


class Daily:
    """Lets go, once a day while the advisor runs, of who was away too long.

    Args:
        running: the servers.
        plan: how they run.
        say: gets a line where somebody was erased, or nobody could be.
        now: a clock in seconds.
    """

    def __init__(
        self, running: House, plan: Plan, say: Callable[[str], None], now: Callable[[], float] = time.monotonic
    ) -> None:
        self.running, self.plan, self.say, self.now = running, plan, say, now
        self.days = keep_days()
        self._next = now()

    def look(self) -> None:
        """Do it if a day has passed; a fault is said and tried again the next day."""
        if self.now() < self._next:
            return
        self._next = self.now() + DAY_SECONDS
        from bot.actions_client import ActionsClient, ActionsFailed
        from bot.launch import dialogue_db
        from bot.own_data import NotErased, OwnData
        from bot.state.dialogue import DialogueUnavailable, open_dialogues

        try:
            client = ActionsClient(self.running.actions_url, self.running.secret)
            own = OwnData(client, open_dialogues(dialogue_db(self.plan)), self.plan.logs)
            number = own.let_go(datetime.now(timezone.utc), self.days)
        except (ActionsFailed, DialogueUnavailable, NotErased) as error:
            self.say(f"who was away too long could not be erased ({type(error).__name__}); tried again tomorrow")
            return
        if number:
            self.say(told(number, self.days))
