"""The draft of a release: golden records, sources, provenance, links, events and history in a new file."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from importlib import resources
from pathlib import Path

import duckdb

from schema.faults import fault
from schema.linkage import Kind
from schema.published_tables import PUBLISHED
from schema.records import RELATIONS
from schema.tables import record_table
from warehouse import events, history, releases, statements, survivorship
from warehouse.clock import now
from warehouse.ddl import create_script
from warehouse.exchange import attached

_GOLDEN_STEPS: dict[Kind, tuple[str, ...]] = {
    Kind.ADDRESS: ("place_building", "place_grid", "golden_address"),
    Kind.ENTERPRISE: ("golden",),
    Kind.PERSON: ("golden",),
}
_COPIES = (
    "copy_batch",
    "copy_entity_change",
    "copy_ledger",
    "copy_merged_record",
    "copy_matching_model",
    "entity_forward",
    "quarantine_summary",
)
_INPUTS = (
    *map(record_table, RELATIONS),
    *(f"{kind}_membership" for kind in Kind),
    "place",
    "rejection",
    "quarantine",
    "system",
    "matching_model",
)


@dataclass(frozen=True, slots=True)
class Draft:
    """A release that was built and not yet checked."""

    number: int
    path: Path
    built_at: datetime
    fingerprint: str
    previous: Path | None
    """The file of the release before."""


def build(connection: duckdb.DuckDBPyConnection, home: Path, stale: Sequence[str] = ()) -> Draft | None:
    """Build the next release from what the workshop holds; None if nothing changed since the newest one.

    `stale` are the systems whose last look failed; they alone make no release.

    GateFailed if nothing changed since a release that is held for approval.  Starting over after a kill is harmless: a
    draft is no release until `publish.publish` has checked it.
    """
    releases.repair(home)
    newest = releases.newest(home)
    fingerprint = fingerprint_of(connection)
    if newest is not None and newest.fingerprint == fingerprint:
        return None
    held = releases.held(home)
    if held is not None and held.is_approvable and held.fingerprint == fingerprint:
        raise releases.refusal(held)
    draft = _plan(home, newest, fingerprint)
    _create(draft.path)
    with opened(connection, draft):
        _fill(connection, draft)
        statements.run(connection, "copy_system", {"stale": list(stale)})
        connection.execute("CHECKPOINT draft")
    return draft


def _plan(home: Path, newest: releases.Release | None, fingerprint: str) -> Draft:
    number = releases.next_number(home)
    previous = home / newest.file if newest else None
    return Draft(number, releases.path_of(home, number, "draft"), now(), fingerprint, previous)


def fingerprint_of(connection: duckdb.DuckDBPyConnection) -> str:
    """A digest of all that a release is made from: the workshop's rows in any order, and this package's rules."""
    whole = sha256(_rules().encode())
    for table in _INPUTS:
        row = statements.run(connection, "table_digest", table=table).fetchone()
        whole.update(f"{table}={row}".encode())
    return whole.hexdigest()


def _rules() -> str:
    files = sorted(resources.files("warehouse").joinpath("sql").iterdir(), key=lambda file: file.name)
    return "\n".join((*(file.read_text(encoding="utf-8") for file in files), create_script(PUBLISHED)))


def _create(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    with duckdb.connect(str(path)) as connection:
        connection.execute(create_script(PUBLISHED))


@contextmanager
def opened(connection: duckdb.DuckDBPyConnection, draft: Draft) -> Iterator[None]:
    """The draft attached as `draft` and, if there is one, the release before as `previous`."""
    with attached(connection, draft.path, "draft", read_only=False):
        if draft.previous is None:
            yield
        else:
            with attached(connection, draft.previous, "previous"):
                yield


def _fill(connection: duckdb.DuckDBPyConnection, draft: Draft) -> None:
    for kind in Kind:
        _entities(connection, kind, draft)
    fault("golden.entities")
    events.resolve(connection)
    for name in _COPIES:
        statements.run(connection, name)
    if draft.previous is not None:
        statements.run(connection, "release_list_before")
    statements.run(connection, "release_list", _stamp(draft))
    fault("golden.filled")


def _entities(connection: duckdb.DuckDBPyConnection, kind: Kind, draft: Draft) -> None:
    survivorship.choose(connection, kind)
    for step in _GOLDEN_STEPS[kind]:
        statements.run(connection, step, kind=kind.value)
    statements.run(connection, "provenance", kind=kind.value)
    statements.run(connection, "source", kind=kind.value)
    statements.run(connection, "drop_choice", kind=kind.value)
    history.carry_on(connection, kind, has_previous=draft.previous is not None, release=_stamp(draft))


def _stamp(draft: Draft) -> dict[str, object]:
    return {"release_number": draft.number, "published_at": draft.built_at}
