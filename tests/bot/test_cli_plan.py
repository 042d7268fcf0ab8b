"""`advisor plan`: what is found wrong before anything starts, and files that are written whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.cli import main
from bot.cli_plan import PlanFailed, write_whole

Captured = pytest.CaptureFixture[str]
FACTS = '{"step2_ck_score": 238}'


@pytest.fixture(autouse=True)
def _nothing_starts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.launch.action_server", lambda plan: pytest.fail("a server was started"))


@pytest.mark.parametrize(
    ("name", "found"), [("plan.docx", 'ends with ".docx"'), ("plan", "has no ending"), (".pdf", "has no ending")]
)
def test_an_ending_that_is_no_form_is_told_the_forms(tmp_path: Path, capsys: Captured, name: str, found: str) -> None:
    assert main(["plan", str(tmp_path / name), "--facts", FACTS]) == 1
    said = capsys.readouterr().err
    assert found in said
    assert ".pdf, .ics (calendar), .md (Markdown) or .json" in said
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("facts", ["{", "", "[]", "238", '{"step2_ck_score": NaN}', "[" * 100_000])
def test_facts_that_are_no_object_are_told_how_to_write_them(tmp_path: Path, capsys: Captured, facts: str) -> None:
    assert main(["plan", str(tmp_path / "plan.pdf"), "--facts", facts]) == 1
    assert """--facts '{"step1_status": "passed", "step2_ck_score": 238}'""" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_facts_and_a_person_at_once_are_too_much(tmp_path: Path, capsys: Captured) -> None:
    with pytest.raises(SystemExit):
        main(["plan", str(tmp_path / "plan.pdf"), "--facts", FACTS, "--person", "rest:ana"])
    assert "not allowed with argument" in capsys.readouterr().err


def test_a_person_without_a_channel_is_told_how_persons_are_named(tmp_path: Path, capsys: Captured) -> None:
    assert main(["plan", str(tmp_path / "plan.pdf"), "--person", "anna"]) == 1
    assert "--person rest:anna" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_a_file_is_replaced_as_a_whole(tmp_path: Path) -> None:
    path = tmp_path / "plan.pdf"
    path.write_bytes(b"old, and longer")
    write_whole(path, b"new")
    assert [(each.name, each.read_bytes()) for each in tmp_path.iterdir()] == [("plan.pdf", b"new")]


def test_a_file_that_cannot_be_written_leaves_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / "plan.pdf").mkdir()
    with pytest.raises(PlanFailed, match="cannot be written"):
        write_whole(tmp_path / "plan.pdf", b"new")
    assert [each.name for each in tmp_path.iterdir()] == ["plan.pdf"]
    with pytest.raises(PlanFailed, match="name a file in a folder that you may write to"):
        write_whole(tmp_path / "none" / "plan.pdf", b"new")
