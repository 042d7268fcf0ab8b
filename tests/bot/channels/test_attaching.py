"""What a chat channel sends beside a reply: the whole list, and the plan with the list behind it."""

from __future__ import annotations

import asyncio

import pypdfium2
import pytest

from bot.channels.action_server import ActionServerFailed
from bot.channels.attaching import files_beside
from bot.contract import notice
from bot.render.files import File
from tests.bot.channels.fake_lists import SHEET, FakeLists, programs_reply
from tests.plan_documents import a_plan

ANA = "slack:T1:U1"


@pytest.fixture
def lists() -> FakeLists:
    return FakeLists()


def beside(reply: dict[str, object], lists: FakeLists) -> list[File]:
    return asyncio.run(files_beside(reply, ANA, lists))


def words(file: File) -> str:
    return " ".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(file.content))


def plan() -> dict[str, object]:
    return {**notice("x", "y"), "id": "plan.file", "document": a_plan()}


def test_the_files_hold_the_whole_list_and_not_the_part_in_the_reply(lists: FakeLists) -> None:
    lists.have(60)
    sheet, pdf = beside(programs_reply()["custom"], lists)
    assert sheet.content.decode("utf-8") == SHEET
    assert all(f"Example Rehab Hospital {number}\r\n" in words(pdf) for number in range(1, 61))
    assert lists.asked == [ANA, ANA]


def test_a_list_that_cannot_be_had_is_told_and_not_replaced_by_a_part(lists: FakeLists) -> None:
    lists.lists_fail = ActionServerFailed("/programs was not answered")
    with pytest.raises(ActionServerFailed):
        beside(programs_reply()["custom"], lists)


def test_the_plan_brings_the_list_along_and_goes_alone_without_one(lists: FakeLists) -> None:
    alone, _ = beside(plan(), lists)
    assert "Your program list" not in words(alone)
    lists.have()
    with_list, calendar = beside(plan(), lists)
    assert "Your program list" in words(with_list)
    assert calendar.name.endswith(".ics")
    lists.lists_fail = ActionServerFailed("/programs was not answered")
    assert beside(plan(), lists)[0].content == alone.content


def test_other_replies_ask_for_nothing(lists: FakeLists) -> None:
    lists.have()
    assert beside(notice("x", "y"), lists) == []
    assert beside(programs_reply("programs.list")["custom"], lists) == []
    assert lists.asked == []
