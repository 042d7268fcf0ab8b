"""Logs that tell where something went wrong and never what a person wrote or who they are.

The same file stands in bot/ and in actions/, which share no code; a test holds them to be equal.
"""

from __future__ import annotations

import hashlib
import hmac
import logging
import os
import secrets
import sys
import traceback
from types import TracebackType

# Made anew by the launcher at each start and told to both servers, so that their lines can be laid side by side.
KEY = "ADVISOR_LOG_KEY"
OURS = ("bot", "actions", "__main__")
_by_itself = secrets.token_bytes(32)
_Trace = tuple[type[BaseException], BaseException, "TracebackType | None"] | tuple[None, None, None]


def pseudonym(person: str) -> str:
    """A name for a person that lines of the log can share; it cannot be led back without the key, which ends with the process."""
    key = os.environ.get(KEY, "").encode() or _by_itself
    return "person-" + hmac.new(key, person.encode("utf-8", "replace"), hashlib.sha256).hexdigest()[:12]


class DiscreetFormatter(logging.Formatter):
    """Writes our own lines as they are, and of a library's lines only where they come from, once persons are served.

    Libraries put messages, identifiers and whole conversations into their words and into the words of their errors. Of an
    error only its kind and its place in the code are written, whoever logs it.
    """

    serving = False

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s")

    def format(self, record: logging.LogRecord) -> str:
        """The line, and the way through the code below it if there was an error."""
        ours = record.name.split(".")[0] in OURS
        if ours or not DiscreetFormatter.serving or record.levelno < logging.INFO:
            words = record.getMessage()
        else:
            words = f"(at {record.module}:{record.lineno}; its words are left out, they can hold what a person wrote)"
        line = f"{self.formatTime(record)} {record.levelname} {record.name}: {words}"
        return f"{line}\n{_way(record.exc_info)}" if record.exc_info and record.exc_info[0] else line


def _way(info: _Trace) -> str:
    """The kinds of the errors and their places, from the first cause on; none of their words."""
    lines: list[str] = []
    error, seen = info[1], set[int]()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        frames = traceback.extract_tb(error.__traceback__)
        places = [f'  File "{frame.filename}", line {frame.lineno}, in {frame.name}' for frame in frames]
        lines = [*places, f"{type(error).__module__}.{type(error).__qualname__}", *lines]
        error = error.__cause__ or error.__context__
    return "\n".join(lines)


def install(level: int = logging.WARNING) -> None:
    """Let everything that this process logs go through here."""
    root = logging.getLogger()
    root.setLevel(level)
    if not root.handlers:
        root.addHandler(logging.StreamHandler(sys.stderr))
    for handler in root.handlers:
        handler.setFormatter(DiscreetFormatter())


def now_serving() -> None:
    """From here on persons are served: the words of libraries are no longer written."""
    DiscreetFormatter.serving = True
