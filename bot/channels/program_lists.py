"""A program list that comes as a file in a chat: whether it is one, its text, and its way to the action server."""

from __future__ import annotations

import logging

from bot.channels.action_server import ActionServer, ActionServerFailed
from bot.contract import Reply, notice

logger = logging.getLogger(__name__)

MOST_BYTES = 400 * 1024
# The turn that answers a list which was taken: it stands in the history like any other.
PAYLOAD = '/ask_program_selection{"programs":"list"}'
ENDINGS, KINDS = (".csv", ".tsv", ".txt"), ("csv", "tsv", "text/csv", "text/tab-separated-values")
# What is said of files beside that a thing cannot be read.
FILES_TOO = ", or your program list as a CSV file"

TOO_LARGE = (
    f"That file is too large for me: I take a program list of up to {MOST_BYTES // 1024} KB. Please send a shorter one."
)
NOT_OPENED = "I could not open that file. Please send it again, or write your question in words."
NOT_TAKEN = "I can't take your list right now. Please send the file again in a minute."


def is_program_list(name: str, kind: str) -> bool:
    """Whether a file can be a program list.

    Args:
        name: the file's name.
        kind: what the platform says of its kind: a short name or a media type.
    """
    return name.lower().endswith(ENDINGS) or kind.lower().partition(";")[0].strip() in KINDS


def as_text(content: bytes) -> str:
    """The text of a file in any of the encodings in which spreadsheets write one."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", "replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")


async def take(actions: ActionServer, person: str, content: bytes) -> Reply | None:
    """Give a list to the action server; None when it has it, else what the person is told.

    Args:
        actions: the action server.
        person: whose list it is, by their key.
        content: the file.
    """
    try:
        await actions.programs(person, as_text(content), "upload")
    except ActionServerFailed as failed:
        logger.error("a program list was not taken: %s", failed)
        return notice("list_not_taken", NOT_TAKEN)
    return None
