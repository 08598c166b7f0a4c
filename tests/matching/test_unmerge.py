"""A merge that is taken back leaves no trace in assignments and ledger, however old, large or split its parts are."""

import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from matching.identity import assign
from matching.unmerge import RESTORED, revived, told_as_splits
from schema.linkage import Kind


def _members(clusters: list[int]) -> pa.Table:
    return pa.table({"record_id": range(1, len(clusters) + 1), "cluster_id": pa.array(clusters, pa.int64())})


def _restored(before: pa.Table, after: pa.Table, gone: set[str]) -> pa.Table:
    now = dict(zip(after["record_id"].to_pylist(), after["entity_id"].to_pylist(), strict=True))
    rows = [
        {name: row[name] for name in ("record_id", "entity_id", "since")} | {"from_id": now[row["record_id"]]}
        for row in before.to_pylist()
        if row["entity_id"] in gone
    ]
    return pa.Table.from_pylist(rows, schema=RESTORED)


partitions = st.lists(st.integers(1, 4), min_size=2, max_size=9)


@given(partitions, partitions, st.data())
def test_taking_a_merge_back_restores_records_ids_and_ages(
    first: list[int], second: list[int], data: st.DataObject
) -> None:
    size = min(len(first), len(second))
    history = [assign(_members(first[:size]), None, Kind.PERSON, run=1)]
    history.append(assign(_members(second[:size]), history[-1].ledger, Kind.PERSON, run=2))
    before = history[-1].ledger
    labels = sorted(set(second[:size]))
    joined = data.draw(st.sets(st.sampled_from(labels), min_size=1))
    merged = [min(joined) if label in joined else label for label in second[:size]]
    after = assign(_members(merged), before, Kind.PERSON, run=3)
    gone = {row["entity_id"] for row in after.changes.to_pylist() if row["change"] == "merged"}

    restored = _restored(before, after.ledger, gone)
    again = told_as_splits(
        assign(_members(second[:size]), revived(after.ledger, restored), Kind.PERSON, run=4), restored
    )

    assert again.ledger.sort_by("record_id").equals(before.sort_by("record_id"))
    assert {row["entity_id"] for row in again.changes.to_pylist()} == gone
    assert {row["change"] for row in again.changes.to_pylist()} <= {"split"}


def test_where_nothing_is_to_be_restored_nothing_changes() -> None:
    found = assign(_members([1, 1, 3]), None, Kind.PERSON, run=1)
    nothing = RESTORED.empty_table()
    assert revived(found.ledger, nothing) is found.ledger
    assert told_as_splits(found, nothing) is found
