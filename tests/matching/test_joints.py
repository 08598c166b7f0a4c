"""The joint of a cluster is where removing links, weakest first, takes it apart."""

from collections.abc import Iterable

import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from matching.joints import JOINTS, joints

Edge = tuple[int, int, float]


def _table(edges: Iterable[Edge]) -> pa.Table:
    left, right, weight = zip(*edges, strict=True) if edges else ((), (), ())
    return pa.table(
        {
            "left_id": pa.array(left, pa.int64()),
            "right_id": pa.array(right, pa.int64()),
            "match_weight": pa.array(weight, pa.float64()),
        }
    )


def _parts(records: int, edges: Iterable[Edge]) -> list[set[int]]:
    parts = [{record} for record in range(records)]
    for left, right, _ in edges:
        one, other = (next(part for part in parts if end in part) for end in (left, right))
        if one is not other:
            one |= other
            parts.remove(other)
    return parts


edges_of_a_dozen = st.lists(
    st.tuples(st.integers(0, 11), st.integers(0, 11), st.integers(1, 5).map(float)).filter(
        lambda edge: edge[0] != edge[1]
    ),
    max_size=30,
    unique_by=lambda edge: (min(edge[:2]), max(edge[:2])),
)


@given(edges_of_a_dozen)
def test_every_cluster_comes_apart_at_its_joint_and_at_nothing_weaker(edges: list[Edge]) -> None:
    parts = _parts(12, edges)
    members = pa.table({"record_id": range(12), "cluster_id": [min(p) for r in range(12) for p in parts if r in p]})

    found = joints(members, _table(edges)).to_pylist()

    assert len(found) == sum(len(part) > 1 for part in parts)
    for joint in found:
        whole = next(part for part in parts if joint["left_id"] in part)
        assert joint["left_count"] + joint["right_count"] == len(whole)
        kept = [edge for edge in edges if edge[2] >= joint["match_weight"]]
        assert whole in _parts(12, kept)
        stronger = [edge for edge in edges if edge[2] > joint["match_weight"]]
        assert whole not in _parts(12, stronger)


def test_a_chain_is_told_from_two_sides_with_several_links() -> None:
    members = pa.table({"record_id": [10, 20, 30, 40], "cluster_id": [10] * 4})
    chain = [(10, 20, 20.0), (20, 30, 3.0), (30, 40, 15.0)]

    (one,) = joints(members, _table(chain)).to_pylist()
    (several,) = joints(members, _table([*chain, (10, 30, 2.0)])).to_pylist()

    assert (one["left_id"], one["right_id"], one["left_count"], one["right_count"], one["links"]) == (20, 30, 2, 2, 1)
    assert several["links"] == 2


def test_records_alone_have_no_joint() -> None:
    members = pa.table({"record_id": [1, 2], "cluster_id": [1, 2]})
    assert joints(members, _table([])).schema.equals(JOINTS)
    assert joints(members, _table([(1, 2, 9.0)])).num_rows == 0
