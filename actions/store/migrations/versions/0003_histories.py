"""When a person was seen last, the history of practice scores, and the advice given."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_FACTS = sa.table(
    "facts",
    sa.column("person_id", sa.Integer),
    sa.column("name", sa.String),
    sa.column("value", sa.JSON),
    sa.column("words", sa.Text),
    sa.column("stated_at", sa.DateTime(timezone=True)),
)


def upgrade() -> None:
    """Make the tables. Who is known already was seen last when they stated their latest fact, and the scores held begin the history."""
    op.add_column("people", sa.Column("last_seen", sa.DateTime(timezone=True)))
    op.execute(
        "UPDATE people SET last_seen = COALESCE("
        "(SELECT MAX(stated_at) FROM facts WHERE facts.person_id = people.id), first_seen)"
    )
    scores = op.create_table(
        "practice_scores",
        sa.Column("person_id", sa.Integer, primary_key=True),
        sa.Column("place", sa.Integer, primary_key=True),
        sa.Column("fact", sa.String(64), nullable=False),
        sa.Column("score", sa.Integer, nullable=False),
        sa.Column("words", sa.Text, nullable=False),
        sa.Column("stated_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["person_id", "fact"], ["facts.person_id", "facts.name"], ondelete="CASCADE"),
    )
    op.create_table(
        "advice_given",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("person_id", sa.Integer, sa.ForeignKey("people.id", ondelete="CASCADE"), nullable=False),
        sa.Column("advice_id", sa.String(64), nullable=False),
        sa.Column("topic", sa.String(64), nullable=False),
        sa.Column("facts", sa.JSON, nullable=False),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_index("ix_advice_given_person_id_id", "advice_given", ["person_id", "id"])
    held = op.get_bind().execute(sa.select(_FACTS).where(_FACTS.c.name == "practice_scores")).mappings().all()
    rows = [
        {
            "person_id": fact["person_id"],
            "place": place,
            "fact": "practice_scores",
            "score": score,
            "words": fact["words"],
            "stated_at": fact["stated_at"],
        }
        for fact in held
        for place, score in enumerate(fact["value"])
    ]
    if rows:
        op.bulk_insert(scores, rows)


def downgrade() -> None:
    """Drop all three: the list of practice scores stays as a fact, its history is forgotten."""
    op.drop_table("advice_given")
    op.drop_table("practice_scores")
    op.drop_column("people", "last_seen")
