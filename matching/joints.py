"""Where a cluster would come apart first: the weakest of the links that hold it together, and what lies beside it.

The strongest links that connect a cluster are its maximum spanning tree (Gower and Ross 1969: single linkage).  The
weakest link of that tree is the cluster's joint: no chain of stronger links goes past it.
"""

import numpy as np
import numpy.typing as npt
import pyarrow as pa
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components, minimum_spanning_tree

JOINTS = pa.schema(
    [
        ("left_id", pa.int64()),
        ("right_id", pa.int64()),
        ("match_weight", pa.float64()),
        ("left_count", pa.int64()),
        ("right_count", pa.int64()),
        ("links", pa.int64()),
    ]
)
"""One row a cluster of two records or more.

left_id, right_id        the two records of the joint, left_id < right_id
left_count, right_count  records on the side of each
links                    links between the two sides: with one the cluster is a chain
"""

_Ints = npt.NDArray[np.int64]
_STRONGEST = 1e6


def joints(memberships: pa.Table, links: pa.Table) -> pa.Table:
    """The joint of every cluster, as JOINTS, weakest first.

    memberships(record_id, cluster_id) and links(left_id, right_id, match_weight); links between clusters are left out.
    A decided link has an infinite weight.
    """
    ids, cluster = _members(memberships)
    low, high, weights = _inside(links, ids, cluster)
    tree = _tree(len(ids), low, high, weights)
    weakest = _weakest(tree, cluster)
    cut = np.ones(len(tree[0]), dtype=bool)
    cut[weakest] = False
    part = _components(len(ids), tree[0][cut], tree[1][cut])
    sizes = np.bincount(part)
    crossing = np.bincount(cluster[low[part[low] != part[high]]], minlength=int(cluster.max(initial=0)) + 1)
    one, other, weight = (column[weakest] for column in tree)
    left, right = np.minimum(one, other), np.maximum(one, other)
    columns = (ids[left], ids[right], weight, sizes[part[left]], sizes[part[right]], crossing[cluster[left]])
    found = pa.table(dict(zip(JOINTS.names, columns, strict=True)), schema=JOINTS)
    return found.sort_by([("match_weight", "ascending"), ("left_id", "ascending"), ("right_id", "ascending")])


def _members(memberships: pa.Table) -> tuple[_Ints, _Ints]:
    """Record ids in ascending order, and the number of each one's cluster."""
    record_ids = memberships["record_id"].to_numpy()
    order = np.argsort(record_ids)
    _, cluster = np.unique(memberships["cluster_id"].to_numpy()[order], return_inverse=True)
    return record_ids[order], cluster


def _inside(links: pa.Table, ids: _Ints, cluster: _Ints) -> tuple[_Ints, _Ints, npt.NDArray[np.float64]]:
    """The links within clusters as places in `ids`, each pair once."""
    left, right = (np.searchsorted(ids, links[name].to_numpy()) for name in ("left_id", "right_id"))
    weights = np.minimum(links["match_weight"].to_numpy().astype(np.float64), _STRONGEST)
    order = np.lexsort((-weights, np.maximum(left, right), np.minimum(left, right)))
    low, high, weights = np.minimum(left, right)[order], np.maximum(left, right)[order], weights[order]
    once = np.append(True, (low[1:] != low[:-1]) | (high[1:] != high[:-1]))[: len(low)]
    chosen = once & (cluster[low] == cluster[high])
    return low[chosen], high[chosen], weights[chosen]


def _tree(
    records: int, low: _Ints, high: _Ints, weights: npt.NDArray[np.float64]
) -> tuple[_Ints, _Ints, npt.NDArray[np.float64]]:
    """Edges and weights of the maximum spanning tree of each cluster; ties go to the earlier pair."""
    order = np.lexsort((high, low, -weights))
    ranks = np.empty(len(order), dtype=np.float64)
    ranks[order] = np.arange(1, len(order) + 1)
    found = minimum_spanning_tree(coo_array((ranks, (low, high)), shape=(records, records)).tocsr()).tocoo()
    edges = order[found.data.astype(np.int64) - 1]
    return low[edges], high[edges], weights[edges]


def _weakest(tree: tuple[_Ints, _Ints, npt.NDArray[np.float64]], cluster: _Ints) -> _Ints:
    """Of each cluster the place in the tree of its weakest edge, the last of equally weak ones."""
    low, high, weights = tree
    order = np.lexsort((-high, -low, weights, cluster[low]))
    first = np.append(True, np.diff(cluster[low[order]]) != 0)[: len(order)]
    return np.asarray(order[first], dtype=np.int64)


def _components(records: int, low: _Ints, high: _Ints) -> _Ints:
    graph = coo_array((np.ones(len(low), dtype=np.int8), (low, high)), shape=(records, records))
    return np.asarray(connected_components(graph, directed=False)[1], dtype=np.int64)
