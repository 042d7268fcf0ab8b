"""The trained model without servers: what a single message means. Behind `advisor parse`."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

from bot import clock
from bot.facts import is_possible
from bot.vocabulary import topic_of


class Understanding:
    """Reads single messages with a trained model.

    Args:
        model: path of the trained model.
    """

    def __init__(self, model: Path) -> None:
        from bot.quiet import quieten

        quieten()
        from rasa.core.agent import Agent

        self._agent = Agent.load(model_path=str(model))
        self._loop = asyncio.new_event_loop()

    def parse(self, text: str) -> dict[str, Any]:
        """A message in the words of the vocabulary: topic, also, confidence, facts."""
        clean = text.encode("utf-8", "replace").decode("utf-8")
        # Rasa takes a text behind a slash for an intent; a person who types one means words.
        read = self._loop.run_until_complete(self._agent.parse_message(clean.strip().lstrip("/")))
        today = clock.today()
        facts = {each["entity"]: each["value"] for each in read["entities"]}
        return {
            "text": text,
            "topic": topic_of(read["intent"]["name"] or "out_of_scope"),
            "also": read.get("also", []),
            "confidence": round(float(read["intent"]["confidence"]), 4),
            "facts": {name: value for name, value in facts.items() if is_possible(name, value, today)},
        }
