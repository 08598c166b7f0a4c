"""Intervals hold what they promise, and say nothing certain of what was hardly looked at."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.intervals import Stratum, precision_and_recall, wilson


@pytest.mark.parametrize(("successes", "trials", "low", "high"), [(8, 10, 0.490, 0.943), (10, 10, 0.722, 1.0)])
def test_wilson_gives_the_published_figures(successes: int, trials: int, low: float, high: float) -> None:
    found = wilson(successes, trials)
    assert (found.low, found.high) == (pytest.approx(low, abs=1e-3), pytest.approx(high, abs=1e-3))


@given(st.integers(0, 200), st.integers(0, 200))
def test_the_share_lies_in_its_interval(successes: int, others: int) -> None:
    found = wilson(successes, successes + others)
    assert 0 <= found.low <= found.high <= 1
    if successes + others:
        assert found.low - 1e-12 <= found.share <= found.high + 1e-12


def test_strata_are_weighed_by_what_they_stand_for() -> None:
    strata = [Stratum(9_000, 50, 50, True), Stratum(1_000, 50, 25, True), Stratum(500, 50, 10, False)]
    precision, recall = precision_and_recall(strata)
    assert precision.share == pytest.approx(0.95)
    assert recall.share == pytest.approx(9_500 / 9_600)
    assert precision.low < 0.95 < precision.high < 1.0


def test_the_interval_holds_the_truth_nearly_always() -> None:
    random, held = np.random.default_rng(3), 0
    shares, sizes = (0.99, 0.6, 0.1), (5_000, 300, 400)
    truth = (0.99 * 5_000 + 0.6 * 300) / 5_300
    for _ in range(60):
        drawn = [random.binomial(40, share) for share in shares]
        strata = [Stratum(size, 40, int(n), k < 2) for k, (size, n) in enumerate(zip(sizes, drawn, strict=True))]
        precision, _ = precision_and_recall(strata)
        held += precision.low <= truth <= precision.high
    assert held >= 52


def test_what_nobody_looked_at_is_unknown() -> None:
    precision, recall = precision_and_recall([Stratum(10, 0, 0, True)])
    assert (precision.low, precision.high, recall.low, recall.high) == (0, 1, 0, 1)
