"""A program list that comes as a file, through whatever channel: looked at, read as text, and given to the action server."""

from __future__ import annotations

from typing import Any, Protocol

from bot.channels.action_server import ActionServerFailed

LARGEST = 400 * 1024
# Workbooks too: who sends one is told how to make a list of it.
ENDINGS = (".csv", ".tsv", ".txt", ".xlsx", ".xls", ".ods")
# What a channel lets run when a list was taken: its answer stands in the talk like any other.
SHOW_LIST = '/ask_program_selection{"programs":"brought"}'

# What else but text can be read, as a refusal of another file says it.
FILES_TOO = ", or your program list as a CSV file"
NOT_FETCHED = "I could not fetch your file, so nothing was changed. Please send it again in a minute."
NOT_STORED = "I could not store your program list, so nothing was changed. Please send it again in a minute."
TOO_LARGE = "{name} is too large: a program list may have {most} KB, and this has {found}. 2,000 programs fit into that. Please leave out long notes and send it again."
WORKBOOK = "{name} is a workbook. I can read CSV: in Excel or Google Sheets choose “Save as” or “Download”, take CSV, and send me that file."
NO_TEXT = "I can't read {name} as a list. I can read CSV files: one program a line, the names of the columns in the first line."
EMPTY = "{name} is empty. I can read CSV files: one program a line, the names of the columns in the first line."
# The first bytes of what is sent in the place of a CSV file: new and old workbooks, and a PDF.
_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
_CONTROL = frozenset(range(32)) - {0x09, 0x0A, 0x0C, 0x0D, 0x1A}


class NotAList(Exception):
    """A file that is no program list; the message is what the person is told."""


class TakesPrograms(Protocol):
    """The action server, as far as lists go."""

    async def programs(self, person: str, content: str, source: str) -> dict[str, Any]:
        """Keep a list; what was kept and what was wrong with it."""


def is_list(name: str, media_type: str = "") -> bool:
    """Whether a file looks like a program list, by its name or its kind."""
    return name.lower().endswith(ENDINGS) or media_type.partition(";")[0].strip().lower() in (
        "text/csv",
        "text/tab-separated-values",
    )


def text_of(name: str, content: bytes) -> str:
    """A file's text, in whichever of the usual encodings a spreadsheet wrote it.

    Args:
        name: of the file, for what the person is told.
        content: its bytes.

    Raises:
        NotAList: it is too large, empty, a workbook, or no text.
    """
    check_size(name, len(content))
    shown = _shown(name)
    if content.startswith(_WORKBOOKS):
        raise NotAList(WORKBOOK.format(name=shown))
    text = _decoded(content)
    if text is None:
        raise NotAList(NO_TEXT.format(name=shown))
    if not text.strip():
        raise NotAList(EMPTY.format(name=shown))
    return text


def check_size(name: str, size: int) -> None:
    """Look at a file's size, before it is fetched if it is told.

    Raises:
        NotAList: it is too large.
    """
    if size > LARGEST:
        found = f"{-(-size // 1024):,}"
        raise NotAList(TOO_LARGE.format(name=_shown(name), most=LARGEST // 1024, found=found))


def _shown(name: str) -> str:
    return f"“{name[:60]}”" if name else "That file"


def _decoded(content: bytes) -> str | None:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            return content.decode("utf-16")
        except UnicodeDecodeError:
            return None
    if content.startswith(b"%PDF") or _CONTROL.intersection(content):
        return None
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        # What Excel writes on most of the machines that do not write UTF-8; each of its bytes means something.
        return content.decode("cp1252", "replace")


async def bring(action_server: TakesPrograms, person: str, name: str, content: bytes) -> dict[str, Any]:
    """Give a file's list to the action server; `SHOW_LIST` then shows what became of it.

    Raises:
        NotAList: it is none; also where only the action server sees that, for want of a header or of programs.
        bot.channels.action_server.ActionServerFailed: it was not taken.
    """
    try:
        return await action_server.programs(person, text_of(name, content), "upload")
    except ActionServerFailed as failed:
        if failed.sentence:
            raise NotAList(failed.sentence) from None
        raise
