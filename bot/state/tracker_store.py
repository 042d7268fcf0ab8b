"""Rasa's SQL tracker store with its connections checked, so that a database restart loses no turn."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import sqlalchemy as sa
from rasa.core.tracker_store import SQLTrackerStore
from sqlalchemy.engine import Engine
from sqlalchemy.exc import SQLAlchemyError

from bot.state.dialogue import Dialogues, overwrite_what_is_deleted

CONNECT_SECONDS = 3


class CheckedTrackerStore(SQLTrackerStore):
    """The stock store, except that a connection is tried before it is used and waits are short.

    With the stock engine the first turn after a database restart was not stored at all.
    """

    def __init__(
        self, domain: Any = None, dialect: str = "sqlite", db: str = "var/dialogue.db", **settings: Any
    ) -> None:
        if dialect == "sqlite":
            Path(db).parent.mkdir(parents=True, exist_ok=True)
        super().__init__(domain, dialect=dialect, db=db, **settings)
        self.engine.dispose()
        self.engine = _checked(self.engine)
        overwrite_what_is_deleted(self.engine)
        self.dialogues = Dialogues(self.engine)
        self.sessionmaker = sa.orm.session.sessionmaker(bind=self.engine)

    def ping(self) -> bool:
        """Whether the database answers."""
        try:
            with self.engine.connect() as connection:
                connection.execute(sa.text("SELECT 1 FROM events LIMIT 1"))
        except SQLAlchemyError:
            return False
        return True

    def erase(self, sender_id: str) -> None:
        """Remove every event of a person, from the file too.

        Raises:
            bot.state.dialogue.DialogueUnavailable: something may still be held.
        """
        self.dialogues.erase(sender_id)


def _checked(engine: Engine) -> Engine:
    if engine.dialect.name == "sqlite":
        return sa.create_engine(
            engine.url, pool_pre_ping=True, connect_args={"timeout": CONNECT_SECONDS}, hide_parameters=True
        )
    limits = {"pool_size": 5, "max_overflow": 5, "pool_timeout": 5, "pool_recycle": 1800}
    # An error must not tell the parameters of a statement: they are what a person wrote.
    settings = {"pool_pre_ping": True, "connect_args": {"connect_timeout": CONNECT_SECONDS}, "hide_parameters": True}
    return sa.create_engine(engine.url, **settings, **limits)
