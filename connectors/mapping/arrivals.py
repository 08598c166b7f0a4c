"""The rows of landed files: key, time, operation and digest of each as DuckDB sees them, and the texts to map.

Which columns there are is the declaration's word.
"""

from pathlib import Path

import duckdb
import numpy as np
import pyarrow as pa
from pyarrow import parquet

from connectors import digests, landed
from connectors.deliveries import DeltaDrop
from connectors.mapping.comparing import Rows
from connectors.mapping.frames import Frame, Indices, delivered
from connectors.mapping.keys import BLANKS, joined_key
from connectors.mapping.statements import statement
from connectors.moments import moments
from connectors.source import System, Table
from schema.provenance import Batch


class Arrivals:
    """Reads the batches of one table."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, system: System, table: Table, home: Path) -> None:
        self._connection, self._home, self._delivery = connection, home, system.delivery
        self._wanted = system.wanted(table)
        control = system.delivery.control_columns
        self._content = sorted(name for name in self._wanted.columns if name not in control)

    def arrive(self, batch: Batch, *, timed: bool = True, compared: bool = True) -> None:
        """The relation `arrived`, one row a delivered row: number from 1, key, operation ('add', 'update', 'delete',
        or null for a code that is none), their time, and where rows are compared a digest of their columns.
        """
        with parquet.ParquetFile(landed.parquet(self._home, batch)) as file:
            there = set(file.schema_arrow.names)
            cursor = (self._wanted.cursor,) if self._wanted.cursor and timed else ()
            columns = dict.fromkeys((*self._wanted.key, *cursor, *self._delivery.control_columns))
            rows = file.read(list(columns))
        comparable = compared and set(self._content) <= there
        digest = self._digests(batch) if comparable else pa.nulls(rows.num_rows, pa.uint64())
        arrived = pa.table(
            {
                "row_number": np.arange(1, rows.num_rows + 1),
                "source_key": self._keys(rows),
                "observed_at": self._observed(rows, batch) if timed else pa.nulls(rows.num_rows, pa.timestamp("us")),
                "operation": self._operations(rows),
                "digest": digest,
            }
        )
        self._connection.register("arrived", arrived)

    def compared(self, batch: Batch) -> Rows | None:
        """Key and digest of each row of a batch; None where it lacks a column."""
        with parquet.ParquetFile(landed.parquet(self._home, batch)) as file:
            if not set(self._content) <= set(file.schema_arrow.names):
                return None
            keys = self._keys(file.read(list(self._wanted.key)))
        return Rows(keys.combine_chunks(), self._digests(batch).combine_chunks())

    def has_own_keys(self) -> bool:
        """Whether each row of `arrived` has a key that no other one has, and says what it does."""
        found = self._connection.execute(statement("has_own_keys")).fetchone()
        return bool(found and found[0])

    def rows(self, batch: Batch, positions: Indices | None = None) -> Frame:
        """The texts of the rows at these positions from 0; None: of every row of the batch."""
        with parquet.ParquetFile(landed.parquet(self._home, batch)) as file:
            there = set(file.schema_arrow.names)
            rows = file.read([name for name in self._wanted.columns if name in there])
        rows = rows if positions is None else rows.take(pa.array(positions))
        texts = {name: rows.column(name) if name in there else _blank(rows) for name in self._wanted.columns}
        numbers = np.arange(rows.num_rows) if positions is None else positions
        own = {"row_number": numbers + 1, "source_key": self._keys(rows), "observed_at": self._observed(rows, batch)}
        return Frame.of(pa.table(own | {delivered(name): text for name, text in texts.items()}))

    def _keys(self, rows: pa.Table) -> pa.ChunkedArray:
        return joined_key(rows.column(name) for name in self._wanted.key)

    def _observed(self, rows: pa.Table, batch: Batch) -> pa.ChunkedArray | pa.Array:
        """The cursor's time; a file's rows are as of its day."""
        if self._wanted.cursor:
            return moments(self._connection, rows.column(self._wanted.cursor))
        return pa.repeat(pa.scalar(batch.delivered_at, pa.timestamp("us")), rows.num_rows)

    def _operations(self, rows: pa.Table) -> pa.ChunkedArray | pa.Array:
        if not isinstance(self._delivery, DeltaDrop):
            return pa.repeat("update", rows.num_rows)
        meanings = {self._delivery.added: "add", self._delivery.updated: "update", self._delivery.deleted: "delete"}
        codes = rows.column(self._delivery.operation).combine_chunks().dictionary_encode()
        marks = {mark.upper(): meaning for mark, meaning in meanings.items()}
        words = [marks.get((code or "").strip(BLANKS).upper()) for code in codes.dictionary.to_pylist()]
        return pa.array(words, pa.string()).take(codes.indices)

    def _digests(self, batch: Batch) -> pa.ChunkedArray:
        """Those kept when it landed, or made again."""
        kept = digests.kept(landed.digests(self._home, batch), self._content, batch.sha256)
        if kept is not None and len(kept) == batch.rows:
            return kept
        with parquet.ParquetFile(landed.parquet(self._home, batch)) as file:
            return digests.of_rows(self._connection, file.read(self._content))


def _blank(rows: pa.Table) -> pa.ChunkedArray:
    return pa.chunked_array([pa.nulls(rows.num_rows, pa.string())])
