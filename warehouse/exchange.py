"""What holds for the time of one step: a transaction, tables handed over, files attached."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import duckdb
import pyarrow as pa


@contextmanager
def handed_over(connection: duckdb.DuckDBPyConnection, tables: Mapping[str, pa.Table]) -> Iterator[None]:
    """Arrow tables that SQL can read by name."""
    for name, table in tables.items():
        connection.register(name, table)
    try:
        yield
    finally:
        for name in tables:
            connection.unregister(name)


@contextmanager
def attached(
    connection: duckdb.DuckDBPyConnection, path: Path, alias: str, *, read_only: bool = True
) -> Iterator[None]:
    """Another DuckDB file under `alias`; ATTACH takes no bound parameter, so the path's quotes are doubled."""
    quoted = str(path).replace("'", "''")
    connection.execute(
        f"ATTACH '{quoted}' AS {alias}{' (READ_ONLY)' if read_only else ' (RECOVERY_MODE NO_WAL_WRITES)'}"
    )
    try:
        yield
    finally:
        connection.execute(f"DETACH {alias}")


@contextmanager
def transaction(connection: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """All of it or nothing: commits at the end, rolls back when anything is raised."""
    connection.begin()
    try:
        yield
    except BaseException:
        connection.rollback()
        raise
    connection.commit()
