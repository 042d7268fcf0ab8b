"""How practice scores are read, at and beside every border."""

from __future__ import annotations

import pytest

from actions.knowledge.library import Knowledge
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
        ([231, 240, 231], "Over 3 practice exams you stand where you began."),
        ([231, 232], "Over 2 practice exams you went up by 1 point."),
        ([241, 250, 236], "Over 3 practice exams you went down by 5 points."),
    ],
)
def test_the_trend_goes_from_the_first_score_to_the_latest(scores: list[int], said: str) -> None:
    assert readiness.trend(scores) == said
