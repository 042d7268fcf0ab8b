"""A server as a process: waited for, stopped, and started again when it ended by itself."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import pytest

from bot import servers
from bot.servers import LaunchFailed, Reviver, Server

NOWHERE = "http://127.0.0.1:9/ready"


def server(tmp_path: Path, script: str, address: str = NOWHERE, name: str = "test server") -> Server:
    return Server(name, ["/bin/sh", "-c", script], {"PATH": "/usr/bin:/bin"}, address, tmp_path / "logs" / "test.log")


def ended(one: Server) -> Server:
    one.start()
    assert one.process is not None
    one.process.wait(10)
    return one


def test_a_server_that_was_not_started_has_not_ended(tmp_path: Path) -> None:
    one = server(tmp_path, "exit 0")
    assert not one.ended
    one.stop()
    assert one.last_words() == "(it printed nothing)"


def test_a_server_that_ends_while_it_starts_is_told_with_its_last_words(tmp_path: Path) -> None:
    one = server(tmp_path, "echo no such model; echo really >&2; exit 3")
    one.start()
    with pytest.raises(LaunchFailed, match=r"the test server ended while it started:\nno such model\nreally$"):
        one.wait_until_ready()


def test_waiting_ends_when_a_companion_ends(tmp_path: Path) -> None:
    one = server(tmp_path, "exec sleep 60")
    other = ended(server(tmp_path, "echo gone", name="other server"))
    one.start()
    try:
        with pytest.raises(LaunchFailed, match=r"the other server ended while it started:\ngone"):
            one.wait_until_ready([other])
    finally:
        one.stop()


def test_a_server_that_never_answers_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(servers, "START_SECONDS", 0.2)
    one = server(tmp_path, "echo still loading; exec sleep 60")
    one.start()
    try:
        with pytest.raises(LaunchFailed, match=r"the test server did not answer within 0\.2 s"):
            one.wait_until_ready()
        assert not one.ended
    finally:
        one.stop()


def test_a_stopped_server_has_ended(tmp_path: Path) -> None:
    one = server(tmp_path, "exec sleep 60")
    one.start()
    assert not one.ended
    one.stop()
    assert one.ended
    one.stop()


def test_a_server_that_will_not_end_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(servers, "STOP_SECONDS", 0.2)
    script = "import signal, sys, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('deaf', flush=True); time.sleep(60)"
    one = Server("deaf server", [sys.executable, "-S", "-c", script], {}, NOWHERE, tmp_path / "deaf.log")
    one.start()
    until = time.monotonic() + 10
    while "deaf" not in one.last_words():
        assert time.monotonic() < until
    one.stop()
    assert one.ended


def test_last_words_are_the_end_of_a_long_log_whatever_its_bytes(tmp_path: Path) -> None:
    one = ended(server(tmp_path, "head -c 9000 /dev/zero | tr '\\0' x; printf '\\377 the end\\n'"))
    words = one.last_words()
    assert len(words) <= 2000
    assert words.endswith("\N{REPLACEMENT CHARACTER} the end")


def test_a_second_start_adds_to_the_log(tmp_path: Path) -> None:
    one = server(tmp_path, "echo started")
    ended(one)
    ended(one)
    assert one.last_words() == "started\nstarted"


def test_a_server_that_ended_by_itself_is_started_again_and_told(tmp_path: Path) -> None:
    said: list[str] = []
    one = ended(server(tmp_path, "exit 1"))
    other = server(tmp_path, "exec sleep 60", name="other server")
    other.start()
    first, kept = one.process, other.process
    try:
        Reviver([one, other], said.append).look()
        assert one.process is not first
        assert other.process is kept
    finally:
        other.stop()
        one.stop()
    assert len(said) == 1
    assert "the test server ended by itself" in said[0]
    assert str(one.log) in said[0]


def test_a_server_that_keeps_ending_is_given_up_with_its_last_words(tmp_path: Path) -> None:
    one = ended(server(tmp_path, "echo the disk is full; exit 1"))
    reviver = Reviver([one], lambda _: None, most=3, now=lambda: 0.0)
    for _ in range(3):
        reviver.look()
        assert one.process is not None
        one.process.wait(10)
    with pytest.raises(LaunchFailed, match=r"(?s)the test server keeps ending:.*the disk is full"):
        reviver.look()


def test_a_server_that_ends_now_and_then_is_started_for_ever(tmp_path: Path) -> None:
    moments = iter(range(0, 3000, 100))
    said: list[str] = []
    one = ended(server(tmp_path, "exit 1"))
    reviver = Reviver([one], said.append, most=2, within=60.0, now=lambda: float(next(moments)))
    for _ in range(6):
        reviver.look()
        assert one.process is not None
        one.process.wait(10)
    assert len(said) == 6
