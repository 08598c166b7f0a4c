"""The input of every record as the last run saw it, by slot: to compare a record again nobody is asked for it again."""

import os
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pyarrow as pa

from matching.columns import Ints, Rows
from matching.hashing import Hashes
from matching.nights.grown import Grown


@dataclass(frozen=True)
class InputRows:
    """What a whole run read, in the order in which it came, and what nights have read since."""

    base: pa.Table
    order: Rows
    """For each slot of the base its row."""
    slot_of: Rows
    """For each row of the base its slot."""
    added: pa.Table
    digests: Grown
    """Of each row's id and input: those of the base in the order of its rows, those of nights in that of slots."""

    def rows_of(self, slots: Ints) -> Ints:
        """Where the rows of slots stand among those of the base with those of nights behind them."""
        return self._with_nights(self.order)[slots].astype(np.int64)

    def slots_of(self, rows: Ints) -> Ints:
        """The slots of such rows."""
        return self._with_nights(self.slot_of)[rows].astype(np.int64)

    def _with_nights(self, order: Rows) -> Grown:
        return Grown(order, np.arange(len(order), len(self.digests), dtype=np.int32))

    def take(self, slots: Ints, columns: Sequence[str] | None = None) -> pa.Table:
        """The rows of ascending slots, and of them all columns or some."""
        base, added = (part if columns is None else part.select(columns) for part in (self.base, self.added))
        first = int(np.searchsorted(slots, len(self.order)))
        old = base.take(pa.array(self.order[slots[:first]]))
        new = added.take(pa.array(slots[first:] - len(self.order)))
        return pa.concat_tables([old, new]) if new.num_rows else old

    def with_rows(self, rows: pa.Table, digests: Hashes) -> "InputRows":
        """The same and, under the next slots, more rows."""
        more = pa.concat_tables([self.added, rows.select(self.base.column_names)]).combine_chunks()
        return replace(self, added=more, digests=self.digests.longer(digests))


def in_one_piece(tables: list[pa.Table]) -> pa.Table:
    """The only table of a list, which is emptied, each column in one piece; never are all columns there twice."""
    (table,) = tables
    tables.clear()
    names, columns = table.column_names, table.columns
    del table
    return pa.table([columns.pop(0).combine_chunks() for _ in names], names=names)


def write_rows(table: pa.Table, path: Path) -> None:
    """As one batch, so that a row is found by its number alone; on the disk after this."""
    whole = table.combine_chunks()
    with path.open("wb") as file:
        with pa.ipc.new_file(file, whole.schema) as writer:
            writer.write_table(whole, max_chunksize=max(whole.num_rows, 1))
        file.flush()
        os.fsync(file.fileno())


def mapped_rows(path: Path) -> pa.Table:
    """The table of a file, which stays on the disk until it is looked at."""
    return pa.ipc.open_file(pa.memory_map(str(path))).read_all()
