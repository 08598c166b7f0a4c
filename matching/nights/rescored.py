"""Pairs of unchanged records whose weight changed, because a value they share became more or less common."""

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt

from matching.closed_world import sole_levels
from matching.columns import Flags
from matching.fellegi_sunter import Marks
from matching.model import LinkageModel
from matching.nights.books import Change
from matching.nights.entries import term_name
from matching.nights.index import Index
from matching.nights.pairs import ComparedPairs
from matching.nights.tables import shortened
from matching.term_frequency import shares_of


def marked_by_terms(model: LinkageModel, index: Index, changes: Mapping[str, Change]) -> Marks:
    """For each slot the columns in which it has a value that tells more, or less, than before."""
    marks = np.zeros(len(index.slots), dtype=np.uint32)
    for number, name in enumerate(sorted(model.frequencies)):
        change = changes[name]
        keys = _telling(model, index, name, change)
        marks[index.members(term_name(name), shortened(keys)).slots] |= np.uint32(1 << number)
    return marks


def _telling(model: LinkageModel, index: Index, name: str, change: Change) -> npt.NDArray[np.uint64]:
    """The values that are, or were, of one entity alone, or whose share changed by more than what no level asks for."""
    scale, least = index.yardstick.scales[name], _least(model, name)
    before, after = (np.maximum(shares_of(counts, scale), least) for counts in (change.before, change.after))
    telling = before != after
    if name in dict(sole_levels(model)):
        telling |= (change.before == 1) != (change.after == 1)
    return np.asarray(change.keys[telling])


def _least(model: LinkageModel, name: str) -> float:
    """The smallest share that counts: below its u a level takes u."""
    levels = (level for comparison in model.comparisons for level in comparison.levels)
    return min(level.u for level in levels if level.frequency == name and not level.sole)


def rest_on(pairs: ComparedPairs, marks: Marks) -> Flags:
    """Which pairs may rest on the frequency of such a value."""
    if not marks.any():
        return np.zeros(len(pairs.low), dtype=bool)
    return np.asarray((marks[pairs.low] & marks[pairs.high] & pairs.terms) != 0)
