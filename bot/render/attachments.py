"""What a chat channel sends beside the words of a reply: its chart as a picture, and its files."""

from __future__ import annotations

import importlib
from typing import Any, Protocol

from bot.contract import Reply


class File(Protocol):
    """A file to be sent: see `bot.render.files.File`."""

    @property
    def name(self) -> str:
        """How it is called, with its ending."""

    @property
    def media_type(self) -> str:
        """Its kind, as in image/png."""

    @property
    def content(self) -> bytes:
        """Its bytes."""

    @property
    def caption(self) -> str:
        """What stands under it; of a picture, what it shows, for who cannot see it."""


def attachments(reply: Reply) -> list[File]:
    """The files of a reply: the chart first. Drawing takes a second or so; call it off the event loop.

    Args:
        reply: a reply of the contract.
    """
    # Until both modules are there nothing is attached. To be removed with them: plain imports take its place.
    try:
        files: Any = importlib.import_module("bot.render.files")
        pictures: Any = importlib.import_module("bot.render.chart_picture")
    except ImportError:
        return []
    chart = reply["chart"]
    drawn = [files.File(f"{chart['kind']}.png", "image/png", pictures.png(chart), chart["alt"])] if chart else []
    return [*drawn, *files.files_of(reply)]
