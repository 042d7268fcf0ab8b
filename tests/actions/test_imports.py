"""The two packages share no code: the action server runs without Rasa and without the bot."""

from __future__ import annotations

import ast
import sys
from pathlib import Path

import pytest

import actions

PACKAGE = Path(actions.__file__).parent
MODULES = sorted(PACKAGE.rglob("*.py"))
FORBIDDEN = ("rasa", "bot")


def imported(source: str) -> set[str]:
    """The top-level names of all that a module imports, wherever in it the import stands."""
    names = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            names |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            names.add(node.module.partition(".")[0])
    return names


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_no_module_of_the_action_server_imports_rasa_or_the_bot(path: Path) -> None:
    assert not imported(path.read_text(encoding="utf-8")) & set(FORBIDDEN)


@pytest.mark.parametrize(
    "source",
    [
        "import rasa",
        "import rasa.core.agent as agent",
        "from rasa.shared import x",
        "def f():\n    from bot import nlu",
    ],
)
def test_a_forbidden_import_would_be_found_wherever_it_stands(source: str) -> None:
    assert imported(source) & set(FORBIDDEN)


def test_the_sdk_is_not_taken_for_rasa() -> None:
    assert imported("from rasa_sdk import Action") == {"rasa_sdk"}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_only_the_server_knows_the_sdk_and_only_the_store_the_database(path: Path) -> None:
    part = path.relative_to(PACKAGE).parts[0]
    found = imported(path.read_text(encoding="utf-8"))
    if part != "server":
        assert not found & {"rasa_sdk", "sanic"}
    if part not in ("server", "store"):
        assert not found & {"sqlalchemy", "alembic"}


@pytest.mark.parametrize(
    "path", sorted((PACKAGE / "strategy").glob("*.py")), ids=lambda path: str(path.relative_to(PACKAGE))
)
def test_no_rule_of_the_strategy_reads_the_clock(path: Path) -> None:
    calls = {node.func.attr for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
             if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)}  # fmt: skip
    assert not calls & {"today", "now", "utcnow", "time"}


def test_the_bot_is_not_loaded_by_all_of_these_tests() -> None:
    assert "rasa" not in sys.modules
