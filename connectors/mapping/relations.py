"""Drafts become relations: record ids from raw keys, the columns and types of `schema.records`, sorted, in Parquet."""

from collections.abc import Iterable, Sequence
from pathlib import Path

import duckdb
import pyarrow as pa

from connectors.mapping.mentions import Draft
from schema.provenance import Batch
from schema.records import RELATIONS, Mention
from schema.relations import Attribute, attributes, relation_name

_ID = "(md5_number_lower($system || chr(31) || {table} || chr(31) || {key} || chr(31) || {field}) >> 1)::BIGINT"
"""Equal to `schema.provenance.record_id`, null where the key is."""


def write_relations(
    connection: duckdb.DuckDBPyConnection, drafts: Sequence[Draft], batch: Batch, folder: Path
) -> list[Path]:
    """One file a relation that has rows."""
    files = []
    for record in RELATIONS:
        tables = [draft.table for draft in drafts if draft.record is record]
        if tables:
            files.append(folder / f"{relation_name(record)}.parquet")
            _write(connection, record, tables, batch, files[-1])
    return files


def write_rejections(
    connection: duckdb.DuckDBPyConnection, tables: Iterable[pa.Table], batch: Batch, file: Path
) -> None:
    """The columns of `schema.provenance.Rejection`."""
    names = _register(connection, list(tables))
    union = " UNION ALL ".join(f'SELECT source_key, field, "column", rule FROM {name}' for name in names)
    connection.execute(
        f"""COPY (SELECT $system AS system, $table_name AS table_name, * FROM ({union})
        ORDER BY source_key, field, "column", rule) TO '{_literal(file)}' (FORMAT parquet, COMPRESSION snappy)""",
        {"system": batch.system, "table_name": batch.table_name},
    )
    _forget(connection, names)


def write_table(connection: duckdb.DuckDBPyConnection, table: pa.Table, file: Path) -> None:
    """A table as it is."""
    names = _register(connection, [table])
    connection.execute(f"COPY {names[0]} TO '{_literal(file)}' (FORMAT parquet, COMPRESSION snappy)")
    _forget(connection, names)


def _write(
    connection: duckdb.DuckDBPyConnection, record: type[Mention], tables: list[pa.Table], batch: Batch, file: Path
) -> None:
    names = _register(connection, tables)
    own = list(attributes(record))
    selects = (
        f"SELECT {', '.join(_expression(attribute, table.column_names) for attribute in own)} FROM {name}"
        for name, table in zip(names, tables, strict=True)
    )
    rows = " UNION ALL ".join(selects)
    connection.execute(
        f"COPY ({rows} ORDER BY record_id) TO '{_literal(file)}' (FORMAT parquet, COMPRESSION snappy)",
        {"system": batch.system, "table_name": batch.table_name, "batch_id": batch.batch_id},
    )
    _forget(connection, names)


def _expression(attribute: Attribute, there: list[str]) -> str:
    name, end = attribute.name, attribute.name.removesuffix("_record_id")
    if name == "record_id":
        what = _ID.format(table="$table_name", key="source_key", field="field")
    elif name in ("system", "table_name", "batch_id"):
        what = f"${name}"
    elif name in there:
        what = f'"{name}"'
    elif f"{end}_key" in there:
        what = _ID.format(table=f"{end}_table", key=f"{end}_key", field=f"{end}_field")
    else:
        what = "NULL"
    return f'CAST({what} AS {attribute.duckdb_type}) AS "{name}"'


def _register(connection: duckdb.DuckDBPyConnection, tables: list[pa.Table]) -> list[str]:
    names = [f"draft_{position}" for position in range(len(tables))]
    for name, table in zip(names, tables, strict=True):
        connection.register(name, table)
    return names


def _forget(connection: duckdb.DuckDBPyConnection, names: list[str]) -> None:
    for name in names:
        connection.unregister(name)


def _literal(path: Path) -> str:
    return str(path).replace("'", "''")
