"""Merges taken apart again by a person: what a merge brought together, and what is to be there again."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, product

import duckdb
import pyarrow as pa
from sqlalchemy import Engine, exists, func, insert, select

from schema.control_tables import DECISION, UNMERGE
from schema.errors import NotFound
from schema.linkage import Judgement, Kind
from warehouse import statements
from warehouse.clock import now
from warehouse.exchange import handed_over

_UNMERGED = pa.schema([("entity_id", pa.string()), ("other_id", pa.string()), ("release_number", pa.int64())])


@dataclass(frozen=True)
class Merge:
    """What one merge brought together."""

    kind: Kind
    into: str
    """The entity that stayed."""
    release_number: int
    parts: Mapping[str, tuple[int, ...]]
    """Entity id → its records before the merge; that which stayed is among them."""

    def without(self, entity_id: str) -> "Merge":
        """The same where only one entity is to be taken out again: the others are one part."""
        rest = tuple(record for name, part in self.parts.items() if name != entity_id for record in part)
        return Merge(self.kind, self.into, self.release_number, {entity_id: self.parts[entity_id], self.into: rest})

    def pairs(self) -> list[tuple[int, int]]:
        """All pairs of records across the parts."""
        return [
            (min(pair), max(pair))
            for one, other in combinations(self.parts.values(), 2)
            for pair in product(one, other)
        ]


def last_merge(connection: duckdb.DuckDBPyConnection, kind: Kind, entity_id: str) -> Merge:
    """The newest merge of an entity: if it was merged away, that merge; NotFound if there is none that is known."""
    row = statements.run(connection, "last_merge", {"kind": str(kind), "entity_id": entity_id}).fetchone()
    if row is None:
        raise NotFound(
            f"{entity_id} was part of no merge",
            where=str(kind),
            next_step=f"`hub explain {kind} {entity_id}` tells of it",
        )
    into, number = str(row[0]), int(row[1])
    values = {"kind": str(kind), "other_id": into, "release_number": number}
    parts: dict[str, list[int]] = {}
    for entity, record in statements.run(connection, "merged_parts", values).fetchall():
        parts.setdefault(entity, []).append(record)
    if len(parts) < 2:
        raise NotFound(
            "what this merge brought together was not kept",
            where=f"{entity_id}, release {number}",
            next_step="tell pairs of records apart with `hub review decide`",
        )
    merge = Merge(kind, into, number, {entity: tuple(records) for entity, records in parts.items()})
    return merge if entity_id == into else merge.without(entity_id)


def record(engine: Engine, merge: Merge, author: str, reason: str, digests: Mapping[tuple[int, int], str]) -> int:
    """Keep all pairs of a merge apart, in one transaction; the number of the first decision, which undoes them all."""
    made: dict[str, object] = {
        "kind": str(merge.kind),
        "judgement": Judgement.NO_LINK.value,
        "author": author,
        "reason": reason,
    }
    with engine.begin() as connection:
        act = 1 + int(connection.execute(select(func.coalesce(func.max(UNMERGE.c.act), 0))).scalar_one())
        given = {"kind": str(merge.kind), "other_id": merge.into, "release_number": merge.release_number, "act": act}
        entities = [{**given, "entity_id": entity} for entity in merge.parts if entity != merge.into]
        connection.execute(insert(UNMERGE), entities)
        made |= {"unmerge_id": act, "decided_at": now()}
        rows = [{**made, "left_id": a, "right_id": b, "evidence_digest": digests.get((a, b))} for a, b in merge.pairs()]
        numbers = connection.execute(insert(DECISION).returning(DECISION.c.id), rows).scalars().all()
    return min(map(int, numbers))


def restored(connection: duckdb.DuckDBPyConnection, engine: Engine, kind: Kind) -> pa.Table:
    """record_id, entity_id, since, from_id of records whose entity is to be there again, and is not yet."""
    unmerged = pa.Table.from_pylist(_standing(engine, kind), schema=_UNMERGED)
    with handed_over(connection, {"unmerged": unmerged}):
        return statements.run(connection, "restored", {"kind": str(kind)}).to_arrow_table()


def _standing(engine: Engine, kind: Kind) -> Sequence[dict[str, object]]:
    stands = exists().where(DECISION.c.unmerge_id == UNMERGE.c.act, DECISION.c.undone_at.is_(None))
    columns = select(UNMERGE.c.entity_id, UNMERGE.c.other_id, UNMERGE.c.release_number)
    with engine.connect() as connection:
        found = connection.execute(columns.where(UNMERGE.c.kind == kind.value, stands)).mappings()
        return [dict(row) for row in found]
