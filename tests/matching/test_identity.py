"""Entity ids stay over re-runs, new records, merges and splits, and are never given to others."""

import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st

from matching.identity import Identified, assign
from matching.ledger import LEDGER
from schema.linkage import Kind


def run(clusters: dict[int, int], before: Identified | None = None, night: int = 1) -> Identified:
    members = pa.table(
        {
            "record_id": pa.array(list(clusters), pa.int64()),
            "cluster_id": pa.array(list(clusters.values()), pa.int64()),
        }
    )
    return assign(members, before.ledger if before else None, Kind.PERSON, run=night)


def ids(found: Identified) -> dict[int, str]:
    return {row["record_id"]: row["entity_id"] for row in found.assignments.to_pylist()}


def changes(found: Identified) -> list[tuple[str, str, str | None]]:
    return [(row["change"], row["entity_id"], row["other_id"]) for row in found.changes.to_pylist()]


ONE, THREE = "P0000000000000001", "P0000000000000003"


def test_an_id_is_the_smallest_record_at_creation() -> None:
    found = run({2: 1, 1: 1, 3: 3})

    assert ids(found) == {1: ONE, 2: ONE, 3: THREE}
    assert changes(found) == [("created", ONE, None), ("created", THREE, None)]
    assert found.ledger.schema == LEDGER


def test_a_first_run_of_a_city_names_every_entity() -> None:
    records = range(1, 70_000)
    members = pa.table({"record_id": pa.array(records, pa.int64()), "cluster_id": pa.array(records, pa.int64())})

    found = assign(members, None, Kind.PERSON, run=1)

    assert found.assignments["entity_id"].to_pylist() == [f"P{number:016x}" for number in records]


def test_a_second_run_changes_nothing() -> None:
    first = run({1: 1, 2: 1, 3: 3})
    again = run({1: 1, 2: 1, 3: 3}, first, 2)

    assert ids(again) == ids(first)
    assert changes(again) == []
    assert again.ledger.equals(first.ledger)


def test_a_smaller_record_that_joins_does_not_rename_the_entity() -> None:
    found = run({0: 0, 3: 0}, run({3: 3}), 2)

    assert ids(found) == {0: THREE, 3: THREE}
    assert changes(found) == []


def test_a_merge_keeps_the_older_id_and_forwards_the_other() -> None:
    older = run({3: 3}, night=1)
    both = run({3: 3, 1: 1}, older, night=2)

    merged = run({3: 1, 1: 1}, both, night=3)

    assert ids(merged) == {1: THREE, 3: THREE}
    assert changes(merged) == [("merged", ONE, THREE)]


def test_of_two_entities_of_one_run_the_smaller_id_is_older() -> None:
    merged = run({1: 1, 3: 1}, run({1: 1, 3: 3}), 2)

    assert changes(merged) == [("merged", THREE, ONE)]


def test_undoing_a_merge_brings_the_old_id_back() -> None:
    first = run({1: 1, 2: 1, 3: 3, 4: 3})
    merged = run({1: 1, 2: 1, 3: 1, 4: 1}, first, 2)

    undone = run({1: 1, 2: 1, 3: 3, 4: 3}, merged, 3)

    assert ids(undone) == ids(first)
    assert changes(undone) == [("split", THREE, ONE)]


def test_of_a_split_the_larger_part_keeps_the_id() -> None:
    found = run({1: 1, 2: 2, 3: 2}, run({1: 1, 2: 1, 3: 1}), 2)

    assert ids(found)[2] == ids(found)[3] == ONE
    assert ids(found)[1] != ONE
    assert changes(found) == [("split", ids(found)[1], ONE)]


def test_of_equal_parts_the_one_with_the_smallest_record_keeps_it() -> None:
    found = run({1: 1, 2: 2}, run({1: 1, 2: 1}), 2)

    assert ids(found)[1] == ONE
    assert ids(found)[2] != ONE


def test_an_entity_without_records_retires_once_and_can_return() -> None:
    first = run({1: 1, 3: 3})
    gone = run({1: 1}, first, 2)
    still_gone = run({1: 1}, gone, 3)
    back = run({1: 1, 3: 3}, still_gone, 4)

    assert changes(gone) == [("retired", THREE, None)]
    assert changes(still_gone) == []
    assert changes(back) == [("created", THREE, None)]
    assert ids(back) == ids(first)


def test_records_that_are_gone_follow_their_entity_into_a_merge() -> None:
    merged = run({1: 1, 4: 1}, run({1: 1, 3: 3, 4: 3}), 2)

    assert ids(run({1: 1, 3: 1, 4: 1}, merged, 3)) == {1: ONE, 3: ONE, 4: ONE}
    assert changes(run({1: 1, 3: 3, 4: 1}, merged, 3)) == [("split", THREE, ONE)]


def test_a_ledger_of_two_columns_is_enough() -> None:
    ledger = pa.table({"record_id": pa.array([1, 3], pa.int64()), "entity_id": ["Px", "Py"]})
    members = pa.table({"record_id": pa.array([1, 2], pa.int64()), "cluster_id": pa.array([1, 1], pa.int64())})

    found = assign(members, ledger, Kind.PERSON)

    assert ids(found) == {1: "Px", 2: "Px"}
    assert changes(found) == []


def test_other_kinds_in_the_ledger_are_left_alone() -> None:
    first = run({1: 1})
    members = pa.table({"record_id": pa.array([1], pa.int64()), "cluster_id": pa.array([1], pa.int64())})

    found = assign(members, first.ledger, Kind.ADDRESS)

    assert ids(found) == {1: "A0000000000000001"}
    assert found.ledger["kind"].to_pylist() == ["address"]


NIGHTS = st.lists(
    st.dictionaries(st.integers(0, 12), st.integers(0, 4), max_size=10).map(
        lambda labels: {record: min(r for r in labels if labels[r] == label) for record, label in labels.items()}
    ),
    min_size=1,
    max_size=6,
)


@settings(max_examples=60, deadline=None)
@given(NIGHTS, st.randoms(use_true_random=False))
def test_over_any_nights_ids_are_a_partition_that_no_order_changes(
    nights: list[dict[int, int]], random: "st.Random"
) -> None:
    one = other = None
    for night, clusters in enumerate(nights):
        shuffled = list(clusters.items())
        random.shuffle(shuffled)
        one, other = run(clusters, one, night), run(dict(shuffled), other, night)
        assert one.assignments.equals(other.assignments)
        assert one.changes.equals(other.changes)
        assert one.ledger.equals(other.ledger)
        found = ids(one)
        assert {(a, b) for a in found for b in found if found[a] == found[b]} == {
            (a, b) for a in found for b in found if clusters[a] == clusters[b]
        }


@settings(max_examples=60, deadline=None)
@given(NIGHTS)
def test_changes_tell_the_whole_story(nights: list[dict[int, int]]) -> None:
    before, living = None, set()
    for night, clusters in enumerate(nights):
        before = run(clusters, before, night)
        for change in before.changes.to_pylist():
            if change["change"] in ("created", "split"):
                living.add(change["entity_id"])
            else:
                # an entity whose records had gone can still be merged when they come back elsewhere
                living.discard(change["entity_id"])
        assert living == set(ids(before).values())
