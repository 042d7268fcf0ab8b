"""The list in the talk: shown, brought, added to, moved by a change of facts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from actions.messages import Outcome
from actions.turn import Advisor

Tell = Callable[..., Outcome]
SHEET = "Program;IMGs;Visa;Step 2 cutoff\nExample 1;3;J-1 only;235\nExample 2;4;both;no cutoff\nExample 3;4;both;tall\n"


def ids(outcome: Outcome) -> list[str]:
    return [reply["id"] for reply in outcome.replies]


def text_of(outcome: Outcome, id_: str) -> str:
    return next(str(reply["text"]) for reply in outcome.replies if reply["id"] == id_)


@pytest.fixture
def ann(tell: Tell) -> Tell:
    """Somebody who has told score and visa and brought a sheet."""
    tell("profile_statement", states={"step2_ck_score": 230, "visa_need": "J-1"})
    tell("program_selection", program_lines=SHEET)
    return tell


def test_who_has_no_list_is_told_how_to_bring_one(tell: Tell) -> None:
    assert ids(tell("program_selection", programs="list"))[0] == "programs.none"


def test_without_a_wish_for_the_list_the_topic_is_answered_as_before(ann: Tell) -> None:
    assert ids(ann("program_selection"))[0] == "programs.count"


def test_a_pasted_sheet_is_kept_its_fault_told_and_the_list_shown(
    tell: Tell, faults_of: Callable[..., list[str]]
) -> None:
    found = tell("program_selection", program_lines=SHEET)
    assert ids(found)[:2] == ["programs.brought", "programs.list"]
    assert 'Row 4, Step 2 cutoff "tall": Not used' in text_of(found, "programs.brought")
    assert [faults_of(reply) for reply in found.replies] == [[]] * len(found.replies)


def test_lines_that_were_taken_for_something_else_are_brought_all_the_same(tell: Tell) -> None:
    found = tell("out_of_scope", program_lines="Example 9, J-1, 2 IMGs")
    assert ids(found)[0] == "programs.added"
    assert "talk.out_of_scope" not in ids(found)


def test_the_faults_of_a_sheet_are_told_when_it_came_and_named_in_the_list_later(ann: Tell) -> None:
    came = ann("program_selection", programs="brought")
    assert ids(came)[:2] == ["programs.brought", "programs.list"]
    assert "I kept 3 of 3 rows" in text_of(came, "programs.brought")
    shown = ann("program_selection", programs="list")
    assert ids(shown)[0] == "programs.list"
    assert "programs.faults" not in ids(shown)
    assert [fault["row"] for fault in shown.replies[0]["document"]["faults"]] == [4]
    assert ids(ann("program_selection", programs="file"))[0] == "programs.file"
    assert ids(ann("program_selection", programs="template"))[0] == "programs.template"


def test_a_told_program_is_added_and_one_told_again_knows_more(ann: Tell) -> None:
    assert "your list has 4 programs" in text_of(
        ann("program_selection", program_lines="Example 4, no visa"), "programs.added"
    )
    again = text_of(ann("program_selection", program_lines="Example 4, J-1"), "programs.added")
    assert "1 of these was in it already" in again


@pytest.mark.parametrize(("score", "moves"), [(234, False), (235, True)])
def test_a_changed_score_moves_programs_behind_the_other_replies(ann: Tell, score: int, moves: bool) -> None:
    found = ann("profile_statement", states={"step2_ck_score": score})
    assert ("programs.moved" in ids(found)) is moves
    if moves:
        assert "Example 1: from if affordable to apply first. Your 235 reaches" in text_of(found, "programs.moved")


def test_a_changed_visa_moves_programs_with_the_reason(ann: Tell) -> None:
    moved = text_of(ann("profile_statement", states={"visa_need": "H-1B"}), "programs.moved")
    assert "With Visa H-1B" in moved
    assert "does not sponsor H-1B" in moved


def test_a_fact_that_placing_does_not_look_at_moves_nothing(ann: Tell) -> None:
    assert "programs.moved" not in ids(ann("profile_statement", states={"usce_months": 3}))


def test_what_is_no_list_is_answered_with_how_to_write_one(tell: Tell) -> None:
    found = tell("program_selection", program_lines="\n")
    assert ids(found)[0] == "programs.not_kept"
    assert "the name first" in found.replies[0]["text"]


def test_a_question_why_after_the_list_is_about_programs(ann: Tell) -> None:
    found = ann("program_selection", programs="list")
    assert found.last_topic == "program_selection"


def test_without_a_store_the_person_is_told_and_the_talk_goes_on(advisor: Advisor, tell: Tell) -> None:
    with advisor.store.engine.begin() as connection:
        connection.exec_driver_sql("DROP TABLE programs")
    assert ids(tell("program_selection", programs="list"))[0] == "talk.store_down"
    given: Any = ids(tell("profile_statement", states={"step2_ck_score": 230}))
    assert given[0] == "band.borderline"


def test_the_whole_list_goes_only_after_a_question(ann: Tell) -> None:
    asked = ann("program_selection", programs="clear")
    assert ids(asked)[0] == "programs.clear"
    assert [button["payload"] for button in asked.replies[0]["next"]] == [
        '/ask_program_selection{"programs":"delete"}',
        '/ask_program_selection{"programs":"list"}',
    ]
    assert ids(ann("program_selection", programs="list"))[0] == "programs.list"
    assert "list of 3 programs is deleted" in text_of(ann("program_selection", programs="delete"), "programs.cleared")
    assert ids(ann("program_selection", programs="list"))[0] == "programs.none"
    assert ids(ann("program_selection", programs="delete"))[0] == "programs.none"


def test_one_program_is_taken_out_by_its_name(ann: Tell) -> None:
    assert "2 programs left" in text_of(ann("program_selection", program_remove="example 2"), "programs.removed")
    assert "**" not in text_of(ann("program_selection", programs="list"), "programs.list")


def test_a_name_that_several_have_or_none_takes_nothing_out(ann: Tell) -> None:
    assert "3 programs on your list have" in text_of(
        ann("program_selection", program_remove="Example"), "programs.not_removed"
    )
    assert "is called “Elsewhere”" in text_of(
        ann("program_selection", program_remove="Elsewhere"), "programs.not_removed"
    )
    assert "Your list: 3 programs" in text_of(ann("program_selection", programs="list"), "programs.list")


@pytest.mark.parametrize("text", ["yes", "Yes please", "ok, delete it", "y"])
def test_a_yes_after_the_question_lets_the_list_go_and_nothing_else(ann: Tell, text: str) -> None:
    topic = "delete_my_data" if "delete" in text else "affirm"
    assert ids(ann(topic, text=text, clearing=True)) == ["programs.cleared"]
    assert ids(ann("program_selection", programs="list"))[0] == "programs.none"


@pytest.mark.parametrize("text", ["no", "yes but keep two", "what is step 3", "the list", "please"])
def test_anything_else_after_the_question_keeps_it(ann: Tell, text: str) -> None:
    ann("deny" if text == "no" else "chitchat", text=text, clearing=True)
    assert ids(ann("program_selection", programs="list"))[0] == "programs.list"


def test_a_yes_to_something_else_keeps_the_list(ann: Tell) -> None:
    ann("affirm", text="yes")
    assert ids(ann("program_selection", programs="list"))[0] == "programs.list"


def test_beside_the_question_whether_the_list_shall_go_nothing_else_is_asked(tell: Tell) -> None:
    tell("program_selection", program_lines=SHEET)
    asked = tell("program_selection", programs="clear")
    assert (ids(asked), asked.asked) == (["programs.clear"], None)


@pytest.mark.parametrize("text", ["remove Example 2", "pls delete the example 2 one", "drop program example 2 please"])
def test_removing_by_a_name_on_the_list_is_no_wish_to_be_forgotten(ann: Tell, text: str) -> None:
    assert ids(ann("delete_my_data", text=text))[0] == "programs.removed"
    assert "Your list: 2 programs" in text_of(ann("program_selection", programs="list"), "programs.list")


@pytest.mark.parametrize("text", ["delete me", "delete all my data", "remove everything", "remove Elsewhere", "erase"])
def test_a_wish_to_be_forgotten_stays_one(ann: Tell, text: str) -> None:
    assert ids(ann("delete_my_data", text=text)) == ["privacy.confirm"]


def test_what_moved_names_the_facts_so_that_they_can_be_told_apart(ann: Tell) -> None:
    both = {"step2_ck_score": 241, "step2_ck_status": "passed", "visa_need": "either"}
    told = text_of(ann("profile_statement", states=both), "programs.moved")
    assert "With Step 2 CK 241 and Visa (needed, J-1 or H-1B), 1 of your 3 stands elsewhere" in told


def test_dollars_are_held_against_the_list(ann: Tell) -> None:
    assert "$25 buys the first 2 ($22)" in text_of(ann("profile_statement", budget=25), "programs.list")


def test_dollars_without_a_list_are_nothing_to_it(tell: Tell) -> None:
    assert ids(tell("program_selection", budget=25))[0] == "programs.count"


def test_an_answer_on_programs_leads_to_the_list(tell: Tell) -> None:
    def titles(outcome: Outcome) -> list[str]:
        return [button["title"] for reply in outcome.replies for button in reply["next"]]

    assert "Bring my own list" in titles(tell("program_selection"))
    tell("program_selection", program_lines=SHEET)
    assert "Show my list" in titles(tell("program_selection"))
