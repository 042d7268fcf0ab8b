"""A white sheet to draw a picture on, in pixels from its upper left corner, with matplotlib's Agg and no state of pyplot."""

from __future__ import annotations

import io
import itertools
import logging
import os
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from bot.paths import VAR

WIDTH = 1000
DPI = 100
COLOURS = 48
# They differ in lightness too, so that a picture is readable in grey.
INK, QUIET, ACCENT = "#182325", "#4f5e61", "#0b6260"
PALE, LINE, WHITE = "#cfdedd", "#b4c2c2", "#ffffff"
Point = tuple[float, float]


def own_cache() -> None:
    """Has matplotlib keep its list of fonts in our folder, or in a temporary one where that can't be written.

    It reads the place when it is imported, and writes below the home folder otherwise. That it looks through the fonts once is
    nothing that somebody in front of a terminal has to know.
    """
    logging.getLogger("matplotlib").setLevel(logging.ERROR)
    if "MPLCONFIGDIR" in os.environ:
        return
    folder = VAR / "matplotlib"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        # Writing is tried: rights alone do not tell of a read-only disk.
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError:
        folder = Path(tempfile.mkdtemp(prefix="advisor-fonts-"))
    os.environ["MPLCONFIGDIR"] = str(folder)


class Sheet:
    """One picture being drawn.

    Args:
        height: in pixels; the width is always the same.
    """

    def __init__(self, height: float) -> None:
        own_cache()
        from matplotlib.backends.backend_agg import FigureCanvasAgg
        from matplotlib.figure import Figure

        self.height = height
        figure = Figure(figsize=(WIDTH / DPI, height / DPI), dpi=DPI, facecolor=WHITE)
        self._canvas = FigureCanvasAgg(figure)
        self._axes = figure.add_axes((0, 0, 1, 1))
        self._axes.set(xlim=(0, WIDTH), ylim=(height, 0))
        self._axes.set_axis_off()
        self._drawn = itertools.count(1)

    def png(self) -> bytes:
        """The sheet as a PNG file of few colours, which a phone loads in a moment."""
        from PIL import Image

        self._canvas.draw()
        drawn = Image.frombuffer("RGBA", self._canvas.get_width_height(), self._canvas.buffer_rgba())
        file = io.BytesIO()
        drawn.convert("RGB").quantize(COLOURS).save(file, "PNG", optimize=True)
        return file.getvalue()

    def text(
        self,
        at: Point,
        words: str,
        size: float,
        *,
        colour: str = INK,
        bold: bool = False,
        align: str = "left",
        room: float | None = None,
        halo: bool = False,
    ) -> None:
        """Words with the middle of their height at a point.

        Args:
            at: where they begin, have their middle or end, by `align`.
            words: in one line.
            size: height of the letters in pixels.
            colour: of the letters.
            bold: whether they are.
            align: left, center, right.
            room: the widest that they may be: they become smaller, and at last are cut.
            halo: whether they stand on a white rim, over lines.
        """
        from matplotlib.patheffects import withStroke

        if room is not None:
            words, size = self._fitting(words, size, bold, room)
        text = self._put(at, words, size, colour=colour, bold=bold, align=align)
        if halo:
            text.set_path_effects([withStroke(linewidth=5, foreground=WHITE)])

    def width(self, words: str, size: float, *, bold: bool = False) -> float:
        """How wide words are, in pixels."""
        text = self._put((0, 0), words, size, colour=INK, bold=bold, align="left")
        width: float = text.get_window_extent(self._canvas.get_renderer()).width
        text.remove()
        return width

    def _fitting(self, words: str, size: float, bold: bool, room: float) -> tuple[str, float]:
        least = size * 0.7
        wide = self.width(words, size, bold=bold)
        if wide > room:
            wide, size = wide * max(room / wide, 0.7), max(size * room / wide, least)
        if wide > room * 1.01:
            words = words[: max(int(len(words) * room / wide) - 2, 1)].rstrip() + "…"
        return words, size

    def _put(self, at: Point, words: str, size: float, *, colour: str, bold: bool, align: str) -> Any:
        # Between two signs of the dollar matplotlib would read a formula.
        return self._axes.text(
            *at,
            words.replace("$", r"\$"),
            fontsize=size * 72 / DPI,
            fontfamily="DejaVu Sans",
            fontweight="bold" if bold else "normal",
            color=colour,
            ha=align,
            va="center_baseline",
            zorder=next(self._drawn),  # what is drawn later lies above
        )

    def line(self, points: Sequence[Point], colour: str, width: float, *, dashes: Iterable[float] = ()) -> None:
        """A line through points."""
        from matplotlib.lines import Line2D

        xs, ys = zip(*points, strict=True)
        style = (0, tuple(dashes)) if dashes else "solid"
        self._axes.add_line(
            Line2D(xs, ys, color=colour, linewidth=width * 72 / DPI, linestyle=style, zorder=next(self._drawn))
        )

    def box(self, left: float, top: float, right: float, bottom: float, colour: str) -> None:
        """A filled box."""
        from matplotlib.patches import Rectangle

        self._axes.add_patch(
            Rectangle(
                (left, top), right - left, bottom - top, facecolor=colour, edgecolor="none", zorder=next(self._drawn)
            )
        )

    def shape(self, points: Sequence[Point], colour: str) -> None:
        """A filled shape."""
        from matplotlib.patches import Polygon

        self._axes.add_patch(Polygon(points, facecolor=colour, edgecolor="none", zorder=next(self._drawn)))

    def dot(self, at: Point, radius: float, *, filled: bool, colour: str = ACCENT, dashed: bool = False) -> None:
        """A circle: filled, or white with a rim."""
        from matplotlib.patches import Circle

        rim = {"linewidth": 3.2, "linestyle": (0, (2, 1.6)) if dashed else "solid"}
        circle = Circle(
            at, radius, facecolor=colour if filled else WHITE, edgecolor=colour, zorder=next(self._drawn), **rim
        )
        self._axes.add_patch(circle)

    def half(self, at: Point, radius: float, colour: str = ACCENT) -> None:
        """The left half of a circle, filled."""
        from matplotlib.patches import Wedge

        self._axes.add_patch(Wedge(at, radius, 90, 270, facecolor=colour, edgecolor="none", zorder=next(self._drawn)))
