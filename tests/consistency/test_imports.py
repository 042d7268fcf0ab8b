"""The two packages never import each other, seen in the source alone."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.paths import ROOT


def imported(path: Path) -> Iterator[str]:
    """The top-level names that a module imports anywhere in it, by statement or by name."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"), str(path))):
        if isinstance(node, ast.Import):
            yield from (name.name.partition(".")[0] for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield "a relative import" if node.level else (node.module or "").partition(".")[0]
        elif isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
            called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if called in ("import_module", "__import__", "run_module"):
                yield str(node.args[0].value).partition(".")[0]


def modules(package: str) -> list[Path]:
    return sorted((ROOT / package).rglob("*.py"))


def offenders(package: str, forbidden: set[str]) -> list[str]:
    return [str(path.relative_to(ROOT)) for path in modules(package) if forbidden & set(imported(path))]


def test_there_is_something_to_look_at() -> None:
    assert len(modules("bot")) > 20
    assert len(modules("actions")) > 20


def test_no_module_of_the_bot_imports_the_action_server() -> None:
    assert offenders("bot", {"actions"}) == []


def test_no_module_of_the_action_server_imports_the_bot_or_rasa_itself() -> None:
    assert offenders("actions", {"bot", "rasa", "spacy", "tensorflow"}) == []


@pytest.mark.parametrize("package", ["bot", "actions"])
def test_modules_are_imported_by_their_full_names(package: str) -> None:
    assert offenders(package, {"a relative import"}) == []


def test_no_module_imports_the_tests() -> None:
    assert offenders("bot", {"tests", "pytest"}) == []
    assert offenders("actions", {"tests", "pytest"}) == []


@pytest.mark.parametrize(
    "source",
    [
        "import actions",
        "import actions.facts as f",
        "from actions import facts",
        "def f():\n    from actions.store import models",
        "import importlib\nimportlib.import_module('actions.facts')",
        "__import__('actions')",
    ],
)
def test_this_test_sees_every_way_to_import(tmp_path: Path, source: str) -> None:
    (tmp_path / "module.py").write_text(source, encoding="utf-8")
    assert "actions" in set(imported(tmp_path / "module.py"))
