"""What is said of a list holds to the contract, is short, and rests on the article."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from actions.knowledge.library import Knowledge
from actions.profile import Profile
from actions.programs import reading
from actions.programs.moves import moves
from actions.programs.program import Fault, Program
from actions.programs.talk import Lists
from actions.replies import Reply
from bench.made_up_programs import example_list

MOST_WORDS = 120
LOW = {"step2_ck_score": 219, "visa_need": "J-1"}
Say = Callable[..., Lists]
Faults = Callable[[Reply], list[str]]


def words(reply: Reply) -> int:
    texts = [text for block in reply["body"] for text in ([block["text"]] if "text" in block else block["items"])]
    return len(" ".join([reply["title"], *texts]).split())


def programs(count: int, **cells: Any) -> list[Program]:
    return [Program(f"Example {number}", **{"j1": True, "imgs": 4, **cells}) for number in range(count)]


@pytest.mark.parametrize("facts", [{}, LOW, {"step2_ck_score": 240}, {"visa_need": "either", "step2_ck_score": 251}])
@pytest.mark.parametrize("file", [False, True])
def test_the_list_of_150_is_told_in_few_words_and_holds_to_the_contract(
    lists_of: Say, faults_of: Faults, today: date, facts: dict[str, Any], file: bool
) -> None:
    found = reading.read(example_list().text, today)
    reply = lists_of(**facts).listed(found.programs, found.faults, file=file)
    assert reply["id"] == ("programs.file" if file else "programs.list")
    assert faults_of(reply) == []
    assert words(reply) <= MOST_WORDS
    assert reply["citations"][0]["id"] == "programs.prioritize_track_record"
    shown = sum(len(tier["programs"]) for tier in reply["document"]["tiers"])
    assert (shown, reply["document"]["total"]) == (40, 150)
    assert sum(tier["count"] for tier in reply["document"]["tiers"]) == 150


@pytest.mark.parametrize(
    ("count", "says", "severity"),
    [
        (79, "79 to send is fewer than the article's 80-120", "caution"),
        (80, "80 to send lies within", "info"),
        (120, "120 to send lies within", "info"),
        (121, "121 to send is more than", "info"),
    ],
)
def test_a_low_score_list_is_held_against_the_articles_number(
    lists_of: Say, count: int, says: str, severity: str
) -> None:
    reply = lists_of(**LOW).listed(programs(count))
    assert says in reply["text"]
    assert reply["severity"] == severity


@pytest.mark.parametrize(("score", "says"), [(224, "80-120"), (225, "no number for a profile like yours")])
def test_other_scores_hear_that_the_article_gives_no_number(lists_of: Say, score: int, says: str) -> None:
    assert says in lists_of(step2_ck_score=score, visa_need="J-1").listed(programs(90))["text"]


def test_the_cost_the_budget_and_the_backup_are_told(lists_of: Say) -> None:
    both = [
        *programs(40),
        *[Program(f"Example M{n}", j1=True, imgs=4, specialty="Internal Medicine") for n in range(10)],
    ]
    text = lists_of(**LOW).listed(both, budget=400)["text"]
    for said in (
        "All 50 to send cost $740",
        "10 of them (20%) are of another specialty: $110",
        "$400 buys the first 32 ($390)",
    ):
        assert said in text
    assert "2026 season" in text


def test_a_tier_without_programs_is_passed_over(lists_of: Say) -> None:
    good, bad = programs(1), [Program("Example Out", j1=False)]
    assert "Apply first to 1; leave out 1." in lists_of(**LOW).listed([*good, *bad])["text"]
    assert "The one to send costs $11 in application fees" in lists_of(**LOW).listed(good)["text"]
    none = lists_of(**LOW).listed(bad)["text"]
    assert "\nLeave out 1." in none
    assert "no fees yet" in none


def test_an_open_question_ends_with_one_mark(lists_of: Say) -> None:
    new = [Program("Example A", sponsors=True, imgs=3, non_us_imgs=2)]
    (reply,) = lists_of(visa_need="H-1B").added(new, new, known=0)
    assert "is H-1B one?" in reply["text"]
    assert "?." not in reply["text"]


def test_who_has_no_list_hears_how_to_bring_one(lists_of: Say, faults_of: Faults) -> None:
    reply = lists_of().listed([])
    assert (reply["id"], faults_of(reply)) == ("programs.none", [])
    assert reply["next"][0]["payload"] == '/ask_program_selection{"programs":"template"}'


def test_the_first_faults_are_named_and_how_many_more(lists_of: Say) -> None:
    faults = [Fault(row, "Visa", "F-9", "Not used: J-1 is expected.") for row in range(2, 7)]
    reply, _ = lists_of().brought(programs(3), rows=8, kept=3, before=None, faults=faults)
    assert (reply["id"], reply["severity"]) == ("programs.brought", "caution")
    assert "5 cells or rows could not be used: see rows 2, 3, 4 and 2 more" in reply["text"]
    assert 'Row 2, Visa "F-9": Not used' in reply["text"]


def test_what_was_brought_is_counted_and_the_earlier_list_is_named(lists_of: Say, faults_of: Faults) -> None:
    first, second = lists_of().brought(
        programs(3), rows=4, kept=3, before=7, faults=[Fault(5, "Visa", "F-9", "Not used.")]
    )
    assert faults_of(first) == []
    assert "I kept 3 of 4 rows. They take the place of the 7 programs you had." in first["text"]
    assert second["id"] == "programs.list"


def test_added_programs_are_placed_at_once(lists_of: Say, faults_of: Faults) -> None:
    new = [Program("Example A", j1=False), Program("Example B", j1=True, imgs=3)]
    (reply,) = lists_of(visa_need="J-1").added(new, new, known=1)
    assert faults_of(reply) == []
    assert "Example A: leave out. It does not sponsor J-1" in reply["text"]
    assert "1 of these was in it already" in reply["text"]


def test_what_moves_is_told_with_from_where_to_where_and_why(
    lists_of: Say, faults_of: Faults, profile_of: Callable[..., Profile], knowledge: Knowledge, today: date
) -> None:
    held = [
        *programs(2, cutoff=235),
        Program("Example X", j1=False, imgs=3),
        Program("Example Y", h1b=True, j1=True, imgs=3),
    ]
    before, after = (profile_of(visa_need="J-1", step2_ck_score=score) for score in (234, 235))
    found = moves(held, before, after, knowledge, today)
    assert [(move.placement.program.name, move.before, move.placement.tier, move.up) for move in found] == [
        ("Example 0", "if_affordable", "apply_first", True),
        ("Example 1", "if_affordable", "apply_first", True),
    ]
    (reply,) = lists_of(visa_need="J-1", step2_ck_score=235).moved(found, len(held), "Step 2 CK 235")
    assert faults_of(reply) == []
    assert "With Step 2 CK 235, 2 of your 4 stand elsewhere" in reply["text"]
    assert (
        "from if affordable to apply first. For example Example 0: Your 235 reaches its stated cutoff, 235."
        in reply["text"]
    )
    assert reply["document"]["tiers"][0]["programs"][0]["moved_from"] == "if_affordable"
    assert lists_of().moved((), 4) == []


def test_the_checklist_names_what_to_look_up_and_where(lists_of: Say, faults_of: Faults) -> None:
    (reply,) = lists_of().template()
    assert faults_of(reply) == []
    assert words(reply) <= MOST_WORDS
    for said in ("the list of current residents", "FREIDA", "alumni", "the program's own page"):
        assert said in reply["text"]


@pytest.mark.parametrize(
    ("kinds", "told"),
    [
        ({"good": 2, "plain": 1}, "Apply first to 2, then to 1."),
        ({"plain": 1}, "Apply to 1."),
        ({"good": 1, "out": 2}, "Apply first to 1; leave out 2."),
        ({"out": 1}, "Leave out 1."),
    ],
)
def test_tiers_without_a_program_are_not_told(lists_of: Say, kinds: dict[str, int], told: str) -> None:
    cells: dict[str, dict[str, Any]] = {
        "good": {"j1": True, "imgs": 4, "setting": "community"},
        "plain": {},
        "out": {"j1": False, "h1b": False},
    }
    listed = [Program(f"Example {kind} {n}", **cells[kind]) for kind, count in kinds.items() for n in range(count)]
    reply = lists_of(step2_ck_score=238, visa_need="J-1").listed(listed)
    assert reply["body"][0]["text"].replace("**", "").startswith(told)
