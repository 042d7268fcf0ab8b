"""The key that signs the sessions of the web channel: given by the operator, or made once and kept in a file."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

VARIABLE = "ADVISOR_WEB_KEY"
SHORTEST = 32
_FILE = "web.key"


class WebKeyUnusable(Exception):
    """The key cannot be used; the message says why, and never shows it."""


def web_key(folder: Path) -> str:
    """The key of ADVISOR_WEB_KEY, or else the one in a folder's `web.key`, which is made if it is not there.

    Raises:
        WebKeyUnusable: it is too short, or its file cannot be read or made.
    """
    given = os.environ.get(VARIABLE)
    if given:
        return _long_enough(given, VARIABLE)
    path = folder / _FILE
    try:
        if not path.exists():
            _make(path)
        return _long_enough(path.read_text(encoding="ascii").strip(), str(path))
    except (OSError, UnicodeError) as error:
        raise WebKeyUnusable(f"the key of the web sessions, {path}, cannot be used ({type(error).__name__})") from None


def _make(path: Path) -> None:
    """Write a new key, whole or not at all; of two servers that start at once, the first one's key stays."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
    with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as file:
        file.write(secrets.token_urlsafe(48) + "\n")
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()


def _long_enough(key: str, place: str) -> str:
    if len(key) < SHORTEST:
        raise WebKeyUnusable(f"{place} holds {len(key)} characters; a key of at least {SHORTEST} is expected")
    return key
