"""What is said of practice scores after a weak Step 1, of a result that is awaited, and of a pass after a fail."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from actions.knowledge.library import Knowledge
from actions.profile import Profile
from actions.strategy import engine
from actions.strategy.advice import Advice

Make = Callable[..., Profile]
WEAK = [{"step1_status": "failed", "step1_attempts": 1}, {"step1_status": "passed", "step1_attempts": 2}]
ON_TRANSCRIPT = "The earlier fail stays on your transcript"


def said(advice: Advice) -> str:
    return " ".join(text.text for text in advice.texts)


@pytest.mark.parametrize(
    ("latest", "weak", "other"),
    [
        (237, "practice.loose", "practice.loose"),
        (238, "practice.weak_step1", "practice.edge"),
        (239, "practice.weak_step1", "practice.edge"),
        (240, "practice.likely", "practice.likely"),
        (245, "practice.ready", "practice.ready"),
    ],
)
def test_after_a_weak_step_1_close_to_the_target_is_not_yet_close_enough(
    profile_of: Make, knowledge: Knowledge, today: date, latest: int, weak: str, other: str
) -> None:
    strong = {"step1_status": "passed", "step1_attempts": 1}
    for held, expected in [(WEAK[0], weak), (WEAK[1], weak), (strong, other)]:
        profile = profile_of(practice_scores=[latest], **held)
        assert engine.advise("practice_exams", profile, knowledge, today).first[0].id == expected


def test_after_a_weak_step_1_the_least_score_is_named_with_a_caution(
    profile_of: Make, knowledge: Knowledge, today: date
) -> None:
    advice = engine.advise("practice_exams", profile_of(practice_scores=[239], **WEAK[1]), knowledge, today).first[0]
    assert (advice.severity, advice.title) == ("caution", "239: a little more first")
    assert "240 is the least for that" in said(advice)
    assert "redemption" in advice.readings


@pytest.mark.parametrize(
    ("told", "today", "awaited"),
    [
        ("2026-11-21", date(2026, 11, 22), True),
        ("2026-11-22", date(2026, 11, 22), False),
        ("2026-10", date(2026, 10, 31), False),
        ("2026-10", date(2026, 11, 1), True),
    ],
)
def test_after_the_exam_day_the_result_is_awaited_and_no_exam_day_is_named(
    profile_of: Make, knowledge: Knowledge, told: str, today: date, awaited: bool
) -> None:
    profile = profile_of(step1_status="passed", step2_ck_date=told)
    given = {advice.id for advice in engine.advise("step2_timing", profile, knowledge, today).advice}
    assert ("timing.result_awaited" in given) is awaited
    assert ("timing.exam_date" in given) is not awaited


@pytest.mark.parametrize("result", [{"step2_ck_status": "passed"}, {"step2_ck_status": "failed"}])
def test_a_result_that_is_told_is_not_awaited(
    profile_of: Make, knowledge: Knowledge, today: date, result: dict[str, object]
) -> None:
    profile = profile_of(step2_ck_date="2026-10", **result)
    given = engine.advise("step2_timing", profile, knowledge, today).advice
    assert "timing.result_awaited" not in {advice.id for advice in given}


@pytest.mark.parametrize("score", [220, 228, 238, 250])
@pytest.mark.parametrize(("tries", "failed"), [(None, False), (1, False), (2, True), (3, True)])
def test_a_pass_after_a_fail_keeps_its_range_and_the_fail_is_named(
    profile_of: Make, knowledge: Knowledge, today: date, score: int, tries: int | None, failed: bool
) -> None:
    held = {"step2_ck_score": score} | ({"step2_ck_attempts": tries} if tries else {})
    (advice,) = engine.advise("score_band", profile_of(**held), knowledge, today).first
    name, _ = knowledge.numbers.band(score)
    assert advice.id == f"band.{name}"
    assert (ON_TRANSCRIPT in said(advice)) is failed
    assert ("earlier_fail" in advice.readings) is failed
    if failed:
        assert advice.severity == "warning"
        named = "; name it briefly." if name == "low" else ". That the result went up is what programs want to see"
        assert f"{ON_TRANSCRIPT}{named}" in said(advice)
