"""Fellegi-Sunter weights: log2(m/u) a comparison, added up, against the prior odds of a random pair.

Fellegi and Sunter, "A theory for record linkage", JASA 64 (1969); term frequencies after Winkler (2000).  Weights are
rounded to 1/1024 bit, so that sums do not depend on the order in which they are made.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import log2

import numpy as np
import numpy.typing as npt

from matching.closed_world import is_closed, strangers
from matching.columns import MISSING, Column, Flags, Floats, Rows, Table
from matching.comparison import ABSENT, Comparison, Level, Levels, levels_of
from matching.conditions import Pairs
from matching.grouping import distinct_sorted, packed, unpacked
from matching.model import LinkageModel, Thresholds
from matching.parallel import in_parallel
from matching.shared import shared_codes
from matching.term_frequency import Scale, Shares, Yardstick, rounded, scale_of, shares_of
from schema.linkage import Judgement

RESOLUTION = 1024
"""Steps of one bit."""

NO_LINK, UNSURE, LINK = np.int8(0), np.int8(1), np.int8(2)
JUDGEMENTS = (Judgement.NO_LINK, Judgement.UNSURE, Judgement.LINK)
"""By code."""

Marks = npt.NDArray[np.uint32]
"""For each pair, or record, some columns of `LinkageModel.frequencies`: a bit a column, in the order of their names."""

Frequencies = Mapping[str, Shares]
"""For a column, the share of the population that has each of its distinct values, by code."""


@dataclass(frozen=True)
class Scored:
    """Evidence of pairs: `levels[c, p]` of comparison c, `parts[c, p]` its weight in bits after dependences."""

    low: Rows
    high: Rows
    levels: Levels
    parts: Floats
    weights: Floats
    excluded: npt.NDArray[np.int8]
    """Number of the first exclusion that holds, from 0; -1 for none."""

    def judge(self, prior: float, thresholds: Thresholds) -> npt.NDArray[np.int8]:
        """Codes into JUDGEMENTS by the posterior odds."""
        odds = self.weights + prior
        judged = np.where(odds >= thresholds.link, LINK, np.where(odds >= thresholds.unsure, UNSURE, NO_LINK))
        return np.where(self.excluded >= 0, NO_LINK, judged).astype(np.int8)


def prior_odds(model: LinkageModel, records: int) -> float:
    """log2 odds that two random records of so many speak of one entity."""
    return log2((model.records_per_entity - 1) / rounded(records))


def measured(model: LinkageModel, table: Table, kept: Yardstick | None = None) -> tuple[Yardstick, Frequencies]:
    """The yardstick, and by it the term frequencies of the columns the model asks for, from the records themselves.

    A yardstick that was kept stays in use unless these records have outgrown it.
    """
    names = sorted(model.frequencies)
    found = dict(zip(names, in_parallel(lambda name: _seen(table[name], table, model, name), names), strict=True))
    counts = {name: seen for name, (seen, _) in found.items()}
    scales = {name: scale for name, (_, scale) in found.items()}
    now = Yardstick(scales, prior_odds(model, len(table)), strangers(model, table, counts))
    used = now if kept is None or kept.outworn_by(now) else kept
    return used, {name: shares_by(used, name, seen) for name, seen in counts.items()}


def shares_by(yardstick: Yardstick, name: str, counts: npt.NDArray[np.int64]) -> Shares:
    """What it tells, by this yardstick, that the values of a column are counted so often."""
    scale = yardstick.scales[name]
    closed = is_closed(yardstick.strangers.get(name, 1.0), scale.once)
    return Shares(shares_of(counts, scale), (counts == 1) & closed)


def _seen(column: Column, table: Table, model: LinkageModel, name: str) -> tuple[npt.NDArray[np.int64], Scale]:
    """How often each value is counted, and what turns that into shares of what is counted."""
    counted = model.frequency_of.get(name)
    counts, population = _counted(column, table, counted)
    seen = np.bincount(np.minimum(counts, 4), minlength=5)
    return counts, scale_of(seen, population, corrected=counted is not None)


def _counted(column: Column, table: Table, counted: str | None) -> tuple[npt.NDArray[np.int64], int]:
    """How often each value is counted, and how many records or values there are to be counted."""
    known = column.codes != MISSING
    rows, codes = column.record_of[known], column.codes[known]
    if counted is None:
        return np.bincount(codes, minlength=len(column.distinct)), int(np.count_nonzero(column.lengths))
    other = table[counted]
    beside = other.known(rows)
    values, _ = unpacked(distinct_sorted(packed(codes[beside], other.codes[rows[beside]])))
    return np.bincount(values, minlength=len(column.distinct)), _distinct(other)


def _distinct(column: Column) -> int:
    return int(np.count_nonzero(np.bincount(column.codes[column.codes != MISSING])))


def score(model: LinkageModel, pairs: Pairs, frequency: Frequencies) -> Scored:
    """Levels, weights and exclusions of pairs of rows."""
    levels = np.stack([levels_of(comparison, pairs) for comparison in model.comparisons])
    parts = np.stack([_bits(c, levels[i], pairs, frequency) for i, c in enumerate(model.comparisons)])
    parts = _depend(model, parts)
    return Scored(pairs.left, pairs.right, levels, parts, parts.sum(axis=0), _excluded(model, pairs))


def _bits(comparison: Comparison, levels: Levels, pairs: Pairs, frequency: Frequencies) -> Floats:
    """The weight of each pair's level, by the frequency of the shared value where the level asks for it."""
    plain = [0.0, log2(comparison.else_m / comparison.else_u)]
    plain += [log2(level.m / level.u) for level in reversed(comparison.levels)]
    bits = np.array(plain)[levels - ABSENT]
    for position, level in enumerate(comparison.levels):
        if level.frequency:
            chosen = np.flatnonzero(levels == comparison.number(position))
            bits[chosen] = _by_frequency(level, level.frequency, chosen, pairs, frequency)
    return np.round(bits * RESOLUTION) / RESOLUTION


