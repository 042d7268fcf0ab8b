"""Files stay small enough to read, and what is installed is pinned to the byte and bound to no host."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.paths import ROOT

MOST_LINES = 300
PINNED = sorted((ROOT / "requirements").glob("*.txt"))
# Ranges that replace what Rasa pins; the pins that follow from them stand in bot.txt.
RANGES = "bot.overrides.txt"


def requirements(path: Path) -> list[str]:
    """The requirements of a file, each with its hashes on one line, without comments."""
    text = path.read_text(encoding="utf-8").replace("\\\n", " ")
    lines = [re.sub(r"(^|\s)#.*", "", line).strip() for line in text.splitlines()]
    return [line for line in lines if line]


@pytest.mark.parametrize("folder", ["bot", "actions", "scripts"])
def test_no_python_file_is_longer_than_a_reader_bears(folder: str) -> None:
    lengths = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in (ROOT / folder).rglob("*.py")}
    assert lengths
    assert {str(path): lines for path, lines in lengths.items() if lines >= MOST_LINES} == {}


@pytest.mark.parametrize("path", PINNED, ids=lambda path: path.name)
def test_requirements_name_no_host(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert re.findall(r"(?i)\b[a-z][a-z+]*://\S*", text) == []
    assert [line for line in requirements(path) if line.startswith("-") or " @ " in line] == []


@pytest.mark.parametrize("path", [path for path in PINNED if path.name != RANGES], ids=lambda path: path.name)
def test_every_requirement_is_one_release_with_its_hashes(path: Path) -> None:
    pin = re.compile(r"[A-Za-z0-9._-]+(\[[\w,-]+\])?==[^\s;*]+( *;[^#]*?)?( +--hash=sha256:[0-9a-f]{64})+")
    found = requirements(path)
    assert found
    assert [line for line in found if not pin.fullmatch(line)] == []


def test_the_lists_of_both_environments_and_of_the_tools_are_there() -> None:
    assert {path.name for path in PINNED} >= {"actions.txt", "bot.txt", "tools.txt"}


def test_rasa_is_the_last_open_source_release() -> None:
    assert [
        line.split()[0] for line in requirements(ROOT / "requirements" / "bot.txt") if line.startswith("rasa==")
    ] == ["rasa==3.6.21"]


def test_both_sides_log_by_the_same_code() -> None:
    sides = [(ROOT / side / "discreet_log.py").read_bytes() for side in ("bot", "actions")]
    assert sides[0] == sides[1]
