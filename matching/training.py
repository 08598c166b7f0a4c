"""Weights from the data, without labels: u from random pairs, m by expectation maximisation over agreement patterns.

Few random pairs match, so that the levels of random pairs, less those that the declared weights link, are u.  The
pairs of one blocking rule are a mixture of matches and others; EM (Dempster, Laird, Rubin 1977; for linkage Winkler
1988) tells the shares of each level apart, for the comparisons that do not look at what the rule's keys are made of.
What the model declares is the prior: a level that the data hardly shows stays as declared.
"""

from collections.abc import Iterator, Mapping

import numpy as np

from matching.blocking import BlockingRule, candidates, unpack
from matching.columns import Floats, Ints, Table
from matching.comparison import Comparison, Levels, levels_of
from matching.conditions import Pairs
from matching.fellegi_sunter import LINK, measured, score
from matching.model import LinkageModel
from matching.weights import ELSE, Probabilities, Weights

RANDOM_PAIRS = 500_000
PAIRS_OF_A_RULE = 200_000
FEWEST = 500
"""Pairs without which a rule teaches nothing."""

_PRIOR_U, _PRIOR_M = 1_000.0, 100.0
"""How many pairs the declared probabilities count for."""
_ROUNDS, _SETTLED = 100, 1e-5


Shares = Floats
"""A number for each level of a comparison, from the else level upwards."""


def train(model: LinkageModel, table: Table, *, version: str, seed: int = 1) -> Weights:
    """m and u of the levels from these records; the same records and seed give the same weights.

    A level that goes by frequency keeps its u, which is only the least that a frequency can be; below the first level
    of its comparison it keeps its m too, which is declared for pairs of which such a level can be asked at all.
    """
    random = np.random.default_rng(seed)
    pairs, matching = _others(model, _random_pairs(table, random))
    u = {
        each.name: _smoothed(_counted(each, pairs, matching), _declared(each, 1), _PRIOR_U)
        for each in model.comparisons
    }
    matches = {each.name: np.zeros(len(each.levels) + 1) for each in model.comparisons}
    for rule in model.rules:
        if not rule.chain:
            for name, found in _learn(model, rule, table, u, random):
                matches[name] += found
    m = {each.name: _smoothed(matches[each.name], _declared(each, 0), _PRIOR_M) for each in model.comparisons}
    return Weights(
        model.name, version, {each.name: _levels(each, m[each.name], u[each.name]) for each in model.comparisons}
    )


def _random_pairs(table: Table, random: np.random.Generator) -> Pairs:
    one, other = random.integers(0, len(table), (2, RANDOM_PAIRS), dtype=np.int32)
    different = one != other
    return Pairs(table, np.minimum(one, other)[different], np.maximum(one, other)[different])


def _others(model: LinkageModel, pairs: Pairs) -> tuple[Pairs, float]:
    """Random pairs without those that the declared weights link, and the share of matches to expect among the rest.

    Of pairs with the same number nearly all are matches: a handful of them would make the number look common.
    """
    yardstick, frequency = measured(model, pairs.table)
    linked = score(model, pairs, frequency).judge(yardstick.prior, model.thresholds) == LINK
    expected = len(pairs) * (model.records_per_entity - 1) / len(pairs.table)
    rest = Pairs(pairs.table, pairs.left[~linked], pairs.right[~linked])
    return rest, max(expected - float(linked.sum()), 0.0) / max(len(rest), 1)


def _learn(
    model: LinkageModel, rule: BlockingRule, table: Table, u: Mapping[str, Shares], random: np.random.Generator
) -> Iterator[tuple[str, Shares]]:
    """For each comparison that is free of the rule's keys: the matches expected at each level."""
    packed = candidates([rule], table).packed
    if len(packed) < FEWEST:
        return
    chosen = np.sort(random.choice(packed, min(len(packed), PAIRS_OF_A_RULE), replace=False))
    low, high, _ = unpack(chosen)
    pairs, free = Pairs(table, low, high), _free_of(model, rule)
    levels = np.stack([levels_of(each, pairs) for each in free]) if free else np.zeros((0, len(chosen)), np.int8)
    patterns, counts = np.unique(levels, axis=1, return_counts=True)
    share = _share_of_matches(patterns, counts, [_declared(each, 0) for each in free], [u[each.name] for each in free])
    for number, each in enumerate(free):
        yield each.name, _at_levels(patterns[number], np.asarray(share * counts), len(each.levels) + 1)


