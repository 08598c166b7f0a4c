"""Nights of addresses leave the workshop as full rebuilds do: entities, ids, tree of places, changes."""

from pathlib import Path

import duckdb
import pyarrow as pa
import pytest

from matching import identity
from matching.addresses import AddressResolution
from matching.addresses.night import AddressNight
from pipelines.resolution import named_anew
from schema.linkage import Kind
from schema.tables import WORKSHOP
from tests.matching.test_address_nights import City, found_of
from warehouse import membership, readings, renewal
from warehouse.ddl import create_script
from warehouse.membership import Resolution

_TABLES = ("ledger", "address_membership", "place", "entity_change", "merged_record", "gazetteer")


class Hub:
    """A workshop with nothing in it but what matching keeps."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.connection = duckdb.connect()
        self.connection.execute(create_script(WORKSHOP))

    def keep(self, found: AddressResolution | AddressNight, number: int) -> None:
        def name(members: pa.Table, ledger: pa.Table) -> identity.Identified:
            return identity.assign(members, ledger, Kind.ADDRESS, run=number)

        readings.keep(self.connection, found.names)
        if isinstance(found, AddressNight):
            renewal.renew(self.connection, named_anew(self.connection, Kind.ADDRESS, found, name), number)
            return
        named = name(found.memberships, membership.read_ledger(self.connection, Kind.ADDRESS))
        kept = Resolution(Kind.ADDRESS, found.memberships, named.ledger, named.changes, places=found.places)
        membership.store(self.connection, kept, number)

    def said(self) -> list[list[tuple[object, ...]]]:
        """Everything that is kept, in some order of rows."""
        return [self.connection.execute(f"FROM {table} ORDER BY ALL").fetchall() for table in _TABLES]


@pytest.mark.parametrize("seed", [12, 14])
def test_nights_leave_what_full_rebuilds_leave(seed: int, tmp_path: Path) -> None:
    city, nightly, anew = City(seed), Hub(tmp_path / "nightly"), Hub(tmp_path / "anew")
    for number in range(1, 6):
        found = found_of(city.records, nightly.folder)
        assert isinstance(found, AddressNight) == (number > 1)
        nightly.keep(found, number)
        anew.keep(found_of(city.records, anew.folder / str(number)), number)
        assert nightly.said() == anew.said()
        city.next_night()
