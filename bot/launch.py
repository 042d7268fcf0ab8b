"""Starts the action server and the Rasa server, waits until both answer, and stops both; or the action server alone."""

from __future__ import annotations

import json
import os
import secrets
import signal
import socket
import sys
import tempfile
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot import discreet_log
from bot.channels.switches import VARIABLES as PLATFORMS
from bot.paths import ROOT, VAR
from bot.quiet import set_environment
from bot.servers import LaunchFailed, Server
from bot.web_key import VARIABLE as WEB_KEY
from bot.web_key import WebKeyUnusable, web_key

ACTIONS_PYTHON = ROOT / ".venv-actions" / "bin" / "python"
LOOPBACK = "127.0.0.1"

Say = Callable[[str], None]


@dataclass(frozen=True)
class Plan:
    """How the house is to be run.

    Attributes:
        port: of the Rasa server; 0 takes a free one.
        store: folder of both stores' files.
        today: a day (YYYY-MM-DD) to advise for instead of the real one.
        burst: how many messages a person may send at once; 0 for no limit.
        host: where the Rasa server listens.
        logs: folder for what the servers print; None keeps it only as long as they run.
        dialogue_db: an address to keep the dialogue at instead of in a file of `store`.
        profile_db: the same for the profiles.
        platforms: whether Slack and Telegram may be on. A house that runs beside the operator's own must not take their messages.
    """

    port: int = 5005
    store: Path = VAR
    today: str | None = None
    burst: int = 40
    host: str = LOOPBACK
    logs: Path | None = None
    dialogue_db: str | None = None
    profile_db: str | None = None
    platforms: bool = False


@dataclass(frozen=True)
class House:
    """Both servers, running.

    Attributes:
        url: the Rasa server's address.
        actions_url: the action server's address.
        secret: what callers of the action server have to show.
        servers: the action server and the Rasa server, in the order in which they were started.
    """

    url: str
    actions_url: str
    secret: str
    servers: tuple[Server, ...]

    def facts_of(self, person: str) -> dict[str, Any]:
        """The facts held of a person, from the action server.

        Raises:
            OSError: it cannot be reached.
        """
        address = f"{self.actions_url}/facts?{urllib.parse.urlencode({'person': person})}"
        request = urllib.request.Request(address, headers={"X-Advisor-Secret": self.secret})  # noqa: S310  # loopback
        with urllib.request.urlopen(request, timeout=10) as answer:  # noqa: S310  # loopback
            facts: dict[str, Any] = json.load(answer)["facts"]
        return facts


@contextmanager
def house(plan: Plan, model: Path, say: Say) -> Iterator[House]:
    """Run both servers for as long as the block lasts.

    Raises:
        LaunchFailed: one of them did not come up.
    """
    set_environment()
    port = plan.port or free_port()
    _refuse_taken(plan.host, port)
    with tempfile.TemporaryDirectory(prefix="advisor-") as scratch, _stopped_by_signals():
        running = _furnish(plan, port, model, plan.logs or Path(scratch))
        actions, rasa = running.servers
        try:
            actions.start()
            rasa.start()
            say("waiting for the action server …")
            actions.wait_until_ready([rasa])
            say("waiting for the Rasa server …")
            rasa.wait_until_ready([actions])
            yield running
        finally:
            # The Rasa server first, so that a turn under way can still reach the action server.
            rasa.stop()
            actions.stop()


@contextmanager
def action_server(plan: Plan) -> Iterator[tuple[str, str]]:
    """Run the action server alone for as long as the block lasts; its address and its secret.

    Raises:
        LaunchFailed: it did not come up.
    """
    with tempfile.TemporaryDirectory(prefix="advisor-") as scratch, _stopped_by_signals():
        url, secret = f"http://{LOOPBACK}:{free_port()}", _secret()
        environment = {**_without_platforms(os.environ), **_variables(plan, url, secret)}
        server = _action_server(url, environment, Path(scratch) / "action-server.log")
        try:
            server.start()
            server.wait_until_ready()
            yield url, secret
        finally:
            server.stop()


def _action_server(url: str, environment: Mapping[str, str], log: Path) -> Server:
    port = url.rpartition(":")[2]
    return Server(
        "action server",
        [_actions_python(), "-m", "actions.server", "--port", port],
        environment,
        f"{url}/ready",
        log,
    )


