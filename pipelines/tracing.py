"""One row followed from its delivery to the golden fields it won."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import duckdb

from connectors.catalogue import SYSTEMS
from connectors.landing import batches
from connectors.source import Table
from schema.errors import NotFound
from schema.linkage import Kind
from schema.provenance import SEPARATOR, Batch
from schema.records import EVENTS, LINKS, REFERENCES
from schema.relations import relation_name
from warehouse.access import open_release


@dataclass(frozen=True)
class Landed:
    """The row as it was delivered last."""

    batch_id: str
    source: str
    delivered_at: datetime
    landed_at: datetime
    file: str
    row: dict[str, str | None]


@dataclass(frozen=True)
class TracedRecord:
    """One record that the row yields, the entity it speaks of, and what it gave to it."""

    kind: str
    record_id: int
    field: str
    entity_id: str
    match_weight: float | None
    match_rule: str
    records: int
    """Records of all systems that speak of the entity."""
    won: dict[str, str]
    """Golden field → the rule by which this record's value was chosen."""


@dataclass(frozen=True)
class TracedMention:
    """A link or event that the row yields, with the entities it was resolved to."""

    relation: str
    field: str
    entities: dict[str, str | None]


@dataclass(frozen=True)
class Trace:
    """One row, from delivery to release."""

    system: str
    table_name: str
    source_key: str
    landed: Landed
    records: list[TracedRecord]
    mentions: list[TracedMention]


def follow(home: Path, system: str, table: str, key: str) -> Trace:
    """Follow one row; NotFound if no landed batch has it."""
    landed = _landed(home, _declared(system, table), system, key)
    where = {"system": system, "table_name": table, "source_key": key}
    with open_release(home) as connection:
        records = [each for kind in Kind for each in _records(connection, kind, where)]
        mentions = [
            each
            for record in (*LINKS, *EVENTS, *REFERENCES)
            for each in _mentions(connection, relation_name(record), where)
        ]
    return Trace(system, table, key, landed, records, mentions)


def _declared(system: str, name: str) -> Table:
    tables = {table.name: table for table in SYSTEMS[system].tables}
    if name not in tables:
        raise NotFound(f"{system} has no table {name!r}", next_step=f"it has {', '.join(tables)}")
    return tables[name]


def _landed(home: Path, table: Table, system: str, key: str) -> Landed:
    ours = [batch for batch in batches(home, system) if batch.table_name == table.name]
    for batch in sorted(ours, key=lambda each: each.sequence, reverse=True):
        row = _row(home / batch.path, table, key)
        if row is not None:
            return _found(batch, row)
    raise NotFound(
        "no landed batch has a row of this key",
        where=f"{system}, table {table.name}",
        next_step=f"give the key columns {SEPARATOR.join(table.key)} joined with '{SEPARATOR}'",
    )


def _found(batch: Batch, row: dict[str, str | None]) -> Landed:
    return Landed(batch.batch_id, batch.source, batch.delivered_at, batch.landed_at, batch.path, row)


def _row(path: Path, table: Table, key: str) -> dict[str, str | None] | None:
    columns = ", ".join(f'trim("{column}")' for column in table.key)
    query = f"SELECT * FROM read_parquet(?) WHERE concat_ws('{SEPARATOR}', {columns}) = ?"
    with duckdb.connect() as connection:
        found = connection.execute(query, [str(path), key]).to_arrow_table().to_pylist()
    return found[-1] if found else None


def _records(connection: duckdb.DuckDBPyConnection, kind: Kind, where: dict[str, str]) -> Iterator[TracedRecord]:
    query = f"""
        SELECT record_id, field, {kind.id_column}, match_weight, match_rule,
            (SELECT count(*) FROM {kind}_source AS other WHERE other.{kind.id_column} = source.{kind.id_column})
        FROM {kind}_source AS source
        WHERE system = $system AND table_name = $table_name AND source_key = $source_key
        ORDER BY field
    """
    for number, field, entity, weight, rule, count in connection.execute(query, where).fetchall():
        yield TracedRecord(kind.value, number, field, entity, weight, rule, count, _won(connection, kind, number))


def _won(connection: duckdb.DuckDBPyConnection, kind: Kind, record: int) -> dict[str, str]:
    query = f"SELECT field, rule FROM {kind}_provenance WHERE record_id = ? ORDER BY field"
    return dict(connection.execute(query, [record]).fetchall())


def _mentions(connection: duckdb.DuckDBPyConnection, relation: str, where: dict[str, str]) -> Iterator[TracedMention]:
    query = f"""
        SELECT * FROM {relation}
        WHERE system = $system AND table_name = $table_name AND source_key = $source_key ORDER BY field
    """
    for row in connection.execute(query, where).to_arrow_table().to_pylist():
        yield TracedMention(relation, row["field"], {name: row[name] for name in _ends(row)})


def _ends(row: dict[str, object]) -> list[str]:
    return [kind.id_column for kind in Kind if kind.id_column in row]
