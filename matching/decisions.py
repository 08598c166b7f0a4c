"""Persons' decisions on pairs of records, as rows of the table at hand: they outrank every weight."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from matching.columns import Rows
from matching.fellegi_sunter import JUDGEMENTS, LINK, NO_LINK
from schema.linkage import Judgement

_CODES = {judgement.value: code for code, judgement in enumerate(JUDGEMENTS)}


@dataclass(frozen=True)
class Decided:
    """Pairs of rows (low < high), each once, in ascending order, with the code of the judgement."""

    low: Rows
    high: Rows
    judged: npt.NDArray[np.int8]
    records: int

    def pairs(self, judgement: np.int8) -> tuple[Rows, Rows]:
        chosen = self.judged == judgement
        return self.low[chosen], self.high[chosen]

    @property
    def links(self) -> tuple[Rows, Rows]:
        return self.pairs(LINK)

    @property
    def apart(self) -> frozenset[tuple[int, int]]:
        low, high = self.pairs(NO_LINK)
        return frozenset(zip(low.tolist(), high.tolist(), strict=True))

    def override(self, low: Rows, high: Rows, judged: npt.NDArray[np.int8]) -> npt.NDArray[np.int8]:
        """The judgements of pairs, with the decided ones in their place."""
        if not len(self.low):
            return judged
        keys = self.low.astype(np.int64) * self.records + self.high
        asked = low.astype(np.int64) * self.records + high
        place = np.minimum(np.searchsorted(keys, asked), len(keys) - 1)
        return np.where(keys[place] == asked, self.judged[place], judged).astype(np.int8)


def read_decisions(decisions: pa.Table | None, record_ids: npt.NDArray[np.int64]) -> Decided:
    """Decisions (left_id, right_id, judgement, and decided_at if there is one) on records that are present.

    Of several decisions on one pair the latest holds, without times the last row.
    """
    if decisions is None or not decisions.num_rows:
        nothing = np.zeros(0, dtype=np.int32)
        return Decided(nothing, nothing, np.zeros(0, dtype=np.int8), len(record_ids))
    if "decided_at" in decisions.column_names:
        decisions = decisions.sort_by("decided_at")
    left, right = (decisions[name].to_numpy().astype(np.int64) for name in ("left_id", "right_id"))
    codes = np.array([_CODES[Judgement(text).value] for text in decisions["judgement"].to_pylist()], dtype=np.int8)
    present = np.isin(left, record_ids) & np.isin(right, record_ids) & (left != right)
    low = np.searchsorted(record_ids, np.minimum(left, right)[present])
    high = np.searchsorted(record_ids, np.maximum(left, right)[present])
    keys = low * np.int64(len(record_ids)) + high
    _, last = np.unique(keys[::-1], return_index=True)
    kept = len(keys) - 1 - last
    return Decided(low[kept].astype(np.int32), high[kept].astype(np.int32), codes[present][kept], len(record_ids))
