"""Where a value came from: the batch, the source record, and what was refused of it."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

SEPARATOR = "|"
"""Joins the key columns into `source_key`."""


class Delivery(StrEnum):
    """What one delivery of a system is, by its owner's word."""

    FULL = "full"
    """The whole table; a row that is gone was deleted."""
    CURSOR = "cursor"
    """Rows whose cursor column is later than the last one seen."""
    DELTA = "delta"
    """A file of changes with an operation flag."""


@dataclass(frozen=True, slots=True)
class Batch:
    """What one delivery brought for one table: a Parquet file of text columns, exactly as delivered, never changed.

    `sequence` counts the batches of one table from 1; batches are applied in that order.  `position` is the state
    after this batch: the latest cursor value seen, or the name of the last file taken in.
    """

    system: str
    table_name: str
    sequence: int
    delivery: Delivery
    path: str
    """Relative to the hub's home."""
    rows: int
    sha256: str
    """Of the Parquet file."""
    content_digest: str
    """Of the rows in any order: two deliveries with equal rows have equal digests."""
    source: str
    """The file name, table or URL path it was read from; no credentials."""
    position: str
    landed_at: datetime
    delivered_at: datetime

    @property
    def batch_id(self) -> str:
        return f"{self.system}.{self.table_name}.{self.sequence:06d}"


@dataclass(frozen=True, slots=True)
class MappedBatch:
    """What mapping made of one batch: a folder of Parquet files, one a relation, ready to be loaded.

    Beside the relations of `schema.records` the folder holds
    `touched.parquet`     source_key VARCHAR: every row key whose earlier mentions this batch replaces or deletes
    `rejection.parquet`   the columns of `Rejection`
    `quarantine.parquet`  row_number BIGINT (from 1, within the batch), source_key VARCHAR or null, reason VARCHAR
    and only those files that have rows.  The counts are of rows: received = unchanged + recorded + quarantined.
    """

    batch: Batch
    folder: str
    """Relative to the hub's home."""
    received: int
    unchanged: int
    """Rows of a full delivery equal to those of the batch before; their earlier mentions stand."""
    recorded: int
    quarantined: int
    deleted: int
    """Keys that were there before and are gone."""
    rejected: int
    """Values, not rows."""


@dataclass(frozen=True, slots=True)
class SourceRecord:
    """The address of one record in the departments' world."""

    system: str
    table_name: str
    source_key: str
    """The key columns joined with '|'."""
    field: str
    """The column, or element such as `dsr[0]`, that the mention came from."""


@dataclass(frozen=True, slots=True)
class Rejection:
    """A value that broke its rule; the row went on without it.  Carries no value."""

    system: str
    table_name: str
    source_key: str
    field: str
    column: str
    rule: str


def identity_text(system: str, table_name: str, source_key: str, field: str) -> str:
    """The text that a record id is hashed from; the unit separator cannot occur in a key."""
    return "\x1f".join((system, table_name, source_key, field))


def record_id(system: str, table_name: str, source_key: str, field: str) -> int:
    """A 63-bit id from the raw key: stable for ever, fits a BIGINT, tells nothing of the person.

    Equals DuckDB's `md5_number_lower(identity_text) >> 1`, which the bulk path uses: the last eight bytes of
    the MD5 digest, read little-endian, less the lowest bit.
    """
    digest = hashlib.md5(identity_text(system, table_name, source_key, field).encode(), usedforsecurity=False).digest()
    return int.from_bytes(digest[8:], "little") >> 1
