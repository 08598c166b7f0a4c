"""Naming and keeping only what a night touched gives what naming and keeping everything gives."""

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from matching.identity import assign
from schema.linkage import Kind
from warehouse import membership, renewal
from warehouse.membership import Resolution
from warehouse.renewal import Renewal
from warehouse.workshop import open_workshop

Clusters = dict[int, int]
"""Record id → the smallest record of its cluster."""

Workshop = duckdb.DuckDBPyConnection
_TABLES = ("person_membership", "ledger", "entity_change", "pair", "cut")


@pytest.fixture
def workshops(tmp_path: Path) -> Iterator[list[Workshop]]:
    """Two, opened once for all examples."""
    opened = [open_workshop(tmp_path / name) for name in ("whole", "part")]
    yield opened
    for connection in opened:
        connection.close()


@st.composite
def runs(draw: st.DrawFn) -> list[Clusters]:
    """Some records in some clusters, run after run, some of them as they were."""
    found: list[Clusters] = []
    labels: dict[int, int] = {}
    for _ in range(draw(st.integers(2, 5))):
        for record in draw(st.sets(st.integers(1, 9), max_size=4)):
            labels[record] = draw(st.integers(0, 4))
            if draw(st.integers(0, 3)) == 0:
                del labels[record]
        members = {label: [record for record, other in labels.items() if other == label] for label in labels.values()}
        found.append({record: min(members[label]) for record, label in labels.items()})
    return found


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(runs())
def test_a_part_is_named_as_the_whole_would_be(workshops: list[Workshop], found: list[Clusters]) -> None:
    whole, part = workshops
    for connection in workshops:
        for name in _TABLES:
            connection.execute(f"DELETE FROM {name}")
    before: Clusters = {}
    for number, clusters in enumerate(found, start=1):
        _store(whole, clusters, number)
        if number == 1:
            _store(part, clusters, number)
        else:
            _renew(part, clusters, _touched(before, clusters), number)
        assert _contents(part) == _contents(whole)
        before = clusters


def _touched(before: Clusters, after: Clusters) -> list[int]:
    """The records of all clusters that are not what they were."""
    sides = [
        {frozenset(record for record in run if run[record] == name) for name in run.values()} for run in (before, after)
    ]
    return sorted({record for cluster in sides[0] ^ sides[1] for record in cluster})


def _store(connection: Workshop, clusters: Clusters, number: int) -> None:
    members = _members(clusters)
    named = assign(members, membership.read_ledger(connection, Kind.PERSON), Kind.PERSON, run=number)
    resolution = Resolution(Kind.PERSON, members, named.ledger, named.changes, _pairs(clusters), _cuts(clusters))
    membership.store(connection, resolution, number)


def _renew(connection: Workshop, clusters: Clusters, touched: list[int], number: int) -> None:
    records = pa.table({"record_id": pa.array(touched, pa.int64())})
    part = {record: name for record, name in clusters.items() if record in touched}
    concerned = renewal.concerned(connection, Kind.PERSON, records)
    members = pa.concat_tables([_members(part).select(["record_id", "cluster_id"]), concerned.beside])
    named = assign(members, concerned.ledger, Kind.PERSON, run=number)
    kept = connection.execute("SELECT left_id, right_id FROM pair").to_arrow_table()
    dropped = kept.filter(pa.compute.is_in(kept["left_id"], pa.array(touched, pa.int64())))
    renewed = Renewal(
        Kind.PERSON, records, _members(part), named.ledger, named.changes, _pairs(part), dropped, _cuts(part)
    )
    renewal.renew(connection, renewed, number)


def _members(clusters: Clusters) -> pa.Table:
    return pa.table(
        {
            "record_id": pa.array(list(clusters), pa.int64()),
            "cluster_id": pa.array(list(clusters.values()), pa.int64()),
            "match_weight": pa.nulls(len(clusters), pa.float64()),
            "match_rule": pa.array(["alone"] * len(clusters), pa.string()),
        }
    )


def _pairs(clusters: Clusters) -> pa.Table:
    """Every record with the first one of its cluster."""
    ends = [(first, record) for record, first in clusters.items() if record != first]
    return pa.table(
        {
            "left_id": pa.array([first for first, _ in ends], pa.int64()),
            "right_id": pa.array([record for _, record in ends], pa.int64()),
            "rule": pa.array(["name"] * len(ends), pa.string()),
            "match_weight": pa.array([9.0] * len(ends), pa.float64()),
            "judgement": pa.array(["link"] * len(ends), pa.string()),
            "levels": pa.array([[1]] * len(ends), pa.list_(pa.int8())),
        }
    )


def _cuts(clusters: Clusters) -> pa.Table:
    pairs = _pairs(clusters)
    reasons = pa.array(["two ids"] * pairs.num_rows, pa.string())
    return pairs.select(["left_id", "right_id", "match_weight"]).append_column("reason", reasons)


def _contents(connection: Workshop) -> dict[str, list[tuple[object, ...]]]:
    return {name: sorted(connection.execute(f"SELECT * FROM {name}").fetchall(), key=str) for name in _TABLES}
