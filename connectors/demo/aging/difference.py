"""What a night changes in one table: rows compared by key, column by column."""

from dataclasses import dataclass, replace

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from connectors.demo import text
from connectors.demo.delivery import Table
from connectors.demo.dice import Flags, Ints
from connectors.demo.text import Texts


@dataclass(frozen=True)
class Difference:
    """`added` and `changed` tell the rows of `after`; `removed` are rows of `before` that are gone."""

    before: Table
    after: Table
    place: Ints
    """The row of `before` that each row of `after` was, -1 for new ones."""
    changed: Flags
    removed: Ints

    @property
    def added(self) -> Flags:
        """Rows of `after` whose key is new."""
        return np.asarray(self.place < 0)

    @property
    def touched(self) -> Flags:
        """Rows of `after` that are new or changed."""
        return self.added | self.changed


def compare(before: Table, after: Table, ignored: str = "") -> Difference:
    """The difference of two nights of a table, whatever the column `ignored` says."""
    keys = source_keys(before)
    found = pc.index_in(source_keys(after), value_set=keys)
    place = pc.fill_null(found, -1).to_numpy(zero_copy_only=False).astype(np.int64)
    earlier, kept = pa.array(np.maximum(place, 0)), place >= 0
    changed = np.zeros(after.rows, dtype=bool)
    for name in after.columns:
        if name != ignored:
            changed |= _differs(before.columns[name].take(earlier), after.columns[name])
    gone = np.ones(before.rows, dtype=bool)
    gone[place[kept]] = False
    return Difference(before, after, place, changed & kept, np.flatnonzero(gone))


def _differs(column: Texts, other: Texts) -> Flags:
    """Null equals null.  Lists are compared as Python values: only small tables have them."""
    if pa.types.is_nested(column.type):
        return np.array([a != b for a, b in zip(column.to_pylist(), other.to_pylist(), strict=True)], dtype=bool)
    unequal = pc.fill_null(pc.not_equal(column, other), False)
    one_missing = pc.xor(column.is_null(), other.is_null())
    return np.asarray(pc.or_(unequal, one_missing).to_numpy(zero_copy_only=False), dtype=bool)


def source_keys(table: Table) -> Texts:
    """The key columns as one text a row, joined as the truth does."""
    return text.join(*(pc.cast(table.columns[name], pa.string()) for name in table.key), separator="|")


def without(table: Table, keys: Texts) -> Table:
    """The table, and the truth about it, without the rows of these keys."""
    kept = pc.invert(pc.is_in(source_keys(table), value_set=keys))
    columns = {name: column.filter(kept) for name, column in table.columns.items()}
    mentions = [
        replace(
            mention,
            entity=text.where(
                np.asarray(pc.is_in(mention.source_key, value_set=keys).to_numpy(zero_copy_only=False), dtype=bool),
                None,
                mention.entity,
            ),
        )
        for mention in table.mentions
    ]
    return replace(table, columns=columns, mentions=mentions)
