"""The action server as a process of its own, as the launcher starts it."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
SHARED = "known to both sides, nobody else"
START_SECONDS = 20


def environment(store: str, **more: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("ADVISOR_")}
    return {**kept, "ADVISOR_SECRET": SHARED, "ADVISOR_PROFILE_DB": store, **more}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def get(port: int, path: str, shown: str = SHARED) -> tuple[int, str]:
    connection = HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", path, headers={"X-Advisor-Secret": shown})
        answer = connection.getresponse()
        return answer.status, answer.read().decode()
    finally:
        connection.close()


def wait_for_health(port: int, process: subprocess.Popen[str]) -> None:
    """Ask until the server answers; give up when it has ended or the time is over."""
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end:
        try:
            if get(port, "/health")[0] == 200:
                return
        except OSError:
            try:
                process.wait(0.05)
            except subprocess.TimeoutExpired:
                continue
            break
    process.kill()
    pytest.fail(f"the action server did not answer: {process.communicate()[1]}")


@pytest.fixture
def server(tmp_path: Path) -> Iterator[tuple[int, subprocess.Popen[str]]]:
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", "actions.server", "--port", str(port)],
        cwd=ROOT,
        env=environment(f"sqlite:///{tmp_path / 'new' / 'profiles.db'}", ADVISOR_TODAY="2026-11-22"),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        wait_for_health(port, process)
        yield port, process
    finally:
        process.terminate()
        try:
            process.communicate(timeout=10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()


def start_in_vain(store: str, **more: str) -> tuple[int, str]:
    """Start a server that cannot run; its exit code and what it said."""
    ended = subprocess.run(
        [sys.executable, "-m", "actions.server", "--port", str(free_port())],
        cwd=ROOT,
        env=environment(store, **more),
        capture_output=True,
        text=True,
        timeout=START_SECONDS,
        check=False,
    )
    return ended.returncode, ended.stderr


def test_a_started_server_makes_its_store_serves_and_stops_when_told(
    server: tuple[int, subprocess.Popen[str]], tmp_path: Path
) -> None:
    port, process = server
    assert get(port, "/ready") == (200, '{"profile_store":"ok"}')
    assert json.loads(get(port, "/facts?person=rest:ann")[1]) == {"facts": {}}
    assert get(port, "/facts?person=rest:ann", shown="wrong")[0] == 403
    assert (tmp_path / "new" / "profiles.db").is_file()
    process.terminate()
    assert process.wait(10) == 0


@pytest.mark.parametrize(
    ("store", "more", "said"),
    [
        ("sqlite://", {"ADVISOR_SECRET": "short"}, "ADVISOR_SECRET has to hold at least 16 characters"),
        ("no address", {}, "the profile store cannot be opened"),
    ],
)
def test_a_server_that_cannot_start_says_why_in_one_line(store: str, more: dict[str, str], said: str) -> None:
    code, errors = start_in_vain(store, **more)
    assert code == 1
    assert errors.startswith("the action server cannot start: ")
    assert said in errors
    assert "Traceback" not in errors


def test_a_store_file_that_is_no_database_is_said_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "profiles.db"
    path.write_text("a letter to my aunt " * 100)
    code, errors = start_in_vain(f"sqlite:///{path}")
    assert code == 1
    assert "the profile store cannot be opened" in errors
    assert "Traceback" not in errors
    assert path.read_text() == "a letter to my aunt " * 100
