"""Writes a picture of each kind of chart into docs/pictures, as Slack and Telegram show it, with how long each took (`make pictures`)."""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import Any

from bot.paths import ROOT
from bot.render.chart_picture import png

FOLDER = ROOT / "docs" / "pictures"
# Real answers, kept for the tests of the web page.
KEPT = ROOT / "tests" / "browser" / "replies.json"


def main(folder: Path = FOLDER) -> int:
    """Draw the first chart of each kind in the answers kept; 0 when all kinds were drawn."""
    answers = json.loads(KEPT.read_text(encoding="utf-8"))["answers"]
    charts: dict[str, Any] = {}
    for chart in (reply["chart"] for replies in answers.values() for reply in replies if reply["chart"]):
        charts.setdefault(chart["kind"], chart)
    for kind, chart in charts.items():
        began = time.perf_counter()
        content = png(chart)
        took = (time.perf_counter() - began) * 1000
        path = folder / f"chart_{kind}.png"
        path.write_bytes(content)
        sys.stdout.write(f"{path.name}  {len(content):,} bytes  {took:.0f} ms  {chart['alt']}\n")
    return 0 if set(charts) == {"bands", "practice", "season", "strengths"} else 1


if __name__ == "__main__":
    sys.exit(main())
