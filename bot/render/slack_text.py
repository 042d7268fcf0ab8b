"""Texts of the contract in Slack's own notation (mrkdwn), and cut to its lengths."""

from __future__ import annotations

import re
from collections.abc import Iterable

from bot.render.marks import Span, plain, spans

SECTION = 3000
# Where a text that is too long is cut, the best place first.
_PLACES = ("\n", ". ", "; ", ", ", " ")
_URL = re.compile(r"https://[^\s<>|\"']*[^\s<>|\"'.,;:!?)\]]")
# Signs that Slack reads as its own marks where they open a word. A text of ours has none; words that are quoted can.
_MARKS = str.maketrans({"*": "\u2217", "_": "\u02cd", "~": "\u223c", "`": "\u02cb"})
_OPENS = re.compile(r"(?<![A-Za-z0-9])[*_~`](?=\S)|(?<=\S)[*_~`](?![A-Za-z0-9])")


def escape(text: str) -> str:
    """The text with the three signs that Slack gives a meaning of its own made harmless."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def unescape(text: str) -> str:
    """A text as Slack sends it, as it was typed."""
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def mrkdwn(text: str) -> str:
    """A text of the contract in Slack's notation: bold stays bold, addresses are links, all else stands as it is."""
    found = [span for span in spans(text) if span.text]
    return "".join(
        _bold(span.text) if span.bold and _stands_alone(found, place) else _harmless(span.text)
        for place, span in enumerate(found)
    )


def link(address: str, label: str) -> str:
    """A link with a name."""
    return f"<{escape(address)}|{escape(label)}>"


def pieces(text: str, limit: int = SECTION) -> list[str]:
    """A text of the contract as texts that fit into a section each, cut where a reader would pause."""
    if len(mrkdwn(text)) <= limit:
        return [text]
    at = _cut(text)
    if at is None:
        # Nothing but one bold stretch: cut without its marks.
        text = plain(text)
        at = _cut(text) or len(text) // 2
    return [part for half in (text[:at].rstrip(), text[at:].lstrip()) if half for part in pieces(half, limit)]


def filled(lines: Iterable[str], limit: int = SECTION) -> list[list[str]]:
    """Lines of a list, gathered into as few sections as hold them."""
    gathered: list[list[str]] = []
    length = 0
    for line in (part for whole in lines for part in pieces(whole, limit)):
        size = len(mrkdwn(line)) + 1
        if not gathered or length + size > limit + 1:
            gathered.append([])
            length = 0
        gathered[-1].append(line)
        length += size
    return gathered


def shortened(text: str, limit: int) -> str:
    """The text, or its beginning and a sign that it goes on."""
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"


def _cut(text: str) -> int | None:
    """The place nearest the middle at which a reader would pause, outside of what is bold."""
    middle = len(text) // 2
    for sign in _PLACES:
        found = [match.end() for match in re.finditer(re.escape(sign), text)]
        found = [at for at in found if 0.2 < at / len(text) < 0.9 and text[:at].count("**") % 2 == 0]
        if found:
            return min(found, key=lambda at: abs(at - middle))
    return None if "**" in text else middle


def _stands_alone(found: list[Span], place: int) -> bool:
    """Whether a bold piece begins and ends where words do: elsewhere Slack would show its stars."""
    before = found[place - 1].text[-1] if place else " "
    after = found[place + 1].text[0] if place + 1 < len(found) else " "
    return not before.isalnum() and not after.isalnum()


def _bold(text: str) -> str:
    # Slack's bold ends with the line.
    return "\n".join(f"*{_harmless(line)}*" if line.strip() else line for line in text.split("\n"))


def _harmless(text: str) -> str:
    written, at = [], 0
    for found in _URL.finditer(text):
        written += [_unmarked(text[at : found.start()]), f"<{escape(found[0])}>"]
        at = found.end()
    return "".join([*written, _unmarked(text[at:])])


def _unmarked(text: str) -> str:
    return escape(_OPENS.sub(lambda found: found[0].translate(_MARKS), text))
