"""The draft of a release: golden records, sources, provenance, links, events and history in a file of its own.

A night's draft is a copy of the release before in which `warehouse.patch` writes anew what changed.  Here is the whole
build, which gives the same rows: for the first release, and wherever a copy would not do.
"""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import duckdb

from schema.faults import fault
from schema.linkage import Kind
from warehouse import draft as drafts
from warehouse import events, fingerprint, history, patch, releases, statements, survivorship
from warehouse.clock import now
from warehouse.draft import Draft, opened, stamp
from warehouse.exchange import transaction

_GOLDEN_STEPS: dict[Kind, tuple[str, ...]] = {
    Kind.ADDRESS: ("place_building", "place_grid", "all_places", "golden_address"),
    Kind.ENTERPRISE: ("golden",),
    Kind.PERSON: ("golden",),
}
_COPIES = ("copy_entity_change", "copy_ledger", "copy_merged_record")


def build(
    connection: duckdb.DuckDBPyConnection, home: Path, stale: Sequence[str] = (), *, whole: bool = False
) -> Draft | None:
    """Build the next release from what the workshop holds; None if nothing changed since the newest one.

    `stale` are the systems whose last look failed; they alone make no release.  `whole`: nothing of the release before
    is carried on but its history.

    GateFailed if nothing changed since a release that is held for approval.  Starting over after a kill is harmless: a
    draft is no release until `publish.publish` has checked it.
    """
    releases.repair(home)
    newest = releases.newest(home)
    content = fingerprint.of_content(connection)
    if newest is not None and newest.fingerprint == content:
        return None
    held = releases.held(home)
    if held is not None and held.is_approvable and held.fingerprint == content:
        raise releases.refusal(held)
    draft = _plan(home, newest, content)
    if newest is not None and not whole and patch.begin(connection, draft, newest):
        draft = replace(draft, patches=newest.patches + 1, whole_bytes=newest.whole_bytes)
    else:
        drafts.create(draft.path)
    with opened(connection, draft):
        if draft.patches:
            with transaction(connection):
                patch.fill(connection, draft)
        else:
            _fill(connection, draft)
        _finish(connection, draft, stale)
        connection.execute("CHECKPOINT draft")
    return draft


def _plan(home: Path, newest: releases.Release | None, content: str) -> Draft:
    number = releases.next_number(home)
    previous = home / newest.file if newest else None
    return Draft(number, releases.path_of(home, number, "draft"), now(), content, fingerprint.of_code(), previous)


def _fill(connection: duckdb.DuckDBPyConnection, draft: Draft) -> None:
    for kind in Kind:
        _entities(connection, kind, draft)
    fault("golden.entities")
    events.resolve(connection)
    for name in _COPIES:
        statements.run(connection, name)
    if draft.previous is not None:
        statements.run(connection, "release_list_before")


def _entities(connection: duckdb.DuckDBPyConnection, kind: Kind, draft: Draft) -> None:
    survivorship.choose(connection, kind)
    statements.run(connection, "provenance", kind=kind.value)
    for step in _GOLDEN_STEPS[kind]:
        statements.run(connection, step, kind=kind.value)
    statements.run(connection, "drop_choice", kind=kind.value)
    statements.run(connection, "all_sources", kind=kind.value)
    statements.run(connection, "source", kind=kind.value)
    history.carry_on(connection, kind, has_previous=draft.previous is not None, release=stamp(draft))


def _finish(connection: duckdb.DuckDBPyConnection, draft: Draft, stale: Sequence[str]) -> None:
    """The small tables, which every release writes whole, and its own line in the list of releases."""
    for name in ("copy_batch", "copy_matching_model", "entity_forward", "quarantine_summary"):
        statements.run(connection, name)
    statements.run(connection, "copy_system", {"stale": list(stale)})
    statements.run(connection, "release_list", stamp(draft))
    fault("golden.filled")
