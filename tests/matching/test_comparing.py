"""What other weights would change is what two runs differ in."""

from dataclasses import replace

import numpy as np
import pyarrow as pa
from hypothesis import given, settings

from matching.comparing import difference, odds_of
from matching.loading import table_of
from matching.sweep import scores
from matching.weights import Weights, adopted, digest, weights_of
from tests.matching.toy import TOY, toy_records


def _stricter() -> Weights:
    """A shared word says next to nothing."""
    levels = {name: dict(of) for name, of in weights_of(TOY).levels.items()}
    levels["word"]["same"] = (0.5, 0.4)
    return Weights("toy", "stricter", levels)


AFTER = adopted(TOY, _stricter())


@settings(max_examples=25)
@given(toy_records())
def test_clusters_that_come_together_and_apart_are_counted(records: pa.Table) -> None:
    table = table_of(records, TOY)

    found = difference(TOY, AFTER, table, examples=3)

    groups = [{}, {}]
    for labels, of in zip(found.labels, groups, strict=True):
        for row, label in enumerate(labels.tolist()):
            of.setdefault(label, set()).add(row)
    before, after = (list(of.values()) for of in groups)
    assert found.clusters == (len(before), len(after))
    assert found.split == sum(not any(whole <= other for other in after) for whole in before)
    shared = [[whole for whole in before if whole & other] for other in after]
    assert found.merged == sum(len(wholes) for wholes in shared if len(wholes) > 1)
    for pair in found.examples:
        rows = np.searchsorted(table.record_ids, pair)
        together = [len(set(labels[rows].tolist())) == 1 for labels in found.labels]
        assert together[0] != together[1]


@settings(max_examples=25)
@given(toy_records())
def test_the_same_weights_change_nothing(records: pa.Table) -> None:
    found = difference(TOY, replace(TOY, version="2"), table_of(records, TOY), examples=3)
    assert (found.pairs, found.merged, found.split, found.examples) == ({}, 0, 0, [])


@settings(max_examples=25)
@given(toy_records())
def test_odds_of_single_pairs_are_those_of_all(records: pa.Table) -> None:
    table = table_of(records, TOY)
    every = scores(TOY, table)
    pairs = [
        (int(table.record_ids[high]), int(table.record_ids[low]))
        for low, high in zip(every.low, every.high, strict=True)
    ]
    np.testing.assert_array_equal(odds_of(TOY, table, [*pairs, (-5, -4)]), [*every.odds, np.nan])


def test_a_digest_tells_weights_apart_and_not_their_names() -> None:
    assert digest(weights_of(TOY)) == digest(weights_of(replace(TOY, version="another")))
    assert digest(weights_of(TOY)) != digest(_stricter())
