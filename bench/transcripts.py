"""Writes docs/transcripts.md: conversations as they go with the real servers (`make transcripts`); a test compares the two.

Those of tests/conversations that are marked `transcript: true` stand in it. Nothing in it depends on the run: each
conversation has its fixed days, and neither a time of day nor who the person is stands in a reply.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import groupby
from pathlib import Path

from bench.conversations import Conversation, Held, all_conversations, hold, houses
from bot.contract import Reply
from bot.paths import ROOT
from bot.quiet import quieten
from bot.training import ensure_trained

PATH = ROOT / "docs" / "transcripts.md"
HEAD = """\
# Transcripts

What the advisor says, word for word: written by `make transcripts` from the conversations under `tests/conversations` that are
marked `transcript: true`, held with the real servers. Do not edit it by hand; a test holds them anew and compares. Unless another day
is named, it is 22 November 2026. What can be tapped stands in brackets, and a person who taps it is shown as *taps*.
"""
# From the first contact to the end; what is not named comes last.
ORDER = (
    "happy", "multi_fact", "digression", "cancellation", "unclear", "invalid", "correction", "contradiction", "what_if",
    "follow_up", "plan", "resume", "forget", "scope", "talk",
)  # fmt: skip


def marked() -> list[Conversation]:
    """The conversations that stand in the document, in its order."""
    places = {pattern: place for place, pattern in enumerate(ORDER)}
    found = (each for each in all_conversations() if each.transcript)
    return sorted(found, key=lambda each: places.get(each.pattern, len(places)))


def document(held: Iterable[tuple[Conversation, Sequence[Held]]]) -> str:
    """The whole document.

    Args:
        held: the conversations, each with its turns as they were held.
    """
    parts = [HEAD]
    for number, (conversation, turns) in enumerate(held, 1):
        name = conversation.name
        parts.append(
            f"## {number}. {name[:1].upper()}{name[1:]}\n\nPattern: {conversation.pattern.replace('_', ' ')}\n"
        )
        parts.append(_turns(turns, named=len(conversation.sessions) > 1))
    return "\n".join(parts)


def _turns(held: Sequence[Held], *, named: bool) -> str:
    lines: list[str] = []
    buttons: dict[str, str] = {}
    for today, turns in groupby(held, lambda each: each.today):
        if named:
            day = date.fromisoformat(today)
            lines += [f"*{day.day} {day:%B %Y}*", ""]
        for each in turns:
            lines += [_said(each.turn["says"], buttons), ""]
            for reply in each.replies:
                lines += [*_reply(reply), ""]
            buttons = {button["payload"]: button["title"] for reply in each.replies for button in reply["next"]}
    return "\n".join(lines)


def _said(text: str, buttons: dict[str, str]) -> str:
    if text in buttons:
        return f"**Person** *taps* [{buttons[text]}]"
    return f"**Person:** {_plain(text)}"


def _reply(reply: Reply) -> list[str]:
    """The whole text of a reply as a quotation: each line a paragraph, and the items of a list together."""
    lines: list[str] = []
    for line in reply["text"].split("\n"):
        is_item, after_item = line.startswith("- "), bool(lines) and lines[-1].startswith("> - ")
        if lines and not (is_item and after_item):
            lines.append(">")
        lines.append(f"> **{_plain(line)}**" if line == reply["title"] and not lines else f"> {_plain(line)}")
    if reply["next"]:
        lines += [">", f"> {' '.join(_button(each) for each in reply['next'])}"]
    return lines


def _button(button: dict[str, str]) -> str:
    return f"[{button['title']}]"


def _plain(text: str) -> str:
    """A text that Markdown shows as it is."""
    for sign in ("\\", "*", "<", "`"):
        text = text.replace(sign, f"\\{sign}")
    return text


def main() -> int:
    """Hold the conversations and write the document."""
    quieten()
    model = ensure_trained()
    with tempfile.TemporaryDirectory(prefix="advisor-transcripts-") as store, houses(Path(store), model) as house_on:
        text = document((each, list(hold(each, house_on))) for each in marked())
    PATH.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
