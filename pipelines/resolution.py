"""The matching stages: what each kind's records say goes to its model, and what the model finds is kept.

Addresses first, then enterprises, then persons, because the later ones use the earlier ones as evidence.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

import duckdb
import pyarrow as pa

from matching import identity, unmerge
from matching.addresses.readings import read_readings, write_readings
from matching.addresses.resolution import AddressResolution, resolve
from matching.engine import Linkage
from matching.nights import linking
from matching.nights.night import NightLinkage, NightReport
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
        found = resolve(
            connection,
            evidence.address_input(connection),
            read_readings(folder),
            told,
            place_names=readings.place_names(connection),
        )
        readings.keep(connection, found.names)
        write_readings(folder, found.readings)
        _keep(settings, connection, Kind.ADDRESS, found)
    told_of = (f"{found.report[number]:,.0f}" for number in ("heads_read", "texts", "names_known"))
    said = "read {} new runs of names in {} texts, with {} names".format(*told_of)
    return Resolved(Kind.ADDRESS, found.memberships.num_rows, found.places.num_rows, said)


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


def _renew(settings: Settings, connection: duckdb.DuckDBPyConnection, kind: Kind, found: NightLinkage) -> None:
    renewed = named_anew(connection, kind, found, partial(_named, settings, connection, kind))
    renewal.renew(connection, renewed, releases.next_number(settings.home))


def named_anew(
    connection: duckdb.DuckDBPyConnection,
    kind: Kind,
    found: NightLinkage,
    name: Callable[[pa.Table, pa.Table], identity.Identified],
) -> Renewal:
    """What a night found with its entity ids; `name` gives them to memberships by a part of the ledger."""
    touched = pa.table({"record_id": found.touched})
    concerned = renewal.concerned(connection, kind, touched)
    members = pa.concat_tables([found.memberships.select(concerned.beside.column_names), concerned.beside])
    named = name(members, concerned.ledger)
    return Renewal(
        kind=kind,
        touched=touched,
        memberships=found.memberships,
        ledger=named.ledger,
        changes=named.changes,
        pairs=found.pairs,
        dropped=found.dropped,
        cuts=found.cuts,
    )


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
