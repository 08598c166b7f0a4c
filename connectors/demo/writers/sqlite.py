"""A department's database as a SQLite file: the same tables and column types, dates and times as text."""

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import pyarrow as pa

from connectors.demo.aging.difference import Difference
from connectors.demo.delivery import Table

_SLICE = 50_000


def write(path: Path, tables: Sequence[Table], types: Mapping[str, Mapping[str, str]]) -> None:
    """A new file; `types` are the declared column types a table, with the key as primary key."""
    path.unlink(missing_ok=True)
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        connection.execute("PRAGMA journal_mode = OFF")
        connection.execute("PRAGMA synchronous = OFF")
        for table in tables:
            _fill(connection, table, types[table.name])
    finally:
        connection.close()


def update(path: Path, differences: Sequence[Difference]) -> None:
    """Write the new and the changed rows into the file, in one transaction; doing it again changes nothing."""
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        connection.execute("BEGIN")
        for difference in differences:
            names, marks = ", ".join(difference.after.columns), ", ".join("?" * len(difference.after.columns))
            rows = difference.after.arrow().filter(pa.array(difference.touched))
            connection.executemany(
                f"INSERT OR REPLACE INTO {difference.after.name} ({names}) VALUES ({marks})", _rows(rows)
            )
        connection.execute("COMMIT")
    finally:
        connection.close()


def _fill(connection: sqlite3.Connection, table: Table, types: Mapping[str, str]) -> None:
    columns = ", ".join(f"{name} {kind}" for name, kind in types.items())
    connection.execute(f"CREATE TABLE {table.name} ({columns}, PRIMARY KEY ({', '.join(table.key)}))")
    marks = ", ".join("?" * len(types))
    connection.execute("BEGIN")
    # In the order of the key the index grows at its end only.
    rows = table.arrow().select(list(types)).sort_by([(name, "ascending") for name in table.key])
    connection.executemany(f"INSERT INTO {table.name} VALUES ({marks})", _rows(rows))
    connection.execute("COMMIT")


def _rows(table: pa.Table) -> Iterator[tuple[object, ...]]:
    for start in range(0, table.num_rows, _SLICE):
        piece = table.slice(start, _SLICE)
        yield from zip(*[column.to_pylist() for column in piece.columns], strict=True)
