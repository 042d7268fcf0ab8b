"""Alembic runs this for each migration; the connection is handed over by actions.store.migrate."""

from alembic import context

from actions.store.models import Base

context.configure(
    connection=context.config.attributes["connection"], target_metadata=Base.metadata, render_as_batch=True
)
with context.begin_transaction():
    context.run_migrations()
