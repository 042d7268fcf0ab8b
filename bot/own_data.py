"""A person's own data over both stores: erased, copied, and let go when nobody came for long."""

from __future__ import annotations

import asyncio
import logging
import os
from collections.abc import Callable, Iterable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

from bot.actions_client import ActionsClient, ActionsFailed
from bot.contract import DATA, ERASED, Reply, notice, with_document
from bot.discreet_log import pseudonym
from bot.state.dialogue import Dialogues, DialogueUnavailable

logger = logging.getLogger(__name__)

NOT_ERASED = (
    "I could not delete everything: a part of my memory did not answer, so something of yours may still be stored. "
    'Please write "forget me" again in a minute.'
)
NOT_READ = "I could not read all that I hold of you, so I give you nothing half. Please ask for it again in a minute."


class NotErased(Exception):
    """Something of a person may still be held; the message says what failed."""


@dataclass(frozen=True)
class OwnData:
    """What both stores and the logs hold of a person.

    Attributes:
        profiles: the action server, which keeps the profile store.
        dialogues: the dialogue's store.
        logs: folder of the servers' logs, if they are kept.
    """

    profiles: ActionsClient
    dialogues: Dialogues
    logs: Path | None = None

    def erase(self, person: str) -> None:
        """Remove all of it; what can be removed is, though another part fails.

        Raises:
            NotErased: a part failed.
        """
        failed = []
        parts: tuple[Callable[[str], None], ...] = (self.profiles.erase, self.dialogues.erase, self._blank_logs)
        for part in parts:
            try:
                part(person)
            except (ActionsFailed, DialogueUnavailable, OSError) as error:
                failed.append(f"{type(error).__name__} in {part.__name__}")
        if failed:
            raise NotErased(", ".join(failed))

    def copy(self, person: str, now: datetime) -> dict[str, Any] | None:
        """All of it as the document of a reply; None if nothing is held.

        Raises:
            ActionsFailed: the profile cannot be read.
            DialogueUnavailable: the dialogue cannot be read.
        """
        profile, dialogue = self.profiles.export(person), self.dialogues.said(person)
        if profile is None and not dialogue:
            return None
        made = now.astimezone(timezone.utc).replace(microsecond=0).isoformat()
        return {"kind": "data", "person": person, "made_at": made, "profile": profile, "dialogue": dialogue}

    def let_go(self, now: datetime, days: int) -> int:
        """Erase everybody who was not here for so many days, by either store; how many they were.

        Raises:
            ActionsFailed: the profile store cannot be read.
            DialogueUnavailable: the dialogue's store cannot be read.
            NotErased: somebody could not be erased.
        """
        gone = overdue([self.profiles.last_seen(), self.dialogues.last_said()], now, days)
        for person in gone:
            self.erase(person)
        return len(gone)

    def _blank_logs(self, person: str) -> None:
        """Overwrite each line of the logs that speaks of a person; the servers go on writing behind it meanwhile."""
        name = pseudonym(person).encode()
        for path in sorted(self.logs.glob("*.log")) if self.logs is not None else ():
            with path.open("r+b") as log:
                at = 0
                for line in log.read().splitlines(keepends=True):
                    if name in line:
                        log.seek(at)
                        log.write(b"-" * len(line.rstrip(b"\r\n")))
                    at += len(line)


def overdue(seen: Iterable[dict[str, datetime]], now: datetime, days: int) -> list[str]:
    """The persons whose newest trace in any of the stores is older than so many days."""
    newest: dict[str, datetime] = {}
    for each in seen:
        for person, at in each.items():
            newest[person] = max(at, newest.get(person, at))
    return sorted(person for person, at in newest.items() if now - at > timedelta(days=days))


class AfterTheTurn:
    """Does what a reply of the turn says about a person's own data, once the turn is saved and while the person is locked.

    Args:
        own: the data.
        fallback: the dialogues that Rasa keeps in memory while the store is away.
        lock: Rasa's lock of a person.
    """

    def __init__(
        self,
        own: OwnData,
        fallback: Callable[[], dict[str, Any]] = dict,
        lock: Callable[[str], AbstractAsyncContextManager[Any]] | None = None,
    ) -> None:
        self.own, self._fallback, self._lock = own, fallback, lock

    async def finish(self, person: str, replies: list[Reply]) -> list[Reply]:
        """The replies as they may be shown: "deleted" only if it is, a copy only if it is whole."""
        return [await self._finished(person, reply) for reply in replies]

    async def _finished(self, person: str, reply: Reply) -> Reply:
        if reply["id"] == ERASED:
            return reply if await self._erased(person) else notice("not_erased", NOT_ERASED)
        if reply["id"] == DATA:
            return await self._copied(person, reply)
        return reply

    async def _erased(self, person: str) -> bool:
        self._fallback().pop(person, None)
        loop = asyncio.get_running_loop()
        try:
            if self._lock is None:
                await loop.run_in_executor(None, self.own.erase, person)
            else:
                async with self._lock(person):
                    await loop.run_in_executor(None, self.own.erase, person)
        except Exception as error:
            # The words of our own error name parts, never the person.
            logger.error(
                "not everything of a person could be erased: %s",
                error if isinstance(error, NotErased) else type(error).__name__,
            )
            return False
        return True

    async def _copied(self, person: str, reply: Reply) -> Reply:
        now = datetime.now(timezone.utc)
        try:
            document = await asyncio.get_running_loop().run_in_executor(None, self.own.copy, person, now)
        except (ActionsFailed, DialogueUnavailable) as error:
            logger.error("the data of %s could not be read (%s)", pseudonym(person), type(error).__name__)
            return notice("not_read", NOT_READ)
        return reply if document is None else with_document(reply, document)


def of_agent(agent: Any) -> AfterTheTurn:
    """For a running Rasa server."""
    safe = agent.tracker_store
    store = getattr(safe, "_tracker_store", safe)
    logs = os.environ.get("ADVISOR_LOGS")
    client = ActionsClient(os.environ["ADVISOR_ACTIONS_URL"], os.environ["ADVISOR_SECRET"])

    def in_memory() -> dict[str, Any]:
        return getattr(getattr(safe, "_fallback_tracker_store", None), "store", {})

    return AfterTheTurn(
        OwnData(client, store.dialogues, Path(logs) if logs else None), in_memory, agent.lock_store.lock
    )
