"""One turn of a person at a time: in this process for a file, across servers where they share a PostgreSQL."""

from __future__ import annotations

import asyncio
import hashlib
import logging
import time
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import Any

import sqlalchemy as sa
from rasa.core.lock import TicketLock
from rasa.core.lock_store import LOCK_LIFETIME, InMemoryLockStore, LockError
from rasa.utils.endpoints import EndpointConfig
from sqlalchemy.engine import Connection
from sqlalchemy.exc import SQLAlchemyError

from bot.state.database import CONNECT_SECONDS, address_of

logger = logging.getLogger(__name__)

# How long a turn waits for another turn of the same person; longer than the guard lets one take.
WAIT_SECONDS = 30.0
LOOK_AGAIN_SECONDS = 0.05
# Each turn under way holds one connection; the Rasa server runs few at the same moment.
MOST_CONNECTIONS = 20


class DialogueLockStore(InMemoryLockStore):
    """Rasa's lock in memory for a file's store; an advisory lock of PostgreSQL where servers share one.

    PostgreSQL gives such a lock back by itself when the connection ends, so a server that dies leaves none behind. Within a
    process the guard runs a person's messages in their order; between servers the order is that of the first look.
    Advisory locks belong to a connection: with a pooler in between, it has to pool by session.

    Args:
        endpoint_config: `lock_store` of endpoints.yml; its `db` is the dialogue's database.
    """

    def __init__(self, endpoint_config: EndpointConfig | None = None) -> None:
        super().__init__()
        url = address_of(endpoint_config.kwargs["db"]) if endpoint_config is not None else None
        self.engine = None
        if url is not None and url.drivername != "sqlite":
            # A turn that finds all connections taken looks again, as if its lock were taken; it must not hold up a thread.
            limits = {"pool_size": 5, "max_overflow": MOST_CONNECTIONS - 5, "pool_timeout": LOOK_AGAIN_SECONDS}
            # The lock belongs to the connection and not to a transaction, which would stay open through the whole turn.
            self.engine = sa.create_engine(
                url,
                isolation_level="AUTOCOMMIT",
                pool_pre_ping=True,
                connect_args={"connect_timeout": CONNECT_SECONDS},
                **limits,
            )

    @asynccontextmanager
    async def lock(
        self, conversation_id: str, lock_lifetime: float = LOCK_LIFETIME, wait_time_in_seconds: float = 1
    ) -> AsyncGenerator[TicketLock | None, None]:
        """Hold a person's lock for the block.

        Raises:
            LockError: another turn of the person holds it too long, or the database is away.
        """
        if self.engine is None:
            async with super().lock(conversation_id, lock_lifetime, wait_time_in_seconds) as ticket:
                yield ticket
            return
        connection = await self._taken(conversation_id)
        try:
            yield None
        finally:
            await asyncio.to_thread(_give_back, connection, conversation_id)

    async def _taken(self, person: str) -> Connection:
        until = time.monotonic() + WAIT_SECONDS
        while True:
            try:
                connection = await asyncio.to_thread(self._try_to_take, person)
            except sa.exc.TimeoutError:
                connection = None
            except SQLAlchemyError as error:
                raise LockError(f"the lock of a conversation cannot be had: {type(error).__name__}") from error
            if connection is not None:
                return connection
            if time.monotonic() > until:
                raise LockError("another turn of the same person takes too long")
            await asyncio.sleep(LOOK_AGAIN_SECONDS)

    def _try_to_take(self, person: str) -> Connection | None:
        """A connection that holds the lock; one that waits for it is not kept, so that waiting turns use up none."""
        connection: Any = self.engine.connect()  # type: ignore[union-attr]  # asked before
        try:
            if connection.execute(sa.text("SELECT pg_try_advisory_lock(:key)"), {"key": _key(person)}).scalar():
                return connection
        except BaseException:
            connection.close()
            raise
        connection.close()
        return None


def _give_back(connection: Connection, person: str) -> None:
    try:
        connection.execute(sa.text("SELECT pg_advisory_unlock(:key)"), {"key": _key(person)})
    except SQLAlchemyError:
        # The connection broke, and the lock went with it.
        connection.invalidate()
    finally:
        connection.close()


def _key(person: str) -> int:
    """A number of 64 bits, as PostgreSQL's locks have; two persons would share one once in a universe."""
    return int.from_bytes(hashlib.sha256(person.encode()).digest()[:8], "big", signed=True)
