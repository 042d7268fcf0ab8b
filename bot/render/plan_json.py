"""The action plan as JSON: the contract's own document (reply.schema.json, document kind `plan`)."""

from __future__ import annotations

import json

from bot.render.plan_words import Document


def write(document: Document) -> bytes:
    """The document itself, as readable JSON in UTF-8."""
    return (json.dumps(document, ensure_ascii=False, indent=2) + "\n").encode("utf-8")
