"""The ledger of entity ids as arrays: which entity each record was in, was first in, and how old that entity is."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from schema.linkage import Kind

LEDGER = pa.schema(
    [
        ("kind", pa.string()),
        ("record_id", pa.int64()),
        ("entity_id", pa.string()),
        ("birth_id", pa.string()),
        ("since", pa.int64()),
        ("is_present", pa.bool_()),
    ]
)
"""One row for every record ever seen, also for those that are gone.

birth_id    the entity the record was first in
since       number of the run that made entity_id: what 'older' means
is_present  whether the record was there in the last run
"""

Ints = npt.NDArray[np.int64]


class Rows(NamedTuple):
    """Rows of a ledger in the making; entities are codes."""

    record_ids: Ints
    entity: Ints
    birth: Ints
    present: npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Ledger:
    """Rows in ascending order of record id; entities are codes into `names`, of which `ranks` gives the text order."""

    record_ids: Ints
    entity: Ints
    birth: Ints
    since: Ints
    present: npt.NDArray[np.bool_]
    knows_presence: bool
    names: Sequence[str]
    ranks: Ints

    def rows(self, record_ids: Ints) -> Ints:
        """The rows of these records, -1 where the ledger has none."""
        if not len(self.record_ids):
            return np.full(len(record_ids), -1, dtype=np.int64)
        place = np.minimum(np.searchsorted(self.record_ids, record_ids), len(self.record_ids) - 1)
        return np.where(self.record_ids[place] == record_ids, place, -1)

    def continued(self, record_ids: Ints, entity: Ints, forwards: Ints) -> Rows:
        """The rows of the next ledger, given who is there now in ascending order, and what became of old entities."""
        row = self.rows(record_ids)
        absent = np.ones(len(self.record_ids), dtype=bool)
        absent[row[row >= 0]] = False
        birth = entity.copy()
        birth[row >= 0] = self.birth[row[row >= 0]]
        merged = Rows(
            np.concatenate((record_ids, self.record_ids[absent])),
            np.concatenate((entity, forwards[self.entity[absent]])),
            np.concatenate((birth, self.birth[absent])),
            np.repeat([True, False], [len(record_ids), int(absent.sum())]),
        )
        order = np.argsort(merged.record_ids)
        return Rows(*(merged.record_ids[order], merged.entity[order], merged.birth[order]), merged.present[order])

    def age_of_entities(self) -> Ints:
        """The run that made each entity; entities that are only somebody's birth entity count as made in run 0."""
        ages = np.zeros(len(self.names), dtype=np.int64)
        ages[self.entity] = self.since
        return ages


def read_ledger(table: pa.Table | None, kind: Kind) -> Ledger:
    """The rows of one kind of a ledger that has at least record_id and entity_id."""
    complete = _complete(table, kind)
    names = pc.unique(pa.concat_arrays([complete["entity_id"], complete["birth_id"]]))
    order = np.argsort(complete["record_id"].to_numpy())
    ranks = np.empty(len(names), dtype=np.int64)
    ranks[pc.sort_indices(names).to_numpy()] = np.arange(len(names))
    return Ledger(
        record_ids=complete["record_id"].to_numpy()[order],
        entity=_codes(complete["entity_id"], names)[order],
        birth=_codes(complete["birth_id"], names)[order],
        since=complete["since"].to_numpy()[order],
        present=complete["is_present"].to_numpy(zero_copy_only=False)[order],
        knows_presence=table is not None and "is_present" in table.column_names,
        names=names.to_pylist(),
        ranks=ranks,
    )


def _complete(table: pa.Table | None, kind: Kind) -> dict[str, pa.Array]:
    rows = LEDGER.empty_table() if table is None else table
    if "kind" in rows.column_names:
        rows = rows.filter(pc.equal(rows["kind"], kind.value))
    columns = {name: rows[name].combine_chunks() for name in rows.column_names}
    count = rows.num_rows
    return {
        "birth_id": columns["entity_id"],
        "since": pa.array(np.zeros(count, dtype=np.int64)),
        "is_present": pa.array(np.ones(count, dtype=bool)),
    } | columns


def _codes(values: pa.Array, names: pa.Array) -> Ints:
    return np.asarray(pc.index_in(values, value_set=names).to_numpy(zero_copy_only=False), dtype=np.int64)


def ledger_table(kind: Kind, rows: Rows, names: pa.Array, ages: Ints) -> pa.Table:
    """Rows as a table of the form LEDGER; `ages` gives the run that made each entity."""
    return pa.table(
        {
            "kind": pa.repeat(kind.value, len(rows.record_ids)),
            "record_id": rows.record_ids,
            "entity_id": names.take(pa.array(rows.entity)),
            "birth_id": names.take(pa.array(rows.birth)),
            "since": ages[rows.entity],
            "is_present": rows.present,
        },
        schema=LEDGER,
    )
