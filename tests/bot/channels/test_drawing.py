"""What is drawn and set keeps to threads of its own: nothing else waits for it."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Awaitable, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from types import SimpleNamespace
from typing import Any

import pytest

from bot.channels import attaching, drawing, web_plan, web_programs
from bot.contract import notice
from tests.bot.channels.fake_lists import FakeLists

LISTS = 7


@pytest.fixture(autouse=True)
def _closed() -> Iterator[None]:
    yield
    drawing.close()


class PlansAndLists(FakeLists):
    async def plan(self, person: str) -> dict[str, Any]:
        return {"document": {"kind": "plan"}, "missing": ""}


def beside() -> Awaitable[Any]:
    return attaching.files_beside(notice("x", "y"), "slack:T1:U1", PlansAndLists())


def plan() -> Awaitable[Any]:
    return web_plan.plan_answer(PlansAndLists(), "web:ana", "json", {})  # type: ignore[arg-type]


def programs() -> Awaitable[Any]:
    ctx = SimpleNamespace(action_server=PlansAndLists())
    return web_programs.document(SimpleNamespace(app=SimpleNamespace(ctx=ctx)), "web:ana", {})  # type: ignore[arg-type]


@pytest.mark.parametrize("ask", [beside, plan, programs])
def test_seven_large_lists_hold_up_nothing_else(
    monkeypatch: pytest.MonkeyPatch, ask: Callable[[], Awaitable[Any]]
) -> None:
    go_on = threading.Event()

    def slow(*given: Any) -> list[Any]:
        go_on.wait(20)
        return []

    for module, name in ((attaching, "attachments"), (web_plan, "plan_file"), (web_programs, "programs_files")):
        monkeypatch.setattr(module, name, slow)

    async def other_work() -> str:
        loop = asyncio.get_running_loop()
        loop.set_default_executor(ThreadPoolExecutor(LISTS - 1))
        lists = [asyncio.ensure_future(ask()) for _ in range(LISTS)]
        try:
            for _ in range(10):  # until all of them are under way
                await asyncio.sleep(0)
            return await asyncio.wait_for(loop.run_in_executor(None, lambda: "erased"), 5)
        finally:
            go_on.set()
            await asyncio.wait_for(asyncio.gather(*lists, return_exceptions=True), 20)

    assert asyncio.run(other_work()) == "erased"


def test_after_the_server_closed_the_threads_another_one_has_new_ones() -> None:
    async def number() -> int:
        return await drawing.drawn(lambda: 7)

    assert asyncio.run(number()) == 7
    drawing.close()
    assert asyncio.run(number()) == 7
