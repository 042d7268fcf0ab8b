"""The house: both servers come up with what they need, and go down together. Two small scripts stand in for the servers."""

from __future__ import annotations

import json
import signal
import socket
import sys
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bot import launch
from bot.launch import House, Plan, action_server, house
from bot.servers import LaunchFailed

# Answers every GET, tells under /told what it was started with, and notes when it is asked to end.
SERVER = """
import http.server, json, os, signal, sys
port, name = int(sys.argv[sys.argv.index("--port") + 1]), os.path.basename(sys.argv[1])
if os.path.exists(sys.argv[2] + "/" + name + "-fails"):
    sys.exit("the " + name + " has no model")
class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        if self.path.startswith("/facts?") and self.headers["X-Advisor-Secret"] != os.environ["ADVISOR_SECRET"]:
            return self.send_error(403)
        told = {"arguments": sys.argv[3:], "environment": dict(os.environ), "facts": {"asked": self.path}}
        self.send_response(200); self.end_headers(); self.wfile.write(json.dumps(told).encode())
    def log_message(self, *_): pass
def stop(*_):
    with open(sys.argv[2] + "/stopped", "a") as notes: notes.write(name + "\\n")
    os._exit(0)
signal.signal(signal.SIGTERM, stop)
http.server.HTTPServer(("127.0.0.1", port), Handler).serve_forever()
"""


