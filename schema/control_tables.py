"""Tables of the control store, which holds what cannot be recomputed: runs, batches, decisions, looks at persons.

Portable SQLAlchemy types only: SQLite where one machine is enough, PostgreSQL in production.
"""

from typing import Any

from sqlalchemy import (
    BigInteger,
    Column,
    DateTime,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

CONTROL = MetaData()

_NAME, _WORD, _DIGEST = String(200), String(40), String(64)


def _id() -> Column[int]:
    return Column("id", Integer, primary_key=True, comment="编号: row number")


def _text(name: str, comment: str, *, nullable: bool = False) -> Column[str]:
    return Column(name, Text, nullable=nullable, comment=comment)


def _word(name: str, comment: str, *, nullable: bool = False, length: String = _WORD) -> Column[str]:
    return Column(name, length, nullable=nullable, comment=comment)


def _count(name: str, comment: str) -> Column[int]:
    return Column(name, BigInteger, nullable=False, server_default="0", comment=comment)


def _at(name: str, comment: str, *, nullable: bool = False) -> Column[Any]:
    return Column(name, DateTime, nullable=nullable, comment=f"{comment}, Asia/Shanghai")


RUN = Table(
    "run",
    CONTROL,
    _id(),
    _word("trigger", "触发: nightly, ad_hoc or demo"),
    _word("state", "状态: running, done, partly_failed, failed, held or killed"),
    _text("systems", "系统: those asked for, blanks between; empty: all"),
    Column("process_id", Integer, nullable=False, comment="进程号: process that runs it"),
    _word("host", "主机: machine that runs it", length=_NAME),
    _at("started_at", "开始时间: start"),
    _at("finished_at", "结束时间: end; null: running or killed", nullable=True),
    Column("release_number", BigInteger, nullable=True, comment="版本号: release it published; null: none"),
    _text("message", "说明: how it ended, without any value of a person", nullable=True),
    comment="运行: one run of the hub, from delivery to release",
)
RUN_SYSTEM = Table(
    "run_system",
    CONTROL,
    _id(),
    Column("run_id", ForeignKey("run.id"), nullable=False, index=True, comment="运行: the run"),
    _word("system", "系统: the system; '*' for a stage of all"),
    _word("stage", "阶段: land, map, load, address, enterprise, person, golden or release"),
    _word("state", "状态: running, done, skipped or failed"),
    _count("batches", "批次数: batches handled"),
    _count("received", "接收行数: rows received"),
    _count("unchanged", "未变行数: rows as before"),
    _count("recorded", "入库行数: rows recorded"),
    _count("quarantined", "隔离行数: rows kept apart"),
    _count("deleted", "删除行数: keys gone"),
    _count("rejected", "拒收值数: values refused"),
    Column("seconds", Float, nullable=False, server_default="0", comment="秒: time taken"),
    _at("finished_at", "结束时间: end", nullable=True),
    _text("message", "说明: what went wrong and what to do next", nullable=True),
    UniqueConstraint("run_id", "system", "stage", name="run_system_once"),
    comment="运行明细: one system in one stage of a run",
)
BATCH = Table(
    "batch",
    CONTROL,
    _id(),
    _word("system", "系统: system"),
    _word("table_name", "表: table", length=_NAME),
    Column("sequence", BigInteger, nullable=False, comment="序号: number within the table, from 1"),
    _word("delivery", "交付方式: full, cursor or delta"),
    _count("row_count", "行数: rows delivered"),
    _word("sha256", "校验值: SHA-256 of the landed file", length=_DIGEST),
    _text("source", "来源: what was read"),
    _text("position", "位置: state after the batch"),
    _at("delivered_at", "交付时间: delivery"),
    _at("landed_at", "落地时间: landing"),
    UniqueConstraint("system", "table_name", "sequence", name="batch_once"),
    comment="批次: every delivery ever landed",
)
DECISION = Table(
    "decision",
    CONTROL,
    _id(),
    _word("kind", "类别: person, address or enterprise"),
    Column("left_id", BigInteger, nullable=False, comment="左记录号: the smaller record id"),
    Column("right_id", BigInteger, nullable=False, comment="右记录号: the larger record id"),
    _word("judgement", "判断: link, no_link or unsure"),
    _word("author", "决定人: who decided", length=_NAME),
    _text("reason", "理由: why"),
    _word("evidence_digest", "依据摘要: digest of the compared values as decided on", nullable=True, length=_DIGEST),
    _at("decided_at", "决定时间: when"),
    _word("undone_by", "撤销人: who took it back", nullable=True, length=_NAME),
    _at("undone_at", "撤销时间: when it was taken back; null: it stands", nullable=True),
    Column("unmerge_id", Integer, nullable=True, comment="撤销合并: the unmerge it is part of; null: of its own"),
    Index("decision_pair", "kind", "left_id", "right_id"),
    comment="人工决定: a person's judgement on two records",
)
UNMERGE = Table(
    "unmerge",
    CONTROL,
    _id(),
    _word("kind", "类别: person, address or enterprise"),
    Column("act", Integer, nullable=False, comment="操作号: what its decisions carry as unmerge_id"),
    _word("entity_id", "实体编号: the entity that is there again"),
    _word("other_id", "并入实体编号: what it had been merged into"),
    Column("release_number", BigInteger, nullable=False, comment="版本号: release that published the merge"),
    comment="撤销合并: merges that a person took apart again",
)
ACCESS_LOG = Table(
    "access_log",
    CONTROL,
    Column(
        "sequence", BigInteger, primary_key=True, autoincrement=False, comment="序号: entry of the log file, from 1"
    ),
    _at("looked_at", "查看时间: when"),
    _word("actor", "查看人: who", length=_NAME),
    _word("action", "操作: trace, explain, review or sql"),
    _word("head", "链头: HMAC of the entry, chained to all before it", length=_DIGEST),
    comment="访问日志锚点: heads of the access log file, kept away from it",
)
RELEASE = Table(
    "release",
    CONTROL,
    Column("number", BigInteger, primary_key=True, autoincrement=False, comment="版本号: number of the release"),
    _word("state", "状态: published or held"),
    _word("sha256", "校验值: SHA-256 of the file", length=_DIGEST),
    _count("size_bytes", "字节数: size of the file"),
    _count("person_count", "人员数: persons"),
    _count("address_count", "地址数: addresses"),
    _count("enterprise_count", "主体数: enterprises"),
    _at("published_at", "发布时间: when it was built"),
    _text("message", "说明: the gates that held it", nullable=True),
    comment="版本: releases built",
)
APPROVAL = Table(
    "approval",
    CONTROL,
    _id(),
    Column("release_number", BigInteger, nullable=False, comment="版本号: the held release"),
    _word("sha256", "校验值: of the file that was approved", length=_DIGEST),
    _word("author", "批准人: who let it through", length=_NAME),
    _text("reason", "理由: why"),
    _at("approved_at", "批准时间: when"),
    comment="放行: held releases that a person let through",
)