def _without_platforms(environment: Mapping[str, str]) -> dict[str, str]:
    """The environment without the tokens of the chat platforms: they are the Rasa server's alone."""
    return {name: value for name, value in environment.items() if name not in PLATFORMS}


def _secret() -> str:
    return os.environ.get("ADVISOR_SECRET") or secrets.token_urlsafe(32)


def _furnish(plan: Plan, port: int, model: Path, logs: Path) -> House:
    """Both servers, not started yet."""
    shown = LOOPBACK if plan.host == "0.0.0.0" else plan.host  # noqa: S104  # only compared
    url, actions_url = f"http://{shown}:{port}", f"http://{LOOPBACK}:{free_port()}"
    secret = _secret()
    environment = {**_without_platforms(os.environ), **_variables(plan, actions_url, secret)}
    environment |= {"ADVISOR_LOGS": str(logs), discreet_log.KEY: secrets.token_hex(32)}
    tokens = {name: os.environ[name] for name in PLATFORMS if plan.platforms and name in os.environ}
    with_key = {**environment, **tokens, WEB_KEY: _web_key(plan)}
    serve = [sys.executable, "-W", "ignore", "-m", "bot.server", "--host", plan.host, "--port", str(port)]
    for log in ("action-server.log", "rasa-server.log"):
        (logs / log).unlink(missing_ok=True)
    return House(
        url,
        actions_url,
        secret,
        (
            _action_server(actions_url, environment, logs / "action-server.log"),
            Server("Rasa server", [*serve, "--model", str(model)], with_key, f"{url}/health", logs / "rasa-server.log"),
        ),
    )


def _variables(plan: Plan, actions_url: str, secret: str) -> dict[str, str]:
    """What the servers are told through the environment."""
    plan.store.mkdir(parents=True, exist_ok=True)
    variables = {
        "ADVISOR_SECRET": secret,
        "ADVISOR_ACTIONS_URL": actions_url,
        "ADVISOR_BURST": str(plan.burst),
        "ADVISOR_DIALOGUE_DB": dialogue_db(plan),
        "ADVISOR_PROFILE_DB": plan.profile_db or _own(plan, "ADVISOR_PROFILE_DB", "profiles.db"),
        "PYTHONUNBUFFERED": "1",
    }
    if plan.today:
        variables["ADVISOR_TODAY"] = plan.today
    return variables


def _web_key(plan: Plan) -> str:
    """What the sessions of the web channel are signed with: the Rasa server's alone."""
    try:
        return web_key(plan.store)
    except WebKeyUnusable as error:
        raise LaunchFailed(str(error)) from None


def dialogue_db(plan: Plan) -> str:
    """Where the dialogue of a plan is kept."""
    return plan.dialogue_db or _own(plan, "ADVISOR_DIALOGUE_DB", "dialogue.db")


def _own(plan: Plan, variable: str, file: str) -> str:
    """A file in the plan's folder, unless it is the usual folder and the operator named another database."""
    named = os.environ.get(variable) if plan.store == VAR else None
    return named or f"sqlite:///{plan.store / file}"


def free_port() -> int:
    """A port of loopback that nothing listens on."""
    with socket.socket() as probe:
        probe.bind((LOOPBACK, 0))
        return int(probe.getsockname()[1])


def _refuse_taken(host: str, port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except (OSError, OverflowError) as error:
            sentence = f"port {port} of {host} cannot be used ({getattr(error, 'strerror', None) or error}); take another one: advisor run --port"
            raise LaunchFailed(f"{sentence} {port + 1 if 0 < port < 65535 else 5006}") from None


def _actions_python() -> str:
    python = Path(os.environ.get("ADVISOR_ACTIONS_PYTHON", ACTIONS_PYTHON))
    if not python.exists():
        raise LaunchFailed(f"the action server's environment is missing ({python}); run: make set-up")
    return str(python)


@contextmanager
def _stopped_by_signals() -> Iterator[None]:
    """A SIGTERM to the launcher ends the block like Ctrl-C does, so that no server is left behind."""

    def stop(_signal: int, _frame: Any) -> None:
        raise KeyboardInterrupt

    before = {number: signal.signal(number, stop) for number in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
