"""A program list that somebody sends as a file to a chat platform: which files are one, and its text."""

from __future__ import annotations

import codecs

# 2,000 programs with every column filled come to about half of it.
MAX_BYTES = 400 * 1024
# After a list was stored it is shown by an ordinary turn, so that the answer stands in the history like any other.
SHOW = '/ask_program_selection{"programs":"list"}'
ENDINGS = (".csv", ".tsv", ".txt")
KINDS = ("text/csv", "text/tab-separated-values")

FILES = ", or your program list as a CSV file"
TOO_LARGE = "That file is too large for me: I read program lists of up to 400 KB, which is more than 2,000 programs. Please send it in parts."
NOT_FETCHED = "I could not fetch your file, so nothing was changed. Please send it again in a minute."
NOT_STORED = "I could not store your program list, so nothing was changed. Please send it again in a minute."


def is_list(name: str, media_type: str) -> bool:
    """Whether a file can be a program list, as far as its name and its kind tell."""
    return name.lower().endswith(ENDINGS) or media_type.partition(";")[0].strip().lower() in KINDS


def text_of(content: bytes) -> str:
    """The text of a list: UTF-8, or what spreadsheets write beside it."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return content.decode("utf-16", "replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")
