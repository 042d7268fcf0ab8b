"""How ADVISOR_DIALOGUE_DB names a database: a file, or an address that the profile store could have as well."""

from __future__ import annotations

import pytest

from bot.state.database import address_of


@pytest.mark.parametrize(
    ("named", "address"),
    [
        ("var/dialogue.db", "sqlite:///var/dialogue.db"),
        ("/srv/dialogue.db", "sqlite:////srv/dialogue.db"),
        ("sqlite:////srv/dialogue.db", "sqlite:////srv/dialogue.db"),
        ("postgresql://a:b%40c@host:1/d", "postgresql+psycopg2://a:b%40c@host:1/d"),
        ("postgresql+psycopg://a@host/d?sslmode=require", "postgresql+psycopg2://a@host/d?sslmode=require"),
        ("postgres://a@host/d", "postgresql+psycopg2://a@host/d"),
    ],
)
def test_a_file_and_every_spelling_of_a_postgresql_address_are_taken(named: str, address: str) -> None:
    assert address_of(named).render_as_string(hide_password=False) == address


@pytest.mark.parametrize("named", ["mysql://a:secret@host/d", "postgresql://a:secret@host:port/d", "://secret"])
def test_anything_else_is_refused_with_what_is_expected_and_without_the_password(named: str) -> None:
    with pytest.raises(
        ValueError, match=r"ADVISOR_DIALOGUE_DB.*postgresql://user:password@host:5432/database"
    ) as caught:
        address_of(named)
    assert "secret" not in str(caught.value)
