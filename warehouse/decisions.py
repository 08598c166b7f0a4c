"""Persons' decisions on pairs of records: made, taken back, and handed to matching."""

from datetime import datetime

import pyarrow as pa
from sqlalchemy import Engine, RowMapping, insert, select, update

from schema.control_tables import DECISION
from schema.errors import NotFound
from schema.linkage import Decision, Kind
from warehouse.clock import local, now

STANDING = pa.schema(
    [
        ("left_id", pa.int64()),
        ("right_id", pa.int64()),
        ("judgement", pa.string()),
        ("decided_at", pa.timestamp("us")),
        ("evidence_digest", pa.string()),
    ]
)


def decide(engine: Engine, decision: Decision, evidence_digest: str | None = None) -> int:
    """Keep a decision; its number, by which it can be taken back.

    `evidence_digest` is of the compared values as the person saw them: when it no longer fits, the pair comes back for
    review.
    """
    low, high = sorted((decision.left_id, decision.right_id))
    values = {
        "kind": str(decision.kind),
        "left_id": low,
        "right_id": high,
        "judgement": str(decision.judgement),
        "author": decision.author,
        "reason": decision.reason,
        "decided_at": local(decision.decided_at),
        "evidence_digest": evidence_digest,
    }
    with engine.begin() as connection:
        return int(connection.execute(insert(DECISION).returning(DECISION.c.id), values).scalar_one())


def undo(engine: Engine, number: int, author: str) -> None:
    """Take a decision back; an earlier one on the same pair holds again.  NotFound if it does not stand.

    Those of an unmerge are taken back together.
    """
    of_one_unmerge = select(DECISION.c.unmerge_id).where(DECISION.c.id == number).scalar_subquery()
    stands = ((DECISION.c.id == number) | (DECISION.c.unmerge_id == of_one_unmerge)) & DECISION.c.undone_at.is_(None)
    with engine.begin() as connection:
        taken_back = connection.execute(update(DECISION).where(stands).values(undone_by=author, undone_at=now()))
    if not taken_back.rowcount:
        raise NotFound(
            f"decision {number} does not exist or was taken back", where="decisions", next_step="`hub review decisions`"
        )


def standing(engine: Engine, kind: Kind) -> pa.Table:
    """The decision that holds for each pair of one kind, as STANDING: of several the latest that was not taken back."""
    rows = standing_rows(engine, kind)
    return pa.table({name: [row[name] for row in rows] for name in STANDING.names}, schema=STANDING)


def standing_rows(engine: Engine, kind: Kind) -> list[RowMapping]:
    """The same with everything that is known of each decision."""
    latest: dict[tuple[int, int], RowMapping] = {}
    for row in listed(engine, kind):
        if row["undone_at"] is None:
            latest[row["left_id"], row["right_id"]] = row
    return list(latest.values())


def listed(engine: Engine, kind: Kind | None = None, since: datetime | None = None) -> list[RowMapping]:
    """Every decision ever made, also those taken back, oldest first."""
    query = select(DECISION).order_by(DECISION.c.decided_at, DECISION.c.id)
    if kind is not None:
        query = query.where(DECISION.c.kind == kind.value)
    if since is not None:
        query = query.where(DECISION.c.decided_at >= since)
    with engine.connect() as connection:
        return list(connection.execute(query).mappings())
