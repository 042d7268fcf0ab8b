"""Messages to learn from, and whether a person lets us keep theirs."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table, and the setting of each person, which is yes for those who are known already."""
    op.add_column("people", sa.Column("may_keep_messages", sa.Boolean, nullable=False, server_default=sa.true()))
    op.create_table(
        "unclear_messages",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("form", sa.String(300), nullable=False),
        sa.Column("text", sa.String(300), nullable=False),
        sa.Column("why", sa.String(16), nullable=False),
        sa.Column("topic", sa.String(64), nullable=False),
        sa.Column("count", sa.Integer, nullable=False),
        sa.Column("first_seen", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_seen", sa.DateTime(timezone=True), nullable=False),
        sa.UniqueConstraint("form", "why", name="uq_unclear_messages_form_why"),
    )


def downgrade() -> None:
    """Drop both: who refused is forgotten, and so are the messages."""
    op.drop_table("unclear_messages")
    op.drop_column("people", "may_keep_messages")
