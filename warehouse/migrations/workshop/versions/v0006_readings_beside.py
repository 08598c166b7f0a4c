"""What reading addresses found is kept beside the workshop, in the index."""

from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_CUT = """
    address_text VARCHAR, named_text VARCHAR NOT NULL, numbered_text VARCHAR NOT NULL, open_number VARCHAR NOT NULL,
    is_address BOOLEAN NOT NULL, is_beside BOOLEAN NOT NULL, grammar_version BIGINT NOT NULL
"""


def upgrade() -> None:
    op.execute("DROP TABLE address_parse")


def downgrade() -> None:
    op.execute(f"CREATE TABLE address_parse ({_CUT})")
