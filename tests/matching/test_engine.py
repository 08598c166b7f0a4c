"""The fast engine agrees with the plain one, whatever the records, their order, and the decisions."""

from random import Random

import duckdb
import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matching.engine import Linkage, link
from matching.loading import MatchingInputError, table_of
from matching.model import LinkageModel
from tests.matching import reference
from tests.matching.toy import TOY, TOY_WITH_PATTERNS, relation, toy_records, toy_table

MODELS = st.sampled_from([TOY, TOY_WITH_PATTERNS])
JUDGEMENTS = st.sampled_from(["link", "no_link", "unsure"])


CONNECTION = duckdb.connect()
"""One for all examples: to open one takes longer than to link a dozen records."""


def run(records: pa.Table, model: LinkageModel, decisions: pa.Table | None = None) -> Linkage:
    return link(CONNECTION, relation(CONNECTION, records), model, decisions=decisions)


@st.composite
def decided(draw: st.DrawFn, records: pa.Table) -> pa.Table:
    ids = records["record_id"].to_pylist()
    pair = st.tuples(st.sampled_from(ids), st.sampled_from(ids)).filter(lambda ends: ends[0] != ends[1])
    pairs = draw(st.lists(pair, max_size=3, unique_by=lambda ends: tuple(sorted(ends)))) if len(ids) > 1 else []
    return pa.table(
        {
            "left_id": pa.array([a for a, _ in pairs], pa.int64()),
            "right_id": pa.array([b for _, b in pairs], pa.int64()),
            "judgement": pa.array([draw(JUDGEMENTS) for _ in pairs], pa.string()),
        }
    )


@settings(max_examples=80, deadline=None)
@given(st.data(), toy_records(), MODELS)
def test_agrees_with_the_plain_engine(data: st.DataObject, records: pa.Table, model: LinkageModel) -> None:
    decisions = data.draw(decided(records))
    table = table_of(records, model)
    rows = {record_id: row for row, record_id in enumerate(table.record_ids.tolist())}
    wanted = {
        (min(rows[d["left_id"]], rows[d["right_id"]]), max(rows[d["left_id"]], rows[d["right_id"]])): d["judgement"]
        for d in decisions.to_pylist()
    }
    links, clusters = reference.link(model, reference.records_of(table), wanted)

    found = run(records, model, decisions)

    pairs = found.pairs.filter(pa.compute.equal(found.pairs["judgement"], "link"))
    ends = zip(pairs["left_id"].to_pylist(), pairs["right_id"].to_pylist(), strict=True)
    assert sorted((rows[a], rows[b]) for a, b in ends) == sorted(links)
    assert [rows[cluster] for cluster in found.memberships["cluster_id"].to_pylist()] == clusters


@settings(max_examples=25, deadline=None)
@given(toy_records(), st.randoms(use_true_random=False))
def test_does_not_depend_on_the_order_of_rows(records: pa.Table, random: Random) -> None:
    order = list(range(records.num_rows))
    random.shuffle(order)

    one, other = run(records, TOY), run(records.take(order), TOY)

    assert one.pairs.equals(other.pairs)
    assert one.memberships.equals(other.memberships)
    assert one.cuts.equals(other.cuts)


@settings(max_examples=25, deadline=None)
@given(toy_records(), MODELS)
def test_weights_and_levels_are_those_of_the_plain_engine(records: pa.Table, model: LinkageModel) -> None:
    table = table_of(records, model)
    plain = reference.records_of(table)
    rows = {record_id: row for row, record_id in enumerate(table.record_ids.tolist())}
    brought = reference.candidates(model, plain)
    weigher = reference.Weigher(model, plain)

    for pair in run(records, model).pairs.to_pylist():
        ends = rows[pair["left_id"]], rows[pair["right_id"]]
        a, b = (plain[row] for row in ends)
        assert pair["rule"] == brought[ends]
        assert pair["match_weight"] == pytest.approx(weigher.weight(a, b))
        assert pair["levels"] == [reference.level_of(comparison, a, b) for comparison in model.comparisons]


