"""A program list for tests and for `bench.program_list`: 150 made-up programs and 20 faults at known places. No name is that of a real program."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from random import Random

HEADER = (
    "Program name",
    "City",
    "State",
    "Type",
    "# of IMGs",
    "Visa",
    "Min. Step 2",
    "Research",
    "Competitive city?",
    "Last verified",
)
# The faults: column number and what stands there.
WRONG_CELLS = (
    (4, "three"), (4, "19 of 18"), (4, "-2"), (5, "blue card"), (5, "F-9"), (6, "75%"), (6, "225-235"), (6, "abc"), (6, "999"),
    (7, "perhaps a bit"), (8, "big apple"), (9, "03/04/2026"), (9, "2026-13-01"), (9, "last week"), (9, "2027-01-01"), (3, "blue"),
)  # fmt: skip
NAMELESS, TWICE = 2, 2
FAULTS = len(WRONG_CELLS) + NAMELESS + TWICE


@dataclass(frozen=True)
class MadeUp:
    """The list as text, and the rows in which something is wrong."""

    text: str
    wrong_rows: tuple[int, ...]


def example_list(programs: int = 150, *, faults: bool = True, seed: int = 8) -> MadeUp:
    """So many made-up programs, the same each time."""
    random = Random(seed)  # noqa: S311  # made-up rows, no secret
    rows = [_row(random, number) for number in range(1, programs + 1)]
    wrong: list[int] = []
    if faults:
        places = random.sample(range(2, len(rows)), len(WRONG_CELLS))
        for place, (column, cell) in zip(places, WRONG_CELLS, strict=True):
            rows[place][column] = cell
        wrong += [place + 2 for place in places]
        for _ in range(NAMELESS):
            rows.append(["", *_row(random, 0)[1:]])
            wrong.append(len(rows) + 1)
        for place in (0, 1):
            # The earlier of two rows is the one that is reported.
            rows.append(list(rows[place]))
            wrong.append(place + 2)
    out = io.StringIO()
    csv.writer(out).writerows([HEADER, *rows])
    return MadeUp(out.getvalue(), tuple(sorted(wrong)))


def _row(random: Random, number: int) -> list[str]:
    return [
        f"Example Rehab Hospital {number}",
        f"Exampleville {number % 40}",
        "ZZ",
        random.choice(["community", "university", "University-affiliated", ""]),
        random.choice(["0", "2", "3 of 18", "5", "12%", "none", "yes", "?", ""]),
        random.choice(["J-1 only", "J1/H1B", "both", "no visa", "H-1B", "yes", "unknown", ""]),
        random.choice(["no cutoff", "220", "230+", "~240", ">= 235", "", "n/a"]),
        random.choice(["yes", "no", "heavy", "light", ""]),
        random.choice(["y", "n", "", "?"]),
        random.choice(["2026-09-14", "14 Sep 2026", "9/14/2026", "2024-06-01", "Sep 2026", ""]),
    ]
