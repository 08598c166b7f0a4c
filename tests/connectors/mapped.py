"""A small delivery landed and mapped, and what was made of it."""

from pathlib import Path
from typing import Any

from connectors.source import (
    Table,
)
from schema.provenance import MappedBatch, record_id
from tests.connectors import toy
from tests.connectors.toy import Hub


def mapped(folder: Path, table: Table, header: str, *rows: str) -> tuple[Hub, MappedBatch]:
    """A delivery of one file with these lines, landed and mapped."""
    hub = Hub(folder, toy.system(table))
    toy.write_csv(hub.drop / "people_20240105.csv", [row.split(",") for row in rows], header.split(","))
    return hub, hub.sync()


def said(rows: list[dict[str, Any]], *columns: str) -> list[tuple[Any, ...]]:
    """These columns of the rows that are no null altogether, in the order of key and field."""
    ordered = sorted(rows, key=lambda row: (row["source_key"], row["field"]))
    return [tuple(row[column] for column in columns) for row in ordered]


def identity(*parts: str, table: str = "people") -> int:
    return record_id("toy", table, *parts)


def counts(result: MappedBatch) -> tuple[int, ...]:
    """Received, unchanged, recorded, quarantined, deleted, rejected."""
    return (
        result.received, result.unchanged, result.recorded, result.quarantined, result.deleted, result.rejected
    )  # fmt: skip
