"""Why two records are, or are not, held to be one: the weight by comparison, as data."""

from dataclasses import dataclass

import duckdb
import numpy as np

from matching.columns import Column, Table
from matching.conditions import Pairs
from matching.fellegi_sunter import JUDGEMENTS, Frequencies, Scored, measured, score
from matching.loading import load
from matching.model import LinkageModel
from matching.term_frequency import Yardstick
from schema.errors import NotFound
from schema.linkage import Judgement


@dataclass(frozen=True, slots=True)
class Evidence:
    """One comparison of two records; values are those of the columns it looks at, as (left, right) by column."""

    comparison: str
    level: str
    weight: float
    """Bits, after dependences."""
    values: dict[str, tuple[object, object]]


@dataclass(frozen=True, slots=True)
class Explanation:
    """posterior log2 odds = prior + match_weight, where match_weight is the sum of the evidence."""

    left_id: int
    right_id: int
    evidence: tuple[Evidence, ...]
    prior: float
    match_weight: float
    excluded: str | None
    """Reason of the exclusion that holds, which outranks the weight."""
    judgement: Judgement


@dataclass(frozen=True)
class Explainer:
    """Records read once, so that many pairs of them can be explained; frequencies and prior are those of them all."""

    model: LinkageModel
    table: Table
    frequency: Frequencies
    prior: float

    @classmethod
    def of(cls, model: LinkageModel, table: Table, yardstick: Yardstick | None = None) -> "Explainer":
        used, frequency = measured(model, table, yardstick)
        return cls(model, table, frequency, used.prior)

    def explain(self, left_id: int, right_id: int) -> Explanation:
        """Compare two records as `engine.link` would; NotFound if one of them is not there."""
        low, high = _row(self.table, min(left_id, right_id)), _row(self.table, max(left_id, right_id))
        pairs = Pairs(self.table, np.array([low], dtype=np.int32), np.array([high], dtype=np.int32))
        return self._explanation(score(self.model, pairs, self.frequency))

    def _explanation(self, scored: Scored) -> Explanation:
        model, table = self.model, self.table
        low, high, excluded = int(scored.low[0]), int(scored.high[0]), int(scored.excluded[0])
        return Explanation(
            left_id=int(table.record_ids[low]),
            right_id=int(table.record_ids[high]),
            evidence=tuple(
                Evidence(
                    comparison.name,
                    comparison.label(int(scored.levels[number, 0])),
                    float(scored.parts[number, 0]),
                    self._values(comparison.columns, low, high),
                )
                for number, comparison in enumerate(model.comparisons)
            ),
            prior=self.prior,
            match_weight=float(scored.weights[0]),
            excluded=model.exclusions[excluded].reason if excluded >= 0 else None,
            judgement=JUDGEMENTS[int(scored.judge(self.prior, model.thresholds)[0])],
        )

    def _values(self, names: frozenset[str], low: int, high: int) -> dict[str, tuple[object, object]]:
        return {name: (_value(self.table[name], low), _value(self.table[name], high)) for name in sorted(names)}


def explain(
    connection: duckdb.DuckDBPyConnection,
    records: duckdb.DuckDBPyRelation,
    model: LinkageModel,
    left_id: int,
    right_id: int,
    yardstick: Yardstick | None = None,
) -> Explanation:
    """Compare two records of a relation as `engine.link` would; frequencies and prior are those of all its records."""
    return Explainer.of(model, load(records, model), yardstick).explain(left_id, right_id)


def _row(table: Table, record_id: int) -> int:
    row = int(np.searchsorted(table.record_ids, record_id))
    if row == len(table) or table.record_ids[row] != record_id:
        raise NotFound(f"no record {record_id}", next_step="look the record id up with `hub trace`")
    return row


def _value(column: Column, row: int) -> object:
    if column.offsets is None:
        code = int(column.codes[row])
        return None if code < 0 else column.values[code].as_py()
    codes = column.codes[column.offsets[row] : column.offsets[row + 1]]
    return [column.values[int(code)].as_py() for code in codes]
