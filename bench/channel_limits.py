"""Renders every reply that the situations produce for the chat platforms and prints how near it comes to their limits."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from bot.contract import Reply
from bot.paths import ROOT
from bot.render.slack_blocks import SlackMessage, messages

# A person's id as long as Slack's are.
OWNER = "U0123456789"


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
    counts: Counter[str] = Counter()
    largest: dict[str, int] = {}
    for made in rendered:
        counts["replies"] += 1
        counts["messages"] += len(made)
        for name, size in [("messages of a reply", len(made)), *(each for one in made for each in _sizes(one))]:
            largest[name] = max(largest.get(name, 0), size)
    return {**counts, **largest}


def _sizes(message: SlackMessage) -> Iterable[tuple[str, int]]:
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
    for name, figure in slack_figures(messages(reply, OWNER) for reply in replies).items():
        print(f"Slack: {name}: {figure:,}")  # noqa: T201  # that is its purpose
    return 0


if __name__ == "__main__":
    sys.exit(main())
