"""When a model is trained anew: what it is made from counts by its content."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from bot import training
from bot.paths import ROOT

SOURCES = (
    "config.yml",
    "domain.yml",
    "data/nlu/talk.yml",
    "data/rules/talk.yml",
    "bot/nlu/reading.py",
    "bot/nlu/countries.yml",
    "bot/vocabulary.py",
    "requirements/bot.txt",
)


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small project of the same shape, in the place of ours."""
    for name in SOURCES:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(f"content of {name}", encoding="utf-8")
    places = {"ROOT": "", "CONFIG": "config.yml", "DOMAIN": "domain.yml", "DATA": "data", "MODELS": "models"}
    for name, place in places.items():
        monkeypatch.setattr(training, name, tmp_path / place)
    return tmp_path


@pytest.fixture
def trainer(project: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Puts a script in the place of the process that trains."""

    def put(script: str) -> None:
        path = project / "trainer"
        path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
        path.chmod(0o755)
        monkeypatch.setattr(sys, "executable", str(path))

    return put


@pytest.mark.parametrize("name", SOURCES)
def test_a_change_of_any_source_asks_for_a_new_model(project: Path, name: str) -> None:
    before = training.fingerprint()
    (project / name).write_text("something else", encoding="utf-8")
    assert training.fingerprint() != before


def test_a_new_and_a_removed_file_of_examples_ask_for_a_new_model(project: Path) -> None:
    before = training.fingerprint()
    added = project / "data" / "nlu" / "more.yml"
    added.write_text("", encoding="utf-8")
    assert training.fingerprint() != before
    added.unlink()
    assert training.fingerprint() == before
    (project / "data" / "nlu" / "talk.yml").unlink()
    assert training.fingerprint() != before


def test_a_renamed_file_asks_for_a_new_model(project: Path) -> None:
    before = training.fingerprint()
    (project / "data" / "nlu" / "talk.yml").rename(project / "data" / "nlu" / "words.yml")
    assert training.fingerprint() != before


def test_two_files_that_swap_their_content_ask_for_a_new_model(project: Path) -> None:
    before = training.fingerprint()
    one, other = project / "config.yml", project / "domain.yml"
    contents = one.read_text(encoding="utf-8"), other.read_text(encoding="utf-8")
    one.write_text(contents[1], encoding="utf-8")
    other.write_text(contents[0], encoding="utf-8")
    assert training.fingerprint() != before


@pytest.mark.parametrize("name", ["config.yml", "data/nlu/talk.yml"])
def test_the_date_of_a_file_does_not_matter(project: Path, name: str) -> None:
    before = training.fingerprint()
    os.utime(project / name, (1, 1))
    assert training.fingerprint() == before


def test_files_that_a_model_is_not_made_from_do_not_matter(project: Path) -> None:
    before = training.fingerprint()
    for name in ("README.md", "bot/cli.py", "bot/nlu/notes.txt", "data/nlu/talk.yml.bak"):
        (project / name).write_text("changed", encoding="utf-8")
    assert training.fingerprint() == before


def test_a_model_counts_only_for_the_sources_that_it_was_made_from(project: Path) -> None:
    assert not training.is_trained()
    training.model_path().parent.mkdir()
    training.model_path().write_bytes(b"model")
    assert training.is_trained()
    (project / "data" / "nlu" / "talk.yml").write_text("changed", encoding="utf-8")
    assert not training.is_trained()


def test_a_model_that_fits_is_taken_without_training(project: Path, trainer: Callable[[str], None]) -> None:
    trainer("echo must not run; exit 1")
    training.model_path().parent.mkdir()
    training.model_path().write_bytes(b"model")
    assert training.ensure_trained() == training.model_path()


def test_a_missing_model_is_trained_and_older_ones_go(project: Path, trainer: Callable[[str], None]) -> None:
    path = training.model_path()
    trainer(f"printf new > '{path}'")
    (project / "models").mkdir()
    (project / "models" / "0123456789abcdef.tar.gz").write_bytes(b"old")
    (project / "models" / "notes.txt").write_text("kept", encoding="utf-8")
    assert training.ensure_trained() == path
    assert path.read_bytes() == b"new"
    assert sorted(each.name for each in path.parent.iterdir()) == sorted([path.name, "notes.txt"])


def test_a_training_that_fails_tells_the_end_of_what_was_printed(project: Path, trainer: Callable[[str], None]) -> None:
    trainer("echo the beginning; head -c 5000 /dev/zero | tr '\\0' '.'; echo; echo contradicting rules >&2; exit 1")
    with pytest.raises(training.TrainingFailed) as caught:
        training.ensure_trained()
    assert str(caught.value).endswith("contradicting rules")
    assert "the beginning" not in str(caught.value)
    assert not training.is_trained()


def test_a_training_that_leaves_no_model_has_failed(project: Path, trainer: Callable[[str], None]) -> None:
    trainer("echo all is well")
    with pytest.raises(training.TrainingFailed, match="all is well"):
        training.ensure_trained()


def test_a_failed_training_keeps_the_older_model(project: Path, trainer: Callable[[str], None]) -> None:
    trainer("exit 1")
    old = project / "models" / "0123456789abcdef.tar.gz"
    old.parent.mkdir()
    old.write_bytes(b"old")
    with pytest.raises(training.TrainingFailed):
        training.ensure_trained()
    assert old.read_bytes() == b"old"


def test_the_real_sources_are_all_there() -> None:
    names = {str(path.relative_to(ROOT)) for path in training.sources()}
    assert {name for name in SOURCES if name.count("/") < 2 or name.startswith("bot/nlu")} <= names
    assert all(path.is_file() for path in training.sources())
