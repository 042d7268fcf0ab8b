"""Behind `advisor review`: shows what was not understood or did not help, and makes training examples of the chosen messages."""

from __future__ import annotations

import difflib
import json
import sys
import textwrap
from collections.abc import Callable
from pathlib import Path
from typing import IO

from bot import examples
from bot.examples import NLU, NotTaken
from bot.review_client import Kept, ReviewClient
from bot.vocabulary import TOPICS, topic_of

Say = Callable[[str], None]

NOTHING = "Nothing is kept that was not understood or did not help."
TEST = "Now run: make test"
HOW = "For each message: the topic that it asks for, s to skip it, d to drop it, q to quit, ? to see the topics again."


def list_all(client: ReviewClient, out: IO[str]) -> int:
    """Write every kept message as a JSON line, most frequent first; the exit status."""
    for _, message in client.messages():
        out.write(json.dumps(message) + "\n")
    out.flush()
    return 0


def take_one(client: ReviewClient, number: str, topic: str, say: Say, folder: Path = NLU) -> int:
    """Make one message an example of a topic; the exit status.

    Raises:
        NotTaken: there is no such message or topic, or it cannot be an example.
    """
    kept = {message.id: message for message, _ in client.messages()}
    if not number.isdecimal() or int(number) not in kept:
        ids = ", ".join(map(str, sorted(kept)[:20])) or "none"
        raise NotTaken(f'no kept message has the id "{number}"; there are: {ids} (advisor review --list shows them)')
    _take(client, kept[int(number)], known_topic(topic), say, folder)
    say(TEST)
    return 0


def ask_for_each(client: ReviewClient, read: Callable[[], str | None], say: Say, folder: Path = NLU) -> int:
    """Show each message and ask what it is.

    Args:
        client: the action server.
        read: what the maintainer types; None at the end of the input.
        say: shows a line.
        folder: where the training files are.

    Returns:
        The exit status.
    """
    messages = [message for message, _ in client.messages()]
    if not messages:
        say(NOTHING)
        return 0
    say(f"{offered()}\n\n{HOW}\n")
    taken = 0
    for message in messages:
        say(line_of(message))
        answer = _decide(client, message, read, say, folder)
        taken += answer == "taken"
        if answer == "quit":
            break
    say(f"{taken} new {'example' if taken == 1 else 'examples'}. {TEST}" if taken else "No new example.")
    return 0


def line_of(message: Kept) -> str:
    """A message as it is shown: how often it came, its words, what it was taken for."""
    guess = "guessed" if message.why == "not_understood" else "did not help, answered as"
    return f"{message.count}x  {message.text}   ({guess}: {message.topic})"


def offered() -> str:
    """The names of all topics."""
    return textwrap.fill("Topics: " + ", ".join(TOPICS), 110, subsequent_indent="  ", break_on_hyphens=False)


def known_topic(name: str) -> str:
    """The topic of the vocabulary with this name, or whose intent has it.

    Raises:
        NotTaken: there is none; names the nearest.
    """
    topic = topic_of(name.strip().casefold())
    if topic in TOPICS:
        return topic
    near = difflib.get_close_matches(topic, TOPICS, n=3, cutoff=0.5)
    hint = f"did you mean {' or '.join(near)}?" if near else f"there are: {', '.join(TOPICS)}"
    raise NotTaken(f'"{name.strip()}" is no topic; {hint}')


def _decide(client: ReviewClient, message: Kept, read: Callable[[], str | None], say: Say, folder: Path) -> str:
    """Ask until the answer can be followed: `taken`, `skipped`, `dropped` or `quit`."""
    while True:
        typed = read()
        answer = "q" if typed is None else typed.strip()
        if answer in ("q", "s"):
            return "quit" if answer == "q" else "skipped"
        if answer == "d":
            client.done([message.id])
            return "dropped"
        if answer in ("", "?"):
            say(f"{offered()}\n{HOW}")
            continue
        try:
            _take(client, message, known_topic(answer), say, folder)
        except NotTaken as error:
            say(str(error))
        else:
            return "taken"


def _take(client: ReviewClient, message: Kept, topic: str, say: Say, folder: Path) -> None:
    """Write first and forget then: what goes wrong between the two is found as a duplicate, not lost."""
    path = examples.add(message.text, topic, folder)
    say(f"written to {examples.shown(path)} under {topic}")
    client.done([message.id])


def typed() -> str | None:
    """What the maintainer types next; None at the end."""
    sys.stdout.write("> ")
    sys.stdout.flush()
    line = sys.stdin.readline()
    return line if line else None
