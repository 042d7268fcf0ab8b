"""What tests of program lists need."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from actions.knowledge.library import Knowledge
from actions.profile import Profile
from actions.programs.placing import Placement, place
from actions.programs.program import Program
from actions.programs.talk import Lists
from actions.replies import Replies

# A made-up program of which all is known, and all of it good.
GOOD: dict[str, Any] = {
    "name": "Example Rehab Hospital",
    "city": "Exampleville",
    "state": "ZZ",
    "setting": "community",
    "imgs": 3,
    "residents": 18,
    "non_us_imgs": 2,
    "j1": True,
    "h1b": True,
    "no_cutoff": True,
    "research": False,
    "competitive_city": False,
    "checked": date(2026, 9, 1),
}
ME: dict[str, Any] = {"step2_ck_score": 228, "visa_need": "J-1", "applicant_type": "non_us_img"}


@pytest.fixture
def placed(profile_of: Callable[..., Profile], knowledge: Knowledge, today: date) -> Callable[..., Placement]:
    """A good program with some cells otherwise, placed for me with some facts otherwise."""

    def make(cells: dict[str, Any] | None = None, facts: dict[str, Any] | None = None) -> Placement:
        known = {name: value for name, value in {**ME, **(facts or {})}.items() if value is not None}
        return place(Program(**{**GOOD, **(cells or {})}), profile_of(**known), knowledge, today)

    return make


@pytest.fixture
def lists_of(
    replies: Replies, profile_of: Callable[..., Profile], knowledge: Knowledge, today: date
) -> Callable[..., Lists]:
    """What speaks of the list of somebody with these facts."""
    return lambda **facts: Lists(replies, knowledge, profile_of(**facts), today)
