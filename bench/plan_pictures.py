"""Writes pictures of a plan's PDF pages into docs/pictures: run `python -m bench.plan_pictures`.

The plan is made by the real action server, of made-up facts, for a fixed day, so the pictures change only with the plan.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import pypdfium2

from bot.actions_client import ActionsClient
from bot.launch import Plan, action_server
from bot.paths import ROOT
from bot.render import plan_pdf

FOLDER = ROOT / "docs" / "pictures"
TODAY = "2027-04-20"
# Somebody in the middle of it: something is done, something is late, something is missing.
FACTS = {
    "step1_status": "passed",
    "step1_attempts": 2,
    "step2_ck_status": "not_taken",
    "practice_scores": [228, 231],
    "match_year": 2028,
    "us_physiatrist_letters": 1,
    "letters_total": 2,
    "usce_months": 2,
    "research": "local",
    "visa_need": "J-1",
}
# Pixels for each point: 1,010 pixels across, sharp on a page of the docs and small as a file.
SCALE = 1.7


def main() -> int:
    """Write a picture of each page; says which."""
    with (
        tempfile.TemporaryDirectory(prefix="advisor-") as store,
        action_server(Plan(store=Path(store), today=TODAY)) as (url, secret),
    ):
        document = ActionsClient(url, secret).plan(None, FACTS)["document"]
    for number, page in enumerate(pypdfium2.PdfDocument(plan_pdf.write(document)), 1):
        path = FOLDER / f"plan_page_{number}.png"
        # Few greys and one colour: a palette of 32 looks the same and takes a third of the room.
        page.render(scale=SCALE).to_pil().quantize(32).save(path, optimize=True)
        sys.stdout.write(f"{path.relative_to(ROOT)}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
