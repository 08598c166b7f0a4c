"""The input of every record as the last run saw it, by slot: to compare a record again nobody is asked for it again."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa

from matching.columns import Ints


@dataclass(frozen=True)
class InputRows:
    """What a whole run read, in the order in which it came, and what nights have read since."""

    base: pa.Table
    order: Ints
    """For each slot of the base its row."""
    added: pa.Table

    def take(self, slots: Ints, columns: Sequence[str] | None = None) -> pa.Table:
        """The rows of ascending slots, and of them all columns or some."""
        base, added = (part if columns is None else part.select(columns) for part in (self.base, self.added))
        first = int(np.searchsorted(slots, len(self.order)))
        old = base.take(pa.array(self.order[slots[:first]]))
        new = added.take(pa.array(slots[first:] - len(self.order)))
        return pa.concat_tables([old, new]) if new.num_rows else old

    def with_rows(self, rows: pa.Table) -> "InputRows":
        """The same and, under the next slots, more rows."""
        more = pa.concat_tables([self.added, rows.select(self.base.column_names)]).combine_chunks()
        return InputRows(self.base, self.order, more)


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
