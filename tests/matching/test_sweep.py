"""Scoring once and clustering at any threshold gives what a run with that threshold gives."""

from dataclasses import replace

import duckdb
import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matching.engine import link
from matching.evaluation import evaluate, of_records
from matching.loading import table_of
from matching.model import Thresholds
from matching.sweep import by_threshold, histogram, of_pairs, scores
from tests.matching.toy import TOY, relation, toy_records

MODEL = replace(TOY, rules=tuple(replace(rule, chain=False) for rule in TOY.rules))


@settings(max_examples=20)
@given(toy_records(), st.sampled_from([-9.0, -4.0, 0.0, 3.5]))
def test_a_threshold_gives_the_clusters_of_a_run(records: pa.Table, threshold: float) -> None:
    with duckdb.connect() as connection:
        model = replace(MODEL, thresholds=Thresholds(threshold, threshold))
        run = link(connection, relation(connection, records), model).memberships
    truth = pa.table({"record_id": run["record_id"], "entity": run["cluster_id"].cast(pa.string())})

    table = table_of(records, MODEL)
    (found,) = by_threshold(MODEL, table, scores(MODEL, table), truth, [threshold])

    assert found.quality.exact == 1.0
    assert found.quality.precision == found.quality.recall == 1.0


@settings(max_examples=20)
@given(toy_records())
def test_bins_hold_every_pair_that_is_not_excluded_and_the_curve_adds_them_up(records: pa.Table) -> None:
    found = scores(MODEL, table_of(records, MODEL))
    same = found.low % 2 == 0
    bins = histogram(found, same)
    finite = np.isfinite(found.odds)
    assert sum(each.matches for each in bins) == int((same & finite).sum())
    assert sum(each.others for each in bins) == int((~same & finite).sum())
    points = of_pairs(bins, 100)
    assert [point.recall for point in points] == sorted((point.recall for point in points), reverse=True)
    if points:
        assert points[0].recall == pytest.approx(int((same & finite).sum()) / 100)


@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), min_size=1))
def test_the_quality_of_records_averages_to_that_of_all(labels: list[tuple[int, int]]) -> None:
    both = pa.table(
        {
            "record_id": range(len(labels)),
            "cluster_id": [found for found, _ in labels],
            "entity": [str(true) for _, true in labels],
        }
    )
    whole, each = evaluate(both, both), of_records(both, both)
    assert np.mean(each["precision"].to_numpy()) == pytest.approx(whole.bcubed_precision)
    assert np.mean(each["recall"].to_numpy()) == pytest.approx(whole.bcubed_recall)
