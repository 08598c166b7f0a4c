"""What changed since the last run: by a digest of every record's input, whatever the loader thinks it loaded."""

from dataclasses import dataclass
from typing import NamedTuple

import duckdb
import numpy as np
import pyarrow as pa
from duckdb import ColumnExpression, FunctionExpression

from matching.columns import Ints
from matching.hashing import Hashes
from matching.model import LinkageModel
from matching.nights.index import Slots
from matching.nights.postings import are_among

_UPPER_BITS = 22


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
    found = records.relation.select(*wanted).to_arrow_table()
    ids, positions = (found[name].to_numpy() for name in (columns[0], columns[-1]))
    return Inputs(ids, found["digest"].to_numpy(), positions)


def difference(slots: Slots, now: Inputs) -> Difference:
    """What the index does not know, or knows otherwise: digests that only one of both sides has."""
    living = np.flatnonzero(slots.alive)
    known = slots.digests[living]
    both = np.sort(np.concatenate((known, now.digests)))
    same = both[1:] == both[:-1]
    lonely = both[~(np.append(same, False) | np.insert(same, 0, False))]
    fresh, dead = _among(now.digests, lonely), living[_among(known, lonely)]
    return Difference(now.take(fresh[np.argsort(now.record_ids[fresh])]), dead)


def _among(hashes: Hashes, few: Hashes) -> Ints:
    """Where hashes stand that are among a few ascending ones; a table of upper bits rules nearly all others out."""
    table = np.zeros(1 << _UPPER_BITS, dtype=bool)
    shift = np.uint64(64 - _UPPER_BITS)
    table[few >> shift] = True
    places = np.flatnonzero(table[hashes >> shift])
    return places[are_among(hashes[places], few)]


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
