"""The frame of `parse` and `converse`: JSON lines in, JSON lines out, one for one, bad lines answered too."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from typing import IO, Any

Handle = Callable[[dict[str, Any]], dict[str, Any]]


class BadLine(Exception):
    """A line that cannot be handled; the message says what was found and what is expected."""


def run(lines: Iterable[bytes], out: IO[str], handle: Handle) -> int:
    """Answer every line with one line, written at once.

    Args:
        lines: the input, as bytes, so that a line that is no text spoils no other.
        out: where answers go, and nothing else.
        handle: makes the answer to one object; raises BadLine if it cannot.

    Returns:
        0 when every line was handled, 1 when some were bad.
    """
    bad = 0
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            answer = handle(_object(line))
        except BadLine as error:
            bad, answer = bad + 1, {"error": str(error), "line": number}
        out.write(json.dumps(answer) + "\n")
        out.flush()
    return 1 if bad else 0


def _object(line: bytes) -> dict[str, Any]:
    try:
        text = line.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadLine(f"the line is not text in UTF-8 (byte {error.start + 1})") from None
    try:
        content = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise BadLine(f"the line is not JSON: {error}") from None
    if not isinstance(content, dict):
        raise BadLine(f"a JSON object is expected, this is {json.dumps(content)[:60]}")
    return content


def text_field(content: dict[str, Any], name: str) -> str:
    """A field that has to be a text.

    Raises:
        BadLine: it is missing or something else.
    """
    value = content.get(name)
    if not isinstance(value, str):
        found = "is missing" if name not in content else f"is {json.dumps(value)[:60]}"
        raise BadLine(f'"{name}" {found}; a text is expected')
    return value
