"""The files that a chat channel uploads beside a reply."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from bot.contract import DATA, PLAN_FILE, PROGRAMS_FILE, Reply
from bot.render import plan_calendar, plan_json, plan_markdown, plan_pdf, programs_pdf
from bot.render.plan_words import Document

PDF, CALENDAR = "application/pdf", "text/calendar"
MARKDOWN, JSON, CSV = "text/markdown", "application/json", "text/csv"
# A spreadsheet takes a file without this mark for one in the machine's old encoding.
MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"
# A program list as the action server gives it: `{"document": with all programs, or None, "summary": the reply that sums it up}`.
Listed = dict[str, Any]


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


def files_of(
    reply: Reply, person: str | None = None, listed: Listed | None = None, sheet: str | None = None
) -> list[File]:
    """What is uploaded beside a reply; most replies have nothing.

    Args:
        reply: a reply of the contract.
        person: the key of the person whom it is for, so that the events of two persons in one calendar stay apart.
        listed: the person's program list: what `programs.file` hands over as PDF, and what follows the plan in its PDF.
        sheet: the same list as CSV text, for `programs.file`.
    """
    document: Any = reply.get("document")
    if not isinstance(document, dict):
        return []
    if reply["id"] == PLAN_FILE and document["kind"] == "plan":
        return [plan_file(document, form, person, listed) for form in ("pdf", "ics")]
    if reply["id"] == DATA and document["kind"] == "data":
        return [_data_file(document)]
    if reply["id"] == PROGRAMS_FILE:
        return [*([sheet_file(sheet)] if sheet else []), *(programs_files(listed) if listed else [])]
    return []


def plan_file(document: Document, form: str, person: str | None = None, listed: Listed | None = None) -> File:
    """The plan in one of its forms: `pdf`, `ics`, `md` or `json`.

    Args:
        document: a document of the kind `plan`.
        form: one of FORMS.
        person: the key of the person whose plan it is.
        listed: the person's program list, which follows the plan in its PDF.

    Raises:
        KeyError: there is no such form.
    """
    media_type, caption = FORMS[form]
    programs, summary = (listed["document"], listed["summary"]) if listed else (None, None)
    writers: dict[str, Callable[[], bytes]] = {
        "pdf": lambda: plan_pdf.write(document, programs, summary),
        "ics": lambda: plan_calendar.write(document, person),
        "md": lambda: plan_markdown.write(document),
        "json": lambda: plan_json.write(document),
    }
    content = writers[form]()
    return File(f"pmr-plan-{document['match_year']}.{form}", media_type, content, caption)


# What a plan can be written as: the file's ending, its media type, and what it is in a few words.
FORMS = {
    "pdf": (PDF, "Your plan, to read and print"),
    "ics": (CALENDAR, "The days of your plan, for your calendar"),
    "md": (MARKDOWN, "Your plan as text"),
    "json": (JSON, "Your plan as data"),
}


def programs_files(listed: Listed) -> list[File]:
    """The whole program list as PDF; nothing for somebody who has none."""
    if not listed["document"]:
        return []
    content = programs_pdf.write(listed["document"], listed["summary"])
    return [File("my-programs.pdf", PDF, content, "Your program list, to read and print")]


def sheet_file(sheet: str, name: str = "my-programs.csv") -> File:
    """A program list, or the empty one, as CSV that spreadsheets read as UTF-8.

    Args:
        sheet: the text of the list.
        name: of the file.
    """
    content = (MARK + sheet.removeprefix(MARK)).encode("utf-8")
    return File(name, CSV, content, "Your program list, for a spreadsheet")


def _data_file(document: dict[str, Any]) -> File:
    content = (json.dumps(document, ensure_ascii=False, indent=2) + "\n").encode("utf-8")
    return File("my-data.json", JSON, content, "All that I hold of you")
