"""Real processes that write to one database at the same moment lose nothing."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from actions.store.migrate import downgrade
from actions.store.repository import ProfileStore

ROOT = Path(__file__).resolve().parents[3]
PEOPLE, MESSAGES = 6, 12
# Each process has four threads that write about the same people as the other one: a fact of its own, and one more practice score.
WRITER = f"""
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from actions.practice_history import joins
from actions.profile import Stated
from actions.store.migrate import upgrade
from actions.store.repository import ProfileStore

url, name, first = sys.argv[1], sys.argv[2], int(sys.argv[3])
store = ProfileStore(url)
upgrade(store.engine)
now = datetime.now(UTC)

def write(job):
    person, message = job
    store.seen(f"rest:{{person}}", now)
    told = {{f"{{name}}_{{message}}": Stated(message, "w", now), "practice_scores": Stated([first + message], "w", now)}}
    store.state(f"rest:{{person}}", told, join=joins([], []))

print("ready", flush=True)
sys.stdin.readline()
with ThreadPoolExecutor(4) as pool:
    list(pool.map(write, [(person, message) for message in range({MESSAGES}) for person in range({PEOPLE})]))
"""


def test_two_processes_that_open_one_new_file_and_write_at_once_lose_no_fact(tmp_path: Path) -> None:
    write_at_once(f"sqlite:///{tmp_path / 'profiles.db'}")


def test_two_processes_that_write_at_once_to_postgresql_lose_no_fact_and_all_goes_again(postgres_url: str) -> None:
    write_at_once(postgres_url)
    store = ProfileStore(postgres_url)
    store.erase("rest:0")
    assert store.history.practice("rest:0") == ()
    downgrade(store.engine, "base")
    store.engine.dispose()


def write_at_once(url: str) -> None:
    """Let two processes migrate and write, and look for every fact."""
    writers = [
        subprocess.Popen(
            [sys.executable, "-c", WRITER, url, name, str(first)],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for name, first in (("left", 200), ("right", 240))
    ]
    for writer in writers:
        assert writer.stdout is not None
        writer.stdout.readline()
    faults = []
    for writer in writers:
        assert writer.stdin is not None
        writer.stdin.write("go\n")
        writer.stdin.flush()
    for writer in writers:
        _, error = writer.communicate(timeout=60)
        faults.append(error)
    assert faults == ["", ""]
    store = ProfileStore(url)
    names = {f"{name}_{message}" for name in ("left", "right") for message in range(MESSAGES)}
    scores = {first + message for first in (200, 240) for message in range(MESSAGES)}
    for person in range(PEOPLE):
        held = store.profile(f"rest:{person}")
        assert set(held.stated) == {*names, "practice_scores"}
        assert set(held.numbers("practice_scores")) == scores
        assert [each.score for each in held.practice] == list(held.numbers("practice_scores"))
    store.engine.dispose()
