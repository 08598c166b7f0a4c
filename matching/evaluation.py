"""How well clusters agree with the truth: pairs, records, whole entities; and which blocking rule reaches what.

Everything is counted from the sizes of the overlaps of clusters and entities; no pair is ever listed.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from matching.blocking import BlockingRule, candidates
from matching.columns import Table, encode
from matching.engine import CHUNK

_Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Quality:
    """Agreement of found clusters with true entities over the records that both know.

    `precision`, `recall` and `f1` are of pairs of records; `bcubed_*` of records (Bagga and Baldwin 1998); `exact` is
    the share of true entities that are a cluster with no record more or less.
    """

    records: int
    entities: int
    clusters: int
    true_pairs: int
    found_pairs: int
    right_pairs: int
    bcubed_precision: float
    bcubed_recall: float
    exact: float

    @property
    def precision(self) -> float:
        return _share(self.right_pairs, self.found_pairs)

    @property
    def recall(self) -> float:
        return _share(self.right_pairs, self.true_pairs)

    @property
    def f1(self) -> float:
        return _share(2 * self.right_pairs, self.true_pairs + self.found_pairs)

    @property
    def bcubed_f1(self) -> float:
        both = self.bcubed_precision + self.bcubed_recall
        return 2 * self.bcubed_precision * self.bcubed_recall / both if both else 0.0


def evaluate(memberships: pa.Table, truth: pa.Table) -> Quality:
    """Compare memberships(record_id, cluster_id) with truth(record_id, entity); other records are left out."""
    _, found, true = _joined(memberships, truth)
    cells, overlap = np.unique(found * np.int64(true.max(initial=0) + 1) + true, return_counts=True)
    of_cluster, of_entity = np.bincount(found), np.bincount(true)
    width = np.int64(true.max(initial=0) + 1)
    cluster, entity = of_cluster[cells // width], of_entity[cells % width]
    return Quality(
        records=len(found),
        entities=len(of_entity),
        clusters=len(of_cluster),
        true_pairs=_pairs(of_entity),
        found_pairs=_pairs(of_cluster),
        right_pairs=_pairs(overlap),
        bcubed_precision=_share(float((overlap * overlap / cluster).sum()), len(found)),
        bcubed_recall=_share(float((overlap * overlap / entity).sum()), len(found)),
        exact=_share(int(((overlap == cluster) & (overlap == entity)).sum()), len(of_entity)),
    )


def of_records(memberships: pa.Table, truth: pa.Table) -> pa.Table:
    """record_id, precision, recall: of each record the shares of its cluster and of its entity that agree (B-cubed)."""
    record_ids, found, true = _joined(memberships, truth)
    width = np.int64(true.max(initial=0) + 1)
    _, cell, overlap = np.unique(found * width + true, return_inverse=True, return_counts=True)
    of_cluster, of_entity = np.bincount(found), np.bincount(true)
    shares = {"precision": overlap[cell] / of_cluster[found], "recall": overlap[cell] / of_entity[true]}
    return pa.table({"record_id": record_ids, **shares})


def _joined(memberships: pa.Table, truth: pa.Table) -> tuple[_Ints, _Ints, _Ints]:
    """Of the records that both know: the ids, and the numbers of cluster and entity."""
    joined = memberships.select(["record_id", "cluster_id"]).join(
        truth.select(["record_id", "entity"]), "record_id", join_type="inner"
    )
    return joined["record_id"].to_numpy(), _codes(joined["cluster_id"]), _codes(joined["entity"])


def blocking_recall(rules: Sequence[BlockingRule], table: Table, truth: pa.Table) -> pa.Table:
    """What share of the true pairs each rule brings, alone and together with the rules before it.

    Columns rule, pairs (true pairs that no earlier rule brings), added (their share of all true pairs), recall (so
    far).  A chain counts with all pairs it stands for.
    """
    entity = entities_of(table, truth)
    total = _pairs(np.bincount(entity[entity >= 0]))
    brought = np.zeros(len(rules), dtype=np.int64)
    for low, high, rule in candidates([replace(rule, chain=False) for rule in rules], table).chunks(CHUNK):
        right = (entity[low] == entity[high]) & (entity[low] >= 0)
        brought += np.bincount(rule[right], minlength=len(rules))
    added = brought / max(total, 1)
    names = [rule.name for rule in rules]
    return pa.table({"rule": names, "pairs": brought, "added": added, "recall": added.cumsum()})


def entities_of(table: Table, truth: pa.Table) -> _Ints:
    """The number of each row's entity; -1 where the truth does not know the record."""
    known = truth["record_id"].to_numpy()
    order = np.argsort(known)
    place = np.minimum(np.searchsorted(known[order], table.record_ids), max(len(known) - 1, 0))
    codes = _codes(truth["entity"])[order]
    return np.where(known[order][place] == table.record_ids, codes[place], -1)


def _codes(column: pa.ChunkedArray) -> _Ints:
    return encode(column).codes.astype(np.int64)


def _pairs(sizes: _Ints) -> int:
    return int((sizes * (sizes - 1) // 2).sum())


def _share(part: float, whole: float) -> float:
    """1 where there is nothing to be right about."""
    return part / whole if whole else 1.0
