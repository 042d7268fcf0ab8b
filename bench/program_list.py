"""A list of 150 made-up programs with 20 faults, through the real action server; and how long 2,000 rows take.

Run by `make bench-programs`. Prints the tiers with counts and one example with its reasons each, every fault with its row, and whether a
program was lost; `--picture` also writes the first page of the list's PDF into docs/pictures.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
import urllib.parse
import urllib.request
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pypdfium2

from bench.concurrency import webhook
from bench.made_up_programs import FAULTS, MadeUp, example_list
from bot.launch import Plan, action_server
from bot.paths import ROOT
from bot.render import programs_pdf

TODAY = "2026-11-22"
PERSON = "bench:programs"
# Whose list it is: somebody of whom the article speaks first of all.
FACTS = {"applicant_type": "non_us_img", "visa_need": "J-1", "step1_status": "passed", "step2_ck_score": 219}
PROGRAMS, MANY = 150, 2000
# Issue 8: so many seconds for 2,000 rows.
MOST_SECONDS = 2.0
PICTURE = ROOT / "docs" / "pictures" / "programs_page.png"
SCALE = 1.7


@dataclass(frozen=True)
class Server:
    """A running action server.

    Attributes:
        url: its address.
        secret: what it wants to be shown.
    """

    url: str
    secret: str

    def ask(self, path: str, body: object = None) -> Any:
        """The JSON that it answers."""
        headers = {"X-Advisor-Secret": self.secret, "Content-Type": "application/json"}
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(f"{self.url}{path}", data=data, headers=headers)  # noqa: S310  # loopback
        with urllib.request.urlopen(request, timeout=60) as answer:  # noqa: S310
            return json.load(answer)

    def bring(self, content: str) -> dict[str, Any]:
        """Give it a list; what became of its rows."""
        told: dict[str, Any] = self.ask("/programs", {"person": PERSON, "content": content, "source": "upload"})
        return told

    def listed(self) -> dict[str, Any]:
        """The whole list as it is placed, and its summary."""
        found: dict[str, Any] = self.ask(f"/programs?{urllib.parse.urlencode({'person': PERSON})}")
        return found


def main() -> int:
    """Show it; 1 if a program was lost, a fault was not reported, or 2,000 rows took too long."""
    parser = argparse.ArgumentParser(prog="python -m bench.program_list", description=__doc__)
    parser.add_argument(
        "--picture", action="store_true", help="also write the first page of the PDF into docs/pictures"
    )
    arguments = parser.parse_args()
    with (
        tempfile.TemporaryDirectory(prefix="advisor-bench-") as store,
        action_server(Plan(store=Path(store), today=TODAY)) as (url, secret),
    ):
        server = Server(url, secret)
        for fact, value in FACTS.items():
            server.ask("/webhook", webhook(PERSON, fact, value))
        made = example_list(PROGRAMS)
        brought, found = server.bring(made.text), server.listed()
        whole = show(made, brought, found)
        if arguments.picture:
            picture(found)
        return 0 if whole & in_time(server) else 1


def show(made: MadeUp, brought: dict[str, Any], found: dict[str, Any]) -> bool:
    """Print what became of the list; whether nothing was lost and all faults were reported."""
    document, faults = found["document"], brought["faults"]
    _say(f"{brought['rows']} rows brought, {brought['kept']} programs kept, {len(faults)} faults reported", "")
    for tier in document["tiers"]:
        _say(f"{tier['label']}: {tier['count']}", *_example(tier))
    _say("", "Faults:")
    for fault in faults:
        column = f", {fault['column']}" if fault["column"] else ""
        _say(f'  row {fault["row"]}{column}, "{fault["found"]}": {fault["reason"]}')
    shown = {program["name"] for tier in document["tiers"] for program in tier["programs"]}
    lost = {f"Example Rehab Hospital {number}" for number in range(1, PROGRAMS + 1)} - shown
    rows = sorted(fault["row"] for fault in faults)
    _say(
        "",
        f"Lost: {len(lost)} of {PROGRAMS} programs; faults at the rows where they were put: {rows == list(made.wrong_rows)}",
    )
    return not lost and len(faults) == FAULTS and rows == list(made.wrong_rows)


def _example(tier: dict[str, Any]) -> list[str]:
    if not tier["programs"]:
        return []
    program = tier["programs"][0]
    reasons = [
        f"    {each['text']} ({', '.join(one['id'] for one in each['citations'])})" for each in program["reasons"]
    ]
    unknown = [f"    unknown: {each['text']}. Look at: {each['where']}" for each in program["unknown"]]
    return [f"  for example {program['name']}, {program['place']}:", *reasons, *unknown]


def in_time(server: Server) -> bool:
    """Bring, place and set 2,000 rows; whether bringing and placing took less than it may."""
    content = example_list(MANY).text
    began = time.perf_counter()
    kept = server.bring(content)["kept"]
    brought = time.perf_counter()
    found = server.listed()
    placed = time.perf_counter()
    pages = len(pypdfium2.PdfDocument(programs_pdf.write(found["document"], found["summary"])))
    done = time.perf_counter()
    seconds = placed - began
    _say(
        f"{MANY:,} rows: {kept:,} kept in {brought - began:.2f} s, placed and sent in {placed - brought:.2f} s;"
        f" their PDF of {pages} pages in {done - placed:.2f} s"
    )
    return seconds < MOST_SECONDS


def picture(found: dict[str, Any]) -> None:
    """Write the first page of the list's PDF as a picture."""
    (page, *_) = pypdfium2.PdfDocument(programs_pdf.write(found["document"], found["summary"]))
    page.render(scale=SCALE).to_pil().quantize(64).save(PICTURE, optimize=True)
    _say(str(PICTURE.relative_to(ROOT)))


def _say(*lines: str) -> None:
    sys.stdout.writelines(f"{line}\n" for line in lines)


if __name__ == "__main__":
    sys.exit(main())
