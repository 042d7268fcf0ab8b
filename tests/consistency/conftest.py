"""What both sides share, as plain data."""

from __future__ import annotations

from typing import Any

import pytest
import yaml

from bot.paths import DATA, DOMAIN, FACTS


@pytest.fixture(scope="session")
def domain() -> dict[str, Any]:
    content: dict[str, Any] = yaml.safe_load(DOMAIN.read_text(encoding="utf-8"))
    return content


@pytest.fixture(scope="session")
def facts() -> dict[str, Any]:
    content: dict[str, Any] = yaml.safe_load(FACTS.read_text(encoding="utf-8"))["facts"]
    return content


@pytest.fixture(scope="session")
def intents(domain: dict[str, Any]) -> list[str]:
    return [name for each in domain["intents"] for name in each]


@pytest.fixture(scope="session")
def examples() -> dict[str, list[str]]:
    """The training examples of each intent, over all files."""
    found: dict[str, list[str]] = {}
    for path in sorted(DATA.rglob("*.yml")):
        for entry in yaml.safe_load(path.read_text(encoding="utf-8")).get("nlu", []):
            lines = [line.removeprefix("- ").strip() for line in entry["examples"].splitlines()]
            found.setdefault(entry["intent"], []).extend(line for line in lines if line)
    return found


@pytest.fixture(scope="session")
def rules() -> list[dict[str, Any]]:
    """All rules, over all files."""
    return [
        rule
        for path in sorted(DATA.rglob("*.yml"))
        for rule in yaml.safe_load(path.read_text(encoding="utf-8")).get("rules", [])
    ]
