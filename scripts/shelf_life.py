"""Warns of dated facts that are older than their shelf life (`make shelf-life`)."""

from __future__ import annotations

import argparse
import sys
from datetime import UTC, date, datetime

from actions.knowledge import library
from actions.knowledge.freshness import overdue

__all__ = ["main", "overdue"]


def main() -> int:
    """Print what is overdue; exit code 1 if anything is."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--today", type=date.fromisoformat, default=datetime.now(UTC).date(), metavar="YYYY-MM-DD")
    today = parser.parse_args().today
    lines = overdue(library.load(), today)
    for line in lines:
        print(line)
    print(f"{len(lines)} dated facts are older than their shelf life on {today}")
    return 1 if lines else 0


if __name__ == "__main__":
    sys.exit(main())
