"""The `advisor` command: what it says on which stream, and with which status it ends. No server is started here."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bot import training
from bot.cli import main
from bot.launch import Plan, dialogue_db
from bot.training import TrainingFailed

Captured = pytest.CaptureFixture[str]


@pytest.fixture
def trained(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A model that fits the sources, as far as the command can see."""
    monkeypatch.setattr(training, "MODELS", tmp_path)
    training.model_path().write_bytes(b"model")
    return training.model_path()


@pytest.fixture
def untrainable(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No model, and a process in the trainer's place that fails."""
    script = tmp_path / "trainer"
    script.write_text("#!/bin/sh\necho contradicting rules\nexit 1\n", encoding="utf-8")
    script.chmod(0o755)
    monkeypatch.setattr(training, "MODELS", tmp_path / "models")
    monkeypatch.setattr("sys.executable", str(script))


@pytest.fixture
def taken_port() -> Iterator[int]:
    with socket.socket() as holder:
        holder.bind(("127.0.0.1", 0))
        holder.listen()
        yield int(holder.getsockname()[1])


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["advise"],
        ["parse", "--today", "tomorrow"],
        ["parse", "--today", "2026-02-30"],
        ["converse", "--today", ""],
        ["run", "--port", "web"],
        ["run", "--prot", "5006"],
        ["train", "extra"],
        ["review", "--take", "3"],
        ["review", "--list", "--take", "3", "lors"],
    ],
)
def test_a_command_line_that_is_wrong_ends_with_2_and_shows_the_usage(capsys: Captured, arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    shown = capsys.readouterr()
    assert ended.value.code == 2
    assert shown.err.startswith("usage: advisor")
    assert shown.out == ""


def test_a_day_that_is_none_is_named_with_the_form_to_write(capsys: Captured) -> None:
    with pytest.raises(SystemExit):
        main(["parse", "--today", "22.11.2026"])
    assert '"22.11.2026" is no day; write it as 2026-11-22' in capsys.readouterr().err


def test_help_names_every_command(capsys: Captured) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--help"])
    shown = capsys.readouterr().out
    assert ended.value.code == 0
    assert all(f"\n    {command} " in shown for command in ("run", "train", "chat", "parse", "converse", "review"))


@pytest.mark.parametrize("command", ["run", "train", "chat", "parse", "converse", "review"])
def test_every_command_explains_itself(capsys: Captured, command: str) -> None:
    with pytest.raises(SystemExit) as ended:
        main([command, "--help"])
    assert ended.value.code == 0
    assert f"usage: advisor {command}" in capsys.readouterr().out


def test_nothing_is_trained_where_the_model_fits(trained: Path, capsys: Captured) -> None:
    assert main(["train"]) == 0
    shown = capsys.readouterr()
    assert "nothing to train" in shown.err
    assert shown.out == ""
    assert trained.read_bytes() == b"model"


@pytest.mark.usefixtures("untrainable")
@pytest.mark.parametrize("arguments", [["train"], ["parse"], ["converse"], ["run"], ["chat"]])
def test_a_model_that_cannot_be_trained_is_one_sentence_and_status_1(capsys: Captured, arguments: list[str]) -> None:
    assert main(arguments) == 1
    shown = capsys.readouterr()
    assert shown.err.endswith("the model could not be trained:\ncontradicting rules\n")
    assert shown.out == ""


@pytest.mark.usefixtures("trained")
def test_a_taken_port_is_told_with_another_one_to_try(capsys: Captured, taken_port: int) -> None:
    assert main(["run", "--port", str(taken_port)]) == 1
    shown = capsys.readouterr()
    assert f"port {taken_port} of 127.0.0.1 cannot be used" in shown.err
    assert "advisor run --port" in shown.err
    assert shown.out == ""


@pytest.mark.usefixtures("trained")
@pytest.mark.parametrize(
    ("settings", "named"),
    [
        ({"ADVISOR_TELEGRAM_TOKEN": "abc"}, "ADVISOR_TELEGRAM_TOKEN is no token"),
        (
            {"ADVISOR_TELEGRAM_TOKEN": "123:AbC", "ADVISOR_TELEGRAM_WEBHOOK_URL": "http://x.example"},
            "ADVISOR_TELEGRAM_WEBHOOK_URL has to begin with https://",
        ),
        ({"ADVISOR_SLACK_BOT_TOKEN": "xoxb-1"}, "ADVISOR_SLACK_SIGNING_SECRET is not set"),
    ],
)
def test_a_channel_that_cannot_be_switched_on_is_told_before_anything_starts(
    monkeypatch: pytest.MonkeyPatch, capsys: Captured, settings: dict[str, str], named: str
) -> None:
    monkeypatch.setattr("bot.launch.house", lambda *_: pytest.fail("something was started"))
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    assert main(["run"]) == 1
    assert named in capsys.readouterr().err


@pytest.mark.usefixtures("trained")
def test_a_store_of_ones_own_takes_all_that_is_written(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: Captured
) -> None:
    plans: list[Plan] = []

    def not_started(plan: Plan, *_: object) -> None:
        plans.append(plan)
        raise KeyboardInterrupt

    monkeypatch.setattr("bot.launch.house", not_started)
    monkeypatch.setenv("ADVISOR_DIALOGUE_DB", "sqlite:////elsewhere.db")
    monkeypatch.chdir(tmp_path)
    assert main(["run", "--store", "mine"]) == 130
    (plan,) = plans
    assert (plan.store, plan.logs) == (tmp_path / "mine", tmp_path / "mine" / "logs")
    assert dialogue_db(plan) == f"sqlite:///{tmp_path}/mine/dialogue.db"


@pytest.mark.usefixtures("trained")
def test_a_missing_environment_is_told_with_the_command_that_makes_it(
    capsys: Captured, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, closed_port: int
) -> None:
    monkeypatch.setenv("ADVISOR_ACTIONS_PYTHON", str(tmp_path / "nowhere" / "python"))
    assert main(["run", "--port", str(closed_port), "--store", str(tmp_path / "store")]) == 1
    assert "make set-up" in capsys.readouterr().err


def test_ctrl_c_is_no_failure_with_a_trace(monkeypatch: pytest.MonkeyPatch, capsys: Captured) -> None:
    def interrupted() -> bool:
        raise KeyboardInterrupt

    monkeypatch.setattr("bot.cli.is_trained", interrupted)
    assert main(["train"]) == 130
    assert capsys.readouterr().err == "stopped\n"


def test_chat_with_a_running_advisor_needs_no_model(
    monkeypatch: pytest.MonkeyPatch, rest_server: Callable[..., str], typed: Callable[[bytes], None], capsys: Captured
) -> None:
    def refuse() -> Path:
        raise TrainingFailed("must not train")

    monkeypatch.setattr("bot.cli.ensure_trained", refuse)
    senders: list[str] = []

    def answer(body: dict[str, str]) -> tuple[int, list[dict[str, object]]]:
        senders.append(body["sender"])
        return 200, [{"custom": {"id": "a.b", "text": "Hello Ana.", "next": []}}]

    typed(b"hi\n")
    assert main(["chat", "--url", rest_server(answer) + "/", "--name", "ana"]) == 0
    assert "Hello Ana." in capsys.readouterr().out
    assert senders == ["ana"]
