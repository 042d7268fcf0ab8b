"""Yes, no and not known, in the many words of cells."""

from __future__ import annotations

import re

from actions.programs.columns import plain
from actions.programs.faults import CellFault

# Each set as one text with bars between, which reads better than a word a line.
_UNKNOWN = (
    "unknown|unk|unclear|unsure|not sure|na|n a|n k|nk|dk|tbd|tba|tbc|idk|dont know|don t know|do not know|i don t know"
)
_UNKNOWN += "|no info|no information|no data|not found|to check|check|ask|pending|null|nan|blank"
# "Not sure yet" is no "no", and neither is "not listed": what a program does not tell is not known.
_NOT_KNOWN = r"(?:not|no|none|couldn t|could not|haven t|have not)\b(?: yet| be)* (?:known|clear|sure|found|find|available|info\w*|idea|data|answer|reply|response|clue|checked|check|verified)\b"
NOT_SAID = r"(?:not|none|nothing|isn t|un)\b(?: yet)* ?(?:listed|stated|mentioned|specified|given|published|posted|disclosed|said|on (?:the )?(?:web ?)?site)\b|unspecified\b|undisclosed\b"
_YES = "y|yes|yep|yeah|yup|true|t|1|x|ok|sure|definitely|always|si|done|sent"
_NO = "n|no|nope|false|f|0|none|never|not|non"


def is_unknown(text: str) -> bool:
    """Whether a cell says that something is not known: empty, '?', 'n/a', 'unknown'."""
    words = plain(text)
    if not words:
        # A word in another script is no blank.
        return _ticks(text) is None and not any(sign.isalnum() for sign in text)
    return words in _UNKNOWN.split("|") or re.match(_NOT_KNOWN, words) is not None


def is_not_said(text: str) -> bool:
    """Whether a cell says that a program does not tell something: 'not listed', 'not stated', 'none mentioned'."""
    return re.match(NOT_SAID, plain(text)) is not None


def _ticks(text: str) -> bool | None:
    """What a tick or a cross says."""
    if text.strip() in ("✓", "✔", "✅", "☑", "√", "+"):
        return True
    if text.strip() in ("✗", "✘", "❌", "☒"):
        return False
    return None


def yes_no(text: str) -> bool:
    """A yes or a no in one of many words.

    Raises:
        CellFault: it is neither.
    """
    ticked = _ticks(text)
    if ticked is not None:
        return ticked
    words = plain(text).split()
    if not words:
        raise CellFault("yes or no is expected")
    if words[0] in _YES.split("|"):
        return True
    if words[0] in _NO.split("|"):
        return False
    raise CellFault("write yes or no, or leave it empty if you do not know")
