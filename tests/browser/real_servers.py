"""The real servers as `advisor run` starts them, on a store of their own; they can be killed and started again on it."""

from __future__ import annotations

import os
import select
import signal
import sqlite3
import subprocess
import urllib.request
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from bot.launch import free_port
from tests.browser.fake_server import ROOT

# A season in which every step of a plan lies ahead.
TODAY = "2026-11-22"
STOP_SECONDS = 40


class RealServers:
    """The command, running.

    Args:
        store: folder for all that it writes.
        origin: another origin whose pages may talk to it.
    """

    def __init__(self, store: Path, origin: str) -> None:
        self.store, self.port = store, free_port()
        self.environment = {**os.environ, "ADVISOR_WEB_ORIGINS": origin}
        self.start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        """Start the servers and wait until they are healthy; the command itself gives up after two minutes."""
        command = [".venv/bin/python", "-m", "bot.cli", "run", "--port", str(self.port)]
        self.process = subprocess.Popen(
            [*command, "--store", str(self.store), "--today", TODAY],
            cwd=ROOT,
            env=self.environment,
            stderr=subprocess.PIPE,
            text=True,
        )
        assert self.process.stderr is not None
        said = list[str]()
        for line in self.process.stderr:
            said.append(line)
            if line.startswith("The advisor is at "):
                break
        else:
            raise AssertionError("the advisor did not start:\n" + "".join(said))
        with urllib.request.urlopen(f"{self.url}/health", timeout=10) as answer:
            assert answer.status == 200

    def kill(self) -> None:
        """End everything at once, as a power cut does: the command first, so that it starts nothing again."""
        number = self.process.pid
        servers = Path(f"/proc/{number}/task/{number}/children").read_text(encoding="ascii").split()
        ends = [os.pidfd_open(int(server)) for server in servers]
        self.process.kill()
        self.process.wait(STOP_SECONDS)
        for server, end in zip(servers, ends, strict=True):
            os.killpg(int(server), signal.SIGKILL)
            assert select.select([end], [], [], STOP_SECONDS)[0]
            os.close(end)

    def stop(self) -> None:
        """Ask it to end, as Ctrl-C does."""
        self.process.terminate()
        self.process.wait(STOP_SECONDS)

    @contextmanager
    def nothing_is_saved(self) -> Iterator[None]:
        """As long as the block lasts, no turn comes to its end: its replies are sent, and saving them waits."""
        with closing(sqlite3.connect(self.store / "dialogue.db", isolation_level=None)) as holding:
            holding.execute("BEGIN IMMEDIATE")
            yield


@contextmanager
def real_servers(store: Path, origin: str) -> Iterator[RealServers]:
    """Servers for a session of tests."""
    running = RealServers(store, origin)
    try:
        yield running
    finally:
        if running.process.poll() is None:
            running.stop()
