"""The conversations of tests/conversations: read from YAML and held with real servers, if need be on different days."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from bot.contract import Reply
from bot.launch import House, Plan, house
from bot.paths import ROOT
from bot.rest_client import send

FOLDER = ROOT / "tests" / "conversations"
# The day on which a conversation is held if it names none.
TODAY = "2026-11-22"
KEYS = {"name", "turns", "sessions", "facts", "transcript"}
SESSION_KEYS = {"today", "turns"}
TURN_KEYS = {"says", "ids", "has_ids", "shows", "hides"}

HouseOn = Callable[[str], House]


@dataclass(frozen=True)
class Session:
    """The turns of one day: each what the person says, and what is expected of the answer."""

    today: str
    turns: tuple[Mapping[str, Any], ...]


@dataclass(frozen=True)
class Conversation:
    """One conversation.

    Attributes:
        pattern: what it is an example of; the name of its folder.
        name: what it shows, as a sentence.
        sessions: its parts, the earliest day first; mostly one.
        facts: what is held of the person at the end; None if that is not looked at.
        transcript: whether it stands in docs/transcripts.md.
    """

    pattern: str
    name: str
    sessions: tuple[Session, ...]
    facts: Mapping[str, Any] | None
    transcript: bool


@dataclass(frozen=True)
class Held:
    """One turn as it was held."""

    today: str
    turn: Mapping[str, Any]
    replies: list[Reply]


def all_conversations(folder: Path = FOLDER) -> list[Conversation]:
    """Every conversation of the YAML files, by pattern and file.

    Raises:
        ValueError: a conversation has a key that nothing reads, or not exactly one of `turns` and `sessions`.
    """
    return [
        _conversation(path.parent.name, case)
        for path in sorted(folder.glob("*/*.yml"))
        for case in yaml.safe_load(path.read_text(encoding="utf-8"))
    ]


def _conversation(pattern: str, case: Mapping[str, Any]) -> Conversation:
    name = case["name"]
    _only(case, KEYS, name)
    if ("turns" in case) == ("sessions" in case):
        raise ValueError(f'"{name}" needs either turns or sessions')
    sessions = case.get("sessions", [{"today": TODAY, "turns": case.get("turns")}])
    for session in sessions:
        _only(session, SESSION_KEYS, name)
        for turn in session["turns"]:
            _only(turn, TURN_KEYS, name)
    # YAML reads an unquoted day as a date.
    held = tuple(Session(str(each["today"]), tuple(each["turns"])) for each in sessions)
    if [each.today for each in held] != sorted({each.today for each in held}):
        raise ValueError(f'the sessions of "{name}" have to be on different days, the earliest first')
    return Conversation(pattern, name, held, case.get("facts"), bool(case.get("transcript")))


def _only(found: Mapping[str, Any], known: set[str], name: str) -> None:
    if unknown := set(found) - known:
        raise ValueError(f'"{name}" has a key that nothing reads: {", ".join(sorted(unknown))}')


@contextmanager
def houses(store: Path, model: Path) -> Iterator[HouseOn]:
    """Houses for different days on one store; each is started when it is first asked for and runs as long as the block lasts.

    Args:
        store: folder of the stores' files.
        model: the trained model.
    """
    with ExitStack() as running:

        @cache
        def on(today: str) -> House:
            plan = Plan(port=0, store=store, today=today, burst=0, logs=store / "logs" / today)
            return running.enter_context(house(plan, model, lambda text: None))

        yield on


def hold(conversation: Conversation, house_on: HouseOn, person: str | None = None) -> Iterator[Held]:
    """Hold a conversation, turn by turn, as a new person unless one is named."""
    person = person or uuid.uuid4().hex
    for session in conversation.sessions:
        running = house_on(session.today)
        for turn in session.turns:
            yield Held(session.today, turn, send(running.url, person, turn["says"]))
