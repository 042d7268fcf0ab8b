"""Whether a talk of 500 turns costs the same per turn as one of 5: real servers, a fresh store, one person, over REST.

Run by `make bench-long-talk`. Around turns 5, 50, 200 and 500 it prints the median time of a turn, the processor time that both
servers spent on one, and how many events one turn reads; and beside it the times of somebody whose talk only begins then, so
that a busy machine is not taken for a growing cost. Fails if the last median is more than 1.2 times the first, or if a fact
told at turn 3 is not used at the end.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import statistics
import sys
import tempfile
import time
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.launch import House, Plan, house
from bot.paths import DOMAIN
from bot.quiet import quieten
from bot.rest_client import send
from bot.training import ensure_trained

MOST = 1.2
TURNS = (5, 50, 200, 500)
OPENING = ("hello", "I am an IMG from Nepal, passed step 1 on the first try", "I got 238 on step 2 ck")
# Facts, questions, follow-ups, digressions and corrections. As long as a window, so that each window holds all of them; none
# changes the score told at turn 3.
MIX = (
    "should I apply this year?",
    "how many programs?",
    "I have 3 months of USCE and need a J-1 visa",
    "sorry, 4 months of usce, not 3",
    "is step 3 worth it?",
    "more",
    "that didn't help",
    "what if I get 250?",
    "thanks! are you a bot?",
    "two letters from physiatrists",
)
LAST = "what are my chances in PM&R?"


def message(turn: int) -> str:
    """What is said at a turn, counted from 1."""
    return OPENING[turn - 1] if turn <= len(OPENING) else MIX[(turn - len(OPENING) - 1) % len(MIX)]


def window(around: int) -> range:
    """The turns that stand for one turn: as many as there are messages in the mix."""
    begin = max(len(OPENING) + 1, around - len(MIX) + 1)
    return range(begin, begin + len(MIX))


@dataclass(frozen=True)
class Measured:
    """Milliseconds of a turn: the median that the person waits, and the mean that both servers compute."""

    median: float
    processor: float

    def __str__(self) -> str:
        return f"median {self.median:.1f} ms, processor {self.processor:.1f} ms"


class Talk:
    """One person's talk."""

    def __init__(self, running: House) -> None:
        self.running, self.person, self.turn = running, uuid.uuid4().hex, 0

    def go_on(self, turns: int) -> list[float]:
        """Say the next messages; how many milliseconds each took."""
        times = []
        for _ in range(turns):
            self.turn += 1
            began = time.perf_counter()
            send(self.running.url, self.person, message(self.turn))
            times.append((time.perf_counter() - began) * 1000)
        return times

    def measure(self) -> Measured:
        """Say every message of the mix once."""
        before = processor_time(self.running)
        times = self.go_on(len(MIX))
        return Measured(statistics.median(times), (processor_time(self.running) - before) / len(MIX))

    def still_uses_what_was_told_first(self) -> bool:
        """Whether an answer rests on the score of turn 3."""
        replies = send(self.running.url, self.person, LAST)
        return any(reply["facts_used"].get("step2_ck_score") == 238 for reply in replies)


def processor_time(running: House) -> float:
    """Milliseconds of processor time that both servers have spent so far (Linux counts them in steps of ten)."""
    ticks = 0
    for server in running.servers:
        if server.process is not None:
            fields = Path(f"/proc/{server.process.pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
            ticks += int(fields[11]) + int(fields[12])
    return ticks * 1000 / os.sysconf("SC_CLK_TCK")


def events_read(database: str, talk: Talk) -> int:
    """How many events the Rasa server makes its tracker of at the next turn of a talk; it is counted, not timed."""
    from rasa.shared.core.domain import Domain

    from bot.state.tracker_store import CheckedTrackerStore

    store = CheckedTrackerStore(Domain.load(str(DOMAIN)), db=database)
    tracker: Any = asyncio.run(store.retrieve(f"rest:{talk.person}"))
    return len(tracker.events)


def hold(running: House, database: str, around: Sequence[int]) -> bool:
    """Hold the talk, print what it took, and say whether it stayed quick and forgot nothing."""
    Talk(running).go_on(30)  # warms both servers up
    talk, found = Talk(running), []
    for turn in around:
        talk.go_on(window(turn)[0] - 1 - talk.turn)
        found.append(talk.measure())
        beside = Talk(running)
        beside.go_on(len(OPENING))
        new = beside.measure()
        events = events_read(database, talk)
        sys.stdout.write(f"around turn {turn}: {found[-1]}, {events} events read; a talk that begins then: {new}\n")
    ratio, held = found[-1].median / found[0].median, talk.still_uses_what_was_told_first()
    sys.stdout.write(f"the last median is {ratio:.2f} times the first (at most {MOST}), ")
    sys.stdout.write(f"{found[-1].median / new.median:.2f} times that of a talk that begins at the same time\n")
    sys.stdout.write(f"the score told at turn 3 is {'still used' if held else 'FORGOTTEN'} after turn {talk.turn}\n")
    return ratio <= MOST and held


def main() -> int:
    """Start the servers on a fresh store and hold the talk; 1 if it got slow or forgetful."""
    parser = argparse.ArgumentParser(prog="python -m bench.long_talk")
    parser.add_argument("--turns", type=int, nargs="+", default=list(TURNS), help="around which turns to measure")
    parser.add_argument("--dialogue-db", help="an address to keep the dialogue at instead of a fresh SQLite file")
    arguments = parser.parse_args()
    quieten()
    with tempfile.TemporaryDirectory(prefix="advisor-bench-") as folder:
        plan = Plan(port=0, store=Path(folder), today="2026-11-22", burst=0, dialogue_db=arguments.dialogue_db)
        database = arguments.dialogue_db or str(Path(folder) / "dialogue.db")
        with house(plan, ensure_trained(), lambda text: None) as running:
            return 0 if hold(running, database, arguments.turns) else 1


if __name__ == "__main__":
    sys.exit(main())
