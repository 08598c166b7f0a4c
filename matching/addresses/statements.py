"""The set-based steps of address resolution: one SQL file each, one statement, temporary tables named resolve_*."""

from functools import cache
from importlib.resources import files
from typing import Any

import duckdb
import pyarrow as pa

TABLE_PREFIX = "resolve_"
"""Of every temporary table, view and macro that the steps make and `drop_all` removes."""
BATCH = 20_000


@cache
def _statement(name: str) -> str:
    return (files("matching.addresses") / "sql" / f"{name}.sql").read_text(encoding="utf-8")


def run(connection: duckdb.DuckDBPyConnection, *names: str, **parameters: object) -> None:
    """Runs the statements one after the other."""
    for name in names:
        connection.execute(_statement(name), parameters or None)


def rows(connection: duckdb.DuckDBPyConnection, name: str) -> list[tuple[str, ...]]:
    """What a query answers."""
    return connection.execute(_statement(name)).fetchall()


def records(connection: duckdb.DuckDBPyConnection, name: str, **parameters: object) -> list[dict[str, Any]]:
    """What a query answers, column → value."""
    found: list[dict[str, Any]] = table(connection, name, **parameters).to_pylist()
    return found


def table(connection: duckdb.DuckDBPyConnection, name: str, **parameters: object) -> pa.Table:
    """What a query answers, as an Arrow table."""
    return connection.execute(_statement(name), parameters or None).to_arrow_table()


def batches(connection: duckdb.DuckDBPyConnection, name: str, **parameters: object) -> list[pa.RecordBatch]:
    """What a query answers, in batches with buffers of their own: a slice would be sent to a process as the whole."""
    return [
        batch for batch in connection.execute(_statement(name), parameters or None).to_arrow_reader(BATCH) if len(batch)
    ]


def insert(connection: duckdb.DuckDBPyConnection, name: str, found: pa.Table) -> None:
    """Runs a statement that reads `resolve_found`."""
    connection.register("resolve_found", found)
    connection.execute(_statement(name))
    connection.unregister("resolve_found")


def drop(connection: duckdb.DuckDBPyConnection, *tables: str) -> None:
    """Frees the memory of tables that no later step reads."""
    for name in tables:
        connection.execute(f'DROP TABLE IF EXISTS temp."{TABLE_PREFIX}{name}"')


def drop_all(connection: duckdb.DuckDBPyConnection) -> None:
    """Removes what the steps left in the connection."""
    drop(connection, *_names(connection, "SELECT table_name FROM duckdb_tables() WHERE temporary"))
    drop_views(connection, *_names(connection, "SELECT view_name FROM duckdb_views() WHERE temporary"))
    macros = "SELECT DISTINCT function_name FROM duckdb_functions() WHERE function_type = 'macro'"
    for name in _names(connection, macros):
        connection.execute(f'DROP MACRO temp."{TABLE_PREFIX}{name}"')


def drop_views(connection: duckdb.DuckDBPyConnection, *views: str) -> None:
    """Removes views, so that tables may take their names."""
    for name in views:
        connection.execute(f'DROP VIEW IF EXISTS temp."{TABLE_PREFIX}{name}"')


def _names(connection: duckdb.DuckDBPyConnection, query: str) -> list[str]:
    found = [name for (name,) in connection.execute(query).fetchall()]
    return [name.removeprefix(TABLE_PREFIX) for name in found if name.startswith(TABLE_PREFIX)]
