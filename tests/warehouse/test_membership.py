"""What matching found is kept, kind by kind, and ids outlive every run."""

from pathlib import Path

import duckdb
import pyarrow as pa
import pytest

from schema.linkage import Kind
from tests.warehouse.city import deliver, home_of, identify, partition, place_tree, resident, resolve
from warehouse.load import load_batch
from warehouse.membership import Resolution, read_ledger, store

Workshop = duckdb.DuckDBPyConnection


@pytest.fixture
def people(workshop: Workshop, home: Path) -> list[int]:
    records = [resident(key, name=key) for key in "123"]
    load_batch(workshop, deliver(home, "police_hukou", 1, [*records, *home_of(records[0], "a/b/1/1")]), home)
    return sorted(record.record_id for record in records)


def test_ids_stay_when_entities_grow_and_changes_are_kept(workshop: Workshop, home: Path, people: list[int]) -> None:
    identify(workshop, home, Kind.PERSON, [[record] for record in people])
    identify(workshop, home, Kind.PERSON, [people[:2], people[2:]])
    first, second, third = (f"P{record:016x}" for record in people)
    assert _members(workshop) == [(people[0], first), (people[1], first), (people[2], third)]
    query = "SELECT change, entity_id, other_id, release_number FROM entity_change WHERE change = 'merged'"
    assert workshop.execute(query).fetchall() == [("merged", second, first, 1)]


def test_only_what_is_new_is_written_to_the_ledger(workshop: Workshop, home: Path, people: list[int]) -> None:
    identify(workshop, home, Kind.PERSON, [[record] for record in people])
    identify(workshop, home, Kind.PERSON, [people])
    assert workshop.execute("SELECT count(*) FROM ledger_news").fetchall() == [(2,)]
    ledger = read_ledger(workshop, Kind.PERSON)
    assert ledger["record_id"].to_pylist() == people
    assert set(ledger["entity_id"].to_pylist()) == {f"P{people[0]:016x}"}


def test_a_record_that_is_gone_keeps_its_line_in_the_ledger(workshop: Workshop, home: Path, people: list[int]) -> None:
    identify(workshop, home, Kind.PERSON, [[record] for record in people])
    identify(workshop, home, Kind.PERSON, [[record] for record in people[1:]])
    assert read_ledger(workshop, Kind.PERSON)["record_id"].to_pylist() == people
    assert len(_members(workshop)) == 2


def test_kinds_do_not_disturb_each_other(workshop: Workshop, home: Path, people: list[int]) -> None:
    resolve(workshop, home)
    before = workshop.execute("FROM address_membership").fetchall()
    identify(workshop, home, Kind.PERSON, [people])
    assert workshop.execute("FROM address_membership").fetchall() == before
    assert read_ledger(workshop, Kind.ADDRESS).num_rows == 1


def test_pairs_worth_a_look_are_kept_and_clear_ones_are_not(workshop: Workshop, home: Path, people: list[int]) -> None:
    identify(workshop, home, Kind.PERSON, [[record] for record in people])
    pairs = pa.table(
        {
            "left_id": people[:1] * 3,
            "right_id": [*people[1:], 9],
            "rule": ["name", "name", "phone"],
            "match_weight": [9.0, 1.0, -7.0],
            "judgement": pa.array(["link", "unsure", "no_link"]).dictionary_encode(),
            "levels": pa.array([[2, 1], [1, 0], [0, 0]], pa.large_list(pa.int8())),
        }
    )
    cuts = pa.table({"left_id": people[:1], "right_id": people[1:2], "match_weight": [3.5], "reason": ["two ids"]})
    alone = zip(*((record, record, None, "alone") for record in people), strict=True)
    names = ("record_id", "cluster_id", "match_weight", "match_rule")
    resolution = Resolution(
        Kind.PERSON,
        pa.table(dict(zip(names, alone, strict=True))),
        read_ledger(workshop, Kind.PERSON),
        pa.table({name: pa.array([], pa.string()) for name in ("kind", "change", "entity_id", "other_id")}),
        pairs,
        cuts,
    )
    for _ in range(2):
        store(workshop, resolution, 1)
    assert workshop.execute("SELECT right_id, judgement, levels FROM pair ORDER BY match_weight DESC").fetchall() == [
        (people[1], "link", [2, 1]),
        (people[2], "unsure", [1, 0]),
    ]
    assert workshop.execute("SELECT kind, match_weight, reason FROM cut").fetchall() == [("person", 3.5, "two ids")]


def test_places_get_their_cluster_s_id_and_their_parents(workshop: Workshop, home: Path, people: list[int]) -> None:
    clusters = partition(workshop, "address_record", "address_text")
    for _ in range(2):
        identify(workshop, home, Kind.ADDRESS, clusters, place_tree(workshop))
    query = """
        SELECT child.level, parent.level
        FROM place AS child LEFT JOIN place AS parent ON parent.address_id = child.parent_address_id
    """
    assert sorted(workshop.execute(query).fetchall(), key=str) == [
        ("community", "street"),
        ("number", "community"),
        ("room", "number"),
        ("street", None),
    ]
    ((room,),) = workshop.execute("SELECT address_id FROM place WHERE level = 'room'").fetchall()
    assert room == f"A{clusters[0][0]:016x}"


def test_a_failed_store_leaves_everything_as_it_was(workshop: Workshop, home: Path, people: list[int]) -> None:
    identify(workshop, home, Kind.PERSON, [people])
    before = _members(workshop)
    members = pa.table({"record_id": [1], "cluster_id": [1], "match_weight": [None], "match_rule": ["alone"]})
    empty = read_ledger(workshop, Kind.PERSON).slice(0, 0)
    changes = pa.table({name: pa.array([], pa.string()) for name in ("change", "entity_id", "other_id")})
    with pytest.raises(duckdb.ConstraintException):
        store(workshop, Resolution(Kind.PERSON, members, empty, changes), 1)
    assert _members(workshop) == before


def _members(workshop: Workshop) -> list[tuple[int, str]]:
    return workshop.execute("SELECT record_id, entity_id FROM person_membership ORDER BY ALL").fetchall()
