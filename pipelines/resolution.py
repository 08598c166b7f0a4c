"""The matching stages: what each kind's records say goes to its model, and what the model finds is kept.

Addresses first, then enterprises, then persons, because the later ones use the earlier ones as evidence.
"""

from dataclasses import dataclass, replace

import duckdb
import pyarrow as pa

from matching import engine, identity
from matching.addresses.resolution import AddressResolution, resolve
from matching.engine import Linkage
from pipelines import models, progress
from pipelines.scrub import scrubbed
from pipelines.settings import Settings
from pipelines.stores import writing
from schema.linkage import Kind
from warehouse import decisions, evidence, membership, readings, releases
from warehouse.control import open_control
from warehouse.membership import Resolution


@dataclass(frozen=True, slots=True)
class Resolved:
    """What matching made of one kind."""

    kind: Kind
    records: int
    entities: int


@scrubbed
def resolve_addresses(settings: Settings) -> Resolved:
    """Which place each address record speaks of, and the tree of places."""
    with writing(settings) as connection, progress.shares("matching addresses") as told:
        found = resolve(
            connection,
            evidence.address_input(connection),
            readings.parses(connection),
            told,
            place_names=readings.place_names(connection),
        )
        readings.keep(connection, found.parses, found.names)
        _keep(settings, connection, Kind.ADDRESS, found)
    return Resolved(Kind.ADDRESS, found.memberships.num_rows, found.places.num_rows)


@scrubbed
def resolve_enterprises(settings: Settings) -> Resolved:
    """Which enterprise each record speaks of."""
    return _link(settings, Kind.ENTERPRISE)


@scrubbed
def resolve_persons(settings: Settings) -> Resolved:
    """Which person each record speaks of."""
    return _link(settings, Kind.PERSON)


def _link(settings: Settings, kind: Kind) -> Resolved:
    standing, model = _decisions(settings, kind), models.declared(kind)
    with writing(settings) as connection, progress.shares(f"matching {kind}s") as told:
        records = models.compared(connection, kind)
        found = engine.link(connection, records, model, decisions=standing, progress=told)
        _keep(settings, connection, kind, found)
    return Resolved(kind, found.report.records, found.report.clusters)


def _keep(
    settings: Settings, connection: duckdb.DuckDBPyConnection, kind: Kind, found: Linkage | AddressResolution
) -> None:
    number = releases.next_number(settings.home)
    ledger = membership.read_ledger(connection, kind)
    named = identity.assign(found.memberships, ledger, kind, run=number)
    kept = Resolution(kind, found.memberships, named.ledger, named.changes)
    if isinstance(found, AddressResolution):
        kept = replace(kept, places=found.places)
    else:
        kept = replace(kept, pairs=found.pairs, cuts=found.cuts)
    membership.store(connection, kept, number)


def _decisions(settings: Settings, kind: Kind) -> pa.Table:
    control = open_control(settings.control_url)
    try:
        return decisions.standing(control, kind)
    finally:
        control.dispose()
