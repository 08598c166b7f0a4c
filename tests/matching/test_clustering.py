"""Clusters keep apart what must be, cut the weakest evidence, and say what they cut."""

import numpy as np
import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from matching.clustering import Apart, Clusters, Compared, cluster
from matching.columns import encode
from matching.model import Uniqueness
from matching.models.registers import ONE_ENTRY
from matching.patterns import PatternScorer

NUMBER = Uniqueness("number", "number", PatternScorer())


def links(*edges: tuple[int, int, float]) -> Compared:
    """Pairs with their weights; those of a weight above 0 link."""
    low, high, weights = zip(*edges, strict=True) if edges else ((), (), ())
    bits = np.array(weights, np.float64)
    return Compared(np.array(low, np.int32), np.array(high, np.int32), bits, bits > 0)


def grouped(numbers: list[str | None], found: Compared, apart: frozenset[tuple[int, int]] = frozenset()) -> Clusters:
    unique = (NUMBER, encode(pa.array(numbers, pa.string())))
    return cluster(len(numbers), found, Apart((unique,), apart))


def test_links_join_through_others() -> None:
    assert grouped([None] * 4, links((0, 1, 5.0), (1, 3, 5.0))).labels.tolist() == [0, 0, 2, 0]


def test_the_weakest_link_between_two_numbers_is_cut() -> None:
    found = grouped(["11", None, None, "22"], links((0, 1, 9.0), (1, 2, 5.0), (2, 3, 9.0)))

    assert found.labels.tolist() == [0, 0, 2, 2]
    assert [(cut.low, cut.high, cut.weight, cut.reason) for cut in found.cuts] == [(1, 2, 5.0, "number")]


def test_of_equal_links_the_one_of_the_first_rows_is_followed() -> None:
    assert grouped(["11", None, "22"], links((1, 2, 5.0), (0, 1, 5.0))).labels.tolist() == [0, 0, 2]


def test_a_masked_number_stays_with_one_it_agrees_with() -> None:
    found = grouped(["12", "1*", "13"], links((0, 1, 5.0), (1, 2, 6.0)))

    assert found.labels.tolist() == [0, 1, 1]


def test_two_entries_of_one_register_are_two_entities() -> None:
    entries = encode(pa.array(["a\tt\tf\t1", None, "a\tt\tf\t2", "b\tt\tf\t1"], pa.string()))

    found = cluster(4, links((0, 1, 9.0), (1, 2, 5.0), (1, 3, 4.0)), Apart(((ONE_ENTRY, entries),), frozenset()))

    assert found.labels.tolist() == [0, 0, 2, 0]
    assert [(cut.low, cut.high, cut.reason) for cut in found.cuts] == [(1, 2, "two entries of one register")]


def test_masked_numbers_that_agree_are_no_conflict() -> None:
    assert grouped(["12", "1*", "*2"], links((0, 1, 5.0), (1, 2, 6.0))).cuts == ()


def test_a_decision_apart_is_kept_along_chains() -> None:
    found = grouped([None] * 3, links((0, 1, 9.0), (1, 2, 5.0)), frozenset({(0, 2)}))

    assert found.labels.tolist() == [0, 0, 2]
    assert found.cuts[0].reason == "decision"


def test_a_decided_link_outranks_two_numbers() -> None:
    assert grouped(["11", "22"], links((0, 1, np.inf))).labels.tolist() == [0, 0]


def test_a_link_that_was_refused_first_and_followed_later_is_no_cut() -> None:
    # 0 and 2 cannot meet by weight, but a decision brings both together with 1
    found = grouped(["11", None, "22"], links((0, 1, np.inf), (1, 2, np.inf), (0, 2, 7.0)))

    assert found.labels.tolist() == [0, 0, 0]
    assert found.cuts == ()


def test_a_record_that_says_little_does_not_hold_others_together() -> None:
    found = grouped([None] * 3, links((0, 1, 5.0), (1, 2, 4.0), (0, 2, -8.0)))

    assert found.labels.tolist() == [0, 0, 2]
    assert [(cut.low, cut.high, cut.reason) for cut in found.cuts] == [(1, 2, "other comparisons")]


def test_one_comparison_against_does_not_outweigh_several() -> None:
    found = grouped([None] * 4, links((0, 1, 9.0), (0, 2, 9.0), (1, 3, 8.0), (0, 3, 5.0), (2, 3, -np.inf)))

    assert found.labels.tolist() == [0] * 4


EDGES = st.lists(
    st.tuples(st.integers(0, 9), st.integers(0, 9), st.sampled_from([3.0, 4.0, 5.0])).filter(lambda e: e[0] < e[1]),
    unique_by=lambda edge: edge[:2],
)


@given(st.lists(st.none() | st.sampled_from(["11", "22", "1*"]), min_size=10, max_size=10), EDGES, st.randoms())
def test_clusters_have_no_conflict_and_no_order(
    numbers: list[str | None], edges: list[tuple[int, int, float]], random: "st.Random"
) -> None:
    shuffled = edges.copy()
    random.shuffle(shuffled)

    found, again = grouped(numbers, links(*edges)), grouped(numbers, links(*shuffled))

    assert found.labels.tolist() == again.labels.tolist()
    for label in set(found.labels.tolist()):
        inside = {numbers[row] for row in range(10) if found.labels[row] == label} - {None}
        assert all(NUMBER.agree(a, b) for a in inside for b in inside)
    joined = {(low, high) for low, high, _ in edges if found.labels[low] == found.labels[high]}
    assert joined | {(cut.low, cut.high) for cut in found.cuts} == {edge[:2] for edge in edges}
