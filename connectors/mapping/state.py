"""Which rows of a batch count: keyless and repeated ones out, unchanged ones left alone, those that are gone found.

Set-based over whole files in DuckDB; a row is compared by a hash of its declared columns.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pyarrow as pa
from pyarrow import parquet

from connectors import landed
from connectors.deliveries import DeltaDrop
from connectors.mapping.ends import BLANKS
from connectors.mapping.frames import Frame, delivered
from connectors.moments import moment_sql, quoted
from connectors.source import System, Table
from schema.provenance import SEPARATOR, Batch, Delivery


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
    rules = _Rules(system, system.table(batch.table_name), home)
    before = [one for one in landed.of_table(home, system.id, batch.table_name) if one.sequence < batch.sequence]
    full = batch.delivery is Delivery.FULL
    rules.arrive(connection, "arrived", batch, compared=full and bool(before))
    if _count(connection, _REPEATED):
        rules.arrive(connection, "arrived", batch)
    _choose(connection, "arrived", "chosen")
    rules.state_before(connection, before, batch)
    connection.execute(_CHANGED if full else _ALL)
    connection.execute(_GONE if full else _DELETED)
    unchanged = _count(connection, "chosen") - _count(connection, "changed") + _count(connection, "same_again")
    return Sorted(
        received=_count(connection, "arrived"),
        unchanged=unchanged,
        deleted=_count(connection, "gone"),
        deletions=_count(connection, "changed WHERE operation = 'delete'"),
        touched=_arrow(connection, _TOUCHED_FULL if full else _TOUCHED) if before else _NOTHING,
        quarantine=_arrow(connection, _QUARANTINE),
        rows=rules.rows(connection, batch),
    )


_REPEATED = "(SELECT source_key FROM arrived WHERE source_key IS NOT NULL GROUP BY source_key HAVING count(*) > 1)"
_NOTHING = pa.table({"source_key": pa.array([], pa.string())})
_CHANGED = """CREATE TEMP TABLE changed AS
    SELECT * FROM chosen ANTI JOIN before ON chosen.source_key = before.source_key AND chosen.digest = before.digest"""
_ALL = "CREATE TEMP TABLE changed AS SELECT * FROM chosen"
_GONE = "CREATE TEMP TABLE gone AS SELECT source_key FROM before ANTI JOIN chosen USING (source_key)"
_DELETED = """CREATE TEMP TABLE gone AS SELECT source_key FROM before
    SEMI JOIN (SELECT source_key FROM chosen WHERE operation = 'delete') USING (source_key)"""
_TOUCHED = "SELECT DISTINCT source_key FROM chosen ORDER BY source_key"
_TOUCHED_FULL = """SELECT source_key FROM gone UNION SELECT source_key FROM changed SEMI JOIN before USING (source_key)
    ORDER BY source_key"""
_QUARANTINE = """SELECT row_number, source_key, reason FROM (
        SELECT row_number, source_key, 'key.missing' AS reason FROM arrived WHERE source_key IS NULL
        UNION ALL SELECT row_number, source_key, 'operation.unknown' FROM arrived
            WHERE source_key IS NOT NULL AND operation IS NULL
        UNION ALL SELECT row_number, source_key, 'key.repeated' FROM outdone
    ) ORDER BY row_number"""


class _Rules:
    """SQL over the landed columns of one table."""

    def __init__(self, system: System, table: Table, home: Path) -> None:
        self._home = home
        self._delivery = system.delivery
        self._wanted = system.wanted(table)
        control = system.delivery.control_columns
        self._content = sorted(name for name in self._wanted.columns if name not in control)
        trimmed = (f"nullif(trim({quoted(name)}, '{BLANKS}'), '')" for name in table.key)
        self._key = f" || '{SEPARATOR}' || ".join(trimmed)

    def arrive(self, connection: duckdb.DuckDBPyConnection, name: str, batch: Batch, *, compared: bool = True) -> None:
        """A table of one row a delivered row: number, key, operation, and for comparison also time and digest."""
        file = landed.parquet(self._home, batch)
        there = set(parquet.read_schema(file).names)
        comparable = compared and all(column in there for column in self._content)
        digest = f"hash({', '.join(map(quoted, self._content))})" if comparable else "NULL::UBIGINT"
        observed = self._observed(batch) if compared else "NULL::TIMESTAMP"
        connection.execute(
            f"""CREATE OR REPLACE TEMP TABLE {name} AS
            SELECT file_row_number + 1 AS row_number, {self._key} AS source_key, {observed} AS observed_at,
                   {self._operation()} AS operation, {digest} AS digest
            FROM read_parquet($file, file_row_number = true)""",
            {"file": str(file)},
        )

    def state_before(self, connection: duckdb.DuckDBPyConnection, before: Sequence[Batch], batch: Batch) -> None:
        """The table `before`: key and digest of every row in force before the batch, from the last whole table on."""
        connection.execute(
            "CREATE TEMP TABLE history (sequence INTEGER, source_key VARCHAR, digest UBIGINT, operation VARCHAR)"
        )
        needed = batch.delivery is not Delivery.CURSOR
        for one in _since_last_full(before) if needed else ():
            self.arrive(connection, "earlier", one)
            _choose(connection, "earlier", "earlier_chosen")
            limit = "" if batch.delivery is Delivery.FULL else "SEMI JOIN chosen USING (source_key)"
            connection.execute(
                f"INSERT INTO history SELECT {one.sequence}, source_key, digest, operation FROM earlier_chosen {limit}"
            )
        connection.execute(
            """CREATE TEMP TABLE before AS SELECT source_key, arg_max(digest, sequence) AS digest FROM history
            GROUP BY source_key HAVING arg_max(operation, sequence) <> 'delete'"""
        )

    def rows(self, connection: duckdb.DuckDBPyConnection, batch: Batch) -> Frame:
        """The delivered texts of the changed rows."""
        file = landed.parquet(self._home, batch)
        there = set(parquet.read_schema(file).names)
        texts = (
            f"{quoted(name) if name in there else 'NULL::VARCHAR'} AS {quoted(delivered(name))}"
            for name in self._wanted.columns
        )
        source = "read_parquet($file, file_row_number = true)"
        names = f"file_row_number + 1 AS row_number, {self._key} AS source_key, {self._observed(batch)} AS observed_at"
        if _count(connection, "changed WHERE operation <> 'delete'") < _count(connection, "arrived"):
            names = f"row_number, source_key, {self._observed(batch)} AS observed_at"
            source += " JOIN changed ON file_row_number + 1 = row_number AND operation <> 'delete'"
        table = connection.execute(f"SELECT {names}, {', '.join(texts)} FROM {source}", {"file": str(file)})
        return Frame.of(table.to_arrow_table())

    def _observed(self, batch: Batch) -> str:
        """The cursor's time; a file's rows are as of the day in its name."""
        if self._wanted.cursor:
            return moment_sql(quoted(self._wanted.cursor))
        return f"TIMESTAMP '{batch.delivered_at.isoformat(sep=' ')}'"

    def _operation(self) -> str:
        if not isinstance(self._delivery, DeltaDrop):
            return "'update'"
        code = f"upper(trim({quoted(self._delivery.operation)}, '{BLANKS}'))"
        meanings = {self._delivery.added: "add", self._delivery.updated: "update", self._delivery.deleted: "delete"}
        cases = " ".join(f"WHEN '{mark.upper()}' THEN '{meaning}'" for mark, meaning in meanings.items())
        return f"CASE {code} {cases} END"


def _choose(connection: duckdb.DuckDBPyConnection, source: str, target: str) -> None:
    """One row a key: the latest, the last one delivered among equals; `outdone` and `same_again` get the others."""
    connection.execute(
        f"""CREATE OR REPLACE TEMP TABLE ranked AS
        SELECT row_number, source_key, digest, row_number() OVER latest AS place,
               first_value(digest) OVER latest AS best
        FROM {source} SEMI JOIN (
            SELECT source_key FROM {source} WHERE operation IS NOT NULL GROUP BY source_key HAVING count(*) > 1
        ) USING (source_key)
        WHERE operation IS NOT NULL
        WINDOW latest AS (PARTITION BY source_key ORDER BY observed_at DESC NULLS LAST, row_number DESC)"""
    )
    connection.execute(
        f"""CREATE OR REPLACE TEMP TABLE {target} AS SELECT * FROM {source}
        ANTI JOIN (SELECT row_number FROM ranked WHERE place > 1) USING (row_number)
        WHERE source_key IS NOT NULL AND operation IS NOT NULL"""
    )
    if target == "chosen":
        connection.execute("CREATE TEMP TABLE same_again AS SELECT * FROM ranked WHERE place > 1 AND digest = best")
        connection.execute(
            "CREATE TEMP TABLE outdone AS SELECT * FROM ranked WHERE place > 1 AND digest IS DISTINCT FROM best"
        )


def _since_last_full(before: Sequence[Batch]) -> Sequence[Batch]:
    whole = [position for position, batch in enumerate(before) if batch.delivery is Delivery.FULL]
    return before[whole[-1] :] if whole else before


def _count(connection: duckdb.DuckDBPyConnection, what: str) -> int:
    row = connection.execute(f"SELECT count(*) FROM {what}").fetchone()
    return int(row[0]) if row else 0


def _arrow(connection: duckdb.DuckDBPyConnection, query: str) -> pa.Table:
    return connection.execute(query).to_arrow_table()
