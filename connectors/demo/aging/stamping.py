"""When each change was made, as the cursor column of a table says it."""

from dataclasses import replace

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from connectors.demo import text
from connectors.demo.aging.difference import compare, source_keys
from connectors.demo.aging.present import count_of
from connectors.demo.delivery import Cursor, Table
from connectors.demo.dice import Dice, Ints
from connectors.demo.nights import NOBODY, Night
from connectors.demo.text import Texts

LATEST_COMMIT = 600
"""Seconds by which a commit can lag behind the time that its row tells."""


def stamped(before: Table, after: Table, cursor: Cursor, night: Night, dice: Dice) -> Table:
    """The table of a night, its cursor column told from that of the night before.

    A row that did not change keeps its time.  A changed one has the time that it tells of itself, if that lies between
    the nights, or any time between them; but a few were committed late, and tell of a time up to ten minutes before
    the latest that was to be seen on the night before.
    """
    difference = compare(before, after, ignored=cursor.column)
    rows = np.flatnonzero(difference.touched)
    keys = text.hashes(source_keys(after).take(pa.array(rows)))
    own = after.columns[cursor.column].take(pa.array(rows))
    begins = text.times([night.start * 86_400], cursor.pattern)[0]
    told = np.asarray(pc.greater_equal(own, begins).to_numpy(zero_copy_only=False), dtype=bool)
    times = text.where(told, own, text.times(night.moments(keys, dice), cursor.pattern))
    late = _late_rows(told, keys, night, dice)
    latest = max(before.columns[cursor.column].to_pylist())
    times = text.scatter(times, late, _late_times(latest, keys[late], cursor, dice).to_pylist())
    column = before.columns[cursor.column].take(pa.array(np.maximum(difference.place, 0)))
    column = text.scatter(column, rows, times.to_pylist())
    return replace(after, columns={**after.columns, cursor.column: column})


def _late_rows(told: np.ndarray, keys: Ints, night: Night, dice: Dice) -> Ints:
    """Positions among the changed rows, rising; rows that tell of no time of their own come first."""
    if len(keys) < 2:
        return NOBODY
    order = np.lexsort((dice("late").bits(keys), told))
    return np.sort(order[: count_of(night.pace.late, len(keys))])


def _late_times(latest: str, keys: Ints, cursor: Cursor, dice: Dice) -> Texts:
    """Up to ten minutes before the latest; the latest day where the cursor tells days only."""
    if "%S" not in cursor.pattern:
        return text.repeat(latest, len(keys))
    seconds = int(np.datetime64(latest[:19], "s").astype(np.int64))
    return text.times(seconds - dice("lag").integer(keys, 1, LATEST_COMMIT), cursor.pattern)
