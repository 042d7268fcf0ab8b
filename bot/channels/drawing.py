"""Threads of their own for what is drawn and set: pictures and PDFs wait for each other there, and nothing else waits for them."""

from __future__ import annotations

import asyncio
import functools
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

# A picture need not wait for a long list; PDFs are set one at a time in any case (bot/render/paper.py).
THREADS = 2

T = TypeVar("T")


async def drawn(make: Callable[[], T]) -> T:
    """What `make` draws or sets. The threads that erasing, reading and the like share stay free meanwhile."""
    return await asyncio.get_running_loop().run_in_executor(_threads(), make)


def close() -> None:
    """Let go of the threads; what has not begun is not begun any more."""
    _threads().shutdown(wait=False, cancel_futures=True)
    _threads.cache_clear()


@functools.cache
def _threads() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(THREADS, thread_name_prefix="drawing")
