"""Grids, names of places, alterations of enterprises, permits and safety classes."""

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_ADDED = {
    "address_record": ("grid_code VARCHAR",),
    "enterprise_record": ("risk_level VARCHAR", "permit_number VARCHAR", "permit_expiry_date DATE"),
}
_MENTION = """
    record_id BIGINT NOT NULL, system VARCHAR NOT NULL, table_name VARCHAR NOT NULL, source_key VARCHAR NOT NULL,
    field VARCHAR NOT NULL, batch_id VARCHAR NOT NULL, observed_at TIMESTAMP,
"""
_RELATIONS = {
    "enterprise_alteration_mention": """
        address_record_id BIGINT, enterprise_record_id BIGINT, altered_item VARCHAR, value_before VARCHAR,
        value_after VARCHAR, altered_date DATE
    """,
    "place_name_mention": """
        address_record_id BIGINT, standard_place_name VARCHAR, former_place_names VARCHAR[], place_aliases VARCHAR[],
        place_type VARCHAR, street VARCHAR, community VARCHAR, approved_date DATE, is_active BOOLEAN
    """,
    "grid_mention": """
        address_record_id BIGINT, grid_code VARCHAR, street VARCHAR, community VARCHAR, grid_name VARCHAR,
        grid_worker_count BIGINT
    """,
}


def upgrade() -> None:
    for table, added in _ADDED.items():
        for column in added:
            op.execute(f"ALTER TABLE {table} ADD COLUMN {column}")
    for name, columns in _RELATIONS.items():
        op.execute(f"CREATE TABLE {name} ({_MENTION} {columns})")


def downgrade() -> None:
    for name in _RELATIONS:
        op.execute(f"DROP TABLE {name}")
    for table, added in _ADDED.items():
        for column in added:
            op.execute(f"ALTER TABLE {table} DROP COLUMN {column.split()[0]}")
