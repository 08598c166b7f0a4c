"""What changed since the last run: by a digest of every record's input, whatever the loader thinks it loaded."""

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


class Inputs(NamedTuple):
    """Records with the digests of their ids and inputs, in any order."""

    record_ids: Ints
    digests: Hashes


class Difference(NamedTuple):
    """What is to be read, and what the index should forget."""

    fresh: Inputs
    """Records that are new or changed."""
    dead: Ints
    """Slots of records that are gone or changed, ascending."""


def digest_of(model: LinkageModel) -> duckdb.Expression:
    """DuckDB's hash of a record's id and inputs; `linking.fingerprint` tells another DuckDB, which may differ."""
    return FunctionExpression("hash", *map(ColumnExpression, ("record_id", *model.inputs))).alias("digest")


def inputs(records: duckdb.DuckDBPyRelation, model: LinkageModel) -> Inputs:
    """The digests of all records of a relation."""
    found = records.select(ColumnExpression("record_id"), digest_of(model)).to_arrow_table()
    return Inputs(found["record_id"].to_numpy(), found["digest"].to_numpy())


def difference(slots: Slots, now: Inputs) -> Difference:
    """What the index does not know, or knows otherwise: digests that only one of both sides has."""
    living = np.flatnonzero(slots.alive)
    known = slots.digests[living]
    both = np.sort(np.concatenate((known, now.digests)))
    same = both[1:] == both[:-1]
    lonely = both[~(np.append(same, False) | np.insert(same, 0, False))]
    fresh, dead = _among(now.digests, lonely), living[_among(known, lonely)]
    order = np.argsort(now.record_ids[fresh])
    return Difference(Inputs(now.record_ids[fresh][order], now.digests[fresh][order]), dead)


def _among(hashes: Hashes, few: Hashes) -> Ints:
    """Where hashes stand that are among a few ascending ones; a table of upper bits rules nearly all others out."""
    table = np.zeros(1 << _UPPER_BITS, dtype=bool)
    shift = np.uint64(64 - _UPPER_BITS)
    table[few >> shift] = True
    places = np.flatnonzero(table[hashes >> shift])
    return places[are_among(hashes[places], few)]


def fetched(
    connection: duckdb.DuckDBPyConnection, records: duckdb.DuckDBPyRelation, model: LinkageModel, record_ids: Ints
) -> pa.Table:
    """The inputs of some records, in ascending order of record id."""
    wanted = connection.from_arrow(pa.table({"record_id": record_ids})).set_alias("wanted")
    rows = records.set_alias("input").join(wanted, "record_id", how="semi").select("record_id", *model.inputs)
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
