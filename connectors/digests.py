"""A digest of each row of a batch, kept beside it, so that the next whole table is compared without reading this one.

What is kept can be lost: it is used only for the batch, the columns and the release of DuckDB that it was made of, and
is made again from the batch otherwise.
"""

import json
from collections.abc import Sequence
from pathlib import Path

import duckdb
import numpy as np
import pyarrow as pa
from pyarrow import parquet

from connectors.moments import quoted

_COLUMN = "digest"
_ORIGIN = b"made_of"


def of_rows(connection: duckdb.DuckDBPyConnection, rows: pa.Table) -> pa.ChunkedArray:
    """DuckDB's 64-bit hash over the columns of each row in the order of their names; UBIGINT."""
    columns = ", ".join(map(quoted, sorted(rows.column_names)))
    connection.register("rows_to_digest", rows)
    found = connection.execute(f"SELECT hash({columns}) AS digest FROM rows_to_digest").to_arrow_table()
    connection.unregister("rows_to_digest")
    return found.column(_COLUMN)


def total(digests: pa.ChunkedArray) -> int:
    """Their sum, which does not depend on their order."""
    numbers = digests.to_numpy()
    return (int(np.sum(numbers >> np.uint64(32))) << 32) + int(np.sum(numbers & np.uint64(0xFFFFFFFF)))


def keep(file: Path, digests: pa.ChunkedArray, columns: Sequence[str], sha256: str) -> None:
    """`sha256` is that of the batch's file."""
    schema = pa.schema([(_COLUMN, pa.uint64())], metadata={_ORIGIN: _origin(columns, sha256)})
    rows = pa.table([digests], schema=schema)
    options = {"compression": "none", "use_dictionary": False, "write_statistics": False}
    parquet.write_table(rows, file, write_page_checksum=True, **options)


def kept(file: Path, columns: Sequence[str], sha256: str) -> pa.ChunkedArray | None:
    """In the order of the rows; None where there are none, or they are damaged or of something else."""
    try:
        with parquet.ParquetFile(file, page_checksum_verification=True) as source:
            origin = (source.schema_arrow.metadata or {}).get(_ORIGIN)
            return source.read().column(_COLUMN) if origin == _origin(columns, sha256) else None
    except (OSError, pa.ArrowException, KeyError):
        return None


def _origin(columns: Sequence[str], sha256: str) -> bytes:
    made_of = {"batch": sha256, "columns": sorted(columns), "duckdb": duckdb.__version__}
    return json.dumps(made_of, ensure_ascii=False, sort_keys=True).encode()
