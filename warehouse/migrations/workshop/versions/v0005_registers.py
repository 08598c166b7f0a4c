"""Which tables hold each entity once."""

from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("CREATE TABLE register (system VARCHAR NOT NULL, table_name VARCHAR NOT NULL, field VARCHAR NOT NULL)")


def downgrade() -> None:
    op.execute("DROP TABLE register")
