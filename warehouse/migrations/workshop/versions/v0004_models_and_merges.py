"""Which model made the entities, and what a merge brought together."""

from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_TABLES = {
    "matching_model": "kind VARCHAR NOT NULL, model_version VARCHAR NOT NULL, weights_digest VARCHAR NOT NULL",
    "merged_record": """
        kind VARCHAR NOT NULL, record_id BIGINT NOT NULL, entity_id VARCHAR NOT NULL, other_id VARCHAR,
        since BIGINT NOT NULL, release_number BIGINT NOT NULL
    """,
}


def upgrade() -> None:
    for name, columns in _TABLES.items():
        op.execute(f"CREATE TABLE {name} ({columns})")


def downgrade() -> None:
    for name in _TABLES:
        op.execute(f"DROP TABLE {name}")
