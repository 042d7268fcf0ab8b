"""One server as a process: started, waited for, started again when it ended by itself, stopped."""

from __future__ import annotations

import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from bot.paths import ROOT

START_SECONDS = 120
STOP_SECONDS = 12


class LaunchFailed(Exception):
    """A server did not come up; the message says which, and shows the end of what it printed."""


class Server:
    """A server process.

    Args:
        name: how messages call it.
        command: what is run.
        environment: its variables.
        address: answers with 200 when the server is ready.
        log: file for what it prints.
    """

    def __init__(
        self, name: str, command: Sequence[str], environment: Mapping[str, str], address: str, log: Path
    ) -> None:
        self.name, self.command, self.environment = name, list(command), dict(environment)
        self.address, self.log = address, log
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start the process; what it prints is added to its log."""
        self.log.parent.mkdir(parents=True, exist_ok=True)
        with self.log.open("ab") as output:
            # A session of its own: Ctrl-C reaches the launcher alone, which then stops all in order.
            self.process = subprocess.Popen(  # noqa: S603  # our own modules
                self.command,
                cwd=ROOT,
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                start_new_session=True,
            )

    @property
    def ended(self) -> bool:
        """Whether it was started and has ended by itself."""
        return self.process is not None and self.process.poll() is not None

    def wait_until_ready(self, companions: Sequence[Server] = ()) -> None:
        """Wait until it answers.

        Args:
            companions: servers that have to stay alive meanwhile.

        Raises:
            LaunchFailed: it, or a companion, ended, or it did not answer in time.
        """
        until = time.monotonic() + START_SECONDS
        while time.monotonic() < until:
            for server in (self, *companions):
                if server.ended:
                    raise LaunchFailed(f"the {server.name} ended while it started:\n{server.last_words()}")
            try:
                with urllib.request.urlopen(self.address, timeout=5):  # noqa: S310  # an address of this machine
                    return
            except (urllib.error.URLError, OSError):
                time.sleep(0.1)
        raise LaunchFailed(f"the {self.name} did not answer within {START_SECONDS} s:\n{self.last_words()}")

    def last_words(self) -> str:
        """The end of what it printed."""
        if not self.log.is_file():
            return "(it printed nothing)"
        return self.log.read_text(encoding="utf-8", errors="replace").strip()[-2000:] or "(it printed nothing)"

    def stop(self) -> None:
        """Ask it to end, and end it if it does not."""
        if self.process is None or self.process.poll() is not None:
            return
        self.process.terminate()
        try:
            self.process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


class Reviver:
    """Starts servers again that ended by themselves, but not for ever.

    Args:
        servers: those to watch.
        say: gets a line for each new start.
        most: how many new starts within `within` seconds are tried.
        now: a clock in seconds.
    """

    def __init__(
        self,
        servers: Sequence[Server],
        say: Callable[[str], None],
        most: int = 5,
        within: float = 60.0,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        self.servers, self.say, self.most, self.within, self.now = servers, say, most, within, now
        self._starts: list[float] = []

    def look(self) -> None:
        """Start again what has ended.

        Raises:
            LaunchFailed: one keeps ending.
        """
        for server in self.servers:
            if not server.ended:
                continue
            moment = self.now()
            self._starts = [start for start in self._starts if moment - start < self.within]
            if len(self._starts) >= self.most:
                raise LaunchFailed(f"the {server.name} keeps ending:\n{server.last_words()}")
            self._starts.append(moment)
            self.say(f"the {server.name} ended by itself; starting it again (its log: {server.log})")
            server.start()