def test_a_membership_names_the_strongest_evidence() -> None:
    records = toy_table([7, 5, 9, 1], [{"number": "1111", "word": "abc"}] * 2 + [{"word": "abc", "tags": ["a"]}, {}])

    found = run(records, TOY).memberships.to_pylist()

    assert [row["cluster_id"] for row in found] == [1, 5, 5, 5]
    assert [row["match_rule"] for row in found] == ["alone", "number and word", "number and word", "word"]
    assert found[0]["match_weight"] is None
    assert found[1]["match_weight"] == found[2]["match_weight"] > found[3]["match_weight"]


def test_a_decision_holds_records_together_and_apart() -> None:
    records = toy_table(
        [1, 2, 3], [{"number": "1111", "word": "abc"}, {"number": "1111", "word": "abc"}, {"word": "c"}]
    )
    decisions = pa.table({"left_id": [2, 3], "right_id": [1, 2], "judgement": ["no_link", "link"]})

    found = run(records, TOY, decisions)

    assert found.memberships["cluster_id"].to_pylist() == [1, 2, 2]
    assert found.memberships["match_rule"].to_pylist() == ["alone", "decision", "decision"]


def test_the_latest_decision_on_a_pair_holds() -> None:
    records = toy_table([1, 2], [{}, {}])
    decisions = pa.table(
        {"left_id": [1, 2], "right_id": [2, 1], "judgement": ["link", "no_link"], "decided_at": [20, 10]}
    )

    assert run(records, TOY, decisions).memberships["cluster_id"].to_pylist() == [1, 1]


def test_a_cut_says_what_was_not_followed_and_why() -> None:
    rows = [
        {"number": "1111", "word": "abc", "tags": ["a"]},
        {"word": "abc", "tags": ["a"]},
        {"number": "2222", "word": "abc", "tags": ["a"]},
    ]

    found = run(toy_table([1, 2, 3], rows), TOY)

    assert found.memberships["cluster_id"].to_pylist() == [1, 1, 3]
    assert {cut["reason"] for cut in found.cuts.to_pylist()} == {"pattern"}


def test_a_poisoned_key_is_capped_and_reported() -> None:
    count = 5_000
    rows = [{"word": "abc", "day": None, "tags": ["a"], "places": ["b"]}] * count

    found = run(toy_table(list(range(count)), rows), TOY)

    assert found.report.compared == 0
    assert found.report.capped_keys > 0
    census = {row["rule"]: row for row in found.census.to_pylist()}
    assert census["word"]["capped_pairs"] == count * (count - 1) // 2
    assert census["tag and initial"]["skipped_records"] == census["word"]["skipped_records"] == count


def test_nothing_in_nothing_out() -> None:
    found = run(toy_table([], []), TOY)

    assert found.memberships.num_rows == found.pairs.num_rows == found.cuts.num_rows == 0


def test_a_repeated_record_id_is_refused() -> None:
    with pytest.raises(MatchingInputError):
        run(toy_table([1, 1], [{}, {}]), TOY)


def test_a_missing_column_is_named() -> None:
    with pytest.raises(MatchingInputError, match="places"):
        run(toy_table([1], [{}]).drop_columns(["places"]), TOY)


def test_progress_runs_through_the_stages() -> None:
    seen: list[tuple[str, float]] = []
    records = relation(CONNECTION, toy_table([1, 2], [{"word": "a"}, {"word": "a"}]))
    link(CONNECTION, records, TOY, progress=lambda stage, share: seen.append((stage, share)))

    assert list(dict.fromkeys(stage for stage, _ in seen)) == [
        "features",
        "blocking",
        "comparison",
        "clustering",
        "output",
    ]
    assert all(0 <= share <= 1 for _, share in seen)
    assert np.isclose(max(share for stage, share in seen if stage == "comparison"), 1)
