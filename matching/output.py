"""The engine's results as Arrow tables."""

from collections.abc import Sequence
from dataclasses import dataclass, fields

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from matching.blocking import RuleCensus
from matching.clustering import DECISION, Clusters, Cut
from matching.columns import Flags, Floats, Rows
from matching.comparison import Levels
from matching.fellegi_sunter import JUDGEMENTS, RESOLUTION

ALONE = "alone"

_RULE_BITS, _LAST_RULE = 8, 255
_ALONE, _DECIDED = np.iinfo(np.int64).min, np.iinfo(np.int64).max

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
    """All parts, which come in ascending order of their pairs."""
    if not parts:
        rows, small = np.zeros(0, np.int32), np.zeros(0, np.int8)
        return Kept(rows, rows, small, np.zeros(0), small, np.zeros((comparisons, 0), np.int8))
    return Kept(*(np.concatenate([getattr(part, name.name) for part in parts], axis=-1) for name in fields(Kept)))


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
    strongest = np.full(len(labels), _ALONE, dtype=np.int64)
    for low, high, strength in (
        (links.low, links.high, _strength(links.weights, links.rule)),
        (*decided, np.full(len(decided[0]), _DECIDED)),
    ):
        inside = labels[low] == labels[high]
        for end in (low[inside], high[inside]):
            np.maximum.at(strongest, end, strength[inside])
    weighed = (strongest > _ALONE) & (strongest < _DECIDED)
    word = np.where(strongest == _DECIDED, len(rules), len(rules) + 1)
    word[weighed] = _LAST_RULE - (strongest[weighed] & _LAST_RULE)
    weight = (strongest >> _RULE_BITS) / RESOLUTION
    return pa.table(
        {
            "record_id": record_ids,
            "cluster_id": record_ids[labels],
            "match_weight": pa.array(weight, mask=~weighed),
            "match_rule": _words(word.astype(np.int8), [*rules, DECISION, ALONE]),
        }
    )


def _strength(weights: Floats, rule: npt.NDArray[np.int8]) -> _IDS:
    """The weight, and behind it the earlier rule as the stronger, as one number."""
    return np.rint(weights * RESOLUTION).astype(np.int64) << _RULE_BITS | (_LAST_RULE - rule.astype(np.int64))


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
