"""Starts the action server and the Rasa server, waits until both answer, and stops both."""

from __future__ import annotations

import json
import os
import secrets
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

from bot.paths import ROOT, VAR
from bot.quiet import set_environment

START_SECONDS = 120
STOP_SECONDS = 12
ACTIONS_PYTHON = ROOT / ".venv-actions" / "bin" / "python"

Say = Callable[[str], None]


class LaunchFailed(Exception):
    """A server did not come up; the message says which, and shows the end of what it printed."""


@dataclass
class House:
    """Both servers, running.

    Attributes:
        url: the Rasa server's address.
        actions_url: the action server's address.
        secret: what callers of the action server have to show.
    """

    url: str
    actions_url: str
    secret: str
    processes: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)

    def facts_of(self, person: str) -> dict[str, Any]:
        """The facts held of a person, from the action server."""
        address = f"{self.actions_url}/facts?{urllib.parse.urlencode({'person': person})}"
        request = urllib.request.Request(address, headers={"X-Advisor-Secret": self.secret})  # noqa: S310  # loopback
        with urllib.request.urlopen(request, timeout=10) as answer:  # noqa: S310  # loopback
            facts: dict[str, Any] = json.load(answer)["facts"]
        return facts

    def ended(self) -> str | None:
        """The name of a server that ended by itself, or None."""
        return next((name for name, process in self.processes.items() if process.poll() is not None), None)


@dataclass(frozen=True)
class Plan:
    """How the house is to be run.

    Attributes:
        port: of the Rasa server; 0 takes a free one.
        store: folder of both stores.
        today: a day (YYYY-MM-DD) to advise for instead of the real one.
        burst: how many messages a person may send at once; 0 for no limit.
        host: where the Rasa server listens.
        logs: folder for what the servers print; None lets them print to standard error.
    """

    port: int = 5005
    store: Path = VAR
    today: str | None = None
    burst: int = 40
    host: str = "127.0.0.1"
    logs: Path | None = None


@contextmanager
def house(plan: Plan, model: Path, say: Say) -> Iterator[House]:
    """Run both servers for as long as the block lasts.

    Raises:
        LaunchFailed: one of them did not come up.
    """
    set_environment()
    port = plan.port or free_port()
    _refuse_taken(plan.host, port)
    actions_port, secret = free_port(), secrets.token_urlsafe(32)
    running = House(f"http://{plan.host}:{port}", f"http://127.0.0.1:{actions_port}", secret)
    environment = _environment(plan, running)
    with tempfile.TemporaryDirectory(prefix="advisor-") as scratch, _stopped_by_signals():
        logs = plan.logs or Path(scratch)
        try:
            _start(
                running,
                "action server",
                [_actions_python(), "-m", "actions.server", "--port", str(actions_port)],
                environment,
                logs,
            )
            serve = [
                sys.executable,
                "-W",
                "ignore",
                "-m",
                "bot.server",
                "--host",
                plan.host,
                "--port",
                str(port),
                "--model",
                str(model),
            ]
            _start(running, "Rasa server", serve, environment, logs)
            _await(running, f"{running.actions_url}/ready", "action server", logs, say)
            _await(running, f"{running.url}/health", "Rasa server", logs, say)
            yield running
        finally:
            _stop(running)


def free_port() -> int:
    """A port of loopback that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _refuse_taken(host: str, port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise LaunchFailed(
                f"port {port} of {host} cannot be used ({error.strerror}); take another one: advisor run --port 5006"
            ) from None


def _actions_python() -> str:
    python = Path(os.environ.get("ADVISOR_ACTIONS_PYTHON", ACTIONS_PYTHON))
    if not python.exists():
        raise LaunchFailed(f"the action server's environment is missing ({python}); run: make set-up")
    return str(python)


def _environment(plan: Plan, running: House) -> dict[str, str]:
    plan.store.mkdir(parents=True, exist_ok=True)
    ours = {
        "ADVISOR_SECRET": running.secret,
        "ADVISOR_ACTIONS_URL": running.actions_url,
        "ADVISOR_DIALOGUE_DB": str(plan.store / "dialogue.db"),
        "ADVISOR_BURST": str(plan.burst),
        "PYTHONUNBUFFERED": "1",
    }
    if plan.store != VAR or "ADVISOR_PROFILE_DB" not in os.environ:
        ours["ADVISOR_PROFILE_DB"] = f"sqlite:///{plan.store / 'profiles.db'}"
    if plan.today:
        ours["ADVISOR_TODAY"] = plan.today
    return {**os.environ, **ours}


def _start(running: House, name: str, command: list[str], environment: dict[str, str], logs: Path) -> None:
    output: IO[bytes]
    with _log(logs, name).open("wb") as output:
        # A session of its own: Ctrl-C reaches the launcher alone, which then stops both in order.
        running.processes[name] = subprocess.Popen(  # noqa: S603  # our own modules
            command,
            cwd=ROOT,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            start_new_session=True,
        )


def _log(logs: Path, name: str) -> Path:
    logs.mkdir(parents=True, exist_ok=True)
    return logs / f"{name.lower().replace(' ', '-')}.log"


def _await(running: House, address: str, name: str, logs: Path, say: Say) -> None:
    say(f"waiting for the {name} …")
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until:
        if ended := running.ended():
            raise LaunchFailed(f"the {ended} ended while it started:\n{_tail(_log(logs, ended))}")
        try:
            with urllib.request.urlopen(address, timeout=5):  # noqa: S310  # loopback
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.15)
    raise LaunchFailed(f"the {name} did not answer within {START_SECONDS} s:\n{_tail(_log(logs, name))}")


def _tail(log: Path) -> str:
    return log.read_text(encoding="utf-8", errors="replace").strip()[-2000:] or "(it printed nothing)"


def _stop(running: House) -> None:
    """Ask the Rasa server first, so that a turn under way can still reach the action server."""
    for name in ("Rasa server", "action server"):
        process = running.processes.get(name)
        if process is None or process.poll() is not None:
            continue
        process.terminate()
        try:
            process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


@contextmanager
def _stopped_by_signals() -> Iterator[None]:
    """A SIGTERM to the launcher ends the block like Ctrl-C does, so that no server is left behind."""

    def stop(_signal: int, _frame: Any) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
