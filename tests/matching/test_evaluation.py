"""Agreement with the truth equals what counting every pair would give."""

from itertools import combinations

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.evaluation import Quality, blocking_recall, evaluate
from matching.loading import table_of
from tests.matching.toy import TOY, toy_table


def quality_of(labels: list[tuple[int, int]]) -> Quality:
    members = pa.table({"record_id": range(len(labels)), "cluster_id": [found for found, _ in labels]})
    truth = pa.table({"record_id": range(len(labels)), "entity": [f"e{true}" for _, true in labels]})
    return evaluate(members, truth)


@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), min_size=1))
def test_counts_are_those_of_all_pairs(labels: list[tuple[int, int]]) -> None:
    quality = quality_of(labels)

    pairs = list(combinations(labels, 2))
    assert quality.found_pairs == sum(a[0] == b[0] for a, b in pairs)
    assert quality.true_pairs == sum(a[1] == b[1] for a, b in pairs)
    assert quality.right_pairs == sum(a == b for a, b in pairs)
    shares = [
        (labels.count(a) / sum(b[0] == a[0] for b in labels), labels.count(a) / sum(b[1] == a[1] for b in labels))
        for a in labels
    ]
    assert quality.bcubed_precision == pytest.approx(sum(p for p, _ in shares) / len(labels))
    assert quality.bcubed_recall == pytest.approx(sum(r for _, r in shares) / len(labels))
    clusters, entities = (
        {frozenset(i for i, x in enumerate(labels) if x[side] == n) for n in range(5)} for side in (0, 1)
    )
    assert quality.exact == pytest.approx(len((clusters & entities) - {frozenset()}) / len(entities - {frozenset()}))


def test_f1_is_the_harmonic_mean() -> None:
    quality = quality_of([(0, 0), (0, 0), (0, 1), (1, 1)])

    assert (quality.precision, quality.recall) == (1 / 3, 1 / 2)
    assert quality.f1 == pytest.approx(2 / (3 + 2))


def test_records_that_only_one_side_knows_are_left_out() -> None:
    members = pa.table({"record_id": [1, 2], "cluster_id": [1, 1]})
    truth = pa.table({"record_id": [2, 3], "entity": ["a", "a"]})

    assert evaluate(members, truth).records == 1


def test_blocking_recall_says_what_each_rule_adds() -> None:
    rows = [{"number": "1111", "word": "ab"}, {"number": "1111", "word": "ab"}, {"word": "ab"}, {"tags": ["a"]}]
    truth = pa.table({"record_id": [1, 2, 3, 4], "entity": ["x"] * 4})

    found = blocking_recall(TOY.rules, table_of(toy_table([1, 2, 3, 4], rows), TOY), truth)

    added = dict(zip(found["rule"].to_pylist(), found["pairs"].to_pylist(), strict=True))
    assert added["number and word"] == 1
    assert added["word"] == 2
    assert found["recall"].to_pylist()[-1] == pytest.approx(3 / 6)
