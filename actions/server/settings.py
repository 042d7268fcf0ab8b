"""The action server's settings, from the environment. The launcher sets them; each has a default for a run by hand."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


class SettingsError(Exception):
    """A setting that cannot be used; the message says which, what was found and what is expected."""


@dataclass(frozen=True)
class Settings:
    """What the server is told from outside.

    Attributes:
        store_url: ADVISOR_PROFILE_DB, the profile store's SQLAlchemy address.
        secret: ADVISOR_SECRET, which every caller has to show.
        fixed_today: ADVISOR_TODAY, a day to advise for instead of the real one (YYYY-MM-DD).
    """

    store_url: str
    secret: str
    fixed_today: date | None

    def today(self) -> date:
        """The day for which advice is given."""
        return self.fixed_today or datetime.now(UTC).date()

    def now(self) -> datetime:
        """When something is stated (UTC): now, or at this time of the fixed day, so that a pause between two fixed days is one."""
        now = datetime.now(UTC)
        return datetime.combine(self.fixed_today, now.timetz()) if self.fixed_today else now


def from_environment() -> Settings:
    """Read the settings.

    Raises:
        SettingsError: one is missing or cannot be read.
    """
    secret = os.environ.get("ADVISOR_SECRET", "")
    if len(secret) < 16:
        raise SettingsError("ADVISOR_SECRET has to hold at least 16 characters; `advisor run` makes one by itself")
    day = os.environ.get("ADVISOR_TODAY")
    try:
        fixed = date.fromisoformat(day) if day else None
    except ValueError:
        raise SettingsError(f'ADVISOR_TODAY is "{day}"; a day as YYYY-MM-DD is expected') from None
    return Settings(
        store_url=os.environ.get("ADVISOR_PROFILE_DB") or f"sqlite:///{ROOT / 'var' / 'profiles.db'}",
        secret=secret,
        fixed_today=fixed,
    )
