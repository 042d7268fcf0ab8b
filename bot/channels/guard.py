"""The guard that every channel passes a message through: before Rasa sees it, while it runs, and after."""

from __future__ import annotations

import asyncio
import logging
import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, Protocol
from weakref import WeakValueDictionary

from rasa.core.channels.channel import OutputChannel, UserMessage

from bot import clock
from bot.channels.screening import screen
from bot.contract import ERASED, Reply, notice
from bot.discreet_log import pseudonym

logger = logging.getLogger(__name__)

TURN_SECONDS = 15.0
# How long a turn may go on where its answer can still be shown later.
LATE_SECONDS = 120.0
REMEMBERED_EVENTS = 2000

NOT_READY = {
    "model": "I am still starting. Please send your message again in a minute.",
    "action_server": "The part of me that knows the advice cannot be reached right now. Please send your message again in a minute.",
    "profile_store": "I can't reach my memory right now, so I would forget what you tell me. Please send your message again in a minute.",
    "conversation_store": "I can't reach my memory right now, so I would forget what you tell me. Please send your message again in a minute.",
}
TOO_SLOW = "This takes longer than it should. Please send your message again in a minute."
STILL_AT_IT = "This takes longer than usual. My answer comes here as soon as I have it."
# Replies that announce what is done with a person's data after the turn; they are told when it is done.
ABOUT_DATA = "privacy."
NO_ANSWER = "Something went wrong on my side and I have no answer to that. Nothing that you told me before is lost. Please send it again."


# Takes a reply as soon as it is made.
Tell = Callable[[Reply], None]


class TooManyMessages(Exception):
    """A person writes faster than anybody can; `wait` says after how many seconds to try again."""

    def __init__(self, wait: float) -> None:
        super().__init__(f"try again in {wait:.0f} s")
        self.wait = wait


class Readiness(Protocol):
    """Tells which of the parts that a turn needs do not answer."""

    async def failing(self) -> dict[str, str]:
        """Names of the failing parts with what is wrong; empty when all is well."""


class OwnData(Protocol):
    """Does what a reply says about a person's own data: see `bot.own_data`."""

    async def finish(self, person: str, replies: list[Reply]) -> list[Reply]:
        """The replies as they may be shown, after what they announce was done."""


@dataclass(frozen=True)
class Incoming:
    """A message as a channel received it.

    Attributes:
        channel: the channel's name; persons of different channels never share a conversation.
        person: who writes, as the channel knows them.
        text: what they sent.
        event: the platform's id of this message, if it gives one; the same event runs once.
        public: whether others read along.
    """

    channel: str
    person: str
    text: object
    event: str | None = None
    public: bool = False

    @property
    def key(self) -> str:
        """The person's key in both stores."""
        return f"{self.channel}:{self.person}"


class ReplyCollector(OutputChannel):
    """Keeps the replies of a turn; sending them is the channel's work, so a platform's fault cannot lose the turn.

    Args:
        channel: the channel's name.
        tell: gets each reply as it is made, up to the first that can still change.

    Attributes:
        repeated: whether these are the replies of a turn that ran before.
    """

    def __init__(self, channel: str, tell: Tell | None = None) -> None:
        self.channel = channel
        self.replies: list[Reply] = []
        self.repeated = False
        self._tell = tell

    async def send_response(self, recipient_id: str, message: dict[str, Any]) -> None:
        """Take a reply of the contract; of anything else, its text."""
        reply = message.get("custom")
        if isinstance(reply, dict) and "id" in reply:
            self._take(reply)
        elif message.get("text"):
            self._take(notice("plain", str(message["text"])))

    def _take(self, reply: Reply) -> None:
        self.replies.append(reply)
        if str(reply["id"]).startswith(ABOUT_DATA):
            self._tell = None
        if self._tell is not None:
            self._tell(reply)


class RateLimit:
    """A bucket of messages per person that refills with time.

    Args:
        burst: how many messages may come at once; 0 switches the limit off.
        per_second: how many more each second allows.
        now: a clock in seconds.
    """

    def __init__(self, burst: int = 40, per_second: float = 1.0, now: Callable[[], float] = time.monotonic) -> None:
        self.burst, self.per_second, self.now = burst, per_second, now
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def take(self, key: str) -> None:
        """Count one message.

        Raises:
            TooManyMessages: the bucket is empty.
        """
        if self.burst <= 0:
            return
        moment = self.now()
        left, since = self._left.pop(key, (float(self.burst), moment))
        left = min(float(self.burst), left + (moment - since) * self.per_second)
        self._left[key] = (left - 1 if left >= 1 else left, moment)
        while len(self._left) > REMEMBERED_EVENTS:
            self._left.popitem(last=False)
        if left < 1:
            raise TooManyMessages(wait=(1 - left) / self.per_second)

    def forget(self, key: str) -> None:
        """Count a person anew."""
        self._left.pop(key, None)


@dataclass(frozen=True)
class _Answered:
    """The replies of a turn, and whether it ran before on another server or before a restart."""

    replies: list[Reply]
    repeated: bool = False


