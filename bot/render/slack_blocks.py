"""A reply as messages of Slack: Block Kit blocks within its limits, and the same as plain text for who does not see them.

The limits are those of docs.slack.dev (Block Kit reference, chat.postMessage), read on 2026-11-22.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from bot.contract import Reply
from bot.render.marks import plain
from bot.render.plan_words import said_day
from bot.render.programs_in_short import in_short
from bot.render.slack_text import SECTION, escape, filled, link, mrkdwn, pieces, shortened

BLOCKS = 50
# Slack cuts a message's text at 40,000 characters and recommends 4,000.
TEXT = 4000
HEADER, BUTTONS, BUTTON_TITLE, BUTTON_VALUE = 150, 5, 75, 2000
SEVERITY = {"caution": "Caution: keep this in mind.", "warning": "Warning: this is important."}
CERTAINTY = {"confirmed": "", "expected": ", expected, not confirmed", "unsettled": ", unsettled, it may change"}
_OWNER = "for:"

Block = dict[str, Any]


@dataclass(frozen=True)
class SlackMessage:
    """One message.

    Attributes:
        text: all of it as plain text, for notifications and screen readers.
        blocks: what is seen.
    """

    text: str
    blocks: list[Block]


@dataclass(frozen=True)
class _Part:
    """A block, and what it says in plain text (already escaped)."""

    block: Block
    plain: str


def messages(reply: Reply, owner: str = "") -> list[SlackMessage]:
    """A reply as messages, in their order; most are one.

    Args:
        reply: a reply of the contract.
        owner: the id of the person to whom it is said; nobody else may use its buttons.
    """
    packed: list[list[_Part]] = [[]]
    said = [*_head(reply), *_body(reply), *_document(reply), *_below(reply)] or [*_paragraph(reply["text"])]
    for part in [*said, *_buttons(reply, owner)]:
        length = sum(len(each.plain) + 1 for each in packed[-1])
        if packed[-1] and (len(packed[-1]) == BLOCKS or length + len(part.plain) > TEXT):
            packed.append([])
        packed[-1].append(part)
    return [
        # Slack wants some text beside the blocks, and buttons have none.
        SlackMessage("\n".join(part.plain for part in parts if part.plain) or "Your choice:", [p.block for p in parts])
        for parts in packed
    ]


def with_choice(text: str, blocks: Sequence[Block], title: str) -> SlackMessage:
    """A message with what was chosen in the place of its buttons.

    Args:
        text: the message's text, as Slack sent it along with the press.
        blocks: its blocks.
        title: of the button; empty if it is not known which was chosen.
    """
    line = f"You chose: {escape(title)}" if title else "You have chosen here already."
    kept = [block for block in blocks if block.get("type") != "actions"]
    return SlackMessage(f"{text}\n{line}".strip(), [*kept[: BLOCKS - 1], context(line)])


def owner_of(block_id: str) -> str:
    """For whom the buttons in a block are; empty if that is not said."""
    return block_id[len(_OWNER) :].partition(":")[0] if block_id.startswith(_OWNER) else ""


def section(text: str) -> Block:
    """A paragraph of text in Slack's own notation."""
    return {"type": "section", "text": {"type": "mrkdwn", "text": text, "verbatim": True}}


def header(text: str) -> Block:
    """A heading."""
    return {"type": "header", "text": {"type": "plain_text", "text": shortened(text, HEADER), "emoji": False}}


def buttons(choices: list[dict[str, str]], owner: str = "") -> Block:
    """Buttons for choices with `title` and `payload`; five at most."""
    elements = [
        {
            "type": "button",
            "action_id": f"choice_{place}",
            "text": {"type": "plain_text", "text": shortened(choice["title"], BUTTON_TITLE), "emoji": False},
            "accessibility_label": shortened(f"Send: {choice['title']}", BUTTON_TITLE),
            "value": choice["payload"],
        }
        for place, choice in enumerate(choices[:BUTTONS], 1)
        if len(choice["payload"]) <= BUTTON_VALUE
    ]
    named = {"block_id": f"{_OWNER}{owner}:"} if owner else {}
    return {"type": "actions", **named, "elements": elements}


def context(text: str) -> Block:
    """A small line of text in Slack's own notation."""
    return {"type": "context", "elements": [{"type": "mrkdwn", "text": text, "verbatim": True}]}


def _head(reply: Reply) -> Iterator[_Part]:
    if reply["title"]:
        yield _Part(header(plain(reply["title"])), escape(plain(reply["title"])))
    # Small sentences of the guard need no warning before them.
    if reply["severity"] in SEVERITY and reply["title"]:
        yield _Part(context(SEVERITY[reply["severity"]]), SEVERITY[reply["severity"]])


def _body(reply: Reply) -> Iterator[_Part]:
    for block in reply["body"]:
        if block["type"] == "list":
            yield from _list(block["items"])
        else:
            yield from _paragraph(block["text"])


def _paragraph(text: str) -> Iterator[_Part]:
    for piece in pieces(text):
        yield _Part(section(mrkdwn(piece)), escape(plain(piece)))


def _list(items: list[str]) -> Iterator[_Part]:
    for lines in filled(f"• {item}" for item in items):
        yield _Part(section("\n".join(map(mrkdwn, lines))), escape("\n".join(map(plain, lines))))


def _below(reply: Reply) -> Iterator[_Part]:
    for note in reply["notes"]:
        dated = f" (as of {said_day(note['as_of'])}{CERTAINTY[note['certainty']]})"
        source = link(note["source"], "Source")
        for text in pieces(f"Note{dated}: {note['text']}", SECTION - len(source) - 1):
            yield _Part(context(f"{mrkdwn(text)} {source}"), escape(f"{plain(text)} {note['source']}"))
    if reply["citations"]:
        for text in pieces(f"From the article: {cited(reply['citations'])}"):
            yield _Part(context(mrkdwn(text)), escape(text))


def cited(citations: list[dict[str, str]]) -> str:
    """The sections that are cited, each with the numbers that stand for it in the text."""
    sections: dict[str, list[int]] = {}
    for place, citation in enumerate(citations, 1):
        sections.setdefault(citation["section"], []).append(place)
    return "; ".join(f"[{', '.join(map(str, places))}] {section}" for section, places in sections.items())


def _buttons(reply: Reply, owner: str) -> Iterator[_Part]:
    block = buttons(reply["next"], owner)
    if block["elements"]:
        yield _Part(block, "")


def _document(reply: Reply) -> Iterator[_Part]:
    """A program list in short. A plan's next steps stand in the body already, and the rest of documents are files."""
    for heading, lines in in_short(reply["document"]):
        yield from _paragraph(f"**{heading}**")
        yield from _list(lines)
