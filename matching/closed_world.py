"""Values that one entity alone has, and when that is evidence: the name of a waterworks' customer who lives elsewhere.

A record that has a name and neither number nor birth date says too little to be anybody's, unless nearly all such
records speak of somebody who is known anyway.  Then a name that one known person bears is most likely that person's: of
strangers, few are called so.  How many strangers there are follows from the names that nobody known bears.  Good
(Biometrika 40, 1953): a stranger's name is new with the probability n1 / n, where n1 of n known persons have a name of
their own.  So strangers are at most the share of new names divided by that; slips of the pen count as strangers.
"""

from collections.abc import Iterator, Mapping

import numpy as np

from matching.columns import MISSING, Ints, Table
from matching.comparison import Level
from matching.model import LinkageModel

_ENOUGH = 100
"""Records, and values of one entity, from which shares of them mean something."""
_CERTAIN = 48.0
"""Odds from which the only bearer of a value is taken to be meant: another dwelling and telephone leave nine to one."""


def sole_levels(model: LinkageModel) -> Iterator[tuple[str, str]]:
    """(frequency, sole) of each level that has both."""
    levels: Iterator[Level] = (level for comparison in model.comparisons for level in comparison.levels)
    return ((level.frequency, level.sole) for level in levels if level.frequency and level.sole)


def strangers(model: LinkageModel, table: Table, counts: Mapping[str, Ints]) -> dict[str, float]:
    """By column of frequencies with a level `sole`: the share of strangers, at most; 1.0 where too little is known.

    `counts` are those of its values; the column `sole` is made of it by `only_known`, so that its codes are the same.
    """
    return {name: _strangers(counts[name], _codes(table, sole)) for name, sole in sole_levels(model)}


def is_closed(strangers: float, once: float) -> bool:
    """Whether a record that has nothing else means the one bearer of its value; `once` as in term_frequency.Scale."""
    return 1.0 - strangers >= _CERTAIN * strangers * once


def _codes(table: Table, name: str) -> Ints:
    codes = table[name].codes
    return np.asarray(codes[codes != MISSING], dtype=np.int64)


def _strangers(counts: Ints, codes: Ints) -> float:
    alone = int(np.count_nonzero(counts == 1))
    if len(codes) < _ENOUGH or alone < _ENOUGH:
        return 1.0
    unknown = np.count_nonzero(counts[codes] == 0) / len(codes)
    return float(min(1.0, unknown * counts.sum() / alone))