class Guard:
    """Runs one turn for any channel and always has an answer.

    Args:
        run: hands a message to Rasa.
        readiness: says which part of the house does not answer.
        rate: how fast a person may write.
        turn_seconds: after so long the person is told that it takes too long; the turn itself goes on.
        own_data: erases, or gives a copy of, a person's data where a reply says so.
    """

    def __init__(
        self,
        run: Callable[[UserMessage], Awaitable[Any]],
        readiness: Readiness,
        rate: RateLimit,
        turn_seconds: float = TURN_SECONDS,
        own_data: OwnData | None = None,
    ) -> None:
        self._own_data = own_data
        self._run, self._readiness, self._rate, self._turn_seconds = run, readiness, rate, turn_seconds
        self._turns: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()
        self._events: OrderedDict[tuple[str, str], asyncio.Task[_Answered]] = OrderedDict()

    async def turn(self, incoming: Incoming, tell: Tell | None = None) -> list[Reply]:
        """The replies to a message. An event that was seen before gets the same replies and does not run again.

        Args:
            incoming: the message.
            tell: gets replies while the turn runs, each of them once; not all of them have to be, the list is what counts.

        Raises:
            TooManyMessages: the person has to wait.
        """
        key = (pseudonym(incoming.key), incoming.event or "")
        known = self._events.get(key) if incoming.event else None
        return (await self._in_time(known or self._begin(key, incoming, tell), self._turn_seconds)).replies

    async def turn_once(self, incoming: Incoming, slow: Callable[[Reply], Awaitable[None]]) -> list[Reply] | None:
        """The replies to a message. If it ran before, who wrote it has its answer: None if it did here, else no replies.

        For platforms that deliver an event again when they are not sure that it came, and that can show an answer late.

        Args:
            incoming: the message.
            slow: tells the person that it takes longer, should it.

        Raises:
            TooManyMessages: the person has to wait.
        """
        key = (pseudonym(incoming.key), incoming.event or "")
        if incoming.event and key in self._events:
            return None
        turn = self._begin(key, incoming, None)
        if not (await asyncio.wait({turn}, timeout=self._turn_seconds))[0]:
            await slow(notice("slow", STILL_AT_IT))
        answered = await self._in_time(turn, LATE_SECONDS)
        return [] if answered.repeated else answered.replies

    def count(self, person: str) -> None:
        """Count what makes work before its turn, such as a file; raises TooManyMessages where the person has to wait."""
        self._rate.take(person)

    def _begin(self, key: tuple[str, str], incoming: Incoming, tell: Tell | None) -> asyncio.Task[_Answered]:
        self._rate.take(incoming.key)
        task = asyncio.ensure_future(self._answer(incoming, tell))
        if incoming.event:
            self._remember(key, task)
        return task

    async def _in_time(self, turn: asyncio.Task[_Answered], seconds: float) -> _Answered:
        try:
            return await asyncio.wait_for(asyncio.shield(turn), seconds)
        except asyncio.TimeoutError:
            logger.error("a turn took more than %s s", seconds)
            return _Answered([notice("too_slow", TOO_SLOW)])

    def _remember(self, key: tuple[str, str], task: asyncio.Task[_Answered]) -> None:
        self._events[key] = task
        task.add_done_callback(lambda done: self._forget_if_refused(key, done))
        while len(self._events) > REMEMBERED_EVENTS:
            self._events.popitem(last=False)

    def _forget_if_refused(self, key: tuple[str, str], task: asyncio.Task[_Answered]) -> None:
        """A message that could not run may be sent again under the same id."""
        failed = task.cancelled() or task.exception() is not None
        if failed or any(reply["id"] in ("guard.not_ready", "guard.no_answer") for reply in task.result().replies):
            self._events.pop(key, None)

    async def _answer(self, incoming: Incoming, tell: Tell | None) -> _Answered:
        try:
            return await self._screened(incoming, tell)
        except Exception:
            logger.exception("a message could not be looked at")
            return _Answered([notice("no_answer", NO_ANSWER)])

    async def _screened(self, incoming: Incoming, tell: Tell | None) -> _Answered:
        screened = screen(incoming.text, clock.today())
        if screened.refusal is not None:
            return _Answered([screened.refusal])
        failing = await self._readiness.failing()
        if failing:
            logger.error("not ready: %s", failing)
            return _Answered([notice("not_ready", NOT_READY.get(next(iter(failing)), NOT_READY["action_server"]))])
        collector = ReplyCollector(incoming.channel, tell)
        # Rasa stores the event's id beside the message; left out, it would make one up.
        event = incoming.event or ""
        message = UserMessage(screened.text, collector, incoming.key, input_channel=incoming.channel, message_id=event)
        try:
            # Rasa's own lock looks once a second; here the next message of a person runs as soon as the last is done.
            async with self._turns.setdefault(incoming.key, asyncio.Lock()):
                await self._run_and_finish(message, incoming, collector)
        except Exception:
            logger.exception("a turn of %s failed", pseudonym(incoming.key))
        return _Answered(collector.replies or [notice("no_answer", NO_ANSWER)], collector.repeated)

    async def _run_and_finish(self, message: UserMessage, incoming: Incoming, collector: ReplyCollector) -> None:
        """Run the turn, and when it is saved what it announced. Before that, the save would bring back what is erased."""
        try:
            await self._run(message)
        finally:
            if self._own_data is not None:
                collector.replies = await self._own_data.finish(incoming.key, collector.replies)
        if any(reply["id"] == ERASED for reply in collector.replies):
            self._forget(incoming)

    def _forget(self, incoming: Incoming) -> None:
        """Let go of what is remembered of a person, but that this very event was answered: it must not run again."""
        self._rate.forget(incoming.key)
        for person, event in [known for known in self._events if known[0] == pseudonym(incoming.key)]:
            if event != incoming.event:
                del self._events[person, event]
