"""Two days of the same records: on the second some are new, some are gone, and some say what they did not say before.

Of the share that changes, half of the records have gained a value that they have; a quarter is new and a quarter gone.
The tables stand as loading leaves them: what is new or changed at the end, each row with a version.
"""

from collections.abc import Sequence
from pathlib import Path

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from matching.columns import Ints
from pipelines.bench.engines import THREADS

BEFORE, AFTER = "before", "after"
_STORED = "CREATE TABLE {} AS SELECT *, hash(given) AS version FROM given"


def store_days(records: pa.Table, inputs: Sequence[str], share: float, seed: int, path: Path) -> None:
    """Write both days as tables of a new DuckDB file."""
    dice = np.random.default_rng(seed)
    moved = dice.permutation(len(records))[: max(round(len(records) * share), 4)]
    new, gone, changed = np.split(moved, [len(moved) // 4, len(moved) // 2])
    stay = np.ones(len(records), dtype=bool)
    stay[moved] = False
    records = records.select(["record_id", *inputs])
    kept, poorer = records.filter(pa.array(stay)), _poorer(records.take(pa.array(changed)), inputs, dice)
    before = pa.concat_tables([kept, records.take(pa.array(gone)), poorer])
    after = pa.concat_tables([kept, records.take(pa.array(np.concatenate((changed, new))))])
    with duckdb.connect(str(path), config={"threads": THREADS}) as connection:
        for name, given in ((BEFORE, before), (AFTER, after)):
            connection.register("given", given)
            connection.execute(_STORED.format(name))


def _poorer(records: pa.Table, inputs: Sequence[str], dice: np.random.Generator) -> pa.Table:
    """Each record without one of its values."""
    known = np.stack([records[name].is_valid().to_numpy() for name in inputs], axis=1)
    lost = np.argmax(known * dice.random(known.shape), axis=1)
    columns = {"record_id": records["record_id"]}
    for number, name in enumerate(inputs):
        columns[name] = _without(records[name], np.flatnonzero(lost == number))
    return pa.table(columns, schema=records.schema)


def _without(column: pa.ChunkedArray, rows: Ints) -> pa.Array:
    is_lost = np.zeros(len(column), dtype=bool)
    is_lost[rows] = True
    return pc.if_else(pa.array(is_lost), pa.scalar(None, column.type), column.combine_chunks())
