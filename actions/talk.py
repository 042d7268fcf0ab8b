"""What the bot says in conversation (talk.yml): sentences that are no advice and so need no source."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from actions.yaml_files import read

PATH = Path(__file__).with_name("talk.yml")


@dataclass(frozen=True)
class Say:
    """Something to say: paragraphs, topics to offer, ids of dated facts to show."""

    id: str
    paragraphs: tuple[str, ...]
    next: tuple[str, ...]
    notes: tuple[str, ...]


def load(path: Path = PATH) -> Mapping[str, Say]:
    """All of talk.yml by key.

    Raises:
        actions.yaml_files.FileError: a fault in the file; names the line.
    """
    found = {}
    for key, entry in read(path).only(needs=["talk"])["talk"].items():
        entry.only(needs=["text"], may=["next", "notes"])
        found[key] = Say(key, tuple(entry["text"]), tuple(entry.get("next", [])), tuple(entry.get("notes", [])))
    return found
