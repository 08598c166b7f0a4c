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
from connectors.mapping.comparing import difference
from connectors.mapping.fingerprint import fingerprint
from connectors.mapping.frames import Frame
from connectors.mapping.in_force import since_last_whole
from connectors.mapping.results import kept_none_apart
from connectors.mapping.statements import statement
from connectors.source import System
from schema.provenance import Batch, Delivery

_NOTHING = pa.table({"source_key": pa.array([], pa.string())})
_NO_QUARANTINE = pa.schema(
    [("row_number", pa.int64()), ("source_key", pa.string()), ("reason", pa.string())]
).empty_table()


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
    if (kind == "part" or not before) and _is_plain(arrivals, system, batch):
        rows = arrivals.rows(batch)
        touched = rows.table.select(["source_key"]).sort_by("source_key") if before else _NOTHING
        return Sorted(batch.rows, 0, 0, 0, touched, _NO_QUARANTINE, rows)
    if _follows_a_whole_one(system, batch, before, home) and (found := _compared(arrivals, before[-1], batch)):
        return found
    _remember(connection, arrivals, before, batch)
    _choose(connection, arrivals, batch, compared=kind == "whole" and bool(before))
    for step in (f"changed_of_{kind}", f"gone_of_{kind}"):
        connection.execute(statement(step))
    received, unchanged, deleted, deletions, to_map = _row(connection, "counts")
    to_be_mapped = None if to_map == received else _table(connection, "to_map").column("position").to_numpy()
    return Sorted(
        received=received,
        unchanged=unchanged,
        deleted=deleted,
        deletions=deletions,
        touched=_table(connection, f"touched_of_{kind}") if before else _NOTHING,
        quarantine=_table(connection, "quarantine"),
        rows=arrivals.rows(batch, to_be_mapped),
    )


def _compared(arrivals: Arrivals, before: Batch, batch: Batch) -> Sorted | None:
    """A whole table after one in which each row had a key of its own; None: its rows have to be sorted."""
    old, new = arrivals.compared(before), arrivals.compared(batch)
    found = difference(old, new) if old and new else None
    if new is None or found is None:
        return None
    return Sorted(
        received=len(new.keys),
        unchanged=found.unchanged,
        deleted=len(found.gone),
        deletions=0,
        touched=pa.table({"source_key": found.touched}),
        quarantine=_NO_QUARANTINE,
        rows=arrivals.rows(batch, found.changed),
    )


def _follows_a_whole_one(system: System, batch: Batch, before: Sequence[Batch], home: Path) -> bool:
    if batch.delivery is not Delivery.FULL or not before or before[-1].delivery is not Delivery.FULL:
        return False
    return kept_none_apart(home, before[-1], fingerprint(system, batch.table_name))


def _is_plain(arrivals: Arrivals, system: System, batch: Batch) -> bool:
    """Whether nothing is to be sorted: the batch deletes nothing, and each row has a key of its own."""
    if system.delivery.usual is Delivery.DELTA:
        return False
    arrivals.arrive(batch, timed=False, compared=False)
    return arrivals.has_own_keys()


def _choose(connection: duckdb.DuckDBPyConnection, arrivals: Arrivals, batch: Batch, *, compared: bool) -> None:
    """The relations `arrived`, `ranked` and `chosen` of a batch; time and digest only where they are asked for."""
    arrivals.arrive(batch, timed=False, compared=compared)
    if arrivals.has_own_keys():
        connection.execute(statement("ranked_none"))
        connection.execute(statement("chosen_all"))
        return
    arrivals.arrive(batch)
    connection.execute(statement("ranked"))
    connection.execute(statement("chosen"))


def _remember(connection: duckdb.DuckDBPyConnection, arrivals: Arrivals, before: Sequence[Batch], batch: Batch) -> None:
    """The table `before`: what was in force, from the last whole table on; for changes only of what they delete."""
    connection.execute(statement("history"))
    whole = batch.delivery is Delivery.FULL
    step = "history_of_whole" if whole else "history_of_part"
    if not whole:
        arrivals.arrive(batch, timed=False, compared=False)
        connection.execute(statement("named"))
    for one in since_last_whole(before) if whole or _deletes(connection) else ():
        _choose(connection, arrivals, one, compared=whole)
        connection.execute(statement(step), {"sequence": one.sequence})
    connection.execute(statement("before"))


def _deletes(connection: duckdb.DuckDBPyConnection) -> bool:
    found = connection.execute("SELECT count(*) > 0 FROM named").fetchone()
    return bool(found and found[0])


def _row(connection: duckdb.DuckDBPyConnection, name: str) -> tuple[int, ...]:
    return connection.execute(statement(name)).fetchall()[0]


def _table(connection: duckdb.DuckDBPyConnection, name: str) -> pa.Table:
    return connection.execute(statement(name)).to_arrow_table()
