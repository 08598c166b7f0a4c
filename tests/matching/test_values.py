"""Coded columns, hashes, groups and likeness over columns agree with what they mean value by value."""

from datetime import date
from functools import partial

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matching.columns import MISSING, Column, encode, unify
from matching.features import compute_features, derived, first_known, gathered, over_values, pointing_at
from matching.grouping import group_hashes, runs_of
from matching.hashing import hash_values
from matching.models.name_likeness import NAME
from matching.models.syllables import sound_keys
from matching.patterns import HIDDEN, PatternScorer, code_points
from matching.similarity import CONTAINED, EDIT_SIMILARITY, EDITS, JARO_WINKLER, Scorer, score_pairs
from schema.normalize.pinyin import pinyin_key

TEXTS = st.none() | st.text(st.sampled_from("ab张三峰丰风*·"), max_size=20)


def decoded(column: Column) -> list[object]:
    """What a column says of each record: a value or None, or a set of values."""
    values = column.values.to_pylist()
    if column.offsets is None:
        return [None if code == MISSING else values[code] for code in column.codes.tolist()]
    bounds = zip(column.offsets[:-1].tolist(), column.offsets[1:].tolist(), strict=True)
    return [{values[code] for code in column.codes[start:end].tolist()} for start, end in bounds]


@given(st.lists(TEXTS))
def test_a_column_keeps_its_values(values: list[str | None]) -> None:
    column = encode(pa.array(values, pa.string()))

    assert decoded(column) == values
    assert len(column.distinct) == len({value for value in values if value is not None})


def test_a_long_column_of_many_values_keeps_them() -> None:
    # more distinct values than the sample takes for few: the column is coded by its hashes
    values = [None if number % 7 == 0 else f"value {number % 5_000}" for number in range(30_000)]

    column = encode(pa.array(values, pa.string()))

    assert decoded(column) == values
    assert len(column.distinct) == 5_000


@given(st.lists(st.none() | st.lists(TEXTS)))
def test_a_column_of_lists_keeps_distinct_values(values: list[list[str | None] | None]) -> None:
    column = encode(pa.array(values, pa.list_(pa.string())))

    assert decoded(column) == [{value for value in row or () if value is not None} for row in values]
    assert len(column.codes) == sum(map(len, decoded(column)))


@given(st.lists(st.tuples(TEXTS, TEXTS), min_size=1))
def test_united_columns_have_equal_codes_for_equal_values(rows: list[tuple[str | None, str | None]]) -> None:
    first, second = unify([encode(pa.array(side, pa.string())) for side in zip(*rows, strict=True)])

    assert decoded(first) == [a for a, _ in rows]
    assert decoded(second) == [b for _, b in rows]
    assert (first.codes == second.codes).tolist() == [a == b for a, b in rows]


@given(st.lists(TEXTS.filter(lambda text: text is not None), unique=True))
def test_different_texts_have_different_hashes(texts: list[str]) -> None:
    assert len(set(hash_values(pa.array(texts, pa.string())).tolist())) == len(texts)


def test_a_hash_is_the_same_for_ever() -> None:
    # keys are stored between nights: a change here would make every stored key worthless
    texts, dates = pa.array(["张三", "330110198001011234", ""]), pa.array([date(1980, 1, 1)])

    assert hash_values(texts).tolist() == [
        hash_values(pa.array(["张三"]))[0],
        hash_values(pa.array(["330110198001011234"]))[0],
        hash_values(pa.array([""]))[0],
    ]
    assert hash_values(dates).tolist() == hash_values(pa.array([3652])).tolist()


def test_a_hash_does_not_depend_on_what_stands_beside_the_text() -> None:
    whole = pa.array(["ab", "abcdefgh", "abcdefghi", "一"])

    assert [hash_values(whole.slice(place, 1))[0] for place in range(4)] == hash_values(whole).tolist()


@given(st.lists(st.integers(0, 5)))
def test_groups_are_rows_of_equal_hashes(numbers: list[int]) -> None:
    # hashes that differ only in the bits that the sort leaves to the rows
    hashes = np.array(numbers, dtype=np.uint64)

    groups = group_hashes(hashes)

    assert groups.hashes[groups.codes].tolist() == numbers
    assert hashes[groups.first].tolist() == groups.hashes.tolist()


