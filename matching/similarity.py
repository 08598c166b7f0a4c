"""How alike two values are: every distinct pair of values is scored once, whatever the number of record pairs.

Distances are rapidfuzz's: it counts characters, where DuckDB's `levenshtein` and its kin count bytes.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
import pyarrow as pa
from rapidfuzz import process
from rapidfuzz.distance import OSA, JaroWinkler

from matching.columns import Codes, Column, Floats
from matching.grouping import packed, unpacked


class Scorer(Protocol):
    """A symmetric function of two values; equal values score highest.  Instances are hashable and stateless."""

    def prepare(self, values: pa.Array) -> Any:
        """What `score` needs of the values that occur in the pairs."""

    def score(self, prepared: Any, left: Codes, right: Codes) -> Floats:
        """Scores of pairs of codes; the codes of one pair differ and none is missing."""

    def one(self, left: object, right: object) -> float:
        """The same function on two values, plainly; the reference engine uses it."""


@dataclass(frozen=True, slots=True)
class TextScorer:
    """A rapidfuzz metric over texts."""

    name: str
    metric: Callable[..., float]
    sign: float = 1.0
    """-1 for a distance."""

    def prepare(self, values: pa.Array) -> Any:
        return np.array(values.to_pylist(), dtype=object)

    def score(self, prepared: Any, left: Codes, right: Codes) -> Floats:
        scores: Floats = process.cpdist(prepared[left], prepared[right], scorer=self.metric, dtype=np.float64)
        return scores * self.sign

    def one(self, left: object, right: object) -> float:
        return float(self.metric(left, right)) * self.sign


JARO_WINKLER = TextScorer("jaro_winkler", JaroWinkler.normalized_similarity)
EDIT_SIMILARITY = TextScorer("edit_similarity", OSA.normalized_similarity)
"""1 - edits / longer length, with a swap of neighbours as one edit (optimal string alignment)."""


EDITS = TextScorer("edits", OSA.distance, sign=-1.0)
"""Minus the number of edits, a swap of neighbours counting one."""


@dataclass(frozen=True, slots=True)
class FunctionScorer:
    """A plain function of two values, for what no vectorised metric knows; called once a distinct pair."""

    name: str
    function: Callable[..., float]

    def prepare(self, values: pa.Array) -> Any:
        return values.to_pylist()

    def score(self, prepared: Any, left: Codes, right: Codes) -> Floats:
        pairs = zip(left.tolist(), right.tolist(), strict=True)
        return np.fromiter((self.function(prepared[a], prepared[b]) for a, b in pairs), np.float64, len(left))

    def one(self, left: object, right: object) -> float:
        return float(self.function(left, right))


def _contained(left: str, right: str) -> float:
    shorter, longer = sorted((left, right), key=len)
    return float(len(shorter)) if shorter in longer else 0.0


CONTAINED = FunctionScorer("contained", _contained)
"""The length of the shorter text where the longer one contains it, else 0."""


def score_pairs(column: Column, scorer: Scorer, left: Codes, right: Codes) -> Floats:
    """Scores of pairs of different, known codes of one column: each unordered pair of values is scored once."""
    if not len(left):
        return np.zeros(0)
    keys, inverse = np.unique(packed(np.minimum(left, right), np.maximum(left, right)), return_inverse=True)
    used, places = np.unique(np.concatenate(unpacked(keys)), return_inverse=True)
    first, second = np.split(places.astype(np.int32), 2)
    scores = scorer.score(scorer.prepare(column.values.take(pa.array(used))), first, second)
    return scores[inverse]
