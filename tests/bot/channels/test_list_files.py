"""A program list that comes as a file: what can be read, and what is said of what cannot."""

from __future__ import annotations

import asyncio

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.channels.action_server import ActionServer, ActionServerFailed
from bot.channels.list_files import LARGEST, NotAList, bring, is_list, text_of

ROWS = "Program,City\nExample Rehab Hospital 1,Córdoba\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_the_encodings_of_spreadsheets_are_read(encoding: str) -> None:
    assert text_of("list.csv", ROWS.encode(encoding)) == ROWS


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"PK\x03\x04 the rest of a workbook", "is a workbook. I can read CSV"),
        (b"\xd0\xcf\x11\xe0 an old one", "is a workbook"),
        (b"%PDF-1.7", "I can't read “list.csv” as a list"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "I can't read “list.csv” as a list"),
        (b"\xff\xfea", "I can't read “list.csv” as a list"),
        (b"", "“list.csv” is empty"),
        (b" \r\n \r\n", "“list.csv” is empty"),
        (b"a" * (LARGEST + 1), "400 KB, and this has 401"),
    ],
    ids=["workbook", "old workbook", "pdf", "picture", "half of utf-16", "empty", "blank", "too large"],
)
def test_what_is_no_list_is_told_with_what_to_do(content: bytes, told: str) -> None:
    with pytest.raises(NotAList) as refused:
        text_of("list.csv", content)
    assert told in str(refused.value)


def test_the_largest_file_is_read() -> None:
    assert len(text_of("list.csv", b"a" * LARGEST)) == LARGEST


@pytest.mark.parametrize(
    ("name", "media_type", "whether"),
    [
        ("My list.CSV", "application/octet-stream", True),
        ("programs.tsv", "", True),
        ("notes.txt", "text/plain", True),
        ("programs", "text/csv; charset=utf-8", True),
        ("photo.jpg", "image/jpeg", False),
        ("list.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", True),
    ],
)
def test_a_list_is_known_by_its_name_or_its_kind(name: str, media_type: str, whether: bool) -> None:
    assert is_list(name, media_type) is whether


async def _brought(answer: web.Response) -> None:
    """A list, brought to an action server that answers so."""

    async def programs(_: web.Request) -> web.Response:
        return answer

    app = web.Application()
    app.router.add_post("/programs", programs)
    async with TestServer(app) as server:
        actions = ActionServer(str(server.make_url("")).rstrip("/"), "secret")
        try:
            await bring(actions, "web:ann", "list.csv", ROWS.encode())
        finally:
            await actions.close()


@pytest.mark.parametrize("status", [400, 413])
def test_what_the_action_server_finds_wrong_with_a_list_is_told_in_its_words(status: int) -> None:
    refused = web.json_response({"error": "I found no column with the program's name."}, status=status)
    with pytest.raises(NotAList, match="I found no column with the program's name"):
        asyncio.run(_brought(refused))


@pytest.mark.parametrize(
    "answer",
    [web.json_response({"error": "the profile store cannot be reached"}, status=503), web.Response(status=400)],
    ids=["its own fault", "no words"],
)
def test_a_fault_of_the_action_server_is_no_fault_of_the_list(answer: web.Response) -> None:
    with pytest.raises(ActionServerFailed):
        asyncio.run(_brought(answer))
