"""What changed since the last run: by a digest of every record's input, whatever the loader thinks it loaded."""

from dataclasses import dataclass
from typing import Any, NamedTuple

import duckdb
import numpy as np
import numpy.typing as npt
import pyarrow as pa
from duckdb import ColumnExpression, FunctionExpression

from matching.columns import Flags, Ints
from matching.hashing import Hashes
from matching.model import LinkageModel
from matching.nights.in_step import out_of_step
from matching.nights.index import Index
from matching.nights.postings import are_among

_BATCH = 122_880
"""Rows read at a time: as many as DuckDB keeps together, and few enough that their memory serves the next ones."""


@dataclass(frozen=True)
class Records:
    """What is to be linked: a relation of a connection, one row a record, with record_id and the model's inputs.

    Two of its columns, if it has such, spare a night from reading all of the others.
    """

    connection: duckdb.DuckDBPyConnection
    relation: duckdb.DuckDBPyRelation
    version: str | None = None
    """Says something else as soon as an input of its record is another."""
    position: str | None = None
    """The row ids of a table: a row is found by it without a scan."""


class Inputs(NamedTuple):
    """Records with the digests of their ids and inputs, in any order; and where they stand, or record ids again."""

    record_ids: Ints
    digests: Hashes
    positions: Ints

    def take(self, places: Ints) -> "Inputs":
        return Inputs(self.record_ids[places], self.digests[places], self.positions[places])


class Difference(NamedTuple):
    """What is to be read, and what the index should forget."""

    fresh: Inputs
    """Records that are new or changed."""
    dead: Ints
    """Slots of records that are gone or changed, ascending."""


def digest_of(model: LinkageModel, version: str | None = None) -> duckdb.Expression:
    """DuckDB's hash of a record's id and its inputs, or its version; `linking.fingerprint` tells another DuckDB."""
    columns = model.inputs if version is None else (version,)
    return FunctionExpression("hash", *map(ColumnExpression, ("record_id", *columns))).alias("digest")


def inputs(records: Records, model: LinkageModel) -> Inputs:
    """The digests of all records of a relation."""
    columns = ["record_id", *([records.position] if records.position else [])]
    wanted = (*map(ColumnExpression, columns), digest_of(model, records.version))
    found = records.relation.select(*wanted).to_arrow_reader(_BATCH).read_all()
    ids, digests, positions = (_array(found[name]) for name in (columns[0], "digest", columns[-1]))
    return Inputs(ids, digests, positions)


def _array(column: pa.ChunkedArray) -> npt.NDArray[Any]:
    return np.concatenate([np.zeros(0, column.type.to_pandas_dtype()), *(part.to_numpy() for part in column.chunks)])


def difference(index: Index, now: Inputs) -> Difference:
    """What the index does not know, or knows otherwise: digests that only one of both sides has."""
    known, is_there = _known(index)
    left, new = out_of_step(known, now.digests)
    left = left[is_there[left]]
    both = np.sort(np.concatenate((known[left], now.digests[new])))
    same = both[1:] == both[:-1]
    lonely = both[~(np.append(same, False) | np.insert(same, 0, False))[: len(both)]]
    fresh, gone = new[are_among(now.digests[new], lonely)], left[are_among(known[left], lonely)]
    return Difference(now.take(fresh[np.argsort(now.record_ids[fresh])]), np.sort(index.rows.slots_of(gone)))


def _known(index: Index) -> tuple[Hashes, Flags]:
    """The digests of all rows in the order in which they were read, and which rows are there now.

    Those of the others are turned around, so that they are like none.
    """
    known, dead = index.rows.digests.whole(), index.rows.rows_of(np.flatnonzero(~index.slots.alive))
    is_there = np.ones(len(known), dtype=bool)
    is_there[dead] = False
    if len(dead):
        known = known.copy()
        known[dead] = ~known[dead]
    return known, is_there


def fetched(records: Records, model: LinkageModel, fresh: Inputs) -> pa.Table:
    """The inputs of some records, in ascending order of record id."""
    key = records.position or "record_id"
    wanted = records.connection.from_arrow(pa.table({key: fresh.positions})).set_alias("wanted")
    rows = records.relation.set_alias("input").join(wanted, key, how="semi").select("record_id", *model.inputs)
    return rows.to_arrow_table().sort_by("record_id")


def changed_decisions(before: pa.Table, after: pa.Table) -> Ints:
    """The records of decisions that were made, taken back or altered."""
    one, other = (
        set(zip(*(table[name].to_pylist() for name in table.column_names), strict=True)) for table in (before, after)
    )
    ends = [end for left, right, _ in one ^ other for end in (left, right)]
    return np.unique(np.array(ends, dtype=np.int64))


def known_decisions(decisions: pa.Table | None) -> pa.Table:
    """left_id, right_id, judgement as they hold: of several on one pair the latest."""
    if decisions is None:
        decisions = pa.table(
            {name: pa.array([], pa.int64()) for name in ("left_id", "right_id")}
            | {"judgement": pa.array([], pa.string())}
        )
    if "decided_at" in decisions.column_names:
        decisions = decisions.sort_by("decided_at")
    holding: dict[tuple[int, int], str] = {}
    for row in decisions.select(["left_id", "right_id", "judgement"]).to_pylist():
        holding[min(row["left_id"], row["right_id"]), max(row["left_id"], row["right_id"])] = row["judgement"]
    columns = ([low for low, _ in holding], [high for _, high in holding], list(holding.values()))
    types = (pa.int64(), pa.int64(), pa.string())
    return pa.table(
        [pa.array(column, kind) for column, kind in zip(columns, types, strict=True)],
        ["left_id", "right_id", "judgement"],
    )
