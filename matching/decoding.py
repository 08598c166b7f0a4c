"""Coded columns as Arrow again: for engines beside ours, and for features that look at whole texts."""

import numpy as np
import pyarrow as pa

from matching.columns import MISSING, Column, Table


def arrow_of(column: Column) -> pa.Array:
    """One value a record, or a list of them; null where a record has none."""
    if column.offsets is None:
        return column.values.take(pa.array(column.codes, mask=column.codes == MISSING))
    offsets = pa.array(np.asarray(column.offsets, dtype=np.int32))
    return pa.ListArray.from_arrays(offsets, column.values.take(pa.array(column.codes)))


def table_as_arrow(table: Table) -> pa.Table:
    """record_id and every column."""
    columns = {name: arrow_of(column) for name, column in table.columns.items()}
    return pa.table({"record_id": table.record_ids, **columns})
