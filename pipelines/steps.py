"""The stages of a run as plain functions: paths and counts in, paths and counts out, whoever calls them.

Each may be called again after a kill: what is done stays done, what is half done is done again.
"""

import shutil
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from time import perf_counter

import duckdb

from connectors.catalogue import SYSTEMS
from connectors.landing import batches
from connectors.landing import land as land_deliveries
from connectors.mapping import map_batch, mapped_otherwise
from pipelines import matching_index, model_store, models, progress
from pipelines.runs import StageResult
from pipelines.scrub import scrubbed
from pipelines.settings import Settings
from pipelines.stores import writing
from schema.errors import AccountingError, HubError
from schema.provenance import Batch, MappedBatch
from warehouse import fingerprint, golden, membership, publish, releases, workshop
from warehouse.load import last_sequence, load_batch
from warehouse.quality import Bands
from warehouse.releases import Release
from warehouse.workshop import SystemRow

Applied = Mapping[str, Mapping[str, int]]
"""System → table → number of the last batch that the workshop took in."""

_COUNTS = ("received", "unchanged", "recorded", "quarantined", "deleted", "rejected")


@dataclass(frozen=True, slots=True)
class Visit:
    """How a system is to be looked at."""

    url: str | None = None
    """Stands in for the location's: a service that a demo city plays."""
    is_full: bool = False
    """Everything is read again, so that rows which are gone are noticed."""
    is_size_approved: bool = False
    """A whole table of half or twice its rows is taken in."""


@dataclass(frozen=True, slots=True)
class Landed:
    """The new batches of one system."""

    batches: tuple[Batch, ...]
    result: StageResult


@dataclass(frozen=True, slots=True)
class Mapped:
    """What mapping made of the batches of one system."""

    batches: tuple[MappedBatch, ...]
    result: StageResult


@dataclass(frozen=True, slots=True)
class Loaded:
    """What the workshop took in, by system, and whether it now says something that the newest release does not."""

    results: tuple[StageResult, ...]
    is_new: bool


@scrubbed
def prepare(settings: Settings, full: bool) -> Applied:
    """Bring stores and pointer in order after whatever happened before; `full`: forget all that landing can rebuild.

    A new workshop takes the ledger of the last release, so that entities keep their ids.
    """
    home = settings.home
    releases.repair(home)
    if full:
        _forget(home)
    with writing(settings) as connection:
        newest = releases.newest(home)
        if newest is not None and not connection.table("ledger").limit(1).fetchall():
            membership.restore_ledger(connection, home / newest.file)
        workshop.store_systems(connection, map(_row, settings.systems))
        return {
            name: {table.name: last_sequence(connection, name, table.name) for table in SYSTEMS[name].tables}
            for name in settings.systems
        }


@scrubbed
def land(settings: Settings, system: str, visit: Visit) -> Landed:
    """Bring what the department delivered since the last time into landing."""
    start = perf_counter()
    location = settings.location(system)
    place = replace(location, url=visit.url) if visit.url else location
    landing = land_deliveries(
        SYSTEMS[system], place, settings.home, full=visit.is_full, approved=visit.is_size_approved
    )
    rows = sum(batch.rows for batch in landing.batches)
    state = "done" if landing.batches else "skipped"
    seconds = perf_counter() - start
    result = StageResult(system, "land", state, len(landing.batches), rows, seconds=seconds)
    return Landed(landing.batches, result)


@scrubbed
def map_batches(settings: Settings, system: str, applied: Mapping[str, int]) -> Mapped:
    """Make records of every landed batch that the workshop has not taken in, in order."""
    start, home = perf_counter(), settings.home
    waiting = (batch for batch in batches(home, system) if batch.sequence > applied.get(batch.table_name, 0))
    stale = mapped_otherwise(SYSTEMS[system], home, applied)
    mapped = tuple(map_batch(SYSTEMS[system], batch, home) for batch in sorted(waiting, key=_order))
    told = replace(_counted(system, "map", mapped, perf_counter() - start), message=_of_stale(system, stale))
    return Mapped(mapped, told)


@scrubbed
def load(settings: Settings, mapped: Sequence[Mapped]) -> Loaded:
    """Take the mapped batches into the workshop, each in one transaction; one failed system leaves the others going."""
    newest = releases.newest(settings.home)
    with writing(settings) as connection, progress.stage("loading", len(mapped)) as advance:
        results = []
        for each in mapped:
            results.append(_load(connection, settings.home, each))
            advance(each.result.system)
        is_new = newest is None or fingerprint.of_content(connection) != newest.fingerprint
    return Loaded(tuple(results), is_new)


@scrubbed
def has_new_model(settings: Settings) -> bool:
    """Whether other weights were adopted than those that compared the workshop's records."""
    with writing(settings) as connection:
        return any(
            membership.model_used(connection, kind) != model_store.used(model_store.current(settings.home, kind))
            for kind in models.DECLARED
        )


@scrubbed
def release(
    settings: Settings, stale: Sequence[str] = (), whole: bool = False, approved: Sequence[str] = ()
) -> Release | None:
    """Build the next release, check it and publish it; None if it would equal the last.  GateFailed: it is held.

    `stale` are the systems whose last look failed; `whole`: nothing but history is carried on from the release before.
    The rows of `approved` systems may fall or grow as they like.
    """
    with writing(settings) as connection:
        draft = golden.build(connection, settings.home, stale, whole=whole)
        bands = Bands(settled=frozenset(approved))
        return None if draft is None else publish.publish(connection, settings.home, draft, bands)


def held_release(home: Path) -> Release:
    """The release that the last run built and held."""
    return releases.read_manifest(releases.path_of(home, releases.next_number(home), "held"))


def _of_stale(system: str, tables: tuple[str, ...]) -> str | None:
    if not tables:
        return None
    words = f"{', '.join(tables)}: what landed before was mapped by an earlier declaration or earlier rules"
    return f"{words}; `hub quarantine retry {system}` maps it again"


def _load(connection: duckdb.DuckDBPyConnection, home: Path, mapped: Mapped) -> StageResult:
    start, system = perf_counter(), mapped.result.system
    try:
        for batch in mapped.batches:
            load_batch(connection, batch, home)
    except HubError as error:
        return StageResult(system, "load", "failed", message=str(error), seconds=perf_counter() - start)
    return _counted(system, "load", mapped.batches, perf_counter() - start)


def _forget(home: Path) -> None:
    """All that landing can rebuild."""
    shutil.rmtree(home / "mapped", ignore_errors=True)
    matching_index.forget(home)
    for file in home.glob(f"{workshop.FILE}*"):
        file.unlink()


def _row(system: str) -> SystemRow:
    declared = SYSTEMS[system]
    registers = tuple(declared.registers)
    return SystemRow(system, declared.department, declared.title, declared.purpose, declared.trust, registers)


def _order(batch: Batch) -> tuple[str, int]:
    return batch.table_name, batch.sequence


def _counted(system: str, stage: str, mapped: Iterable[MappedBatch], seconds: float) -> StageResult:
    """The sums of the batches; every row of them is accounted for, or it is a defect of the hub."""
    batches_ = tuple(mapped)
    sums = {name: sum(getattr(batch, name) for batch in batches_) for name in _COUNTS}
    if sums["received"] != sums["unchanged"] + sums["recorded"] + sums["quarantined"]:
        raise AccountingError(
            "received = unchanged + recorded + quarantined does not hold",
            where=f"{system}, {stage}",
            next_step="report this with the manifests of the system's batches",
        )
    state = "done" if batches_ else "skipped"
    return StageResult(system, stage, state, len(batches_), **sums, seconds=seconds)
