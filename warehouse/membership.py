"""What matching found, kept: the entity of each record, its evidence, the tree of places, the ledger of ids."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pyarrow as pa

from schema.errors import StoreError
from schema.faults import fault
from schema.linkage import Kind
from warehouse import statements
from warehouse.exchange import attached, handed_over, transaction


@dataclass(frozen=True, slots=True)
class ModelUsed:
    """The version of a model, and the SHA-256 of its weights."""

    version: str
    weights_digest: str


@dataclass(frozen=True)
class Resolution:
    """What matching made of all records of one kind, as Arrow tables."""

    kind: Kind
    memberships: pa.Table
    """record_id, cluster_id, match_weight, match_rule: every record of the kind, once."""
    ledger: pa.Table
    """record_id, entity_id, birth_id, since, is_present: every member, and any others; entries not given stay.

    A place without records of its own has the entity id of its cluster id here, or else one made from it.
    """
    changes: pa.Table
    """change, entity_id, other_id: what this run did to the entities since the last `store`."""
    pairs: pa.Table | None = None
    """left_id, right_id, rule, match_weight, judgement, levels; those that say no are dropped."""
    cuts: pa.Table | None = None
    """left_id, right_id, match_weight, reason."""
    places: pa.Table | None = None
    """Addresses only: cluster_id, parent_cluster_id, level, canonical_text, …, confidence."""


def store(connection: duckdb.DuckDBPyConnection, resolution: Resolution, release_number: int) -> None:
    """Replace what the workshop knows of one kind, in one transaction; ids and changes of the past stay.

    `release_number` is the release that will publish the changes: `releases.next_number(home)`.
    """
    values = {"kind": str(resolution.kind), "release_number": release_number}
    with handed_over(connection, _tables(resolution)), transaction(connection):
        statements.run(connection, "insert_merged_record", values)
        store_ledger(connection, resolution.kind)
        _store_members(connection, resolution)
        statements.run(connection, "insert_entity_change", values)
        fault(f"membership.{resolution.kind}")
    fault(f"membership.{resolution.kind}.committed")


def read_ledger(connection: duckdb.DuckDBPyConnection, kind: Kind) -> pa.Table:
    """kind, record_id, entity_id, birth_id, since, is_present of every record of the kind that ever had an id."""
    return statements.run(connection, "read_ledger", {"kind": str(kind)}).to_arrow_table()


def restore_ledger(connection: duckdb.DuckDBPyConnection, release_file: Path) -> int:
    """Take ledger and changes from a release into a new workshop, so that its entities get their old ids.

    The number of ledger entries; StoreError if the workshop has a ledger already.
    """
    if statements.count(connection, "count_rows", table="ledger"):
        raise StoreError(
            "the workshop has a ledger of its own", where="ledger", next_step="run `hub sync`: nothing needs restoring"
        )
    with attached(connection, release_file, "restored"), transaction(connection):
        statements.run(connection, "restore_ledger")
        statements.run(connection, "restore_entity_change")
        statements.run(connection, "restore_merged_record")
    return statements.count(connection, "count_rows", table="ledger")


def _tables(resolution: Resolution) -> Mapping[str, pa.Table]:
    given = {
        "resolved_memberships": resolution.memberships,
        "resolved_ledger": resolution.ledger,
        "resolved_changes": resolution.changes,
        "resolved_pairs": resolution.pairs,
        "resolved_cuts": resolution.cuts,
        "resolved_places": resolution.places,
    }
    return {name: table for name, table in given.items() if table is not None}


def size(connection: duckdb.DuckDBPyConnection, kind: Kind) -> tuple[int, int]:
    """How many records of a kind there are and in how many clusters, each called by one of its records."""
    records = statements.count(connection, "count_rows", table=f"{kind}_membership")
    return records, statements.count(connection, "count_clusters", kind=str(kind))


def stamp(connection: duckdb.DuckDBPyConnection, kind: Kind) -> str:
    """A digest of the memberships of a kind, in any order: what is kept beside the workshop fits it, or does not."""
    row = statements.run(connection, "table_digest", table=f"{kind}_membership").fetchone()
    return str(row[0]) if row else ""


def mark(connection: duckdb.DuckDBPyConnection, kind: Kind, first: int) -> str:
    """A digest of the memberships in rows from `first` on: a night writes behind all others, so it leaves another one.

    Unlike `stamp` it takes a millisecond; rows that moved, as DuckDB may do when it tidies up, change it too.
    """
    row = statements.run(connection, "tail_digest", {"first": first}, kind=str(kind)).fetchone()
    return str(row[0]) if row else ""


def store_ledger(connection: duckdb.DuckDBPyConnection, kind: Kind) -> None:
    """Put entries handed over as `resolved_ledger` in the place of those of the same records."""
    # only what is new is written: three million entries stay as they are in a night of one percent
    statements.run(connection, "ledger_news", {"kind": str(kind)})
    statements.run(connection, "forget_ledger", {"kind": str(kind)})
    statements.run(connection, "insert_ledger")


def store_model(connection: duckdb.DuckDBPyConnection, kind: Kind, model: ModelUsed) -> None:
    """Write down which model made the memberships of this kind, after they were stored."""
    used = {"model_version": model.version, "weights_digest": model.weights_digest}
    with transaction(connection):
        statements.run(connection, "forget_kind", {"kind": str(kind)}, table="matching_model")
        statements.run(connection, "insert_matching_model", {"kind": str(kind), **used})


def model_used(connection: duckdb.DuckDBPyConnection, kind: Kind) -> ModelUsed | None:
    """The model that made the memberships of this kind; None before the first run, and for addresses."""
    row = statements.run(connection, "read_matching_model", {"kind": str(kind)}).fetchone()
    return ModelUsed(*row) if row else None


def _store_members(connection: duckdb.DuckDBPyConnection, resolution: Resolution) -> None:
    kind = {"kind": str(resolution.kind)}
    statements.run(connection, "forget_all", table=f"{resolution.kind}_membership")
    statements.run(connection, "insert_membership", kind, **kind)
    for name, given in (("pair", resolution.pairs), ("cut", resolution.cuts)):
        statements.run(connection, "forget_kind", kind, table=name)
        if given is not None:
            statements.run(connection, f"insert_{name}", kind)
    if resolution.places is not None:
        statements.run(connection, "forget_all", table="place")
        statements.run(connection, "insert_place")
