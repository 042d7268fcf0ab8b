"""Labels in a column that must not cover each other."""

from __future__ import annotations

from collections.abc import Sequence


def spread(wanted: Sequence[float], apart: float, low: float, high: float) -> list[float]:
    """Places as near as may be to those wanted, so far apart and between two ends.

    Args:
        wanted: in order, the least first.
        apart: the least distance between two.
        low: the first place there is.
        high: the last place there is; where there is no room for all, they stand closer.
    """
    if not wanted:
        return []
    apart = min(apart, (high - low) / max(len(wanted) - 1, 1))
    places = [min(max(each, low), high) for each in wanted]
    for at in range(1, len(places)):
        places[at] = max(places[at], places[at - 1] + apart)
    # What was pushed over the end goes back, and pushes those before it.
    places[-1] = min(places[-1], high)
    for at in range(len(places) - 2, -1, -1):
        places[at] = min(places[at], places[at + 1] - apart)
    return places
