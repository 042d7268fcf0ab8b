"""The training examples in data/nlu: which there are, and a new one written under its intent without touching the rest."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

from bot.paths import DATA, ROOT
from bot.vocabulary import intent_of

NLU = DATA / "nlu"
_INTENT = re.compile(r"^\s*- intent:\s*(?P<intent>\w+)\s*$")
_EXAMPLE = re.compile(r"^(?P<indent>\s+)- ")
# Rasa reads `[words](entity)` as a mark, and a line that begins with a slash as a command.
_MARKED = re.compile(r"\]\s*[({]")


class NotTaken(Exception):
    """An example that was not written; the message says why and what can be done."""


@dataclass(frozen=True)
class Example:
    """An example with its intent and its file."""

    text: str
    intent: str
    path: Path


def add(text: str, topic: str, folder: Path = NLU) -> Path:
    """Write an example under the intent of a topic, at the end of that intent's list.

    Args:
        text: one line.
        topic: a topic of the vocabulary.
        folder: where the training files are.

    Returns:
        The file that was changed.

    Raises:
        NotTaken: it cannot be an example, stands there already, or there is no list to add it to. No file was changed.
    """
    if (
        text != " ".join(text.split())
        or not text
        or not text.isprintable()
        or text.startswith("/")
        or _MARKED.search(text)
    ):
        raise NotTaken(
            f'"{text}" cannot be an example: one line of plain words is expected, no command and no [mark](entity)'
        )
    for each in examples(folder):
        if _same(each.text) == _same(text):
            raise NotTaken(
                f'"{text}" stands already under {each.intent} in {shown(each.path)}; drop it, or move it there by hand'
            )
    intent = intent_of(topic)
    for path in sorted(folder.glob("*.yml")):
        before = path.read_text(encoding="utf-8")
        after = _with_line(before, intent, text)
        if after is not None:
            _check(before, after, intent, text, path)
            _write(path, after)
            return path
    raise NotTaken(f"no file in {shown(folder)} has a list of examples for {intent}; write its first one by hand")


def examples(folder: Path = NLU) -> Iterator[Example]:
    """Every example of every intent.

    Raises:
        NotTaken: a file cannot be read.
    """
    for path in sorted(folder.glob("*.yml")):
        for intent, texts in _by_intent(path.read_text(encoding="utf-8"), path):
            for text in texts:
                yield Example(text, intent, path)


def shown(path: Path) -> str:
    """A path as a person types it."""
    return str(path.relative_to(ROOT)) if path.is_relative_to(ROOT) else str(path)


def _same(text: str) -> str:
    """What two examples share that differ only in case, spaces and the marks at their end."""
    plain = " ".join(text.casefold().split())
    return plain.strip(" .!?") or plain


def _by_intent(content: str, path: Path) -> list[tuple[str, list[str]]]:
    try:
        entries = yaml.safe_load(content)["nlu"]
        return [
            (
                each["intent"],
                [line.removeprefix("- ").strip() for line in each["examples"].splitlines() if line.strip()],
            )
            for each in entries
        ]
    except (yaml.YAMLError, KeyError, TypeError, AttributeError) as error:
        raise NotTaken(f"{shown(path)} cannot be read as training data ({error}); mend it first") from None


def _with_line(content: str, intent: str, text: str) -> str | None:
    """The content with one more line behind the last example of the intent; None if it has no list for it."""
    lines = content.splitlines(keepends=True)
    inside, last = False, None
    for number, line in enumerate(lines):
        head = _INTENT.match(line)
        if head:
            inside = head["intent"] == intent
        elif inside and _EXAMPLE.match(line):
            last = number
    if last is None:
        return None
    found = _EXAMPLE.match(lines[last])
    indent = found["indent"] if found else ""
    if not lines[last].endswith("\n"):
        lines[last] += "\n"
    return "".join([*lines[: last + 1], f"{indent}- {text}\n", *lines[last + 1 :]])


def _check(before: str, after: str, intent: str, text: str, path: Path) -> None:
    """Hold the edit to its promise: one more example there, all others as they were."""
    wanted = [(name, [*texts, text] if name == intent else texts) for name, texts in _by_intent(before, path)]
    if _by_intent(after, path) != wanted:
        raise NotTaken(
            f'"{text}" could not be written to {shown(path)} without changing more; add it by hand under {intent}'
        )


def _write(path: Path, content: str) -> None:
    """All or nothing: the file is replaced in one step."""
    beside = path.with_name(f".{path.name}.new")
    try:
        beside.write_text(content, encoding="utf-8")
        os.replace(beside, path)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise NotTaken(f"{shown(path)} cannot be written ({error.strerror})") from None