@given(st.lists(st.integers(0, 5)))
def test_runs_bring_equal_keys_together(numbers: list[int]) -> None:
    keys = np.array(numbers, dtype=np.uint64) << np.uint64(40)

    runs = runs_of(keys, np.arange(len(keys)), len(keys))

    found = [
        runs.rows[start : start + length].tolist() for start, length in zip(runs.starts, runs.lengths, strict=True)
    ]
    assert sorted(found) == sorted([row for row, n in enumerate(numbers) if n == number] for number in set(numbers))


FEATURES = (
    derived("upper", "word", over_values(lambda word: word.upper() or None, pa.string())),
    derived("letters", "word", over_values(list, pa.list_(pa.string()))),
    derived("tag lengths", "tags", over_values(len, pa.int64())),
    first_known("any word", "word", "other"),
    gathered("words", "word", "other"),
    gathered("all", "tags", "other", "word"),
    pointing_at("pointed", "other", "word", over_values(lambda word: [word, word + "a"], pa.list_(pa.string()))),
)


@given(st.lists(st.tuples(TEXTS, TEXTS, st.none() | st.lists(TEXTS)), min_size=1))
def test_features_say_what_they_say_of_each_record(
    rows: list[tuple[str | None, str | None, list[str | None] | None]],
) -> None:
    word, other, tags = zip(*rows, strict=True)
    inputs = {
        "word": partial(encode, pa.array(word, pa.string())),
        "other": partial(encode, pa.array(other, pa.string())),
        "tags": partial(encode, pa.array(tags, pa.list_(pa.string()))),
    }

    made = {name: decoded(column) for name, column in compute_features(FEATURES, inputs).items()}

    known = [{tag for tag in row or () if tag is not None} for row in tags]
    assert made["upper"] == [w.upper() or None if w is not None else None for w in word]
    assert made["letters"] == [set(w or "") for w in word]
    assert made["tag lengths"] == [{len(tag) for tag in row} for row in known]
    assert made["any word"] == [o if w is None else w for w, o in zip(word, other, strict=True)]
    assert made["words"] == [{v for v in pair if v is not None} for pair in zip(word, other, strict=True)]
    steps = [{o, o + "a"} & set(word) if o is not None else set() for o in other]
    assert made["pointed"] == [row | ({w} & set().union(*steps)) for w, row in zip(word, steps, strict=True)]
    assert made["all"] == [
        row | {v for v in (w, o) if v is not None} for w, o, row in zip(word, other, known, strict=True)
    ]


NAMES = st.text(st.sampled_from("张章王三山丰峰伟玮建国过曾单*"), min_size=1, max_size=5)
SCORERS = st.sampled_from([NAME, PatternScorer(), EDITS, CONTAINED, JARO_WINKLER, EDIT_SIMILARITY])


@settings(max_examples=300)
@given(st.lists(NAMES, min_size=2, max_size=6, unique=True), SCORERS)
def test_a_scorer_says_of_columns_what_it_says_of_values(names: list[str], scorer: Scorer) -> None:
    column = encode(pa.array(names, pa.string()))
    left, right = (side.astype(np.int32) for side in np.triu_indices(len(names), 1))
    values = column.values.to_pylist()

    scores = score_pairs(column, scorer, left, right)

    assert scores.tolist() == pytest.approx(
        [scorer.one(values[a], values[b]) for a, b in zip(left, right, strict=True)]
    )


@given(NAMES, NAMES, SCORERS)
def test_a_scorer_is_symmetric(left: str, right: str, scorer: Scorer) -> None:
    if left != right:
        assert scorer.one(left, right) == pytest.approx(scorer.one(right, left))


def test_each_pair_of_values_is_scored_once() -> None:
    class Counting(PatternScorer):
        asked = 0

        def score(self, prepared: object, left: object, right: object) -> object:
            Counting.asked += len(left)
            return super().score(prepared, left, right)

    column = encode(pa.array(["ab", "ac", "a*"]))
    left, right = np.array([0, 1, 0, 0, 1], dtype=np.int32), np.array([1, 0, 1, 2, 0], dtype=np.int32)

    scores = score_pairs(column, Counting(), left, right)

    assert Counting.asked == 2
    assert scores[0] == scores[1] == scores[2] == scores[4]


@given(st.lists(NAMES, min_size=1))
def test_sounds_are_equal_where_pinyin_is(names: list[str]) -> None:
    keys = sound_keys(code_points(pa.array(names))).tolist()

    for name, key in zip(names, keys, strict=True):
        assert (key == 0) == (HIDDEN in name)
        for other, other_key in zip(names, keys, strict=True):
            if key and other_key:
                assert (key == other_key) == (pinyin_key(name) == pinyin_key(other))
