"""The topics of the vocabulary, the intents named after them, and the buttons that lead to them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from actions.yaml_files import read

PATH = Path(__file__).with_name("topics.yml")
# Topics of the person's own data whose names begin with ask_ already.
NAMED_ASK = ("ask_profile",)


@dataclass(frozen=True)
class Topic:
    """A topic as a button and inside a sentence."""

    name: str
    button: str
    phrase: str


def load(path: Path = PATH) -> dict[str, Topic]:
    """The topics that buttons can lead to.

    Raises:
        actions.yaml_files.FileError: a fault in the file; names the line.
    """
    entries = read(path).only(needs=["topics"])["topics"]
    return {name: Topic(name, **entry.only(needs=["button", "phrase"])) for name, entry in entries.items()}


def topic_of(intent: str) -> str:
    """The topic that an intent asks for: `ask_lors` asks for `lors`, `greet` for itself."""
    if intent in NAMED_ASK:
        return intent
    return intent.removeprefix("ask_")


def payload(topic: str) -> str:
    """What a button for the topic sends."""
    plain = ("help", "how_do_you_know", "what_if", "export_plan", *NAMED_ASK)
    return f"/{topic}" if topic in plain else f"/ask_{topic}"
