"""A night names the same entities as a full rebuild: the same ids, the same changes, whatever happened before."""

import duckdb
import pyarrow as pa
from hypothesis import given, settings

from matching import identity
from matching.engine import Linkage
from matching.nights import linking
from matching.nights.changes import Records
from matching.nights.index import Index
from matching.nights.night import NightLinkage
from pipelines.resolution import named_anew
from schema.linkage import Kind
from schema.tables import WORKSHOP
from tests.matching.test_nights import Rows, nights
from tests.matching.toy import TOY, toy_table
from warehouse import membership, renewal
from warehouse.ddl import create_script
from warehouse.membership import Resolution

_TABLES = ("ledger", "person_membership", "pair", "cut", "entity_change", "merged_record")


class Hub:
    """A workshop with nothing in it but what matching keeps."""

    def __init__(self) -> None:
        self.connection = duckdb.connect()
        self.connection.execute(create_script(WORKSHOP))
        self.index: Index | None = None

    def empty(self) -> None:
        self.index = None
        for table in _TABLES:
            self.connection.execute(f"DELETE FROM {table}")

    def run(self, rows: Rows, decisions: pa.Table, number: int, *, full: bool) -> bool:
        """Whether it was a night."""
        self.connection.register("toys", toy_table(list(rows), list(map(dict, rows.values()))))
        records = Records(self.connection, self.connection.table("toys"))
        linked = linking.link(records, TOY, index=None if full else self.index, decisions=decisions)
        self.index = linked.index
        if isinstance(linked.found, Linkage):
            self._store(linked.found, number)
            return False
        self._renew(linked.found, number)
        return True

    def _store(self, found: Linkage, number: int) -> None:
        ledger = membership.read_ledger(self.connection, Kind.PERSON)
        named = identity.assign(found.memberships, ledger, Kind.PERSON, run=number)
        kept = Resolution(Kind.PERSON, found.memberships, named.ledger, named.changes, found.pairs, found.cuts)
        membership.store(self.connection, kept, number)

    def _renew(self, found: NightLinkage, number: int) -> None:
        def name(members: pa.Table, ledger: pa.Table) -> identity.Identified:
            return identity.assign(members, ledger, Kind.PERSON, run=number)

        renewal.renew(self.connection, named_anew(self.connection, Kind.PERSON, found, name), number)

    def said(self) -> list[list[tuple[object, ...]]]:
        """Everything that is kept, in some order of rows."""
        return [self.connection.execute(f"FROM {table} ORDER BY ALL").fetchall() for table in _TABLES]


NIGHTLY, ANEW = Hub(), Hub()


@settings(max_examples=4, deadline=None)
@given(nights())
def test_nights_name_as_full_rebuilds_do(found: list[tuple[Rows, pa.Table]]) -> None:
    NIGHTLY.empty()
    ANEW.empty()
    for number, (rows, decisions) in enumerate(found, start=1):
        NIGHTLY.run(rows, decisions, number, full=False)
        ANEW.run(rows, decisions, number, full=True)
        assert NIGHTLY.said() == ANEW.said()
