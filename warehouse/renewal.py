"""What a night found, put in the place of what it touches: the rest of a kind stays as it is."""

from collections.abc import Mapping
from dataclasses import dataclass

import duckdb
import pyarrow as pa

from schema.faults import fault
from schema.linkage import Kind
from warehouse import statements
from warehouse.exchange import handed_over, transaction
from warehouse.membership import store_ledger


@dataclass(frozen=True)
class Renewal:
    """What matching says anew of some records of a kind, as Arrow tables in the form of `membership.Resolution`."""

    kind: Kind
    touched: pa.Table
    """record_id: whose memberships and cuts are replaced, also of records that are gone."""
    memberships: pa.Table
    ledger: pa.Table
    """Of every entity that the touched records are in; entries not given stay."""
    changes: pa.Table
    pairs: pa.Table | None = None
    dropped: pa.Table | None = None
    """left_id, right_id: pairs that are no longer kept."""
    cuts: pa.Table | None = None
    places: pa.Table | None = None
    """Addresses only, as the two below it: places that are new or others than before."""
    gone_places: pa.Table | None = None
    """cluster_id: places that are no more, or come again among `places`."""


@dataclass(frozen=True)
class Concerned:
    """What naming needs to know of the entities that touched records are in."""

    ledger: pa.Table
    """All entries of these entities, as `membership.read_ledger` gives them."""
    beside: pa.Table
    """record_id, cluster_id of their members that are not touched."""


def concerned(connection: duckdb.DuckDBPyConnection, kind: Kind, touched: pa.Table) -> Concerned:
    """The entities that these records are in, or were in first.

    Naming some clusters anew gives what naming all gives, if no entity that they could keep or take back is left out.
    """
    with handed_over(connection, {"touched_records": touched}):
        ledger = statements.run(connection, "ledger_part", {"kind": str(kind)}).to_arrow_table()
        with handed_over(connection, {"ledger_part": ledger}):
            beside = statements.run(connection, "members_beside", kind=str(kind)).to_arrow_table()
    return Concerned(ledger, beside)


def renew(connection: duckdb.DuckDBPyConnection, renewal: Renewal, release_number: int) -> None:
    """Replace what the workshop knows of the touched records, in one transaction; done twice it is done once."""
    kind, given = renewal.kind, {"kind": str(renewal.kind)}
    with handed_over(connection, _tables(renewal)), transaction(connection):
        statements.run(connection, "insert_merged_record", {**given, "release_number": release_number})
        store_ledger(connection, kind)
        statements.run(connection, "forget_members", kind=str(kind))
        statements.run(connection, "insert_membership", given, kind=str(kind))
        if renewal.pairs is not None:
            for step in ("forget_pairs", "insert_pair", "forget_cuts", "insert_cut"):
                statements.run(connection, step, given)
        if renewal.places is not None:
            for step in ("forget_places", "insert_place", "rename_places", "rename_parents"):
                statements.run(connection, step)
        statements.run(connection, "insert_entity_change", {**given, "release_number": release_number})
        fault(f"membership.{kind}")
    fault(f"membership.{kind}.committed")


def _tables(renewal: Renewal) -> Mapping[str, pa.Table]:
    given = {
        "touched_records": renewal.touched,
        "resolved_memberships": renewal.memberships,
        "resolved_ledger": renewal.ledger,
        "resolved_changes": renewal.changes,
        "resolved_pairs": renewal.pairs,
        "resolved_dropped": renewal.dropped,
        "resolved_cuts": renewal.cuts,
        "resolved_places": renewal.places,
        "resolved_gone_places": renewal.gone_places,
    }
    return {name: table for name, table in given.items() if table is not None}
