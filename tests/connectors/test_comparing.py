"""A whole table against the one before: the quick comparison says what comparing row by row says."""

import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from connectors.mapping.comparing import Rows, difference

KEYS = st.sampled_from("abcdefgh")
BEFORE = st.dictionaries(KEYS, st.integers(0, 2), max_size=8)
NOW = st.lists(st.tuples(KEYS | st.none(), st.integers(0, 2)), max_size=8)


def as_rows(rows: list[tuple[str | None, int]]) -> Rows:
    """Digests that are equal where rows are."""
    digests = [(ord(key) if key else 0) * 10 + value for key, value in rows]
    return Rows(pa.array([key for key, _ in rows], pa.string()), pa.array(digests, pa.uint64()))


@given(BEFORE, NOW | BEFORE.map(lambda rows: list(rows.items())))
def test_what_is_unchanged_changed_and_gone(before: dict[str, int], now: list[tuple[str | None, int]]) -> None:
    found = difference(as_rows(list(before.items())), as_rows(now))
    keys = [key for key, _ in now]
    if None in keys or len(set(keys)) < len(keys):
        assert found is None
        return
    assert found is not None
    changed = [place for place, (key, value) in enumerate(now) if before.get(str(key)) != value]
    assert found.changed.tolist() == changed
    assert found.unchanged == len(now) - len(changed)
    assert sorted(found.gone.to_pylist()) == sorted(before.keys() - set(keys))
    there_before = {key for place, key in enumerate(keys) if place in changed} & before.keys()
    assert found.touched.to_pylist() == sorted(there_before | (before.keys() - set(keys)))


def test_one_digest_of_two_rows_is_left_to_the_slower_way() -> None:
    before = Rows(pa.array(["a", "b"]), pa.array([1, 2], pa.uint64()))
    assert difference(before, Rows(pa.array(["a", "c"]), pa.array([1, 2], pa.uint64()))) is None
