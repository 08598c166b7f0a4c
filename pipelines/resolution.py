"""The matching stages: what each kind's records say goes to its model, and what the model finds is kept.

Addresses first, then enterprises, then persons, because the later ones use the earlier ones as evidence.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import duckdb
import pyarrow as pa

from matching import identity, unmerge
from matching.addresses import keeping
from matching.addresses.night import AddressNight, AllDue, resolve_changes
from matching.addresses.readings import read_readings, write_readings
from matching.addresses.resolution import AddressResolution, resolve
from matching.engine import Linkage
from matching.nights import linking
from matching.nights.night import NightLinkage, NightReport
from matching.progress import Progress
from pipelines import matching_index, model_store, models, progress
from pipelines.scrub import scrubbed
from pipelines.settings import Settings
from pipelines.stores import writing
from schema.linkage import Kind
from warehouse import decisions, evidence, membership, readings, releases, renewal, unmerges
from warehouse.control import open_control
from warehouse.membership import Resolution
from warehouse.renewal import Renewal


@dataclass(frozen=True, slots=True)
class Resolved:
    """What matching made of one kind."""

    kind: Kind
    records: int
    entities: int
    said: str | None = None
    """What was read or compared."""


@scrubbed
def resolve_addresses(settings: Settings) -> Resolved:
    """Which place each address record speaks of, and the tree of places."""
    folder = matching_index.folder(settings.home, Kind.ADDRESS)
    with writing(settings) as connection, progress.shares("matching addresses") as told:
        night = _changed_addresses(connection, folder, told)
        if isinstance(night, AddressNight):
            readings.keep(connection, night.names)
            _renew(settings, connection, Kind.ADDRESS, night)
            said = _read_of(night)
        else:
            found = _all_addresses(connection, folder, told)
            readings.keep(connection, found.names)
            _keep(settings, connection, Kind.ADDRESS, found)
            said = _read_of_all(found, night)
        keeping.confirm(folder, membership.stamp(connection, Kind.ADDRESS))
        return Resolved(Kind.ADDRESS, *membership.size(connection, Kind.ADDRESS), said)


def _changed_addresses(
    connection: duckdb.DuckDBPyConnection, folder: Path, told: Progress
) -> AddressNight | AllDue | None:
    """What is to be done anew since the last run; None where nothing is known of it."""
    if not keeping.fits(folder, membership.stamp(connection, Kind.ADDRESS)):
        return None
    records, names = evidence.address_input(connection), readings.place_names(connection)
    return resolve_changes(connection, records, folder, told, place_names=names)


def _all_addresses(connection: duckdb.DuckDBPyConnection, folder: Path, told: Progress) -> AddressResolution:
    records, names = evidence.address_input(connection), readings.place_names(connection)
    found = resolve(connection, records, read_readings(folder), told, place_names=names, keep=folder)
    write_readings(folder, found.readings)
    return found


def _read_of(night: AddressNight) -> str:
    told_of = (f"{night.report[number]:,.0f}" for number in ("heads_read", "texts", "changed", "names_known"))
    return "read {} new runs of names in {} new texts of {} changed records, with {} names".format(*told_of)


def _read_of_all(found: AddressResolution, due: AllDue | None) -> str:
    told_of = (f"{found.report[number]:,.0f}" for number in ("heads_read", "texts", "names_known"))
    said = "read {} new runs of names in {} texts, with {} names".format(*told_of)
    return f"{said}; looked at all records, because {due.reason}" if due else said


@scrubbed
def resolve_enterprises(settings: Settings) -> Resolved:
    """Which enterprise each record speaks of."""
    return _link(settings, Kind.ENTERPRISE)


@scrubbed
def resolve_persons(settings: Settings) -> Resolved:
    """Which person each record speaks of."""
    return _link(settings, Kind.PERSON)


def _link(settings: Settings, kind: Kind) -> Resolved:
    standing, model, home = _decisions(settings, kind), model_store.current(settings.home, kind), settings.home
    with writing(settings) as connection, progress.shares(f"matching {kind}s") as told:
        records = models.versioned(connection, kind)
        known, base = matching_index.read(connection, home, model), partial(matching_index.base, home, model)
        linked = linking.link(
            records,
            model,
            index=known,
            decisions=standing,
            progress=told,
            base=base,
            yardstick=matching_index.yardstick(home, model),
        )
        found = linked.found
        if isinstance(found, NightLinkage):
            _renew(settings, connection, kind, found)
        else:
            _keep(settings, connection, kind, found)
        membership.store_model(connection, kind, model_store.used(model))
        matching_index.write(connection, home, model, linked.index)
        return Resolved(kind, *membership.size(connection, kind), _said(found, linked.whole_because))


def _said(found: Linkage | NightLinkage, whole_because: str | None) -> str:
    report = found.report
    if isinstance(report, NightReport):
        return f"compared {report.compared:,} pairs of {report.changed:,} changed records"
    said = f"compared {report.compared:,} pairs of all {report.records:,} records"
    return f"{said}, because {whole_because}" if whole_because else said


def _keep(
    settings: Settings, connection: duckdb.DuckDBPyConnection, kind: Kind, found: Linkage | AddressResolution
) -> None:
    number = releases.next_number(settings.home)
    ledger = membership.read_ledger(connection, kind)
    named = _named(settings, connection, kind, found.memberships, ledger)
    kept = Resolution(kind, found.memberships, named.ledger, named.changes)
    if isinstance(found, AddressResolution):
        kept = replace(kept, places=found.places)
    else:
        kept = replace(kept, pairs=found.pairs, cuts=found.cuts)
    membership.store(connection, kept, number)


def _renew(
    settings: Settings, connection: duckdb.DuckDBPyConnection, kind: Kind, found: NightLinkage | AddressNight
) -> None:
    renewed = named_anew(connection, kind, found, partial(_named, settings, connection, kind))
    renewal.renew(connection, renewed, releases.next_number(settings.home))


def named_anew(
    connection: duckdb.DuckDBPyConnection,
    kind: Kind,
    found: NightLinkage | AddressNight,
    name: Callable[[pa.Table, pa.Table], identity.Identified],
) -> Renewal:
    """What a night found with its entity ids; `name` gives them to memberships by a part of the ledger."""
    touched = found.touched if isinstance(found, AddressNight) else pa.table({"record_id": found.touched})
    concerned = renewal.concerned(connection, kind, touched)
    members = pa.concat_tables([found.memberships.select(concerned.beside.column_names), concerned.beside])
    named = name(members, concerned.ledger)
    renewed = Renewal(kind, touched, found.memberships, named.ledger, named.changes)
    if isinstance(found, AddressNight):
        return replace(renewed, places=found.places, gone_places=found.gone_places)
    return replace(renewed, pairs=found.pairs, dropped=found.dropped, cuts=found.cuts)


def _named(
    settings: Settings, connection: duckdb.DuckDBPyConnection, kind: Kind, members: pa.Table, ledger: pa.Table
) -> identity.Identified:
    """The entity ids of these clusters; entities of merges that a person took back are there again."""
    control = open_control(settings.control_url)
    restored = unmerges.restored(connection, control, kind)
    control.dispose()
    number = releases.next_number(settings.home)
    named = identity.assign(members, unmerge.revived(ledger, restored), kind, run=number)
    return unmerge.told_as_splits(named, restored)


def _decisions(settings: Settings, kind: Kind) -> pa.Table:
    control = open_control(settings.control_url)
    try:
        return decisions.standing(control, kind)
    finally:
        control.dispose()
