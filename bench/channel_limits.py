"""Renders every reply that the situations produce for the chat platforms and prints how near it comes to their limits."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from bot.contract import PLAN_FILE, Reply
from bot.paths import ROOT
from bot.render import slack_blocks, telegram_html
from bot.render.attachments import attachments
from bot.render.files import File
from bot.render.slack_blocks import SlackMessage
from bot.render.telegram_html import TelegramMessage
from bot.render.telegram_splitting import units

# A person's id as long as Slack's are.
OWNER = "U0123456789"
# How Telegram's marks begin.
MARKS = ("<b>", "<i>", "<a ", "<blockquote")


def situation_replies() -> list[Reply]:
    """All of them, as scripts/situation_replies.py prints them in the action server's environment.

    Raises:
        subprocess.CalledProcessError: it fails.
    """
    python = Path(os.environ.get("ADVISOR_ACTIONS_PYTHON", ROOT / ".venv-actions" / "bin" / "python"))
    command = [str(python), "-X", "utf8", "-m", "scripts.situation_replies"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", timeout=120, check=True)  # noqa: S603  # our own script
    return [json.loads(line) for line in done.stdout.splitlines()]


def slack_figures(rendered: Iterable[list[SlackMessage]]) -> dict[str, int]:
    """Counts of replies and messages, and the largest of all that Slack limits."""
    return _figures((len(made), (each for one in made for each in _slack_sizes(one))) for made in rendered)


def telegram_figures(rendered: Iterable[list[TelegramMessage]]) -> dict[str, int]:
    """The same of all that Telegram limits; it counts units of UTF-16 after it has read the marks."""
    return _figures((len(made), (each for one in made for each in _telegram_sizes(one))) for made in rendered)


def file_figures(made: Iterable[File]) -> dict[str, int]:
    """Counts of pictures and files, and the largest of them."""
    counts: Counter[str] = Counter()
    largest: dict[str, int] = {}
    for file in made:
        kind = "picture" if file.media_type.startswith("image/") else "file"
        counts[f"{kind}s"] += 1
        for name, size in (
            (f"bytes of a {kind}", len(file.content)),
            (f"characters beside a {kind}", units(file.caption)),
        ):
            largest[name] = max(largest.get(name, 0), size)
    return {**counts, **largest}


def sent_files(replies: Iterable[Reply]) -> Iterable[File]:
    """What is uploaded beside replies; of two that bring the same, one alone is made: a picture takes a quarter of a second."""
    seen: set[str] = set()
    for reply in replies:
        brought = json.dumps([reply["chart"], reply["document"] if reply["id"] == PLAN_FILE else None], sort_keys=True)
        if brought not in seen:
            seen.add(brought)
            yield from attachments(reply)


def _figures(rendered: Iterable[tuple[int, Iterable[tuple[str, int]]]]) -> dict[str, int]:
    counts: Counter[str] = Counter()
    largest: dict[str, int] = {}
    for messages, sizes in rendered:
        counts["replies"] += 1
        counts["messages"] += messages
        counts["replies of several messages"] += messages > 1
        for name, size in [("messages of a reply", messages), *sizes]:
            largest[name] = max(largest.get(name, 0), size)
    return {**counts, **largest}


def _telegram_sizes(message: TelegramMessage) -> Iterable[tuple[str, int]]:
    yield "units of a message's text", units(message.plain)
    yield "characters of a message's HTML", len(message.html)
    yield "marks of a message", sum(message.html.count(tag) for tag in MARKS)
    pressed = [button for row in message.keyboard for button in row]
    yield "buttons of a message", len(pressed)
    for button in pressed:
        yield "characters of a button's title", len(button.title)
        yield "bytes of a button's data", len(button.payload.encode())


def _slack_sizes(message: SlackMessage) -> Iterable[tuple[str, int]]:
    yield "blocks of a message", len(message.blocks)
    yield "characters of a message's text", len(message.text)
    for block in message.blocks:
        if block["type"] in ("section", "header"):
            yield f"characters of a {block['type']}", len(block["text"]["text"])
        if block["type"] == "context":
            yield from (("characters of a context line", len(each["text"])) for each in block["elements"])
        if block["type"] == "actions":
            yield "buttons of a message", len(block["elements"])
            for button in block["elements"]:
                yield "characters of a button's title", len(button["text"]["text"])
                yield "characters of a button's value", len(button["value"])


def main() -> int:
    """Print the figures."""
    replies = situation_replies()
    figures = {
        "Slack": slack_figures(slack_blocks.messages(reply, OWNER) for reply in replies),
        "Telegram": telegram_figures(telegram_html.messages(reply) for reply in replies),
        "Files": file_figures(sent_files(replies)),
    }
    for platform, found in figures.items():
        for name, figure in found.items():
            print(f"{platform}: {name}: {figure:,}")  # noqa: T201  # that is its purpose
    return 0


if __name__ == "__main__":
    sys.exit(main())