def resting_on(model: LinkageModel, levels: Levels) -> Marks:
    """The columns whose frequencies the weights of pairs at these levels rest on."""
    bits = {name: np.uint32(1 << number) for number, name in enumerate(sorted(model.frequencies))}
    marks = np.zeros(levels.shape[1], dtype=np.uint32)
    for number, comparison in enumerate(model.comparisons):
        by_level = np.zeros(len(comparison.levels) + 1 - ABSENT, dtype=np.uint32)
        for position, level in enumerate(comparison.levels):
            if level.frequency:
                by_level[comparison.number(position) - ABSENT] = bits[level.frequency]
        if by_level.any():
            marks |= by_level[levels[number] - ABSENT]
    return marks


def _by_frequency(
    level: Level, name: str, chosen: npt.NDArray[np.int64], pairs: Pairs, frequency: Frequencies
) -> Floats:
    """log2(m / share of the shared value), a share under the level's u counts as u; of `sole` levels see there."""
    shares, alone = frequency[name]
    left, right = pairs.firsts(name)
    firsts = left[chosen], right[chosen]
    codes = shared_codes(pairs.table[name], pairs.left[chosen], pairs.right[chosen], firsts, shares)
    if level.sole:
        telling = (codes != MISSING) & alone[codes] if len(alone) else np.zeros(len(codes), dtype=bool)
        return np.where(telling, log2(level.m / level.u), 0.0)
    share = np.where(codes == MISSING, level.u, shares[codes] if len(shares) else level.u)
    return np.log2(level.m / np.clip(share, level.u, 1.0))


def _depend(model: LinkageModel, parts: Floats) -> Floats:
    """Count in full only the strongest positive weight of each dependence."""
    names = [comparison.name for comparison in model.comparisons]
    for dependence in model.dependences:
        members = [names.index(name) for name in dependence.comparisons]
        group = parts[members]
        positive = np.maximum(group, 0.0)
        strongest = positive.argmax(axis=0)
        reduced = np.where(group > 0, np.round(group * dependence.further * RESOLUTION) / RESOLUTION, group)
        columns = np.arange(group.shape[1])
        reduced[strongest, columns] = group[strongest, columns]
        parts[members] = reduced
    return parts


def _excluded(model: LinkageModel, pairs: Pairs) -> npt.NDArray[np.int8]:
    reasons = np.full(len(pairs), -1, dtype=np.int8)
    for number in reversed(range(len(model.exclusions))):
        reasons[_holds(model, number, pairs)] = number
    return reasons


def _holds(model: LinkageModel, number: int, pairs: Pairs) -> Flags:
    return model.exclusions[number].condition.holds(pairs)
