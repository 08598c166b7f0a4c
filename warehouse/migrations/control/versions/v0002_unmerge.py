"""Merges that a person took apart again, and the decisions that this took."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "unmerge",
        sa.Column("id", sa.Integer(), nullable=False, comment="编号: row number"),
        sa.Column("kind", sa.String(length=40), nullable=False, comment="类别: person, address or enterprise"),
        sa.Column("act", sa.Integer(), nullable=False, comment="操作号: what its decisions carry as unmerge_id"),
        sa.Column(
            "entity_id", sa.String(length=40), nullable=False, comment="实体编号: the entity that is there again"
        ),
        sa.Column(
            "other_id", sa.String(length=40), nullable=False, comment="并入实体编号: what it had been merged into"
        ),
        sa.Column(
            "release_number", sa.BigInteger(), nullable=False, comment="版本号: release that published the merge"
        ),
        sa.PrimaryKeyConstraint("id"),
        comment="撤销合并: merges that a person took apart again",
    )
    with op.batch_alter_table("decision") as decision:
        decision.add_column(
            sa.Column(
                "unmerge_id",
                sa.Integer(),
                nullable=True,
                comment="撤销合并: the unmerge it is part of; null: of its own",
            )
        )


def downgrade() -> None:
    with op.batch_alter_table("decision") as decision:
        decision.drop_column("unmerge_id")
    op.drop_table("unmerge")
