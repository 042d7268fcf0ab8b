"""Writes spaCy token patterns in short."""

from __future__ import annotations

from typing import Any

Pattern = list[dict[str, Any]]


def words(*phrases: str) -> list[Pattern]:
    """Patterns for phrases told word by word; `a|b` is either word, `x?` may be missing."""
    return [[_token(word) for word in phrase.split()] for phrase in phrases]


def _token(word: str) -> dict[str, Any]:
    optional, word = word.endswith("?") and len(word) > 1, word.rstrip("?") if len(word) > 1 else word
    token: dict[str, Any] = {"LOWER": {"IN": word.split("|")}} if "|" in word else {"LOWER": word}
    return {**token, "OP": "?"} if optional else token
