from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, create_engine, create_mock_engine, inspect, text

from actions.profile import Stated
from actions.store.migrate import configuration, downgrade, upgrade
from actions.store.models import Base
from actions.store.repository import ProfileStore

AT = datetime(2026, 11, 22, 14, 2, tzinfo=UTC)


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    opened = ProfileStore(f"sqlite:///{tmp_path / 'profiles.db'}").engine
    yield opened
    opened.dispose()


def tables(engine: Engine) -> set[str]:
    return set(inspect(engine).get_table_names()) - {"alembic_version"}


def revision(engine: Engine) -> str | None:
    with engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def test_an_empty_store_gets_every_table_of_the_models(engine: Engine) -> None:
    upgrade(engine)
    assert tables(engine) == set(Base.metadata.tables)


def test_the_models_and_the_migrated_tables_do_not_differ(engine: Engine) -> None:
    upgrade(engine)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []


def layout(engine: Engine) -> dict[str, object]:
    """Keys of all tables; Alembic's comparison passes over those without a name."""
    found = inspect(engine)
    return {
        table: (
            found.get_pk_constraint(table)["constrained_columns"],
            sorted(each["column_names"] for each in found.get_unique_constraints(table)),
            [(each["constrained_columns"], each["referred_table"], each["options"])
             for each in found.get_foreign_keys(table)],
        )
        for table in tables(engine)
    }  # fmt: skip


def test_the_models_and_the_migrated_tables_have_the_same_keys(engine: Engine) -> None:
    upgrade(engine)
    of_models = create_engine("sqlite://")
    Base.metadata.create_all(of_models)
    assert layout(engine) == layout(of_models)
    of_models.dispose()


def test_a_table_that_the_models_do_not_have_would_be_found(engine: Engine) -> None:
    upgrade(engine)
    with engine.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE facts ADD COLUMN surplus TEXT")
        context = MigrationContext.configure(connection)
        assert [difference[0] for difference in compare_metadata(context, Base.metadata)] == ["remove_column"]


def test_migrations_run_up_and_down_and_up_again(engine: Engine) -> None:
    upgrade(engine)
    downgrade(engine, "base")
    assert tables(engine) == set()
    assert revision(engine) is None
    upgrade(engine)
    assert tables(engine) == set(Base.metadata.tables)


def test_every_single_migration_can_be_taken_back_and_run_again(engine: Engine) -> None:
    script = ScriptDirectory.from_config(configuration())
    for step in reversed(list(script.walk_revisions())):
        upgrade(engine, step.revision)
        downgrade(engine, str(step.down_revision or "base"))
        assert revision(engine) == step.down_revision
        upgrade(engine, step.revision)
        assert revision(engine) == step.revision


def test_there_is_one_newest_layout() -> None:
    assert len(ScriptDirectory.from_config(configuration()).get_heads()) == 1


def test_a_store_that_is_up_to_date_keeps_its_facts_when_started_again(engine: Engine, tmp_path: Path) -> None:
    upgrade(engine)
    store = ProfileStore(f"sqlite:///{tmp_path / 'profiles.db'}")
    store.state("rest:ann", {"visa_need": Stated("J-1", "j1", AT)})
    upgrade(engine)
    assert store.profile("rest:ann").values == {"visa_need": "J-1"}


def test_the_people_and_facts_of_the_first_layout_come_through_the_second(engine: Engine, tmp_path: Path) -> None:
    upgrade(engine, "0001")
    with engine.begin() as connection:
        connection.execute(
            text("INSERT INTO people (id, key, first_seen) VALUES (7, 'rest:ann', '2026-11-22 14:02:00')")
        )
        fact = "INSERT INTO facts VALUES (7, 'visa_need', '\"J-1\"', 'j1', '2026-11-22 14:02:00')"
        connection.execute(text(fact))
    upgrade(engine)
    store = ProfileStore(f"sqlite:///{tmp_path / 'profiles.db'}")
    assert store.profile("rest:ann").values == {"visa_need": "J-1"}
    assert store.may_keep_messages("rest:ann")
    store.let_keep_messages("rest:ann", False)
    downgrade(engine, "0001")
    assert tables(engine) == {"people", "facts"}
    assert store.profile("rest:ann").values == {"visa_need": "J-1"}


def test_the_second_layout_is_said_in_the_words_of_postgresql_too() -> None:
    statements: list[str] = []
    postgresql = create_mock_engine(
        "postgresql+psycopg://", lambda sql, *_, **__: statements.append(str(sql.compile(dialect=postgresql.dialect)))
    )
    Base.metadata.create_all(postgresql, checkfirst=False)
    people = next(each for each in statements if "CREATE TABLE people" in each)
    assert "may_keep_messages BOOLEAN DEFAULT true NOT NULL" in people
