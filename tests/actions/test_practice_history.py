"""What a message does to the practice scores that are held."""

from __future__ import annotations

import pytest

from actions.practice_history import MOST_HELD, joined, joins
from actions.statements import Claimed

HELD = [231, 233]


@pytest.mark.parametrize(
    ("told", "after"),
    [
        ([231, 233, 240], [231, 233, 240]),  # "nbme 240 now"
        ([231, 233, 233], [231, 233, 233]),  # the same score once more
        ([231, 233], [231, 233]),  # "as I said, the last was 233"
        ([231, 238], [231, 238]),  # "not 233, 238"
        ([229, 233], [229, 233]),  # "the first was 229, not 231"
        ([238, 242], [231, 233, 238, 242]),  # "two more: 238, 242"
        ([231, 235, 241], [231, 235, 241]),  # the list told again, one of them otherwise
        ([233, 240], [231, 233, 240]),  # "went from 233 to 240"
    ],
)
def test_within_a_talk_scores_are_added_corrected_or_told_anew(told: list[int], after: list[int]) -> None:
    assert joined(HELD, told, before=HELD) == after


@pytest.mark.parametrize(
    ("told", "after"),
    [
        ([240], [231, 233, 240]),
        ([240, 244], [231, 233, 240, 244]),
        ([233], [231, 233]),
        ([231, 233], [231, 233]),
        ([231, 233, 240], [231, 233, 240]),
        ([233, 240], [231, 233, 240]),
        ([233, 231], [233, 231]),
        ([231, 236, 240], [231, 236, 240]),
    ],
)
def test_in_a_new_session_the_scores_join_those_of_the_earlier_ones(told: list[int], after: list[int]) -> None:
    assert joined(HELD, told, before=[]) == after


@pytest.mark.parametrize(
    ("words", "told", "after"),
    [
        ("sorry, my nbme was 238 not 231", [238], [238, 233]),
        ("i meant nbme 238", [238], [231, 238]),
        ("sorry, they were 241 and 243", [241, 243], [241, 243]),
        ("nbme 238, no visa yet", [238], [231, 233, 238]),
    ],
)
def test_in_a_new_session_words_that_correct_replace(words: str, told: list[int], after: list[int]) -> None:
    assert joined(HELD, told, before=[], words=words) == after


def test_the_first_scores_are_taken_as_told() -> None:
    assert joined([], [231, 233]) == [231, 233]


def test_what_another_message_added_at_the_same_moment_stays() -> None:
    after_the_other = [*HELD, 240]
    assert joined(after_the_other, [231, 233, 228], before=HELD) == [231, 233, 240, 228]
    assert joined(after_the_other, [231, 238], before=HELD) == [231, 238, 240]


def test_a_score_to_correct_that_is_gone_meanwhile_is_added() -> None:
    assert joined([245], [231, 238], before=HELD) == [245, 238]


@pytest.mark.parametrize("told", [[231, 233, 240], [231, 233, 233], [231, 238], [229, 233]])
def test_a_message_whose_server_was_killed_half_way_counts_once(told: list[int]) -> None:
    earlier = [220, 224]
    for before_all in ([], earlier):
        held = joined(before_all + HELD, told, before=HELD)
        assert joined(held, told, before=HELD) == held


def test_no_message_makes_the_list_endless() -> None:
    join = joins([Claimed("practice_scores", [240], "nbme 240")], before=[])["practice_scores"]
    after = join(list(range(100, 100 + MOST_HELD)), [240])
    assert isinstance(after, list)
    assert (len(after), after[-1]) == (MOST_HELD, 240)
