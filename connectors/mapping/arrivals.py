"""The rows of landed files as DuckDB sees them: key, time, operation and digest of each, and the texts to map.

These are the only statements of mapping that are made of names: which columns there are is the declaration's word.
"""

from pathlib import Path

import duckdb
from pyarrow import parquet

from connectors import landed
from connectors.deliveries import DeltaDrop
from connectors.mapping.ends import BLANKS
from connectors.mapping.frames import Frame, delivered
from connectors.moments import moment_sql, quoted
from connectors.source import System, Table
from schema.provenance import SEPARATOR, Batch

_ROWS = "read_parquet($file, file_row_number = true)"


class Arrivals:
    """Reads the batches of one table."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, system: System, table: Table, home: Path) -> None:
        self._connection, self._home, self._delivery = connection, home, system.delivery
        self._wanted = system.wanted(table)
        control = system.delivery.control_columns
        self._content = sorted(name for name in self._wanted.columns if name not in control)
        trimmed = (f"nullif(trim({quoted(name)}, '{BLANKS}'), '')" for name in table.key)
        self._key = f" || '{SEPARATOR}' || ".join(trimmed)

    def arrive(self, batch: Batch, *, compared: bool = True) -> None:
        """The table `arrived`, one row a delivered row: number from 1, key, operation ('add', 'update', 'delete', or
        null for a code that is none), and where rows are compared their time and a digest of their columns.
        """
        file = landed.parquet(self._home, batch)
        comparable = compared and set(self._content) <= set(parquet.read_schema(file).names)
        digest = f"hash({', '.join(map(quoted, self._content))})" if comparable else "NULL::UBIGINT"
        observed = self._observed(batch) if compared else "NULL::TIMESTAMP"
        self._connection.execute(
            f"""CREATE OR REPLACE TEMP TABLE arrived AS
            SELECT file_row_number + 1 AS row_number, {self._key} AS source_key, {observed} AS observed_at,
                   {self._operation()} AS operation, {digest} AS digest
            FROM {_ROWS}""",
            {"file": str(file)},
        )

    def rows(self, batch: Batch, *, every: bool) -> Frame:
        """The texts of the rows of `changed`, or of every row of the batch, which needs no join."""
        file = landed.parquet(self._home, batch)
        there = set(parquet.read_schema(file).names)
        texts = (
            f"{quoted(name) if name in there else 'NULL::VARCHAR'} AS {quoted(delivered(name))}"
            for name in self._wanted.columns
        )
        names = f"file_row_number + 1 AS row_number, {self._key} AS source_key" if every else "row_number, source_key"
        of_changed = "" if every else "JOIN changed ON file_row_number + 1 = row_number AND operation <> 'delete'"
        found = self._connection.execute(
            f"SELECT {names}, {self._observed(batch)} AS observed_at, {', '.join(texts)} FROM {_ROWS} {of_changed}",
            {"file": str(file)},
        )
        return Frame.of(found.to_arrow_table())

    def _observed(self, batch: Batch) -> str:
        """The cursor's time; a file's rows are as of its day."""
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
