"""Two sets of weights for one model on the same records: which pairs and which clusters would change."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from matching.columns import Ints, Table
from matching.conditions import Pairs
from matching.fellegi_sunter import JUDGEMENTS, LINK, NO_LINK, UNSURE, measured, score
from matching.model import LinkageModel, Thresholds
from matching.sweep import Scores, clusters_at, scores
from schema.linkage import Judgement

_Judged = npt.NDArray[np.int8]


@dataclass(frozen=True)
class Difference:
    """What the second model makes of the records otherwise than the first."""

    pairs: dict[tuple[Judgement, Judgement], int]
    """(before, after) → candidate pairs, where they differ."""
    merged: int
    """Clusters of the first that come together with others."""
    split: int
    """Clusters of the first that come apart."""
    clusters: tuple[int, int]
    """How many there are, before and after."""
    examples: list[tuple[int, int]]
    """Record ids of pairs whose judgement and cluster change, those first whose odds change most."""
    labels: tuple[Ints, Ints]
    """For each row of the table the smallest record id of its cluster, before and after."""


def difference(before: LinkageModel, after: LinkageModel, table: Table, examples: int) -> Difference:
    """Score and cluster with both; decisions are left out, they hold under any weights."""
    first, second = scores(before, table), scores(after, table)
    judged = _judged(first, before.thresholds), _judged(second, after.thresholds)
    labels = (
        clusters_at(before, table, first, before.thresholds.link),
        clusters_at(after, table, second, after.thresholds.link),
    )
    counts = len(np.unique(labels[0])), len(np.unique(labels[1]))
    return Difference(
        _crossed(*judged),
        merged=_in_several(labels[1], labels[0]),
        split=_broken(labels[0], labels[1]),
        clusters=counts,
        examples=_examples(table, first, second, judged, labels, examples),
        labels=labels,
    )


def odds_of(model: LinkageModel, table: Table, pairs: Sequence[tuple[int, int]]) -> npt.NDArray[np.float64]:
    """Posterior log2 odds of pairs of record ids: minus infinity where excluded, NaN where one is not there."""
    ids = np.array(pairs, dtype=np.int64).reshape(-1, 2)
    place = np.minimum(np.searchsorted(table.record_ids, ids), max(len(table) - 1, 0))
    known = (table.record_ids[place] == ids).all(axis=1) if len(table) else np.zeros(len(ids), dtype=bool)
    rows = np.sort(place[known], axis=1).astype(np.int32)
    yardstick, frequency = measured(model, table)
    scored = score(model, Pairs(table, rows[:, 0], rows[:, 1]), frequency)
    odds = np.full(len(ids), np.nan)
    odds[known] = np.where(scored.excluded >= 0, -np.inf, scored.weights + yardstick.prior)
    return odds


def _judged(found: Scores, thresholds: Thresholds) -> _Judged:
    return np.where(found.odds >= thresholds.link, LINK, np.where(found.odds >= thresholds.unsure, UNSURE, NO_LINK))


def _crossed(before: _Judged, after: _Judged) -> dict[tuple[Judgement, Judgement], int]:
    pairs, counts = np.unique(np.stack((before, after)), axis=1, return_counts=True)
    return {
        (JUDGEMENTS[one], JUDGEMENTS[other]): int(count)
        for one, other, count in zip(*pairs.tolist(), counts.tolist(), strict=True)
        if one != other
    }


def _broken(whole: Ints, parts: Ints) -> int:
    """Clusters of `whole` whose rows lie in several of `parts`."""
    pairs = np.unique(np.stack((whole, parts)), axis=1)
    return int((np.unique(pairs[0], return_counts=True)[1] > 1).sum())


def _in_several(whole: Ints, parts: Ints) -> int:
    """Clusters of `parts` that share a cluster of `whole` with others."""
    pairs = np.unique(np.stack((whole, parts)), axis=1)
    counts = np.unique(pairs[0], return_counts=True)[1]
    return int(counts[counts > 1].sum())


def _examples(
    table: Table,
    first: Scores,
    second: Scores,
    judged: tuple[_Judged, _Judged],
    labels: tuple[Ints, Ints],
    wanted: int,
) -> list[tuple[int, int]]:
    together = [label[first.low] == label[first.high] for label in labels]
    rows = np.flatnonzero((judged[0] != judged[1]) & (together[0] != together[1]))
    step = np.abs(np.clip(second.odds[rows], -60, 60) - np.clip(first.odds[rows], -60, 60))
    chosen = rows[np.lexsort((rows, -step))[:wanted]]
    ids = table.record_ids
    return list(zip(ids[first.low[chosen]].tolist(), ids[first.high[chosen]].tolist(), strict=True))
