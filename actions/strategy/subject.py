"""What a question names that no topic stands for: its own answer leads, and all else on the topic stands behind "More"."""

from __future__ import annotations

from dataclasses import dataclass

from actions.strategy import graduation, season_day
from actions.strategy.advice import Rule

GRADUATION = "graduation"


@dataclass(frozen=True)
class Subject:
    """What is asked within a topic.

    Attributes:
        name: a day of the season (`season_day.DAYS` or `season_day.ALL`), or `GRADUATION`.
        match_year: the Match that was named with a day, if one was.
    """

    name: str
    match_year: int | None = None

    @property
    def rule(self) -> Rule:
        """The rule whose answer leads."""
        return graduation.ASKED if self.name == GRADUATION else season_day.rule(self.name, self.match_year)

    @property
    def then(self) -> str:
        """The name of the rule whose answer comes next."""
        return "chances" if self.name == GRADUATION else "exam_date"
