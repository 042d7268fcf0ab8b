"""Today, as the bot sees it. ADVISOR_TODAY (YYYY-MM-DD) puts another day in its place."""

from __future__ import annotations

import os
from datetime import date, datetime, timezone


def today() -> date:
    """The day for which a message is read.

    Raises:
        ValueError: ADVISOR_TODAY is no day; `advisor` checks it before anything starts.
    """
    fixed = os.environ.get("ADVISOR_TODAY")
    return date.fromisoformat(fixed) if fixed else datetime.now(timezone.utc).date()
