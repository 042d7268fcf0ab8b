"""The files that a chat channel uploads beside a reply."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from bot.contract import DATA, PLAN_FILE, Reply
from bot.render import plan_calendar, plan_json, plan_markdown, plan_pdf
from bot.render.plan_words import Document

PDF, CALENDAR = "application/pdf", "text/calendar"
MARKDOWN, JSON = "text/markdown", "application/json"


@dataclass(frozen=True)
class File:
    """A file to hand over.

    Attributes:
        name: with its ending.
        media_type: what it is, without a charset; texts are UTF-8.
        content: its bytes.
        caption: what it is in a few words, to stand beside it.
    """

    name: str
    media_type: str
    content: bytes
    caption: str


def files_of(reply: Reply, person: str | None = None) -> list[File]:
    """What is uploaded beside a reply; most replies have nothing.

    Args:
        reply: a reply of the contract.
        person: the key of the person whom it is for, so that the events of two persons in one calendar stay apart.
    """
    document: Any = reply.get("document")
    if not isinstance(document, dict):
        return []
    if reply["id"] == PLAN_FILE and document["kind"] == "plan":
        return [plan_file(document, form, person) for form in ("pdf", "ics")]
    if reply["id"] == DATA and document["kind"] == "data":
        return [_data_file(document)]
    return []


def plan_file(document: Document, form: str, person: str | None = None) -> File:
    """The plan in one of its forms: `pdf`, `ics`, `md` or `json`.

    Raises:
        KeyError: there is no such form.
    """
    media_type, caption = FORMS[form]
    writers = {"pdf": plan_pdf.write, "md": plan_markdown.write, "json": plan_json.write}
    content = plan_calendar.write(document, person) if form == "ics" else writers[form](document)
    return File(f"pmr-plan-{document['match_year']}.{form}", media_type, content, caption)


# What a plan can be written as: the file's ending, its media type, and what it is in a few words.
FORMS = {
    "pdf": (PDF, "Your plan, to read and print"),
    "ics": (CALENDAR, "The days of your plan, for your calendar"),
    "md": (MARKDOWN, "Your plan as text"),
    "json": (JSON, "Your plan as data"),
}


def _data_file(document: dict[str, Any]) -> File:
    content = (json.dumps(document, ensure_ascii=False, indent=2) + "\n").encode("utf-8")
    return File("my-data.json", JSON, content, "All that I hold of you")
