"""Which rows of a batch count: keyless and repeated ones out, unchanged ones left alone, those that are gone found.

Set-based over whole files in DuckDB; a row is compared by a hash of its declared columns.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pyarrow as pa

from connectors import landed
from connectors.mapping.arrivals import Arrivals
from connectors.mapping.frames import Frame
from connectors.mapping.statements import statement
from connectors.source import System
from schema.provenance import Batch, Delivery

_NOTHING = pa.table({"source_key": pa.array([], pa.string())})


@dataclass(frozen=True, slots=True)
class Sorted:
    """The rows of a batch by what becomes of them; row numbers count from 1 in the batch."""

    received: int
    unchanged: int
    deleted: int
    deletions: int
    """Rows that say so: they are recorded and yield nothing."""
    touched: pa.Table
    """`source_key` of rows whose earlier mentions are replaced or deleted."""
    quarantine: pa.Table
    """`row_number`, `source_key`, `reason`."""
    rows: Frame
    """The rows to map; column `row_number` besides."""


def sort_rows(connection: duckdb.DuckDBPyConnection, system: System, batch: Batch, home: Path) -> Sorted:
    """Sort a batch against the batches before it."""
    arrivals = Arrivals(connection, system, system.table(batch.table_name), home)
    before = [one for one in landed.of_table(home, system.id, batch.table_name) if one.sequence < batch.sequence]
    kind = "whole" if batch.delivery is Delivery.FULL else "part"
    _remember(connection, arrivals, before, batch)
    arrivals.arrive(batch, compared=kind == "whole" and bool(before))
    if _row(connection, "repeated")[0]:
        arrivals.arrive(batch)
    for step in ("ranked", "chosen", f"changed_of_{kind}", f"gone_of_{kind}"):
        connection.execute(statement(step))
    received, unchanged, deleted, deletions, to_map = _row(connection, "counts")
    return Sorted(
        received=received,
        unchanged=unchanged,
        deleted=deleted,
        deletions=deletions,
        touched=_table(connection, f"touched_of_{kind}") if before else _NOTHING,
        quarantine=_table(connection, "quarantine"),
        rows=arrivals.rows(batch, every=to_map == received),
    )


def _remember(connection: duckdb.DuckDBPyConnection, arrivals: Arrivals, before: Sequence[Batch], batch: Batch) -> None:
    """The table `before`: what was in force, from the last whole table on; for changes only of what they delete."""
    connection.execute(
        "CREATE TEMP TABLE history (sequence INTEGER, source_key VARCHAR, digest UBIGINT, operation VARCHAR)"
    )
    whole = batch.delivery is Delivery.FULL
    step = "history_of_whole" if whole else "history_of_part"
    if not whole:
        arrivals.arrive(batch, compared=False)
        connection.execute(statement("named"))
    for one in _since_last_full(before) if whole or _deletes(connection) else ():
        arrivals.arrive(one)
        connection.execute(statement("ranked"))
        connection.execute(statement("chosen"))
        connection.execute(statement(step), {"sequence": one.sequence})
    connection.execute(statement("before"))


def _deletes(connection: duckdb.DuckDBPyConnection) -> bool:
    found = connection.execute("SELECT count(*) > 0 FROM named").fetchone()
    return bool(found and found[0])


def _since_last_full(before: Sequence[Batch]) -> Sequence[Batch]:
    whole = [position for position, batch in enumerate(before) if batch.delivery is Delivery.FULL]
    return before[whole[-1] :] if whole else before


def _row(connection: duckdb.DuckDBPyConnection, name: str) -> tuple[int, ...]:
    return connection.execute(statement(name)).fetchall()[0]


def _table(connection: duckdb.DuckDBPyConnection, name: str) -> pa.Table:
    return connection.execute(statement(name)).to_arrow_table()
