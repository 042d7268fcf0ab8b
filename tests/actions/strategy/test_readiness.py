"""How practice scores are read, at and beside every border."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

import pytest

from actions.knowledge.library import Knowledge
from actions.profile import PracticeScore, Profile, Stated
from actions.strategy import readiness


@pytest.mark.parametrize(
    ("latest", "level"),
    [
        (1, "below"),
        (229, "below"),
        (230, "loose"),
        (237, "loose"),
        (238, "edge"),
        (239, "edge"),
        (240, "likely"),
        (244, "likely"),
        (245, "ready"),
        (300, "ready"),
    ],
)
def test_readiness_changes_at_its_borders_and_nowhere_else(knowledge: Knowledge, latest: int, level: str) -> None:
    assert readiness.level(latest, knowledge.numbers) == level


def test_a_better_score_is_never_less_ready(knowledge: Knowledge) -> None:
    order = ("below", "loose", "edge", "likely", "ready")
    read = [order.index(readiness.level(score, knowledge.numbers)) for score in range(1, 301)]
    assert read == sorted(read)


def test_the_lines_follow_from_the_numbers_of_the_article(knowledge: Knowledge) -> None:
    assert readiness.strict_from(knowledge.numbers) == 238
    assert readiness.loose_from(knowledge.numbers) == 230


@pytest.mark.parametrize(
    ("scores", "stuck"),
    [
        ([], False),
        ([232], False),
        ([232, 233], False),
        ([230, 235, 232], True),
        ([229, 235, 232], False),
        ([230, 236, 232], False),
        ([200, 230, 235, 232], True),
        ([230, 235, 232, 241], False),
    ],
)
def test_a_plateau_is_the_three_latest_scores_inside_its_range(
    knowledge: Knowledge, scores: list[int], stuck: bool
) -> None:
    assert readiness.on_plateau(scores, knowledge.numbers) is stuck


@pytest.mark.parametrize(
    ("scores", "said"),
    [
        ([], ""),
        ([231], ""),
        ([231, 240, 231], "Your practice scores are flat: 231 -> 240 -> 231."),
        ([231, 232], "Your practice scores are flat: 231 -> 232."),
        ([231, 240], "Your practice scores are rising: 231 -> 240 (9 points up)."),
        ([241, 250, 236], "Your practice scores are falling: 241 -> 250 -> 236 (5 points down)."),
        ([215, 241, 230, 232, 235], "Your practice scores are flat: 230 -> 232 -> 235."),
    ],
)
def test_the_trend_goes_from_the_first_score_to_the_latest(
    knowledge: Knowledge, profile_of: Callable[..., Profile], today: date, scores: list[int], said: str
) -> None:
    assert readiness.trend(profile_of(practice_scores=scores), knowledge.numbers, today) == said


@pytest.mark.parametrize(
    ("told", "since"),
    [
        ([(231, "2026-11-03"), (233, "2026-11-03"), (240, "2026-11-22")], " since 3 November"),
        ([(231, "2025-11-03"), (240, "2026-11-22")], " since 3 November 2025"),
        ([(231, "2026-11-22"), (240, "2026-11-22")], ""),
        ([(231, "2026-11-03"), (239, "2026-11-22")], ""),  # the history is of other scores: these are only supposed
    ],
)
def test_the_trend_tells_since_when_scores_were_told(
    knowledge: Knowledge, today: date, told: list[tuple[int, str]], since: str
) -> None:
    practice = tuple(PracticeScore(score, "words", datetime.fromisoformat(f"{day}T12:00+00:00")) for score, day in told)
    scores = [240 if score == 239 else score for score, _ in told]
    profile = Profile({"practice_scores": Stated(scores, "words", practice[-1].at)}, practice=practice)
    row = " -> ".join(map(str, scores))
    assert readiness.trend(profile, knowledge.numbers, today) == (
        f"Your practice scores are rising: {row}{since} (9 points up)."
    )
