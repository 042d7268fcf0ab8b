"""Every reply that the situations of the strategy produce, as Telegram's messages, held to its limits."""

from __future__ import annotations

import json
import subprocess
from typing import Any

import pytest

from bot.paths import ROOT
from bot.render.telegram_html import messages
from tests.bot.channels.telegram_parsing import parsed, units

CHOICE = len("\n\nYou chose: ") + 20


@pytest.fixture(scope="module")
def replies() -> list[dict[str, Any]]:
    command = [str(ROOT / ".venv-actions" / "bin" / "python"), "-m", "scripts.situation_replies"]
    printed = subprocess.run(command, cwd=ROOT, capture_output=True, check=True, text=True, timeout=300).stdout
    return [json.loads(line) for line in printed.splitlines()]


def test_every_reply_keeps_within_the_limits(replies: list[dict[str, Any]], record_property: Any) -> None:
    shown = [(reply, messages(reply)) for reply in replies]
    texts = [parsed(message.html) for _, found in shown for message in found]
    buttons = [button for _, found in shown for message in found for row in message.keyboard for button in row]
    figures = {
        "replies": len(replies),
        "messages": len(texts),
        "split": sum(len(found) > 1 for _, found in shown),
        "longest text": max(units(text) for text, _ in texts),
        "longest html": max(len(message.html) for _, found in shown for message in found),
        "most marks": max(len(marks) for _, marks in texts),
        "buttons": len(buttons),
        "most buttons": max(sum(map(len, found[-1].keyboard)) for _, found in shown),
        "longest data": max(len(button.payload.encode()) for button in buttons),
        "longest title": max(len(button.title) for button in buttons),
    }
    record_property("figures", figures)
    print(figures)  # noqa: T201  # seen with -s
    assert figures["replies"] > 500
    assert figures["longest text"] + CHOICE <= 4096
    assert all(text.strip() for text, _ in texts)
    assert figures["most marks"] < 100
    assert 1 <= figures["longest data"] <= 64
    assert all(button.title.strip() for button in buttons)


def test_every_sentence_note_citation_and_button_is_shown(replies: list[dict[str, Any]]) -> None:
    for reply in replies:
        found = messages(reply)
        shown = "".join("".join(parsed(message.html)[0] for message in found).split())
        sentences = [text for block in reply["body"] for text in block.get("items", [block.get("text")])]
        sources = [each["section"] for each in reply["citations"]]
        for text in [reply["title"], *sentences, *[note["text"] for note in reply["notes"]], *sources]:
            assert "".join(text.replace("**", "").split()) in shown
        links = [mark["url"] for message in found for mark in parsed(message.html)[1] if mark["type"] == "text_link"]
        assert links == [note["source"] for note in reply["notes"]]
        payloads = [button.payload for row in found[-1].keyboard for button in row]
        assert payloads == [each["payload"] for each in reply["next"]]
