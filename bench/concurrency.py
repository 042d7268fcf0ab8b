"""Whether two action servers on one database lose a fact when many people write at once, and how long it takes.

Run by `make bench-concurrency`, with DB=postgresql://… for PostgreSQL instead of a new SQLite file. Two hundred people send twenty
messages each, several of one person at the same moment and to both servers, through Rasa's action protocol with made-up trackers.
Afterwards every fact that was stated has to be there. People of an earlier run on the same database are not mistaken for these.
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import secrets
import sys
import tempfile
import threading
import time
import urllib.parse
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bot.launch import ACTIONS_PYTHON, LOOPBACK, free_port
from bot.servers import Server

PEOPLE, THREADS = 200, 24
# What each person states, one a message; a person's number is added to the first, so that no two tell the same.
FACTS: dict[str, Any] = {
    "step2_ck_date": "2027-05", "step1_status": "passed", "step1_attempts": 1, "step2_ck_status": "not_taken",
    "qbank_percent": 60, "prep_weeks": 6, "step3_status": "not_taken", "visa_need": "J-1", "graduation_year": 2021,
    "usce_months": 2, "us_physiatrist_letters": 1, "letters_total": 3, "research": "local", "match_year": 2028,
    "reapplicant": False, "programs_planned": 60,
}  # fmt: skip
SCORES = (211, 222, 233, 244)


@dataclass
class Run:
    """The servers, and what went wrong at them.

    Attributes:
        ports: of the servers.
        secret: what callers have to show.
        faults: a line for each message that was not answered as it should be.
    """

    ports: tuple[int, ...]
    secret: str
    faults: list[str] = field(default_factory=list)
    connections: threading.local = field(default_factory=threading.local)

    def call(self, server: int, method: str, path: str, body: object = None) -> Any:
        """The JSON that a server answers; each thread keeps one connection to each server."""
        mine: dict[int, http.client.HTTPConnection] = self.connections.__dict__.setdefault("mine", {})
        if server not in mine:
            mine[server] = http.client.HTTPConnection(LOOPBACK, self.ports[server], timeout=60)
        held = mine[server]
        headers = {"X-Advisor-Secret": self.secret, "Content-Type": "application/json"}
        held.request(method, path, None if body is None else json.dumps(body), headers)
        answer = held.getresponse()
        content = answer.read()
        if answer.status != 200:
            raise OSError(f"{path} answered {answer.status}: {content[:200]!r}")
        return json.loads(content)


def main() -> int:
    """Print counts and time; 1 if a fact is missing or a message was not answered."""
    parser = argparse.ArgumentParser(prog="python -m bench.concurrency", description=__doc__)
    parser.add_argument("--db", help="address of the database; a new SQLite file without it")
    parser.add_argument("--people", type=int, default=PEOPLE)
    parser.add_argument("--threads", type=int, default=THREADS)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="advisor-bench-") as scratch:
        url = arguments.db or f"sqlite:///{scratch}/profiles.db"
        with servers(url, Path(scratch)) as run:
            return measure(run, url.partition(":")[0], arguments.people, arguments.threads)


@contextmanager
def servers(url: str, folder: Path) -> Iterator[Run]:
    """Two action servers on one database, started at the same moment."""
    secret = secrets.token_urlsafe(32)
    environment = {**os.environ, "ADVISOR_SECRET": secret, "ADVISOR_PROFILE_DB": url, "ADVISOR_TODAY": "2026-11-22"}
    python = os.environ.get("ADVISOR_ACTIONS_PYTHON", str(ACTIONS_PYTHON))
    ports = (free_port(), free_port())
    with ExitStack() as stack:
        started = []
        for port in ports:
            command = [python, "-m", "actions.server", "--port", str(port)]
            server = Server(
                f"action server {port}", command, environment, f"http://{LOOPBACK}:{port}/ready", folder / f"{port}.log"
            )
            server.start()
            stack.callback(server.stop)
            started.append(server)
        for server in started:
            server.wait_until_ready()
        yield Run(ports, secret)


def measure(run: Run, kind: str, people: int, threads: int) -> int:
    """Send everything, look for everything, and say how it went."""
    name = f"bench:{secrets.token_hex(4)}"
    told = [*FACTS.items(), *(("practice_scores", [score]) for score in SCORES)]
    jobs = [(person, place) for person in range(people) for place in range(len(told))]
    taken: list[float] = []

    def send(job: tuple[int, int]) -> None:
        person, place = job
        fact, value = told[place]
        start = time.perf_counter()
        try:
            answer = run.call(
                place % 2, "POST", "/webhook", webhook(f"{name}:{person}", fact, own(fact, value, person))
            )
            said = [each["custom"]["id"] for each in answer["responses"]]
            if not said or said[0] in ("talk.store_down", "talk.failed"):
                run.faults.append(f"person {person}, {fact}: {said}")
        except OSError as error:
            run.faults.append(f"person {person}, {fact}: {error}")
        taken.append(time.perf_counter() - start)

    begin = time.perf_counter()
    with ThreadPoolExecutor(threads) as pool:
        list(pool.map(send, jobs))
    seconds = time.perf_counter() - begin
    missing = [line for person in range(people) for line in lost(run, f"{name}:{person}", person)]
    taken.sort()
    sys.stdout.write(
        f"{kind}: {len(jobs)} messages of {people} people to 2 servers, {threads} at once, in {seconds:.1f} s"
        f" ({len(jobs) / seconds:.0f} a second; median {taken[len(taken) // 2] * 1000:.0f} ms,"
        f" 99% below {taken[len(taken) * 99 // 100] * 1000:.0f} ms, longest {taken[-1] * 1000:.0f} ms)\n"
        f"{len(jobs)} facts stated, {len(missing)} missing; {len(run.faults)} messages not answered\n"
    )
    for line in [*missing, *run.faults][:20]:
        sys.stdout.write(f"  {line}\n")
    return 1 if missing or run.faults else 0


def own(fact: str, value: Any, person: int) -> Any:
    """A value of one person: some facts tell who they are of."""
    return value + person if fact == "programs_planned" else value


def lost(run: Run, key: str, person: int) -> Iterator[str]:
    """The facts of a person that are not there as they were stated."""
    query = urllib.parse.urlencode({"person": key})
    held = run.call(person % 2, "GET", f"/facts?{query}")["facts"]
    history = run.call(person % 2, "GET", f"/history?{query}")["practice_scores"]
    for fact, value in FACTS.items():
        if held.get(fact) != own(fact, value, person):
            yield f"person {person}: {fact} is {held.get(fact)!r}"
    for score in SCORES:
        if score not in held.get("practice_scores", []) or score not in [each["score"] for each in history]:
            yield f"person {person}: the practice score {score} is missing"


def webhook(key: str, fact: str, value: Any) -> dict[str, Any]:
    """What Rasa sends to the action server for a message that states one fact."""
    text = f"{fact} {value}"
    entity = {"entity": fact, "value": value, "start": 0, "end": len(text)}
    latest = {"text": text, "intent": {"name": "profile_statement"}, "entities": [entity]}
    tracker = {
        "sender_id": key,
        "slots": {},
        "latest_message": latest,
        "events": [{"event": "user", "text": text, "parse_data": latest}],
        "paused": False,
        "followup_action": None,
        "active_loop": {},
        "latest_action_name": "action_listen",
    }
    return {"next_action": "action_advise", "sender_id": key, "tracker": tracker, "domain": {}, "version": "3.6.21"}


if __name__ == "__main__":
    sys.exit(main())
