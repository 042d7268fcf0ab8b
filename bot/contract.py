"""The reply contract on the bot's side: replies that the bot makes itself when a message never reaches the action server."""

from __future__ import annotations

from typing import Any

Reply = dict[str, Any]

# Replies of the action server that the bot has to do something for (bot/own_data.py).
ERASED, DATA = "privacy.erased", "privacy.data"
# The reply whose plan is handed over as files (bot/render/files.py).
PLAN_FILE = "plan.file"
# The reply whose program list is handed over as files: the whole of it, and not what stands in the reply.
PROGRAMS_FILE = "programs.file"


def notice(name: str, text: str) -> Reply:
    """A plain sentence as a reply of the contract. It advises nothing and so cites nothing."""
    return {
        "id": f"guard.{name}",
        "severity": "caution",
        "title": "",
        "body": [{"type": "paragraph", "text": text}],
        "facts_used": {},
        "citations": [],
        "notes": [],
        "next": [],
        "chart": None,
        "document": None,
        "text": text,
    }


def with_document(reply: Reply, document: dict[str, Any]) -> Reply:
    """The reply with a document in it."""
    return {**reply, "document": document}