def _share_of_matches(patterns: Levels, counts: Ints, m: list[Shares], u: list[Shares]) -> Floats:
    """The probability that a pair of each pattern is a match, when EM has settled."""
    prior, start = 0.5, m
    share = np.full(len(counts), prior)
    for _ in range(_ROUNDS):
        odds = np.log(prior / (1 - prior)) + sum(
            np.append(np.log(of_match / of_other), 0.0)[levels]
            for levels, of_match, of_other in zip(patterns, m, u, strict=True)
        )
        before, share = share, np.asarray(1 / (1 + np.exp(-odds)))
        expected = np.asarray(share * counts, dtype=np.float64)
        prior = float((expected.sum() + 1) / (counts.sum() + 2))
        m = [
            _smoothed(_at_levels(levels, expected, len(first)), first, _PRIOR_M)
            for levels, first in zip(patterns, start, strict=True)
        ]
        if np.abs(share - before).max() < _SETTLED:
            break
    return share


def _free_of(model: LinkageModel, rule: BlockingRule) -> list[Comparison]:
    """Comparisons that look at no input that the rule's keys are made of: to those the rule is no selection."""
    made_of = _inputs_of(model)
    used = frozenset[str]().union(*(made_of[column] for column in (*rule.columns, *rule.narrower)))
    return [
        each
        for each in model.comparisons
        if not used & frozenset[str]().union(*(made_of[column] for column in each.columns))
    ]


def _inputs_of(model: LinkageModel) -> dict[str, frozenset[str]]:
    """The input columns that each column is made of."""
    inputs = {name: frozenset((name,)) for name in model.inputs}
    for feature in model.features:
        inputs[feature.name] = frozenset[str]().union(*(inputs[source] for source in feature.sources))
    return inputs


def _declared(comparison: Comparison, which: int) -> Shares:
    """The declared m (0) or u (1), as shares that add up to 1."""
    upwards = [(level.m, level.u)[which] for level in reversed(comparison.levels)]
    shares = np.array([(comparison.else_m, comparison.else_u)[which], *upwards])
    return np.asarray(shares / shares.sum())


def _counted(comparison: Comparison, pairs: Pairs, matching: float) -> Shares:
    """Random pairs by level, less those that may be expected to match after all: few, but they crowd the top level."""
    counts = _at_levels(levels_of(comparison, pairs), np.ones(len(pairs)), len(comparison.levels) + 1)
    return np.asarray(np.maximum(counts - counts.sum() * matching * _declared(comparison, 0), 0.0))


def _at_levels(levels: Levels, weights: Floats, count: int) -> Shares:
    """The weights added up by level; absent levels apart."""
    present = levels >= 0
    return np.bincount(levels[present], weights[present], minlength=count).astype(np.float64)


def _smoothed(counts: Shares, prior: Shares, strength: float) -> Shares:
    return np.asarray((counts + prior * strength) / (counts.sum() + strength))


def _levels(comparison: Comparison, m: Shares, u: Shares) -> dict[str, Probabilities]:
    levels: dict[str, Probabilities] = {}
    for position, level in enumerate(comparison.levels):
        number = comparison.number(position)
        by_frequency, found = level.frequency is not None, position == 0 and not level.sole
        levels[level.label] = (
            level.m if by_frequency and not found else float(m[number]),
            level.u if by_frequency else float(u[number]),
        )
    return levels | {ELSE: (float(m[0]), float(u[0]))}
