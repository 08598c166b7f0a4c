"""What other thresholds would give: every candidate pair scored once, then clustered at one threshold after another.

Unlike in a run, a chain stands here for all its pairs, so that each pair that a rule brings is counted.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from matching.blocking import candidates
from matching.clustering import Apart, Compared, cluster
from matching.columns import Codes, Flags, Floats, Rows, Table
from matching.conditions import Pairs
from matching.engine import CHUNK
from matching.evaluation import Quality, evaluate
from matching.fellegi_sunter import measured, score
from matching.model import LinkageModel
from matching.parallel import in_parallel

Ints = npt.NDArray[np.int64]

BIN = 1.0
"""Width of a bin of the histogram, in bits."""


@dataclass(frozen=True)
class Scores:
    """Every candidate pair (rows, low < high) with the rule that brings it first and its posterior log2 odds.

    Excluded pairs have odds of minus infinity.
    """

    low: Rows
    high: Rows
    rule: Codes
    odds: Floats
    prior: float

    def __len__(self) -> int:
        return len(self.low)


@dataclass(frozen=True, slots=True)
class AtThreshold:
    """Agreement with the truth if links began at this many bits of posterior odds."""

    threshold: float
    quality: Quality


@dataclass(frozen=True, slots=True)
class Bin:
    """Candidate pairs whose posterior odds lie in [bits, bits + BIN); others: all of them where no truth is known."""

    bits: float
    matches: int
    others: int


@dataclass(frozen=True, slots=True)
class OfPairs:
    """Of candidate pairs alone, before clustering: links from this threshold on, against all true pairs."""

    threshold: float
    precision: float
    recall: float


def scores(model: LinkageModel, table: Table) -> Scores:
    """Compare every candidate pair of a table."""
    yardstick, frequency = measured(model, table)
    prior = yardstick.prior
    brought = candidates([replace(rule, chain=False) for rule in model.rules], table)

    def one_chunk(chunk: tuple[Rows, Rows, Codes]) -> tuple[Rows, Rows, Codes, Floats]:
        low, high, rule = chunk
        scored = score(model, Pairs(table, low, high), frequency)
        return low, high, rule, np.where(scored.excluded >= 0, -np.inf, scored.weights + prior)

    none = np.zeros(0, dtype=np.int32)
    parts = [(none, none, none, np.zeros(0)), *in_parallel(one_chunk, brought.chunks(CHUNK))]
    low, high, rule, odds = (np.concatenate(columns) for columns in zip(*parts, strict=True))
    return Scores(low, high, rule, odds, prior)


def by_threshold(
    model: LinkageModel, table: Table, found: Scores, truth: pa.Table, thresholds: Sequence[float]
) -> Iterator[AtThreshold]:
    """Clusters at each threshold against truth(record_id, entity)."""
    for threshold in thresholds:
        members = pa.table({"record_id": table.record_ids, "cluster_id": clusters_at(model, table, found, threshold)})
        yield AtThreshold(threshold, evaluate(members, truth))


def clusters_at(model: LinkageModel, table: Table, found: Scores, threshold: float) -> Ints:
    """For each row the smallest record id of its cluster, where links begin at this threshold."""
    unique = Apart(tuple((rule, table[rule.column]) for rule in model.uniqueness), frozenset())
    return table.record_ids[cluster(len(table), _linked_from(found, threshold), unique).labels]


def _linked_from(found: Scores, threshold: float) -> Compared:
    weights = found.odds - found.prior
    linked = found.odds >= threshold
    return Compared(found.low, found.high, weights, linked).where(linked | (weights < 0))


def histogram(found: Scores, same: Flags | None) -> list[Bin]:
    """Candidate pairs by posterior odds, from -20 to +60 bits; excluded pairs are left out."""
    known = np.isfinite(found.odds)
    place = np.clip(np.floor(found.odds[known] / BIN), -20, 59).astype(np.int64) + 20
    matching = np.zeros(len(place), dtype=bool) if same is None else same[known]
    matches, others = (np.bincount(place[chosen], minlength=80).tolist() for chosen in (matching, ~matching))
    return [Bin((number - 20) * BIN, matches[number], others[number]) for number in range(80)]


def of_pairs(bins: Sequence[Bin], true_pairs: int) -> list[OfPairs]:
    """Precision and recall of candidate pairs at the lower end of each bin that holds links."""
    points, matches, others = [], 0, 0
    for each in reversed(bins):
        matches, others = matches + each.matches, others + each.others
        if matches + others:
            points.append(OfPairs(each.bits, matches / (matches + others), matches / max(true_pairs, 1)))
    return points[::-1]


def same_entity(found: Scores, entity: Ints) -> Flags:
    """Whether both records of each pair are of one entity; `entity[row]` is -1 where that is not known."""
    return np.asarray((entity[found.low] == entity[found.high]) & (entity[found.low] >= 0))


def known_pairs(found: Scores, entity: Ints) -> Scores:
    """Only the pairs of which the truth knows both records."""
    chosen = (entity[found.low] >= 0) & (entity[found.high] >= 0)
    return Scores(found.low[chosen], found.high[chosen], found.rule[chosen], found.odds[chosen], found.prior)
