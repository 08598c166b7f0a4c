"""Texts of addresses as cut, and the gazetteer that the last run learned."""

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_UNUSED = """
    address_text VARCHAR, parser_version VARCHAR NOT NULL, level VARCHAR NOT NULL, division_code VARCHAR,
    street VARCHAR, community VARCHAR, road VARCHAR, road_number VARCHAR, compound VARCHAR, building VARCHAR,
    unit VARCHAR, room VARCHAR, remainder VARCHAR, confidence DOUBLE
"""
_CUT = """
    address_text VARCHAR, named_text VARCHAR NOT NULL, numbered_text VARCHAR NOT NULL, open_number VARCHAR NOT NULL,
    is_address BOOLEAN NOT NULL, is_beside BOOLEAN NOT NULL, grammar_version BIGINT NOT NULL
"""
_GAZETTEER = """
    place_part VARCHAR NOT NULL, place_name VARCHAR NOT NULL, official_name VARCHAR NOT NULL, street VARCHAR,
    community VARCHAR, name_kind VARCHAR NOT NULL, source_systems VARCHAR[] NOT NULL, gazetteer_version VARCHAR NOT NULL
"""


def upgrade() -> None:
    op.execute("DROP TABLE address_parse")
    op.execute(f"CREATE TABLE address_parse ({_CUT})")
    op.execute(f"CREATE TABLE gazetteer ({_GAZETTEER})")


def downgrade() -> None:
    op.execute("DROP TABLE gazetteer")
    op.execute("DROP TABLE address_parse")
    op.execute(f"CREATE TABLE address_parse ({_UNUSED})")
