"""The engine's results as Arrow tables."""

from collections.abc import Sequence
from dataclasses import dataclass, fields

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from matching.blocking import RuleCensus
from matching.clustering import DECISION, Clusters, Cut
from matching.columns import Flags, Rows
from matching.comparison import Levels
from matching.fellegi_sunter import JUDGEMENTS

ALONE = "alone"

_IDS = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Kept:
    """Scored pairs worth keeping; `rule[p]` numbers the blocking rule, `levels[c, p]` the level of comparison c."""

    low: Rows
    high: Rows
    rule: npt.NDArray[np.int8]
    weights: npt.NDArray[np.float64]
    judged: npt.NDArray[np.int8]
    levels: Levels

    def where(self, chosen: Flags) -> "Kept":
        """Only the chosen pairs."""
        return Kept(*(getattr(self, part.name)[..., chosen] for part in fields(Kept)))


def join(parts: Sequence[Kept], comparisons: int) -> Kept:
    """All parts in ascending order of their pairs."""
    if not parts:
        rows, small = np.zeros(0, np.int32), np.zeros(0, np.int8)
        return Kept(rows, rows, small, np.zeros(0), small, np.zeros((comparisons, 0), np.int8))
    low, high, rule, weights, judged, levels = (
        np.concatenate([getattr(part, name.name) for part in parts], axis=-1) for name in fields(Kept)
    )
    order = np.lexsort((high, low))
    return Kept(low[order], high[order], rule[order], weights[order], judged[order], levels[:, order])


def pairs_table(kept: Kept, rules: Sequence[str], record_ids: _IDS) -> pa.Table:
    count, width = len(kept.low), kept.levels.shape[0]
    offsets = pa.array(np.arange(count + 1, dtype=np.int64) * width, pa.int64())
    levels = pa.LargeListArray.from_arrays(offsets, pa.array(np.ascontiguousarray(kept.levels.T).ravel()))
    return pa.table(
        {
            "left_id": record_ids[kept.low],
            "right_id": record_ids[kept.high],
            "rule": _words(kept.rule, rules),
            "match_weight": kept.weights,
            "judgement": _words(kept.judged, [judgement.value for judgement in JUDGEMENTS]),
            "levels": levels,
        }
    )


def _words(codes: npt.NDArray[np.int8], words: Sequence[str]) -> pa.Array:
    return pa.DictionaryArray.from_arrays(pa.array(codes, pa.int8()), pa.array(words, pa.string()))


def memberships_table(
    clusters: Clusters, links: Kept, decided: tuple[Rows, Rows], rules: Sequence[str], record_ids: _IDS
) -> pa.Table:
    """Each record's cluster with the strongest link that holds it there; a decision is stronger than any weight."""
    labels = clusters.labels
    low, high = np.concatenate((links.low, decided[0])), np.concatenate((links.high, decided[1]))
    weights = np.concatenate((links.weights, np.full(len(decided[0]), np.inf)))
    rule = np.concatenate((links.rule, np.full(len(decided[0]), len(rules), dtype=np.int8)))
    inside = labels[low] == labels[high]
    ends = np.concatenate((low[inside], high[inside]))
    weights, rule = np.tile(weights[inside], 2), np.tile(rule[inside], 2)
    order = np.lexsort((rule, -weights, ends))
    rows, first = np.unique(ends[order], return_index=True)
    weight = np.full(len(labels), np.nan)
    word = np.full(len(labels), len(rules) + 1, dtype=np.int8)
    weight[rows], word[rows] = weights[order][first], rule[order][first]
    return pa.table(
        {
            "record_id": record_ids,
            "cluster_id": record_ids[labels],
            "match_weight": pa.array(weight, mask=~np.isfinite(weight)),
            "match_rule": _words(word, [*rules, DECISION, ALONE]),
        }
    )


def cuts_table(cuts: Sequence[Cut], record_ids: _IDS) -> pa.Table:
    ordered = sorted(cuts, key=lambda cut: (cut.low, cut.high))
    return pa.table(
        {
            "left_id": pa.array([int(record_ids[cut.low]) for cut in ordered], pa.int64()),
            "right_id": pa.array([int(record_ids[cut.high]) for cut in ordered], pa.int64()),
            "match_weight": pa.array([cut.weight for cut in ordered], pa.float64()),
            "reason": pa.array([cut.reason for cut in ordered], pa.string()),
        }
    )


def census_table(censuses: Sequence[RuleCensus], counts: npt.NDArray[np.int64]) -> pa.Table:
    """`counts[r]` holds compared pairs, links and doubtful pairs of rule r."""
    columns = {field.name: [getattr(census, field.name) for census in censuses] for field in fields(RuleCensus)}
    for position, name in enumerate(("compared", "links", "doubtful")):
        columns[name] = counts[:, position].tolist()
    return pa.table(columns)
