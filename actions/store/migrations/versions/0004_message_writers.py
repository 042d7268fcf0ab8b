"""Who wrote a message that is kept to learn from, so that it goes when the person goes."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table. Messages kept before have no writer in it: they stay as they are."""
    op.create_table(
        "message_writers",
        sa.Column("message_id", sa.Integer, sa.ForeignKey("unclear_messages.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("person_id", sa.Integer, sa.ForeignKey("people.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("count", sa.Integer, nullable=False),
    )
    op.create_index("ix_message_writers_person_id", "message_writers", ["person_id"])


def downgrade() -> None:
    """Drop it: erasing a person then leaves the messages."""
    op.drop_table("message_writers")
