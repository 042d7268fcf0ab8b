"""A linking code as people type it: "PMR-7KQ2-9MXD", in any case, with other dashes, with spaces or nothing between. The channels and the understanding share it."""

from __future__ import annotations

import re
from dataclasses import dataclass

_GAP = r"[\s_.\-\u2010-\u2015]"
_GROUP = r"[A-Za-z0-9]{4}"
_NAMED = re.compile(
    rf"(?<![A-Za-z0-9])PMR(?P<gaps>{_GAP}{{0,3}})(?P<one>{_GROUP})(?P<between>{_GAP}{{0,3}})(?P<two>{_GROUP})(?![A-Za-z0-9])",
    re.I,
)
# Without its name a code is one only where the message is nothing else.
_BARE = re.compile(rf"\s*(?P<one>{_GROUP})[-\u2010-\u2015](?P<two>{_GROUP})[\s.!]*\Z")
_DASH = re.compile(r"[_\-\u2010-\u2015]")


@dataclass(frozen=True)
class LinkCode:
    """A code in a message.

    Attributes:
        code: as it is shown: "PMR-7KQ2-9MXD".
        start: where it begins.
        end: where it ends.
    """

    code: str
    start: int
    end: int


def link_code_in(text: str) -> LinkCode | None:
    """The first linking code of a message; None if it has none.

    Each half of a code that we make has a letter and a digit. So "pmr 2027 2028" and "PMR high tier" are no codes; one with dashes
    is taken for a code with a single such half too, so that a slip of the pen is answered as one.
    """
    for found in _NAMED.finditer(text):
        halves = [_is_mixed(found["one"]), _is_mixed(found["two"])]
        dashed = _DASH.search(found["gaps"]) and _DASH.search(found["between"])
        if all(halves) or (dashed and any(halves)):
            return _of(found)
    bare = _BARE.match(text)
    return _of(bare) if bare and _is_mixed(bare["one"]) and _is_mixed(bare["two"]) else None


def without_link_code(text: str) -> str:
    """The message with spaces where its code stood, so that all the rest keeps its place."""
    found = link_code_in(text)
    return text if found is None else text[: found.start] + " " * (found.end - found.start) + text[found.end :]


def _is_mixed(half: str) -> bool:
    return re.search(r"\d", half) is not None and re.search(r"[A-Za-z]", half) is not None


def _of(found: re.Match[str]) -> LinkCode:
    start = found.start("one") if found.re is _BARE else found.start()
    return LinkCode(f"PMR-{found['one']}-{found['two']}".upper(), start, found.end("two"))
