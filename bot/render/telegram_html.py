"""A reply of the contract as messages of Telegram: its HTML, split under the limit, with the buttons under the last one."""

from __future__ import annotations

import html
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from bot.contract import Reply
from bot.render.marks import spans
from bot.render.plan_words import said_day
from bot.render.programs_in_short import in_short
from bot.render.telegram_splitting import Block, Line, Run, parts

# Telegram takes 64 bytes with a button; the contract allows no more.
MAX_PAYLOAD = 64
# Two buttons share a row if neither is wider on a small phone.
SHORT_TITLE = 12
BULLET = "• "
SEVERITY = {"caution": "Keep in mind", "warning": "Important"}
CERTAINTY = {"expected": "expected, not confirmed", "unsettled": "unsettled"}
OUTSIDE, ARTICLE = "Facts from outside the article", "From the article"


@dataclass(frozen=True)
class Button:
    """A button: what it says, and what it sends."""

    title: str
    payload: str


@dataclass(frozen=True)
class TelegramMessage:
    """One message.

    Attributes:
        html: its text for the parse mode HTML.
        plain: the same without marks, should Telegram not take the HTML.
        keyboard: rows of buttons, or none.
    """

    html: str
    plain: str
    keyboard: tuple[tuple[Button, ...], ...] = ()


def messages(reply: Reply) -> list[TelegramMessage]:
    """The messages that show a reply, in their order; at least one.

    Raises:
        ValueError: a button sends more than Telegram takes, which the contract does not allow.
    """
    blocks = [*_said(reply), *_listed(reply), *_sources(reply)]
    if not blocks:
        blocks = [Block((_line(reply["text"]),))]
    found = [TelegramMessage(_html(part), _plain(part)) for part in parts(blocks)]
    return [*found[:-1], replace(found[-1], keyboard=_keyboard(reply))]


def _said(reply: Reply) -> Iterator[Block]:
    """Title and body. The title stands with what follows it, so that no part of a long reply ends with it."""
    title: list[Line] = []
    if reply["title"]:
        if word := SEVERITY.get(reply["severity"]):
            title.append((Run(word, italic=True),))
        title.append((Run(reply["title"].replace("**", ""), bold=True),))
    blocks = list(reply["body"])
    if title and not blocks:
        yield Block(tuple(title))
    for block in blocks:
        if block["type"] == "list":
            lines = [_line(item, BULLET) for item in block["items"]]
        else:
            lines = [_line(line) for line in block["text"].split("\n")]
        yield Block((*title, *lines))
        title = []


def _listed(reply: Reply) -> Iterator[Block]:
    """A program list in short; other documents are files, or stand in the body already."""
    for heading, lines in in_short(reply["document"]):
        yield Block(((Run(heading, bold=True),), *(_line(line, BULLET) for line in lines)))


def _sources(reply: Reply) -> Iterator[Block]:
    """Dated notes and citations, folded away under the answer until somebody wants to look."""
    lines: list[Line] = []
    if reply["notes"]:
        lines.append((Run(OUTSIDE, bold=True),))
        lines += [_note(note) for note in reply["notes"]]
    if reply["citations"]:
        lines.append((Run(ARTICLE, bold=True),))
        numbers: dict[str, list[int]] = {}
        for number, citation in enumerate(reply["citations"], 1):
            numbers.setdefault(citation["section"], []).append(number)
        lines += [(Run(f"[{', '.join(map(str, of))}] {section}"),) for section, of in numbers.items()]
    if lines:
        yield Block(tuple(lines), folded=True)


def _note(note: dict[str, Any]) -> Line:
    certainty = CERTAINTY.get(note["certainty"])
    told = f"as of {said_day(note['as_of'])}" + (f"; {certainty}" if certainty else "")
    return (*_line(note["text"], BULLET), Run(f" ({told}; "), Run("source", link=note["source"]), Run(")"))


def _line(text: str, before: str = "") -> Line:
    runs = tuple(Run(span.text, bold=span.bold) for span in spans(text.replace("\n", " " if before else "\n")))
    return (Run(before), *runs) if before else runs


def _keyboard(reply: Reply) -> tuple[tuple[Button, ...], ...]:
    rows: list[tuple[Button, ...]] = []
    for each in reply["next"]:
        button = Button(each["title"], each["payload"])
        if len(button.payload.encode()) > MAX_PAYLOAD:
            raise ValueError(f'the button "{button.title}" of {reply["id"]} sends more than {MAX_PAYLOAD} bytes')
        short = len(button.title) <= SHORT_TITLE
        if short and rows and len(rows[-1]) == 1 and len(rows[-1][0].title) <= SHORT_TITLE:
            rows[-1] = (*rows[-1], button)
        else:
            rows.append((button,))
    return tuple(rows)


def _html(blocks: list[Block]) -> str:
    shown = []
    for block in blocks:
        text = "\n".join("".join(map(_tagged, line)) for line in block.lines)
        shown.append(f"<blockquote expandable>{text}</blockquote>" if block.folded else text)
    return "\n\n".join(shown)


def _tagged(run: Run) -> str:
    text = html.escape(run.text, quote=False)
    if run.link:
        return f'<a href="{html.escape(run.link)}">{text}</a>'
    if run.bold:
        return f"<b>{text}</b>"
    return f"<i>{text}</i>" if run.italic else text


def _plain(blocks: list[Block]) -> str:
    return "\n\n".join("\n".join("".join(run.text for run in line) for line in block.lines) for block in blocks)
