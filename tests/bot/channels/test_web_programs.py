"""A program list over the web channel: it comes as a file, and goes as one."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import datetime, timezone
from typing import Any

import aiohttp
import pytest

from bot.channels.action_server import ActionServerFailed
from bot.channels.limits import AddressLimits
from bot.channels.list_files import LARGEST
from bot.channels.origins import Origins
from bot.channels.tokens import Tokens
from bot.channels.web import WebChannel
from tests.bot.channels.fake_lists import SHEET, FakeLists

KEY = "a key of the tests, with 32 characters or more"
ROWS = "Program,City\nExample Rehab Hospital 1,Córdoba\n"


class FakeActions(FakeLists):
    """The action server, as far as lists go."""

    def __init__(self) -> None:
        super().__init__()
        self.taken: list[tuple[str, str, str]] = []
        self.fails = False

    async def programs(self, person: str, content: str, source: str) -> dict[str, Any]:
        if self.fails:
            raise ActionServerFailed("/programs was not answered")
        self.taken.append((person, content, source))
        return {"rows": 1, "kept": 1, "faults": []}

    async def programs_template(self) -> str:
        return "Program,City\n"


Asks = Callable[..., Awaitable[tuple[int, Any, Any]]]


@pytest.fixture
def actions() -> FakeActions:
    return FakeActions()


@pytest.fixture
def run(served: Any, rasa: Any, actions: FakeActions) -> Callable[[Callable[[Asks], Awaitable[None]]], None]:
    """Runs requests of one person against the channel."""

    @contextlib.asynccontextmanager
    async def opened() -> AsyncIterator[Asks]:
        tokens = Tokens(KEY, lambda: datetime(2026, 11, 22, tzinfo=timezone.utc))
        token, _ = tokens.issue(None)
        channel = WebChannel(tokens, Origins.from_text(""), AddressLimits(0, lambda: 0.0))
        async with (
            served(channel.blueprint(rasa), prefix="/webhooks/web", action_server=actions) as url,
            aiohttp.ClientSession() as client,
        ):

            async def ask(method: str, path: str, body: bytes = b"", token: str = token) -> tuple[int, Any, Any]:
                headers = {"Authorization": f"Bearer {token}", "Content-Type": "text/csv"}
                async with client.request(method, f"{url}/webhooks/web/{path}", data=body, headers=headers) as answer:
                    is_json = answer.content_type == "application/json"
                    return answer.status, await (answer.json() if is_json else answer.read()), answer.headers

            yield ask

    def go(talk: Callable[[Asks], Awaitable[None]]) -> None:
        async def bounded() -> None:
            async with opened() as ask:
                await asyncio.wait_for(talk(ask), 20)

        asyncio.run(bounded())

    return go


def test_a_list_is_taken_for_the_person_of_the_session(run: Any, actions: FakeActions) -> None:
    async def talk(ask: Asks) -> None:
        status, answer, _ = await ask("POST", "programs?name=list.csv", ROWS.encode("cp1252"))
        show = '/ask_program_selection{"programs":"brought"}'
        assert (status, answer) == (200, {"rows": 1, "kept": 1, "faults": [], "show": show})

    run(talk)
    ((person, content, source),) = actions.taken
    assert (person[:4], content, source) == ("web:", ROWS, "upload")


@pytest.mark.parametrize(
    ("content", "told"),
    [(b"PK\x03\x04", "“list.csv” is a workbook."), (b"", "“list.csv” is empty."), (b"a" * (LARGEST + 1), "too large")],
    ids=["workbook", "empty", "too large"],
)
def test_what_is_no_list_is_refused_in_a_sentence(run: Any, actions: FakeActions, content: bytes, told: str) -> None:
    async def talk(ask: Asks) -> None:
        status, answer, _ = await ask("POST", "programs?name=list.csv", content)
        assert status == 400
        assert told in answer["error"]

    run(talk)
    assert actions.taken == []


def test_nothing_is_taken_or_given_without_a_session(run: Any, actions: FakeActions) -> None:
    async def talk(ask: Asks) -> None:
        asked = [("POST", "programs"), *(("GET", f"programs{name}") for name in (".csv", ".pdf", "-template.csv"))]
        assert [(await ask(*each, token="none"))[0] for each in asked] == [401, 401, 401, 401]

    run(talk)


def test_the_list_and_an_empty_one_are_given_as_files_that_spreadsheets_read(run: Any, actions: FakeActions) -> None:
    actions.have()

    async def talk(ask: Asks) -> None:
        for path, name, content in (
            ("programs.csv", "my-programs.csv", SHEET.removeprefix("\ufeff")),
            ("programs-template.csv", "program-list-template.csv", "Program,City\n"),
        ):
            status, answer, headers = await ask("GET", path)
            assert (status, answer.decode("utf-8-sig")) == (200, content)
            assert answer.startswith(b"\xef\xbb\xbf")
            assert name in headers["Content-Disposition"]
            assert headers["Content-Type"] == "text/csv; charset=utf-8"

    run(talk)


def test_the_whole_list_is_given_as_pdf(run: Any, actions: FakeActions) -> None:
    actions.have()

    async def talk(ask: Asks) -> None:
        status, answer, headers = await ask("GET", "programs.pdf")
        assert (status, headers["Content-Type"], answer[:5]) == (200, "application/pdf", b"%PDF-")
        assert headers["Content-Disposition"] == 'attachment; filename="my-programs.pdf"'
        assert headers["Cache-Control"] == "no-store"

    run(talk)
    assert [person[:4] for person in actions.asked] == ["web:"]


def test_without_a_list_there_are_no_files_and_a_sentence_says_so(run: Any, actions: FakeActions) -> None:
    async def talk(ask: Asks) -> None:
        for name in ("programs.csv", "programs.pdf"):
            status, answer, _ = await ask("GET", name)
            assert (status, answer["error"].startswith("You have no program list yet.")) == (404, True)
        actions.lists_fail = ActionServerFailed("/programs was not answered")
        assert [(await ask("GET", name))[0] for name in ("programs.csv", "programs.pdf")] == [503, 503]

    run(talk)


def test_a_fault_of_the_action_server_is_a_sentence(run: Any, actions: FakeActions) -> None:
    actions.fails = True

    async def talk(ask: Asks) -> None:
        status, answer, _ = await ask("POST", "programs?name=list.csv", ROWS.encode())
        assert (status, "try again" in answer["error"]) == (503, True)

    run(talk)
