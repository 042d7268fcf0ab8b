"""What a chat channel sends beside the words of a reply: its chart as a picture, and its files."""

from __future__ import annotations

from bot.contract import Reply
from bot.render import chart_picture
from bot.render.files import File, Listed, files_of


def attachments(
    reply: Reply, person: str | None = None, listed: Listed | None = None, sheet: str | None = None
) -> list[File]:
    """The files of a reply: the chart first. Drawing and setting take a part of a second; call it off the event loop.

    Args:
        reply: a reply of the contract.
        person: the key of the person whom it is for.
        listed: the person's program list, as bot.render.files.files_of takes it.
        sheet: the same as CSV text.
    """
    chart = reply["chart"]
    drawn = [File(f"{chart['kind']}.png", "image/png", chart_picture.png(chart), chart["alt"])] if chart else []
    return [*drawn, *files_of(reply, person, listed, sheet)]
