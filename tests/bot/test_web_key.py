"""The key that signs web sessions: given, or made once and kept for its owner alone."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from bot.web_key import SHORTEST, VARIABLE, WebKeyUnusable, web_key


@pytest.fixture(autouse=True)
def _nothing_given(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)


def test_a_key_is_made_once_and_only_its_owner_can_read_it(tmp_path: Path) -> None:
    folder = tmp_path / "var"
    key = web_key(folder)
    assert len(key) >= SHORTEST
    assert web_key(folder) == key
    assert stat.S_IMODE((folder / "web.key").stat().st_mode) == 0o600
    assert [path.name for path in folder.iterdir()] == ["web.key"]


def test_two_places_have_two_keys(tmp_path: Path) -> None:
    assert web_key(tmp_path / "a") != web_key(tmp_path / "b")


def test_a_key_that_was_given_is_used_and_nothing_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, "given by the operator, long enough")
    assert web_key(tmp_path) == "given by the operator, long enough"
    assert list(tmp_path.iterdir()) == []


def test_a_short_key_is_refused_and_not_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, "hunter2")
    with pytest.raises(WebKeyUnusable, match="at least 32") as caught:
        web_key(tmp_path)
    assert "hunter2" not in str(caught.value)


@pytest.mark.parametrize("content", [b"", b"short\n", b"\xff" * 40])
def test_a_file_that_holds_no_key_is_told(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "web.key").write_bytes(content)
    with pytest.raises(WebKeyUnusable, match=r"web\.key"):
        web_key(tmp_path)


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "var").write_text("a file where the folder should be")
    with pytest.raises(WebKeyUnusable, match="cannot be used"):
        web_key(tmp_path / "var")
