"""Which of the parts that a turn needs answer, with a small action server of the test's own."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable
from types import SimpleNamespace
from typing import Any

import pytest
from aiohttp import web

from bot import readiness
from bot.readiness import HouseReadiness

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
WELL = {"model": "ok", "action_server": "ok", "profile_store": "ok", "conversation_store": "ok"}


def agent(*, loaded: bool = True, stored: bool = True, wrapped: bool = True) -> Any:
    """Rasa's agent at its edges: whether a model is loaded, and whether the dialogue's store answers."""
    store = SimpleNamespace(ping=lambda: stored)
    return SimpleNamespace(
        is_ready=lambda: loaded, tracker_store=SimpleNamespace(_tracker_store=store) if wrapped else store
    )


@contextlib.asynccontextmanager
async def action_server(handler: Handler) -> AsyncIterator[str]:
    app = web.Application()
    app.router.add_get("/ready", handler)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()


async def well(_: web.Request) -> web.Response:
    return web.json_response({"profile_store": "ok"})


def parts(rasa: Any, handler: Handler) -> dict[str, str]:
    async def ask() -> dict[str, str]:
        async with action_server(handler) as url:
            house = HouseReadiness(rasa, url)
            try:
                return await house.parts()
            finally:
                await house.close()

    return asyncio.run(ask())


@pytest.mark.parametrize("wrapped", [True, False])
def test_all_is_well_when_every_part_answers(wrapped: bool) -> None:
    assert parts(agent(wrapped=wrapped), well) == WELL


def test_nothing_fails_when_all_is_well() -> None:
    async def ask() -> dict[str, str]:
        async with action_server(well) as url:
            house = HouseReadiness(agent(), url)
            try:
                return await house.failing()
            finally:
                await house.close()

    assert asyncio.run(ask()) == {}


def test_a_model_that_is_not_loaded_is_told() -> None:
    assert parts(agent(loaded=False), well) == {**WELL, "model": "no model is loaded"}


def test_before_there_is_an_agent_neither_model_nor_store_is_ready() -> None:
    found = parts(None, well)
    assert found == {**WELL, "model": "no model is loaded", "conversation_store": "not opened"}


def test_a_dialogue_store_that_cannot_be_reached_is_told() -> None:
    assert parts(agent(stored=False), well) == {**WELL, "conversation_store": "cannot be reached"}


@pytest.mark.parametrize("status", [200, 503])
def test_what_the_action_server_says_of_its_store_is_passed_on(status: int) -> None:
    async def broken(_: web.Request) -> web.Response:
        return web.json_response({"profile_store": "cannot be reached"}, status=status)

    assert parts(agent(), broken) == {**WELL, "profile_store": "cannot be reached"}


def test_an_action_server_that_says_nothing_of_its_store_is_not_trusted() -> None:
    async def silent(_: web.Request) -> web.Response:
        return web.json_response({})

    assert parts(agent(), silent)["profile_store"] != "ok"


def test_an_action_server_that_answers_with_a_page_does_not_answer() -> None:
    async def page(_: web.Request) -> web.Response:
        return web.Response(text="<html>another server</html>", content_type="text/html", status=500)

    assert parts(agent(), page)["action_server"] == "does not answer"


def test_an_action_server_that_is_not_there_is_told(closed_port: int) -> None:
    async def ask() -> dict[str, str]:
        house = HouseReadiness(agent(), f"http://127.0.0.1:{closed_port}")
        try:
            return await house.failing()
        finally:
            await house.close()

    assert asyncio.run(ask()) == {"action_server": "does not answer"}


def test_an_action_server_that_hangs_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readiness, "ANSWER_SECONDS", 0.1)

    async def hang(_: web.Request) -> web.Response:
        await asyncio.Event().wait()
        raise AssertionError

    assert parts(agent(), hang)["action_server"] == "does not answer"


def test_a_part_that_comes_back_is_seen_at_the_next_question() -> None:
    states = iter(["cannot be reached", "ok"])

    async def recovering(_: web.Request) -> web.Response:
        return web.json_response({"profile_store": next(states)})

    async def ask() -> list[dict[str, str]]:
        async with action_server(recovering) as url:
            house = HouseReadiness(agent(), url)
            try:
                return [await house.failing(), await house.failing()]
            finally:
                await house.close()

    assert asyncio.run(ask()) == [{"profile_store": "cannot be reached"}, {}]


def test_closing_without_a_question_does_no_harm() -> None:
    async def close() -> None:
        await HouseReadiness(agent(), "http://127.0.0.1:9").close()

    asyncio.run(close())
