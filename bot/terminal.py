"""Talking in a terminal; the buttons are numbered choices."""

from __future__ import annotations

import shlex
import shutil
import sys
import textwrap

from bot.contract import PLAN_FILE, Reply
from bot.rest_client import NotAnswered, send

GREETING = "Write what you have and what you want to know. A number takes one of the offered answers. Empty line or Ctrl-D ends."


def talk(url: str, name: str) -> int:
    """Hold a conversation until the person ends it."""
    print(GREETING)
    choices: list[tuple[str, str]] = []
    while (line := _line()) is not None:
        message = _chosen(line, choices) or line
        try:
            replies = send(url, name, message)
        except NotAnswered as error:
            print(f"\n{error}\nYour message was not lost: press the up arrow, or write it again.")
            continue
        choices = [(each["title"], each["payload"]) for reply in questions_first(replies) for each in reply["next"]]
        print(shown(replies, name))
    print("Goodbye.")
    return 0


def questions_first(replies: list[Reply]) -> list[Reply]:
    """Replies in the order in which their choices are numbered: 1 has to answer the question just asked."""
    return sorted(replies, key=lambda reply: not reply["id"].startswith("ask."))


def shown(replies: list[Reply], name: str) -> str:
    """Replies as text, with their buttons numbered through the turn, and the command that saves what came as a document."""
    width = min(100, shutil.get_terminal_size().columns)
    order = [(id(reply), place) for reply in questions_first(replies) for place in range(len(reply["next"]))]
    numbers = {choice: number for number, choice in enumerate(order, 1)}
    blocks = []
    for reply in replies:
        lines = [
            textwrap.fill(line, width, subsequent_indent="  " if line.startswith("- ") else "")
            for line in reply["text"].split("\n")
        ]
        document = reply.get("document") or {}
        if document.get("kind") == "data":
            lines.append(f"  (to save it: advisor export {document['person']} --out my-data.json)")
        if reply["id"] == PLAN_FILE:
            person = shlex.quote(f"rest:{name}")
            lines.append(f"  (to save it: advisor plan plan.pdf --person {person}; or plan.ics, plan.md, plan.json)")
        lines += [f"  {numbers[id(reply), place]}) {each['title']}" for place, each in enumerate(reply["next"])]
        blocks.append("\n".join(lines))
    return "\n" + "\n\n".join(blocks)


def _chosen(line: str, choices: list[tuple[str, str]]) -> str | None:
    """The payload of the choice whose number was typed."""
    digits = line.strip().rstrip(").")
    if digits.isascii() and digits.isdigit() and len(digits) < 3 and 1 <= int(digits) <= len(choices):
        title, payload = choices[int(digits) - 1]
        print(f"({title})")
        return payload
    return None


def _line() -> str | None:
    """What the person types next; None at the end. Bytes that are no text are replaced, not fatal."""
    sys.stdout.write("\n> ")
    sys.stdout.flush()
    typed = sys.stdin.buffer.readline()
    line = typed.decode("utf-8", "replace").strip()
    return line if typed and line else None
