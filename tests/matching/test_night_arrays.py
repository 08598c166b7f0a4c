"""Arrays that grow night by night, and sequences that are nearly the same."""

from collections.abc import Mapping
from functools import partial
from pathlib import Path

import duckdb
import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from matching.engine import link
from matching.nights import linking
from matching.nights.changes import Records
from matching.nights.grown import Grown, Patched, flags_of
from matching.nights.in_step import out_of_step
from matching.nights.night import NightLinkage
from matching.nights.store import new_base, read_index, write_index
from tests.matching.toy import TOY, toy_table

NUMBERS = st.lists(st.integers(0, 9), max_size=20)


@given(NUMBERS, NUMBERS, NUMBERS)
def test_a_grown_array_is_looked_at_as_one(base: list[int], first: list[int], second: list[int]) -> None:
    grown = Grown(np.array(base, np.int32), np.zeros(0, np.int32)).longer(np.array(first)).longer(np.array(second))
    whole = [*base, *first, *second]
    assert len(grown) == len(whole)
    assert grown[np.arange(len(whole))[::-1]].tolist() == whole[::-1]


@given(NUMBERS, st.lists(NUMBERS, max_size=3))
def test_a_patched_array_is_what_it_was_last_said_to_be(base: list[int], nights: list[list[int]]) -> None:
    patched, every = Patched.of(np.array(base, np.int32)), np.array(base, np.int32)
    for added in nights:
        every = np.concatenate((every, np.array(added, np.int32)))
        every[: len(every) : 3] += 1
        patched = patched.now(every)
        assert patched.whole().tolist() == every.tolist()
    assert flags_of(np.packbits(every > 3), len(every)).tolist() == (every > 3).tolist()


@given(st.integers(0, 3000), st.sets(st.integers(0, 3000), max_size=60), st.integers(0, 60), st.integers(0, 40))
def test_what_stands_out_of_step_holds_all_that_only_one_has(count: int, gone: set[int], come: int, moved: int) -> None:
    hashes = np.random.default_rng(count).integers(0, 1 << 64, count + come, dtype=np.uint64)
    known = hashes[:count]
    kept = np.delete(known, [place for place in gone if place < count])
    now = np.concatenate((kept[moved:], kept[:moved], hashes[count:]))
    left, new = out_of_step(known, now)
    common = np.intersect1d(known, now)
    assert set(np.setdiff1d(known, common)) <= set(known[left])
    assert set(np.setdiff1d(now, common)) <= set(now[new])
    assert set(np.delete(known, left)) == set(np.delete(now, new))
    if count > 500 and len(gone) < 5 and not moved:
        assert len(left) < count // 5


def test_nights_by_an_index_on_the_disk_give_what_linking_everything_gives(tmp_path: Path) -> None:
    connection = duckdb.connect()
    rows: dict[int, Mapping[str, object]] = {
        number: {"word": f"w{number // 2}", "number": f"{number % 90}"} for number in range(300)
    }
    members: dict[int, int] = {}
    for night in range(4):
        table = connection.from_arrow(toy_table(list(rows), list(rows.values())))
        linked = linking.link(
            Records(connection, table), TOY, index=read_index(tmp_path, "", ""), base=partial(new_base, tmp_path)
        )
        write_index(tmp_path, linked.index, "", "")
        assert isinstance(linked.found, NightLinkage) == (night > 0)
        if isinstance(linked.found, NightLinkage):
            members = {key: cluster for key, cluster in members.items() if key not in linked.found.touched.tolist()}
        members |= {row["record_id"]: row["cluster_id"] for row in linked.found.memberships.to_pylist()}
        whole = link(connection, table, TOY, yardstick=linked.index.yardstick).memberships.to_pylist()
        assert members == {row["record_id"]: row["cluster_id"] for row in whole}
        rows |= {300 + night: {"word": f"w{night}"}, 7 * night: {"word": "w99"}, 5: {"word": f"w{night + 40}"}}
        rows.pop(100 + night)
        rows.pop(300 + night - 1, None)
    assert len(list(tmp_path.iterdir())) == 3