@pytest.fixture
def scripts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the two scripts; `<name>-fails` in it lets one fail."""
    (tmp_path / "server.py").write_text(SERVER, encoding="utf-8")
    for name in ("actions", "rasa"):
        script = tmp_path / name
        script.write_text(f'#!/bin/sh\nexec {sys.executable} -S {tmp_path}/server.py {name} {tmp_path} "$@"\n')
        script.chmod(0o755)
    monkeypatch.setenv("ADVISOR_ACTIONS_PYTHON", str(tmp_path / "actions"))
    named = ("SECRET", "TODAY", "PROFILE_DB", "DIALOGUE_DB", "WEB_KEY")
    for name in (f"ADVISOR_{each}" for each in named):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(sys, "executable", str(tmp_path / "rasa"))
    return tmp_path


@pytest.fixture
def plan(scripts: Path) -> Callable[..., Plan]:
    return lambda **settings: Plan(**{"port": 0, "store": scripts / "store", **settings})


def told(address: str) -> dict[str, Any]:
    with urllib.request.urlopen(f"{address}/told", timeout=10) as answer:
        content: dict[str, Any] = json.load(answer)
    return content


def stopped(scripts: Path) -> list[str]:
    return (scripts / "stopped").read_text(encoding="utf-8").split()


def open_house(plan: Plan, say: Callable[[str], None] = lambda _: None) -> Any:
    return house(plan, Path("/models/a.tar.gz"), say)


def test_both_servers_answer_inside_the_block_and_none_after_it(scripts: Path, plan: Callable[..., Plan]) -> None:
    said: list[str] = []
    with open_house(plan(), said.append) as running:
        addresses = (running.url, running.actions_url)
        assert all(told(address) for address in addresses)
    for address in addresses:
        with pytest.raises(urllib.error.URLError):
            told(address)
    assert said == ["waiting for the action server …", "waiting for the Rasa server …"]


def test_the_rasa_server_is_stopped_first_so_that_its_last_turn_finds_the_action_server(
    scripts: Path, plan: Callable[..., Plan]
) -> None:
    with open_house(plan()):
        pass
    assert stopped(scripts) == ["rasa", "actions"]


def test_both_servers_are_stopped_when_the_block_fails(scripts: Path, plan: Callable[..., Plan]) -> None:
    with pytest.raises(ZeroDivisionError), open_house(plan()):
        _ = 1 / 0
    assert stopped(scripts) == ["rasa", "actions"]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_to_the_launcher_leaves_no_server_behind(
    scripts: Path, plan: Callable[..., Plan], number: signal.Signals
) -> None:
    before = signal.getsignal(number)
    with pytest.raises(KeyboardInterrupt), open_house(plan()):
        signal.raise_signal(number)
    assert stopped(scripts) == ["rasa", "actions"]
    assert signal.getsignal(number) is before


def test_both_servers_share_one_secret_that_nobody_can_guess(plan: Callable[..., Plan]) -> None:
    with open_house(plan()) as one, open_house(plan()) as other:
        secrets = [told(address)["environment"]["ADVISOR_SECRET"] for address in (one.url, one.actions_url)]
        assert secrets == [one.secret, one.secret]
        assert one.secret != other.secret
    assert len(one.secret) >= 32


def test_a_secret_that_was_given_is_kept(plan: Callable[..., Plan], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ADVISOR_SECRET", "given-by-the-operator")
    with open_house(plan()) as running:
        told_secret = told(running.actions_url)["environment"]["ADVISOR_SECRET"]
        assert [running.secret, told_secret] == ["given-by-the-operator"] * 2


def test_sessions_outlive_the_house_by_a_key_that_only_the_rasa_server_is_told(
    scripts: Path, plan: Callable[..., Plan]
) -> None:
    keys = []
    for _ in range(2):
        with open_house(plan()) as running:
            keys.append(told(running.url)["environment"]["ADVISOR_WEB_KEY"])
            assert "ADVISOR_WEB_KEY" not in told(running.actions_url)["environment"]
    assert keys[0] == keys[1] == (scripts / "store" / "web.key").read_text().strip()


def test_a_key_that_cannot_be_used_is_told_before_anything_starts(
    plan: Callable[..., Plan], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ADVISOR_WEB_KEY", "short")
    with pytest.raises(LaunchFailed, match="ADVISOR_WEB_KEY holds 5 characters"), open_house(plan()):
        pass


def test_the_servers_are_told_the_store_the_day_the_limit_and_each_other(
    scripts: Path, plan: Callable[..., Plan]
) -> None:
    with open_house(plan(today="2026-11-22", burst=7)) as running:
        content = told(running.url)
        variables = content["environment"]
        assert variables["ADVISOR_ACTIONS_URL"] == running.actions_url
        assert variables["ADVISOR_DIALOGUE_DB"] == f"sqlite:///{scripts / 'store' / 'dialogue.db'}"
        assert variables["ADVISOR_PROFILE_DB"] == f"sqlite:///{scripts / 'store' / 'profiles.db'}"
        assert (variables["ADVISOR_TODAY"], variables["ADVISOR_BURST"]) == ("2026-11-22", "7")
        arguments = content["arguments"]
        assert arguments[arguments.index("--model") + 1] == "/models/a.tar.gz"
        assert arguments[arguments.index("--host") + 1] == "127.0.0.1"
    assert (scripts / "store").is_dir()


def test_a_store_of_its_own_goes_before_a_database_named_in_the_environment(
    scripts: Path, plan: Callable[..., Plan], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("ADVISOR_DIALOGUE_DB", "ADVISOR_PROFILE_DB"):
        monkeypatch.setenv(name, "sqlite:////somebody/elses.db")
    with open_house(plan()) as running:
        variables = told(running.actions_url)["environment"]
    for name in ("ADVISOR_DIALOGUE_DB", "ADVISOR_PROFILE_DB"):
        assert str(scripts / "store") in variables[name]


def test_databases_named_by_the_operator_serve_the_usual_folder(
    scripts: Path, plan: Callable[..., Plan], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(launch, "VAR", scripts / "store")
    for name in ("DIALOGUE", "PROFILE"):
        monkeypatch.setenv(f"ADVISOR_{name}_DB", f"postgresql://somebody@host/{name}")
    with open_house(plan()) as running:
        variables = told(running.url)["environment"]
    assert variables["ADVISOR_DIALOGUE_DB"] == "postgresql://somebody@host/DIALOGUE"
    assert variables["ADVISOR_PROFILE_DB"] == "postgresql://somebody@host/PROFILE"


def test_databases_named_by_the_plan_go_before_all(plan: Callable[..., Plan]) -> None:
    named = {"dialogue_db": "postgresql://somebody@host/one", "profile_db": "postgresql://somebody@host/other"}
    with open_house(plan(**named)) as running:
        variables = told(running.url)["environment"]
    assert [variables["ADVISOR_DIALOGUE_DB"], variables["ADVISOR_PROFILE_DB"]] == list(named.values())


def test_the_facts_of_a_person_are_asked_for_with_the_secret(plan: Callable[..., Plan]) -> None:
    with open_house(plan()) as running:
        assert running.facts_of("rest:José & co") == {"asked": "/facts?person=rest%3AJos%C3%A9+%26+co"}
        stranger = House(running.url, running.actions_url, "guessed", running.servers)
        with pytest.raises(OSError, match="403"):
            stranger.facts_of("rest:me")


@pytest.mark.parametrize(("name", "shown"), [("actions", "action server"), ("rasa", "Rasa server")])
def test_a_server_that_does_not_come_up_is_told_and_the_other_one_stopped(
    scripts: Path, plan: Callable[..., Plan], name: str, shown: str
) -> None:
    (scripts / f"{name}-fails").touch()
    with (
        pytest.raises(LaunchFailed, match=f"the {shown} ended while it started:\nthe {name} has no model"),
        open_house(plan()),
    ):
        pass
    assert name not in (stopped(scripts) if (scripts / "stopped").exists() else [])


def test_what_an_earlier_run_printed_is_not_shown_again(scripts: Path, plan: Callable[..., Plan]) -> None:
    logs = scripts / "logs"
    logs.mkdir()
    (logs / "action-server.log").write_text("an old fault", encoding="utf-8")
    (scripts / "actions-fails").touch()
    with pytest.raises(LaunchFailed) as caught, open_house(plan(logs=logs)):
        pass
    assert "an old fault" not in str(caught.value)
    assert "has no model" in (logs / "action-server.log").read_text(encoding="utf-8")


def test_a_taken_port_is_refused_before_anything_starts(scripts: Path, plan: Callable[..., Plan]) -> None:
    with socket.socket() as holder:
        holder.bind(("127.0.0.1", 0))
        holder.listen()
        port = holder.getsockname()[1]
        with pytest.raises(LaunchFailed, match=rf"port {port} .*--port {port + 1}$"), open_house(plan(port=port)):
            pass
    assert not (scripts / "store").exists()


def test_an_address_for_every_network_is_shown_as_this_machine(plan: Callable[..., Plan]) -> None:
    with open_house(plan(host="0.0.0.0")) as running:
        assert running.url.startswith("http://127.0.0.1:")
        assert "0.0.0.0" in told(running.url)["arguments"]


def test_the_action_server_alone_is_told_the_store_and_stopped_after_the_block(
    scripts: Path, plan: Callable[..., Plan]
) -> None:
    with action_server(plan()) as (url, secret):
        variables = told(url)["environment"]
        assert variables["ADVISOR_PROFILE_DB"] == f"sqlite:///{scripts / 'store' / 'profiles.db'}"
        assert variables["ADVISOR_SECRET"] == secret
    with pytest.raises(urllib.error.URLError):
        told(url)
    assert stopped(scripts) == ["actions"]


def test_an_action_server_alone_that_does_not_come_up_is_told(scripts: Path, plan: Callable[..., Plan]) -> None:
    (scripts / "actions-fails").touch()
    with pytest.raises(LaunchFailed, match="the action server ended while it started"), action_server(plan()):
        pass
