"""What the chat platforms share: a message is taken at once and run behind it, each once, a person's in their order."""

from __future__ import annotations

import asyncio
import logging
import math
from collections import Counter
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any
from weakref import WeakValueDictionary

from bot.channels.guard import Guard, Incoming, TooManyMessages
from bot.contract import DATA, Reply, notice
from bot.discreet_log import pseudonym
from bot.link_code import link_code_in

logger = logging.getLogger(__name__)

# How long a server that is stopped waits for turns under way: less than the launcher waits for it.
CLOSING_SECONDS = 8.0
# How much of one person's may wait or run; more than anybody writes while an answer is made.
MOST_WAITING = 20
# Replies that are for one pair of eyes, though others read along.
FOR_ONE_ALONE = (DATA, "link.code")
# After these the turn did not run, or runs still.
NOT_RUN = ("guard.not_ready", "guard.too_many", "guard.no_answer", "guard.slow")

TOO_MANY = "That was many messages at once. Please wait {wait} second{s} and send the last one again."
QUEUE_FULL = (
    "That is more than I can keep up with, so I leave out your newest messages. "
    "Please wait for my answers, and then send again what is missing."
)
SENT_DIRECTLY = "Others can read this chat. I sent it to you directly."
FROM_GROUP = (
    "You asked for this in a group, so it is about what you told me there. What you tell me here is kept apart. "
    "To have what you told me in the group deleted, ask me in the group."
)
OPEN_FIRST = (
    "Others can read this chat, and I could not write to you directly. "
    "Please open a private chat with me first, then ask here again."
)
CODE_IN_PUBLIC = (
    "Others can read this chat, so I did not use that code. Please send it to me in a private chat. "
    "If somebody may have seen it, ask for a new one there: an old code stops working as soon as a new one is made."
)
CANNOT_READ = "I can't read {kind}. I can read text{files}. Please write your question or your facts in words, for example: CK 238, need a visa."

Deliver = Callable[[list[Reply]], Awaitable[None]]


class Chat:
    """Runs turns for a platform that wants to hear at once that a message arrived.

    Args:
        guard: runs a turn.
        most: how much of one person's may wait or run.
    """

    def __init__(self, guard: Guard, most: int = MOST_WAITING) -> None:
        self._guard, self._most = guard, most
        self._waiting: Counter[str] = Counter()
        self._told_full: set[str] = set()
        self._events: set[tuple[str, str]] = set()
        self._orders: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()
        self._tasks: set[asyncio.Task[None]] = set()

    def take(self, incoming: Incoming, deliver: Deliver, privately: Deliver | None = None) -> asyncio.Task[None] | None:
        """Run a message and deliver its replies. Returns at once; an event that ran here before delivers nothing.

        Args:
            incoming: the message.
            deliver: shows the replies to the person; no replies if the event ran on another server or before a restart,
                which had its answer. What it raises is logged, and ends there.
            privately: shows them to the person alone, for a message that others read too; raises where that cannot be.
        """
        event = (incoming.key, incoming.event or "")
        if event in self._events:
            # It waits here already: a repeat takes no place in the queue.
            return None
        task = self.do(incoming.key, self._turn(incoming, deliver, privately), deliver)
        if task is not None and incoming.event:
            self._events.add(event)
            task.add_done_callback(lambda _: self._events.discard(event))
        return task

    def do(
        self, person: str, work: Coroutine[Any, Any, None], deliver: Deliver | None = None
    ) -> asyncio.Task[None] | None:
        """Do something for a person after all that was begun for them before. Returns at once what tells when it is done.

        Args:
            person: the key in whose order it is done.
            work: what is done. With too much waiting for the person it is not, and nothing is returned.
            deliver: tells the person so, once until less is waiting.
        """
        if self._waiting[person] >= self._most:
            work.close()
            if deliver is not None and person not in self._told_full:
                self._told_full.add(person)
                self._begin(self._logged(person, deliver([notice("queue_full", QUEUE_FULL)])))
            return None
        self._waiting[person] += 1
        # The lock is taken in the order of these tasks, so it has to be there before they start.
        order = self._orders.setdefault(person, asyncio.Lock())
        task = self._begin(self._in_order(person, order, work))
        task.add_done_callback(lambda _: self._one_less(person))
        return task

    def count(self, person: str) -> Reply | None:
        """Count what makes work before its turn, as a file that has to be fetched; what is said where that is too many."""
        try:
            self._guard.count(person)
        except TooManyMessages as error:
            return _too_many(error)
        return None

    async def settled(self) -> None:
        """Wait until nothing is under way."""
        while self._tasks:
            await asyncio.wait(set(self._tasks))

    async def close(self) -> None:
        """Let what is under way come to its end, for a while."""
        if self._tasks:
            _, late = await asyncio.wait(set(self._tasks), timeout=CLOSING_SECONDS)
            for task in late:
                task.cancel()

    def _begin(self, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        task = asyncio.ensure_future(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    def _one_less(self, person: str) -> None:
        self._waiting[person] -= 1
        # Not at the first that is done: who sends faster than that would be told after each.
        if self._waiting[person] <= self._most // 2:
            self._told_full.discard(person)
        if not self._waiting[person]:
            del self._waiting[person]

    async def _in_order(self, person: str, order: asyncio.Lock, work: Coroutine[Any, Any, None]) -> None:
        async with order:
            await self._logged(person, work)

    async def _logged(self, person: str, work: Awaitable[None]) -> None:
        try:
            await work
        except Exception as error:
            # The kind alone: a platform's error can hold what was sent.
            logger.error("a reply to %s could not be delivered (%s)", pseudonym(person), type(error).__name__)

    async def _turn(self, incoming: Incoming, deliver: Deliver, privately: Deliver | None) -> None:
        if incoming.public and isinstance(incoming.text, str) and link_code_in(incoming.text):
            # In a group anybody could be quicker to use it.
            await deliver([notice("code_in_public", CODE_IN_PUBLIC)])
            return
        try:
            replies = await self._guard.turn_once(incoming, lambda reply: deliver([reply]))
        except TooManyMessages as error:
            replies = [_too_many(error)]
        if replies is None:
            return
        if incoming.public:
            replies = [await self._discreet(reply, incoming.key, privately) for reply in replies]
        await deliver(replies)

    async def _discreet(self, reply: Reply, person: str, privately: Deliver | None) -> Reply:
        """The reply, or where it is for one pair of eyes, what became of giving it to the person directly."""
        if reply["id"] not in FOR_ONE_ALONE:
            return reply
        if privately is not None:
            try:
                # Without its buttons: pressed there, they would speak of what was told there.
                await privately([notice("from_group", FROM_GROUP), {**reply, "next": []}])
                return notice("sent_directly", SENT_DIRECTLY)
            except Exception as error:
                logger.warning("%s could not be written to directly (%s)", pseudonym(person), type(error).__name__)
        return notice("open_first", OPEN_FIRST)


def may_press_again(replies: list[Reply]) -> bool:
    """Whether the button that was pressed stays: its turn did not run, or has no answer yet."""
    return any(reply["id"] in NOT_RUN for reply in replies)


def cannot_read(kind: str, files: str = "") -> Reply:
    """What is said to a picture, a voice note or a file of an unknown kind.

    Args:
        kind: what came, as in "pictures".
        files: what else but text can be read, as in ", or your program list as a CSV file".
    """
    return notice("cannot_read", CANNOT_READ.format(kind=kind, files=files))


def _too_many(error: TooManyMessages) -> Reply:
    wait = max(1, math.ceil(error.wait))
    return notice("too_many", TOO_MANY.format(wait=wait, s="" if wait == 1 else "s"))
