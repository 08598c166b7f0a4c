"""Where records stand in tables of the workshop, kept beside an index: by its row id a row is found without a scan.

An entry is one 64-bit integer, as those of blocking are: 40 bits of the record id and 24 of the row id.  It is a hint:
DuckDB may move rows when it tidies up, and two records may share the 40 bits, so whoever reads a row looks at its id.
"""

from collections.abc import Sequence

import duckdb
import numpy as np
import numpy.typing as npt

from warehouse import statements

Rows = npt.NDArray[np.uint64]

_ROW_BITS, _ID_BITS = 24, 63
_BITS, _LOST = np.uint64(_ROW_BITS), np.uint64(_ID_BITS + _ROW_BITS - 64)
_ROW = np.uint64((1 << _ROW_BITS) - 1)


def standing_rows(connection: duckdb.DuckDBPyConnection, table: str) -> Rows:
    """The entries of all rows of a table, ascending; none where its row ids have become too large."""
    found = statements.run(connection, "row_ids", table=table).to_arrow_table()
    rows = found["position"].to_numpy().astype(np.uint64)
    if len(rows) and rows.max() > _ROW:
        return np.zeros(0, dtype=np.uint64)
    packed: Rows = found["record_id"].to_numpy().astype(np.uint64) >> _LOST << _BITS | rows
    packed.sort()
    return packed


def last_row(entries: Rows) -> int:
    """The largest row id, 0 where there is none."""
    return int((entries & _ROW).max(initial=0))


def row_ids(entries: Rows, record_ids: Sequence[int]) -> list[int]:
    """The rows in which these records may stand, by bisection."""
    keys = np.array(record_ids, dtype=np.uint64) >> _LOST << _BITS
    starts, ends = np.searchsorted(entries, keys), np.searchsorted(entries, keys | _ROW, side="right")
    return [
        int(entry & _ROW)
        for start, end in zip(starts.tolist(), ends.tolist(), strict=True)
        for entry in entries[start:end]
    ]
