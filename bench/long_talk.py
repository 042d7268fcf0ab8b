"""Whether a talk of 500 turns costs the same per turn as one of 5: real servers, a fresh store, one person, over REST.

Run by `make bench-long-talk`. Prints the median time of a turn around turns 5, 50, 200 and 500, beside it that of somebody
who only begins at that moment (so that a busy machine is not taken for a growing cost), and how many events one turn reads.
Fails if the last median is more than 1.2 times the first, or if a fact told at turn 3 is not used at the end.
"""

from __future__ import annotations

import argparse
import asyncio
import statistics
import sys
import tempfile
import time
import uuid
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


class Talk:
    """One person's talk."""

    def __init__(self, running: House) -> None:
        self.running, self.person, self.turn = running, uuid.uuid4().hex, 0
        self.times: dict[int, float] = {}

    def go_on(self, turns: int = 1) -> None:
        """Say the next messages, and note how many milliseconds each took."""
        for _ in range(turns):
            self.turn += 1
            began = time.perf_counter()
            send(self.running.url, self.person, message(self.turn))
            self.times[self.turn] = (time.perf_counter() - began) * 1000

    def median(self, turns: range) -> float:
        """The median time over these turns."""
        return statistics.median(self.times[turn] for turn in turns)

    def still_uses_what_was_told_first(self) -> bool:
        """Whether an answer rests on the score of turn 3."""
        replies = send(self.running.url, self.person, LAST)
        return any(reply["facts_used"].get("step2_ck_score") == 238 for reply in replies)


def events_read(database: Path, talk: Talk) -> int:
    """How many events the Rasa server makes its tracker of at the next turn of a talk; it is counted, not timed."""
    from rasa.shared.core.domain import Domain

    from bot.state.tracker_store import CheckedTrackerStore

    store = CheckedTrackerStore(Domain.load(str(DOMAIN)), db=str(database))
    tracker: Any = asyncio.run(store.retrieve(f"rest:{talk.person}"))
    return len(tracker.events)


def hold(running: House, database: Path, around: tuple[int, ...]) -> bool:
    """Hold the talk, print what it took, and say whether it stayed quick and forgot nothing."""
    Talk(running).go_on(30)  # warms both servers up
    talk, medians = Talk(running), []
    for turn in around:
        turns = window(turn)
        talk.go_on(turns[0] - 1 - talk.turn)
        beside = Talk(running)
        beside.go_on(len(OPENING))
        for _ in turns:
            talk.go_on()
            beside.go_on()
        medians.append(talk.median(turns))
        new = beside.median(window(0))
        sys.stdout.write(
            f"around turn {turn} ({turns[0]}-{turns[-1]}): median {medians[-1]:.1f} ms, a new talk at the same time {new:.1f} ms, "
            f"{events_read(database, talk)} events read\n"
        )
    ratio, held = medians[-1] / medians[0], talk.still_uses_what_was_told_first()
    sys.stdout.write(f"the last is {ratio:.2f} times the first (at most {MOST})\n")
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
        database = arguments.dialogue_db or Path(folder) / "dialogue.db"
        with house(plan, ensure_trained(), lambda text: None) as running:
            return 0 if hold(running, database, tuple(arguments.turns)) else 1


if __name__ == "__main__":
    sys.exit(main())
