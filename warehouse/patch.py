"""The draft of a night: a copy of the release before, in which what may have changed is written anew.

Whatever a release says follows from its records, their memberships, the tree of places and the systems' trust.  What
changed in these is found by comparing the workshop with the release before, not by what a run remembers of its work:
so a kill, a held release or a restored one lead to the same rows as the whole build of `warehouse.golden`.
"""

import duckdb

from schema.faults import fault
from schema.linkage import Kind
from warehouse import draft as drafts
from warehouse import events, history, statements, survivorship
from warehouse.draft import Draft, stamp
from warehouse.exchange import attached
from warehouse.releases import Release

MOST_PATCHES = 30
"""In a row.  What a patch deletes stays in the file as unused bytes until a whole build."""
MOST_GROWTH = 1.5
"""How large the file may be, in sizes of the last whole build."""
LARGEST_SHARE = 0.25
"""Of the records of a kind that changed: with more, a whole build is cheaper."""
SMALLEST = 50_000
"""Records of all kinds: with fewer, a whole build is as quick."""
_REWRITTEN = (
    "source_batch",
    "source_system",
    "matching_model",
    "entity_forward",
    "quarantine_summary",
    "release_check",
)
_APPENDED = ("entity_change", "merged_record")


def begin(connection: duckdb.DuckDBPyConnection, draft: Draft, newest: Release) -> bool:
    """Find what changed since the newest release and copy its file to the draft; False: a whole build is due.

    Leaves temporary tables: the changed records of each kind, and the entities that they are or were in.
    """
    if draft.previous is None or newest.rules != draft.rules or _is_due(newest):
        return False
    with attached(connection, draft.previous, "previous"):
        if statements.count(connection, "trust_changed") or not _is_little(connection):
            return False
    return drafts.copy(draft.previous, draft.path, newest.sha256)


def fill(connection: duckdb.DuckDBPyConnection, draft: Draft) -> None:
    """Bring the copy, attached as `draft` beside `previous`, to what the workshop says, but for the small tables."""
    _addresses(connection)
    for kind in (Kind.ENTERPRISE, Kind.PERSON):
        _choose(connection, kind)
        statements.run(connection, "forget_entities", kind=kind.value, table=kind.value)
        statements.run(connection, "golden", kind=kind.value)
    for kind in Kind:
        statements.run(connection, "forget_sources", kind=kind.value)
        statements.run(connection, "changed_sources", kind=kind.value)
        statements.run(connection, "source", kind=kind.value)
        history.go_on(connection, kind, stamp(draft))
    fault("golden.entities")
    events.renew(connection)
    _ledger(connection)
    for table in _APPENDED:
        _append(connection, table, draft.number - 1)
    for table in _REWRITTEN:
        statements.run(connection, "forget_draft", table=table)


def _is_due(newest: Release) -> bool:
    return newest.patches >= MOST_PATCHES or newest.size_bytes > MOST_GROWTH * newest.whole_bytes


def _is_little(connection: duckdb.DuckDBPyConnection) -> bool:
    records = {kind: statements.count(connection, "count_rows", table=f"{kind}_record") for kind in Kind}
    if sum(records.values()) < SMALLEST:
        return False
    statements.run(connection, "applied_anew")
    for kind in Kind:
        statements.run(connection, "changed_record", kind=kind.value)
        if statements.count(connection, "count_changed", kind=kind.value) > LARGEST_SHARE * records[kind]:
            return False
        statements.run(connection, "touched_entity", kind=kind.value)
    return True


def _choose(connection: duckdb.DuckDBPyConnection, kind: Kind) -> None:
    survivorship.choose(connection, kind, "touched_members")
    statements.run(connection, "forget_entities", kind=kind.value, table=f"{kind}_provenance")
    statements.run(connection, "provenance", kind=kind.value)


def _addresses(connection: duckdb.DuckDBPyConnection) -> None:
    """Places follow from the tree as well as from their records, and their grids from those of their neighbours."""
    statements.run(connection, "touched_place")
    _choose(connection, Kind.ADDRESS)
    statements.run(connection, "forget_entities", kind="address", table="address")
    for step in (
        "place_building",
        "place_grid",
        "touched_places",
        "golden_address",
        "regridded",
        "forget_regridded",
        "insert_regridded",
        "touched_regridded",
    ):
        statements.run(connection, step)


def _ledger(connection: duckdb.DuckDBPyConnection) -> None:
    for kind in Kind:
        values = {"kind": kind.value}
        statements.run(connection, "changed_ledger", values)
        statements.run(connection, "forget_ledger_changed", values)
        statements.run(connection, "insert_ledger_changed")
    # entries never go; if a workshop lost some nevertheless, the counts tell
    if statements.count(connection, "count_draft", table="ledger") != statements.count(
        connection, "count_rows", table="ledger"
    ):
        statements.run(connection, "forget_draft", table="ledger")
        statements.run(connection, "copy_ledger")


def _append(connection: duckdb.DuckDBPyConnection, table: str, last: int) -> None:
    """What happened by then never changes; where the two do not agree on how much it was, all is written anew."""
    before, until_then = statements.run(connection, "count_until", {"release_number": last}, table=table).fetchall()[0]
    if before == until_then:
        statements.run(connection, "append_since", {"release_number": last}, table=table)
    else:
        statements.run(connection, "forget_draft", table=table)
        statements.run(connection, f"copy_{table}")
