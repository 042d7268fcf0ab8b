"""Which files a chat channel uploads beside a reply, and the plan as Markdown and as JSON."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from bot import cli_plan
from bot.contract import notice, with_document
from bot.render import plan_json, plan_markdown, plan_words
from bot.render.files import FORMS, files_of, plan_file
from tests.plan_documents import a_plan, plans
from tests.program_documents import listed


def reply(id_: str, document: dict[str, Any] | None) -> dict[str, Any]:
    return {**notice("x", "y"), "id": id_, "document": document}


def test_the_plan_to_keep_comes_as_pdf_and_calendar() -> None:
    document = {**a_plan(), "match_year": 2029}
    pdf, calendar = files_of(reply("plan.file", document), "slack:T1:U1")
    assert (pdf.name, pdf.media_type, pdf.content[:5]) == ("pmr-plan-2029.pdf", "application/pdf", b"%PDF-")
    assert (calendar.name, calendar.media_type) == ("pmr-plan-2029.ics", "text/calendar")
    assert calendar.content.startswith(b"BEGIN:VCALENDAR")
    assert pdf.caption != calendar.caption


def test_the_whole_list_comes_as_sheet_and_pdf() -> None:
    whole = listed()
    in_reply = {**whole["document"], "tiers": whole["document"]["tiers"][:1]}
    sheet, pdf = files_of(reply("programs.file", in_reply), "slack:T1:U1", whole, "Program\r\nŁódź Rehab\r\n")
    assert (sheet.name, sheet.media_type) == ("my-programs.csv", "text/csv")
    assert sheet.content == b"\xef\xbb\xbf" + "Program\r\nŁódź Rehab\r\n".encode()
    assert (pdf.name, pdf.media_type) == ("my-programs.pdf", "application/pdf")
    assert pdf.content == files_of(reply("programs.file", in_reply), None, whole)[0].content
    assert files_of(reply("programs.list", in_reply), "slack:T1:U1", whole, "Program") == []


def test_the_plan_to_keep_brings_the_list_along_in_its_pdf_alone() -> None:
    document = a_plan()
    alone, with_list = (files_of(reply("plan.file", document), "x", each) for each in (None, listed()))
    assert len(with_list[0].content) > len(alone[0].content) + 20_000
    assert [file.name for file in with_list] == [file.name for file in alone]
    nothing = files_of(reply("plan.file", document), "x", {"document": None, "summary": {}})
    assert nothing[0].content == alone[0].content


@pytest.mark.parametrize("id_", ["plan.own", "plan.none", "what_if.changes"])
def test_a_plan_in_another_reply_is_not_uploaded(id_: str) -> None:
    assert files_of(reply(id_, a_plan())) == []
    assert files_of(reply("plan.file", None)) == []


def test_a_copy_of_ones_data_comes_as_json() -> None:
    held = {"kind": "data", "person": "telegram:1", "made_at": "2026-11-22T10:00:00", "profile": None, "dialogue": []}
    (file,) = files_of(reply("privacy.data", held))
    assert (file.name, file.media_type, json.loads(file.content)) == ("my-data.json", "application/json", held)
    assert files_of(reply("guard.x", held)) == []


def test_the_command_knows_the_same_forms() -> None:
    assert tuple(FORMS) == cli_plan.FORMS


@pytest.mark.parametrize("form", FORMS)
def test_every_form_is_named_by_its_ending_and_by_the_match(form: str) -> None:
    file = plan_file({**a_plan(), "match_year": 2029}, form)
    assert file.name == f"pmr-plan-2029.{form}"
    assert file.content


def test_the_json_is_the_document_of_the_contract(holds_contract: Callable[[Any], bool]) -> None:
    for document in plans():
        found = json.loads(plan_json.write(document).decode("utf-8"))
        assert found == document
        assert holds_contract(with_document(notice("x", "y"), found))


def test_the_markdown_says_all_that_the_plan_holds() -> None:
    document = a_plan()
    text = plan_markdown.write(document).decode("utf-8")
    lines = text.splitlines()
    assert lines[0] == f"# {document['title']}"
    done, late, *_ = document["steps"]
    assert any(line.startswith(f"- [x] **{plan_words.name_of(done)}**") for line in lines)
    assert any(line.startswith(f"- [ ] **{plan_words.name_of(late)}**, late: ") for line in lines)
    assert sum(line.startswith("- [") for line in lines) == len(document["steps"])
    for step in document["steps"]:
        assert step["text"].replace("~", "\\~") in text
    for day in document["days"]:
        assert f"{plan_words.said_day(day['day'])} ({day['certainty']})" in text
    for words in (plan_words.EXPECTED, plan_words.LIMITS, plan_words.ARTICLE, "Still missing: 1 of 2."):
        assert words in text


def test_signs_that_markdown_would_take_for_marks_stay_signs() -> None:
    document = a_plan()
    document["steps"][0]["text"] = "<b>*a*_b_ [x](https://example.org) `c`\n# d"
    text = plan_markdown.write(document).decode("utf-8")
    assert "\\<b\\>\\*a\\*\\_b\\_ \\[x\\](https://example.org) \\`c\\` \\# d [" in text
