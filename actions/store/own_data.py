"""What a person may ask of us: whether they are new, when they were here last, and a copy of all that is held."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import Column, Connection, Engine, Table, select

from actions.store.connections import locked, reading, writing
from actions.store.models import Base, PersonRow

# What ties rows together inside the store and says nothing about a person.
_KEYS = ("id", "person_id", "message_id")


class OwnData:
    """A person's own data in the profile store.

    Args:
        engine: of the profile store.
    """

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    def knows(self, key: str) -> bool:
        """Whether anything is held of a person.

        Raises:
            StoreUnavailable: the store cannot be read.
        """
        with reading(self.engine) as session:
            return session.scalars(select(PersonRow.id).where(PersonRow.key == key)).one_or_none() is not None

    def meet(self, key: str, now: datetime) -> None:
        """Note that somebody was here, and since when.

        Raises:
            StoreUnavailable: it could not be noted.
        """
        with writing(self.engine) as session:
            locked(session, key, now)

    def export(self, key: str) -> dict[str, Any] | None:
        """All that is held of a person, by table; None if nothing is.

        Every table with a `person_id` is read, so one that is added later cannot be forgotten here.

        Raises:
            StoreUnavailable: the store cannot be read.
        """
        with reading(self.engine) as session:
            connection = session.connection()
            people = Base.metadata.tables["people"]
            person = connection.execute(select(people).where(people.c.key == key)).mappings().one_or_none()
            if person is None:
                return None
            held: dict[str, Any] = {"person": _plain(person)}
            for table in Base.metadata.sorted_tables:
                if "person_id" in table.c:
                    held[table.name] = _rows(connection, table, person["id"])
            return held

    def last_seen(self) -> dict[str, datetime]:
        """When each person was here last.

        Raises:
            StoreUnavailable: the store cannot be read.
        """
        with reading(self.engine) as session:
            rows = session.execute(select(PersonRow.key, PersonRow.first_seen, PersonRow.last_seen))
            return {key: last or first for key, first, last in rows}


def _rows(connection: Connection, table: Table, person: int) -> list[dict[str, Any]]:
    """A person's rows of a table; a row that stands for one of another table brings that one's content along."""
    query = select(table).where(table.c.person_id == person).order_by(*table.primary_key.columns)
    found = []
    for row in connection.execute(query).mappings():
        plain = _plain(row)
        for column in table.c:
            target = _other(column)
            if target is not None and row[column.name] is not None:
                key = target.primary_key.columns[0]
                other = connection.execute(select(target).where(key == row[column.name])).mappings().one_or_none()
                plain = {**_plain(other or {}, counted=False), **plain}
        found.append(plain)
    return found


def _other(column: Column[Any]) -> Table | None:
    """The table that a column points to, if it is not the person."""
    tables = [key.column.table for key in column.foreign_keys if key.column.table.name != "people"]
    return tables[0] if tables else None


def _plain(row: Any, counted: bool = True) -> dict[str, Any]:
    """A row without the store's own numbers, with moments as text."""
    names = [name for name in row if name not in _KEYS and (counted or name not in ("count", "form"))]
    return {name: row[name].isoformat() if isinstance(row[name], date | datetime) else row[name] for name in names}
