"""Whole conversations through the running servers. Behind `advisor converse`."""

from __future__ import annotations

import uuid
from typing import Any

from bot.json_lines import BadLine
from bot.launch import House
from bot.rest_client import NotAnswered, send


def converse(running: House, line: dict[str, Any]) -> dict[str, Any]:
    """Hold one conversation with somebody new.

    Args:
        running: the servers.
        line: `id` and `turns`, as the command-line contract has them.

    Raises:
        BadLine: the line is not of that form, or a turn got no answer.
    """
    turns = line.get("turns")
    if "id" not in line:
        raise BadLine('"id" is missing')
    if not isinstance(turns, list) or not all(isinstance(turn, str) for turn in turns):
        raise BadLine('"turns" has to be a list of texts')
    person = uuid.uuid4().hex
    try:
        replies = [send(running.url, person, turn) for turn in turns]
        facts = running.facts_of(f"rest:{person}")
    except (NotAnswered, OSError) as error:
        raise BadLine(f"no answer: {error}") from None
    return {"id": line["id"], "replies": replies, "facts": facts}
