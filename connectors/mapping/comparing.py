"""A whole table against the one before, by the digests of their rows: most nights need no more."""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from connectors.mapping.frames import Indices


@dataclass(frozen=True, slots=True)
class Rows:
    """Key and digest of each row of a whole table."""

    keys: pa.Array
    digests: pa.Array


@dataclass(frozen=True, slots=True)
class Difference:
    """How many rows are as before, the positions from 0 of those that are new or other, and the keys concerned."""

    unchanged: int
    changed: Indices
    gone: pa.Array
    touched: pa.Array
    """Sorted: `gone`, and the keys of changed rows that were there before."""


def difference(before: Rows, now: Rows) -> Difference | None:
    """None where a key is missing or comes more than once now: then rows must be sorted.

    Each row before must have a key of its own.
    """
    places = pc.index_in(now.digests, value_set=before.digests)
    same, changed = (pc.indices_nonzero(each).to_numpy() for each in (places.is_valid(), places.is_null()))
    found = places.drop_null()
    if not pc.all(pc.equal(now.keys.take(pa.array(same)), before.keys.take(found)), min_count=0).as_py():
        return None  # one digest of two rows
    is_found = np.zeros(len(before.keys), dtype=np.bool_)
    is_found[found.to_numpy()] = True
    keys = now.keys.take(pa.array(changed))
    is_repeated = is_found.sum() != len(found) or pc.count_distinct(keys).as_py() != len(keys)
    if is_repeated or keys.null_count or pc.sum(pc.is_in(now.keys, value_set=keys), min_count=0).as_py() != len(keys):
        return None
    vanished = before.keys.filter(pa.array(~is_found))
    gone = vanished.filter(pc.invert(pc.is_in(vanished, value_set=keys)))
    # what was there before and is not the same any more is gone or changed
    return Difference(len(found), changed.astype(np.int64), gone, vanished.take(pc.sort_indices(vanished)))
