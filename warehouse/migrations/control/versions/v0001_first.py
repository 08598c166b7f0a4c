"""The control store as first published."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "access_log",
        sa.Column(
            "sequence",
            sa.BigInteger(),
            autoincrement=False,
            nullable=False,
            comment="序号: entry of the log file, from 1",
        ),
        sa.Column("looked_at", sa.DateTime(), nullable=False, comment="查看时间: when, Asia/Shanghai"),
        sa.Column("actor", sa.String(length=200), nullable=False, comment="查看人: who"),
        sa.Column("action", sa.String(length=40), nullable=False, comment="操作: trace, explain, review or sql"),
        sa.Column(
            "head", sa.String(length=64), nullable=False, comment="链头: HMAC of the entry, chained to all before it"
        ),
        sa.PrimaryKeyConstraint("sequence"),
        comment="访问日志锚点: heads of the access log file, kept away from it",
    )
    op.create_table(
        "approval",
        sa.Column("id", sa.Integer(), nullable=False, comment="编号: row number"),
        sa.Column("release_number", sa.BigInteger(), nullable=False, comment="版本号: the held release"),
        sa.Column("sha256", sa.String(length=64), nullable=False, comment="校验值: of the file that was approved"),
        sa.Column("author", sa.String(length=200), nullable=False, comment="批准人: who let it through"),
        sa.Column("reason", sa.Text(), nullable=False, comment="理由: why"),
        sa.Column("approved_at", sa.DateTime(), nullable=False, comment="批准时间: when, Asia/Shanghai"),
        sa.PrimaryKeyConstraint("id"),
        comment="放行: held releases that a person let through",
    )
    op.create_table(
        "batch",
        sa.Column("id", sa.Integer(), nullable=False, comment="编号: row number"),
        sa.Column("system", sa.String(length=40), nullable=False, comment="系统: system"),
        sa.Column("table_name", sa.String(length=200), nullable=False, comment="表: table"),
        sa.Column("sequence", sa.BigInteger(), nullable=False, comment="序号: number within the table, from 1"),
        sa.Column("delivery", sa.String(length=40), nullable=False, comment="交付方式: full, cursor or delta"),
        sa.Column("row_count", sa.BigInteger(), server_default="0", nullable=False, comment="行数: rows delivered"),
        sa.Column("sha256", sa.String(length=64), nullable=False, comment="校验值: SHA-256 of the landed file"),
        sa.Column("source", sa.Text(), nullable=False, comment="来源: what was read"),
        sa.Column("position", sa.Text(), nullable=False, comment="位置: state after the batch"),
        sa.Column("delivered_at", sa.DateTime(), nullable=False, comment="交付时间: delivery, Asia/Shanghai"),
        sa.Column("landed_at", sa.DateTime(), nullable=False, comment="落地时间: landing, Asia/Shanghai"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("system", "table_name", "sequence", name="batch_once"),
        comment="批次: every delivery ever landed",
    )
    op.create_table(
        "decision",
        sa.Column("id", sa.Integer(), nullable=False, comment="编号: row number"),
        sa.Column("kind", sa.String(length=40), nullable=False, comment="类别: person, address or enterprise"),
        sa.Column("left_id", sa.BigInteger(), nullable=False, comment="左记录号: the smaller record id"),
        sa.Column("right_id", sa.BigInteger(), nullable=False, comment="右记录号: the larger record id"),
        sa.Column("judgement", sa.String(length=40), nullable=False, comment="判断: link, no_link or unsure"),
        sa.Column("author", sa.String(length=200), nullable=False, comment="决定人: who decided"),
        sa.Column("reason", sa.Text(), nullable=False, comment="理由: why"),
        sa.Column(
            "evidence_digest",
            sa.String(length=64),
            nullable=True,
            comment="依据摘要: digest of the compared values as decided on",
        ),
        sa.Column("decided_at", sa.DateTime(), nullable=False, comment="决定时间: when, Asia/Shanghai"),
        sa.Column("undone_by", sa.String(length=200), nullable=True, comment="撤销人: who took it back"),
        sa.Column(
            "undone_at",
            sa.DateTime(),
            nullable=True,
            comment="撤销时间: when it was taken back; null: it stands, Asia/Shanghai",
        ),
        sa.PrimaryKeyConstraint("id"),
        comment="人工决定: a person's judgement on two records",
    )
    op.create_index("decision_pair", "decision", ["kind", "left_id", "right_id"], unique=False)
    op.create_table(
        "release",
        sa.Column(
            "number", sa.BigInteger(), autoincrement=False, nullable=False, comment="版本号: number of the release"
        ),
        sa.Column("state", sa.String(length=40), nullable=False, comment="状态: published or held"),
        sa.Column("sha256", sa.String(length=64), nullable=False, comment="校验值: SHA-256 of the file"),
        sa.Column(
            "size_bytes", sa.BigInteger(), server_default="0", nullable=False, comment="字节数: size of the file"
        ),
        sa.Column("person_count", sa.BigInteger(), server_default="0", nullable=False, comment="人员数: persons"),
        sa.Column("address_count", sa.BigInteger(), server_default="0", nullable=False, comment="地址数: addresses"),
        sa.Column(
            "enterprise_count", sa.BigInteger(), server_default="0", nullable=False, comment="主体数: enterprises"
        ),
        sa.Column("published_at", sa.DateTime(), nullable=False, comment="发布时间: when it was built, Asia/Shanghai"),
        sa.Column("message", sa.Text(), nullable=True, comment="说明: the gates that held it"),
        sa.PrimaryKeyConstraint("number"),
        comment="版本: releases built",
    )
    op.create_table(
        "run",
        sa.Column("id", sa.Integer(), nullable=False, comment="编号: row number"),
        sa.Column("trigger", sa.String(length=40), nullable=False, comment="触发: nightly, ad_hoc or demo"),
        sa.Column(
            "state",
            sa.String(length=40),
            nullable=False,
            comment="状态: running, done, partly_failed, failed, held or killed",
        ),
        sa.Column("systems", sa.Text(), nullable=False, comment="系统: those asked for, blanks between; empty: all"),
        sa.Column("process_id", sa.Integer(), nullable=False, comment="进程号: process that runs it"),
        sa.Column("host", sa.String(length=200), nullable=False, comment="主机: machine that runs it"),
        sa.Column("started_at", sa.DateTime(), nullable=False, comment="开始时间: start, Asia/Shanghai"),
        sa.Column(
            "finished_at", sa.DateTime(), nullable=True, comment="结束时间: end; null: running or killed, Asia/Shanghai"
        ),
        sa.Column("release_number", sa.BigInteger(), nullable=True, comment="版本号: release it published; null: none"),
        sa.Column("message", sa.Text(), nullable=True, comment="说明: how it ended, without any value of a person"),
        sa.PrimaryKeyConstraint("id"),
        comment="运行: one run of the hub, from delivery to release",
    )
    op.create_table(
        "run_system",
        sa.Column("id", sa.Integer(), nullable=False, comment="编号: row number"),
        sa.Column("run_id", sa.Integer(), nullable=False, comment="运行: the run"),
        sa.Column("system", sa.String(length=40), nullable=False, comment="系统: the system; '*' for a stage of all"),
        sa.Column(
            "stage",
            sa.String(length=40),
            nullable=False,
            comment="阶段: land, map, load, address, enterprise, person, golden or release",
        ),
        sa.Column("state", sa.String(length=40), nullable=False, comment="状态: running, done, skipped or failed"),
        sa.Column("batches", sa.BigInteger(), server_default="0", nullable=False, comment="批次数: batches handled"),
        sa.Column("received", sa.BigInteger(), server_default="0", nullable=False, comment="接收行数: rows received"),
        sa.Column("unchanged", sa.BigInteger(), server_default="0", nullable=False, comment="未变行数: rows as before"),
        sa.Column("recorded", sa.BigInteger(), server_default="0", nullable=False, comment="入库行数: rows recorded"),
        sa.Column(
            "quarantined", sa.BigInteger(), server_default="0", nullable=False, comment="隔离行数: rows kept apart"
        ),
        sa.Column("deleted", sa.BigInteger(), server_default="0", nullable=False, comment="删除行数: keys gone"),
        sa.Column("rejected", sa.BigInteger(), server_default="0", nullable=False, comment="拒收值数: values refused"),
        sa.Column("seconds", sa.Float(), server_default="0", nullable=False, comment="秒: time taken"),
        sa.Column("finished_at", sa.DateTime(), nullable=True, comment="结束时间: end, Asia/Shanghai"),
        sa.Column("message", sa.Text(), nullable=True, comment="说明: what went wrong and what to do next"),
        sa.ForeignKeyConstraint(
            ["run_id"],
            ["run.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("run_id", "system", "stage", name="run_system_once"),
        comment="运行明细: one system in one stage of a run",
    )
    op.create_index(op.f("ix_run_system_run_id"), "run_system", ["run_id"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_run_system_run_id"), table_name="run_system")
    op.drop_table("run_system")
    op.drop_table("run")
    op.drop_table("release")
    op.drop_index("decision_pair", table_name="decision")
    op.drop_table("decision")
    op.drop_table("batch")
    op.drop_table("approval")
    op.drop_table("access_log")
