"""The plan as a file of the web channel: each form with its type and name, for nobody but the person."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import aiohttp
import pytest

from bot.channels.action_server import ActionServerFailed
from bot.channels.limits import AddressLimits
from bot.channels.origins import Origins
from bot.channels.tokens import Tokens
from bot.channels.web import WebChannel
from tests.bot.channels.fake_lists import FakeLists
from tests.plan_documents import a_plan

FRIEND = "https://www.example.edu"


class FakeActions(FakeLists):
    """The action server as the channel sees it."""

    def __init__(self) -> None:
        super().__init__()
        self.answer: dict[str, Any] = {"document": {**a_plan(), "match_year": 2028}, "missing": None}
        self.plans: list[str] = []
        self.fails = False

    async def plan(self, person: str) -> dict[str, Any]:
        if self.fails:
            raise ActionServerFailed("/plan was not answered")
        self.plans.append(person)
        return self.answer


Answer = tuple[int, bytes, Any]
Ask = Callable[..., Awaitable[Answer]]


@pytest.fixture
def actions() -> FakeActions:
    return FakeActions()


@pytest.fixture
def run(served: Any, rasa: Any, actions: FakeActions) -> Callable[..., Any]:
    """Runs a talk with a server on which a session has begun."""

    def talk_with(talk: Callable[[Ask], Awaitable[None]], burst: int = 0) -> None:
        async def bounded() -> None:
            limits = AddressLimits(burst, lambda: 0.0)
            channel = WebChannel(
                Tokens("a key of the tests, with 32 characters or more"), Origins.from_text(FRIEND), limits
            )
            blueprint = channel.blueprint(rasa)
            async with (
                served(blueprint, prefix="/webhooks/web", action_server=actions) as url,
                aiohttp.ClientSession() as client,
            ):
                async with client.post(f"{url}/webhooks/web/session", data=b"{}") as begun:
                    token = (await begun.json())["token"]

                async def ask(name: str, shown: str | None = None, **headers: str) -> Answer:
                    sent = {"Authorization": f"Bearer {token if shown is None else shown}", **headers}
                    async with client.get(f"{url}/webhooks/web/{name}", headers=sent) as answer:
                        return answer.status, await answer.read(), answer.headers

                await asyncio.wait_for(talk(ask), 20)

        asyncio.run(bounded())

    return talk_with


@pytest.mark.parametrize(
    ("form", "kind", "begins"),
    [
        ("pdf", "application/pdf", b"%PDF-"),
        ("ics", "text/calendar; charset=utf-8", b"BEGIN:VCALENDAR"),
        ("md", "text/markdown; charset=utf-8", b"# Plan"),
        ("json", "application/json; charset=utf-8", b"{"),
    ],
)
def test_each_form_comes_with_its_type_and_a_name(
    run: Callable[..., Any], actions: FakeActions, form: str, kind: str, begins: bytes
) -> None:
    async def talk(ask: Ask) -> None:
        status, content, headers = await ask(f"plan.{form}")
        assert (status, headers["Content-Type"]) == (200, kind)
        assert headers["Content-Disposition"] == f'attachment; filename="pmr-plan-2028.{form}"'
        assert (headers["Cache-Control"], headers["X-Content-Type-Options"]) == ("no-store", "nosniff")
        assert content.startswith(begins)

    run(talk)
    assert actions.plans[0].startswith("web:")


def test_nobody_gets_a_plan_without_a_session(run: Callable[..., Any], actions: FakeActions) -> None:
    async def talk(ask: Ask) -> None:
        status, content, _ = await ask("plan.pdf", shown="guessed")
        assert (status, b"Your session has ended" in content) == (401, True)
        assert (await ask("plan.pdf", Origin="https://elsewhere.example"))[0] == 403
        status, _, headers = await ask("plan.pdf", Origin=FRIEND)
        assert (status, headers["Access-Control-Allow-Origin"]) == (200, FRIEND)
        assert (await ask("plan.docx"))[0] == 404

    run(talk)
    assert len(actions.plans) == 1


def test_what_a_plan_needs_is_said_where_there_is_none(run: Callable[..., Any], actions: FakeActions) -> None:
    actions.answer = {"document": None, "missing": "Tell me whether you passed Step 1."}

    async def talk(ask: Ask) -> None:
        status, content, _ = await ask("plan.ics")
        assert (status, content) == (404, b'{"error":"Tell me whether you passed Step 1."}')

    run(talk)


def test_the_list_follows_the_plan_in_the_pdf_and_a_plan_goes_without_it(
    run: Callable[..., Any], actions: FakeActions
) -> None:
    async def talk(ask: Ask) -> None:
        _, alone, _ = await ask("plan.pdf")
        actions.have(60)
        _, both, _ = await ask("plan.pdf")
        assert len(both) > len(alone) + 10_000
        actions.lists_fail = ActionServerFailed("/programs was not answered")
        status, again, _ = await ask("plan.pdf")
        assert (status, again) == (200, alone)

    run(talk)


def test_an_action_server_that_is_away_is_said_and_too_many_files_are_refused(
    run: Callable[..., Any], actions: FakeActions
) -> None:
    actions.fails = True

    async def talk(ask: Ask) -> None:
        status, _, headers = await ask("plan.md")
        assert (status, headers["Retry-After"]) == (503, "30")
        statuses = [(await ask("plan.md"))[0] for _ in range(8)]
        assert statuses[-1] == 429

    run(talk, burst=1)
