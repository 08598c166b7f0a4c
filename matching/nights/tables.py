"""Tables of some records of an index, with the features that they have among all records."""

from collections.abc import Collection

import numpy as np
import pyarrow as pa

from matching.columns import Ints, Table, encode
from matching.features import Feature
from matching.hashing import Hashes
from matching.loading import table_of
from matching.model import LinkageModel
from matching.nights.entries import pointer_entries, pointer_name, target_name, value_entries
from matching.nights.index import Index
from matching.nights.postings import Entries, chosen_slots, distinct_hashes


class Excerpt:
    """Records of an index: row i of `table` is in slot `slots[i]`; rows ascend by record id."""

    def __init__(self, table: Table, slots: Ints) -> None:
        self.table, self.slots = table, slots

    def listed(self, entries: Entries) -> Entries:
        """Entries of the table's rows as entries of slots."""
        return Entries(self.slots[entries.rows], entries.keys)

    def rows_of(self, slots: Ints) -> Ints:
        """The row of each of its slots."""
        order = np.argsort(self.slots)
        return np.asarray(order[np.searchsorted(self.slots, slots, sorter=order)])


def excerpt(model: LinkageModel, index: Index, slots: Ints, only: Collection[str] | None = None) -> Excerpt:
    """The records in distinct ascending slots; `only`: with these columns and what they are made of."""
    inputs, features = (model.inputs, model.features) if only is None else model.sources_of(only)
    rows = index.rows.take(slots, ("record_id", *inputs))
    context = np.setdiff1d(pointed_slots(features, index, rows), slots, assume_unique=True)
    if len(context):
        rows = pa.concat_tables([rows, index.rows.take(context, rows.column_names)])
    table = table_of(rows, model, only)
    every = np.concatenate((slots, context))
    every = every[np.argsort(index.slots.record_ids[every])]
    if not len(context):
        return Excerpt(table, every)
    wanted = np.flatnonzero(np.isin(every, slots))
    columns = {name: column.take(wanted) for name, column in table.columns.items()}
    return Excerpt(Table(table.record_ids[wanted], columns), every[wanted])


def pointed_slots(features: Collection[Feature], index: Index, rows: pa.Table) -> Ints:
    """The living records that some rows point at or that point at them: what their features depend on."""
    found: list[Ints] = []
    for feature in features:
        if feature.pointing is not None:
            source, target = (encode(rows[name]) for name in feature.sources)
            found.append(index.members(target_name(feature), shortened(pointer_entries(feature, source).keys)).slots)
            found.append(index.members(pointer_name(feature), shortened(value_entries(target).keys)).slots)
    return chosen_slots(len(index.slots), *found)


def shortened(keys: Hashes) -> Hashes:
    """Keys as blocking tells them apart, each once, ascending."""
    return distinct_hashes(Entries(np.zeros(0, dtype=np.int64), keys).short)
