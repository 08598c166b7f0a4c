"""The input of every record as the last run saw it, by slot: to compare a record again nobody is asked for it again."""

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

    def take(self, slots: Ints) -> pa.Table:
        """The rows of ascending slots."""
        first = int(np.searchsorted(slots, len(self.order)))
        old = self.base.take(pa.array(self.order[slots[:first]]))
        new = self.added.take(pa.array(slots[first:] - len(self.order)))
        return pa.concat_tables([old, new]) if new.num_rows else old

    def with_rows(self, rows: pa.Table) -> "InputRows":
        """The same and, under the next slots, more rows."""
        more = pa.concat_tables([self.added, rows.select(self.base.column_names)]).combine_chunks()
        return InputRows(self.base, self.order, more)


def write_rows(table: pa.Table, path: Path) -> None:
    """As one batch, so that a row is found by its number alone."""
    whole = table.combine_chunks()
    with pa.OSFile(str(path), "wb") as sink, pa.ipc.new_file(sink, whole.schema) as writer:
        writer.write_table(whole, max_chunksize=max(whole.num_rows, 1))


def mapped_rows(path: Path) -> pa.Table:
    """The table of a file, which stays on the disk until it is looked at."""
    return pa.ipc.open_file(pa.memory_map(str(path))).read_all()
