"""Whatever the nights bring, linking what changed gives what linking everything anew gives."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from fnmatch import fnmatch
from typing import Any

import duckdb
import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st

from matching.blocking import BlockingRule
from matching.comparison import Comparison, Level
from matching.conditions import Known, Same
from matching.engine import Linkage, link, link_table, linkage_of
from matching.features import pointing_at
from matching.loading import table_of
from matching.model import LinkageModel
from matching.nights import linking
from matching.nights.base import HeldBase
from matching.nights.changes import Records, difference, fetched, inputs, known_decisions
from matching.nights.index import Index
from matching.nights.linking import Linked
from matching.nights.night import NightLinkage, WholeRunDue, link_changes
from matching.nights.whole import index_of
from matching.progress import Clock
from tests.matching import reference
from tests.matching.toy import TOY, toy_rows, toy_table

CONNECTION = duckdb.connect()

Rows = Mapping[int, Mapping[str, object]]


def _meant(masked: pa.Array) -> pa.Array:
    """The numbers that a masked one can be."""
    numbers = ("1111", "2222", "1122")
    fits = [[number for number in numbers if fnmatch(number, text.replace("*", "?"))] for text in masked.to_pylist()]
    return pa.array(fits, pa.list_(pa.string()))


POINTING = replace(
    TOY,
    features=(*TOY.features, pointing_at("meant", "masked", "number", _meant)),
    rules=(*TOY.rules, BlockingRule("meant", ("meant",), cap=4, narrower=("word",), either="masked")),
    comparisons=(
        *TOY.comparisons,
        Comparison("meant", (Level("same", Same("meant"), 0.9, 1e-2),), 0.1, 0.9, Known("meant")),
    ),
)
"""What a masked number means depends on the numbers that other records have."""


@dataclass
class Workshop:
    """What a workshop would hold: it starts with a whole run, and nights put in and take out."""

    model: LinkageModel
    index: Index | None = None
    members: dict[int, Any] = field(default_factory=dict)
    pairs: dict[tuple[int, int], Any] = field(default_factory=dict)
    cuts: dict[tuple[int, int], Any] = field(default_factory=dict)
    nights: int = 0

    def run(self, rows: Rows, decisions: pa.Table) -> None:
        table = toy_table(list(rows), list(rows.values()))
        records = CONNECTION.from_arrow(table)
        if self.index is None or not self._night(records, self.index, decisions):
            self._whole(records, decisions)

    def _night(self, records: duckdb.DuckDBPyRelation, index: Index, decisions: pa.Table) -> bool:
        given = Records(CONNECTION, records)
        found = difference(index, inputs(given, self.model))
        fresh = fetched(given, self.model, found.fresh)
        night = link_changes(self.model, index, found, fresh, known_decisions(decisions), Clock())
        if isinstance(night, WholeRunDue):
            return False
        self.nights += 1
        self.index = night.index
        touched = set(night.touched.tolist())
        self.members = {key: row for key, row in self.members.items() if key not in touched}
        self.cuts = {key: row for key, row in self.cuts.items() if not touched.intersection(key)}
        for row in night.dropped.to_pylist():
            self.pairs.pop((row["left_id"], row["right_id"]))
        self._keep(night.memberships, night.pairs, night.cuts)
        return True

    def _whole(self, records: duckdb.DuckDBPyRelation, decisions: pa.Table) -> None:
        rows, digests = records.to_arrow_table(), inputs(Records(CONNECTION, records), self.model)
        linked = link_table(self.model, table_of(rows, self.model), decisions, Clock())
        found = linkage_of(self.model, linked, Clock())
        self.members, self.pairs, self.cuts = {}, {}, {}
        self._keep(found.memberships, found.pairs, found.cuts)
        base = HeldBase()
        base.put_rows(rows)
        self.index = index_of(self.model, base, digests.record_ids, digests.digests, linked, known_decisions(decisions))

    def _keep(self, memberships: pa.Table, pairs: pa.Table, cuts: pa.Table) -> None:
        self.members |= {row["record_id"]: row for row in memberships.to_pylist()}
        self.pairs |= {(row["left_id"], row["right_id"]): row for row in pairs.to_pylist()}
        self.cuts |= {(row["left_id"], row["right_id"]): row for row in cuts.to_pylist()}

    def agrees_with(self, found: Linkage) -> None:
        anew = Workshop(self.model)
        anew._keep(found.memberships, found.pairs, found.cuts)
        assert self.members == anew.members
        assert self.pairs == anew.pairs
        assert self.cuts == anew.cuts


@st.composite
def nights(draw: st.DrawFn) -> list[tuple[Rows, pa.Table]]:
    """Some records, and what they are on each of some nights, with the decisions that stand then."""
    ids = st.integers(0, 40)
    rows: dict[int, Mapping[str, object]] = draw(st.dictionaries(ids, toy_rows(), min_size=6, max_size=22))
    found = []
    decided: dict[tuple[int, int], str] = {}
    for _ in range(draw(st.integers(2, 5))):
        found.append((dict(draw(st.permutations(list(rows.items())))), _table(decided)))
        for _ in range(draw(st.integers(1, 4))):
            one, other, row = draw(ids), draw(ids), draw(toy_rows())
            action = draw(st.sampled_from(["put", "put", "delete", "decide", "undo"]))
            if action == "put":
                rows[one] = row
            elif action == "delete":
                rows.pop(one, None)
            elif action == "decide" and one != other:
                decided[min(one, other), max(one, other)] = draw(st.sampled_from(["link", "no_link", "unsure"]))
            else:
                decided.pop(next(iter(decided), (0, 0)), None)
    return found


def _table(decided: Mapping[tuple[int, int], str]) -> pa.Table:
    low, high = ([ends[side] for ends in decided] for side in (0, 1))
    columns = (pa.array(low, pa.int64()), pa.array(high, pa.int64()), pa.array(list(decided.values()), pa.string()))
    return pa.table(columns, ["left_id", "right_id", "judgement"])


def plain_clusters(model: LinkageModel, rows: Rows, decisions: pa.Table) -> dict[int, int]:
    """Record id → smallest record id of its cluster, by the plain engine, which shares no code with the fast one."""
    table = table_of(toy_table(list(rows), list(map(dict, rows.values()))), model)
    ids = table.record_ids.tolist()
    row = {record_id: number for number, record_id in enumerate(ids)}
    known = [each for each in decisions.to_pylist() if each["left_id"] in row and each["right_id"] in row]
    decided = {(row[each["left_id"]], row[each["right_id"]]): each["judgement"] for each in known}
    _, clusters = reference.link(model, reference.records_of(table), decided)
    return {record_id: ids[cluster] for record_id, cluster in zip(ids, clusters, strict=True)}


@settings(max_examples=20, deadline=None)
@given(nights(), st.sampled_from([TOY, POINTING]))
def test_nights_give_what_linking_everything_anew_gives(
    found: list[tuple[Rows, pa.Table]], model: LinkageModel
) -> None:
    workshop = Workshop(model)
    for rows, decisions in found:
        workshop.run(rows, decisions)
        table = toy_table(list(rows), list(rows.values()))
        workshop.agrees_with(link(CONNECTION, CONNECTION.from_arrow(table), model, decisions=decisions))
        clusters = {record_id: row["cluster_id"] for record_id, row in workshop.members.items()}
        assert clusters == plain_clusters(model, rows, decisions)


def _many(count: int) -> dict[int, Mapping[str, object]]:
    words = ["abc"[number % 3] * (1 + number % 7) for number in range(count)]
    return {number: {"word": word, "number": f"{number % 97}"} for number, word in enumerate(words)}


def _clusters(found: Linkage | NightLinkage) -> dict[int, int]:
    return {row["record_id"]: row["cluster_id"] for row in found.memberships.to_pylist()}


def _linked(rows: Rows, index: Index | None, model: LinkageModel = TOY) -> Linked:
    table = toy_table(list(rows), list(map(dict, rows.values())))
    return linking.link(Records(CONNECTION, CONNECTION.from_arrow(table)), model, index=index)


def test_a_night_on_which_too_much_changed_is_a_whole_run_that_says_why() -> None:
    rows = _many(100)
    index = _linked(rows, None).index
    few = _linked(rows | {number: {"word": "cab"} for number in range(20)}, index)
    assert isinstance(few.found, NightLinkage)
    assert few.whole_because is None
    many = _linked(rows | {number: {"word": "cab"} for number in range(21)}, index)
    assert isinstance(many.found, Linkage)
    assert many.whole_because == "21 of 100 records changed"


def test_an_index_that_is_mostly_about_the_past_is_made_anew() -> None:
    rows = _many(100)
    linked = _linked(rows | {number: {"word": "cab"} for number in range(20)}, _linked(rows, None).index)
    assert isinstance(linked.found, NightLinkage)
    linked = _linked(rows, linked.index)
    assert linked.whole_because == "40 of 140 entries of the index are about the past"


def test_a_night_keeps_the_yardstick_and_gives_what_comparing_everything_by_it_gives() -> None:
    """One of the numbers that all weights rest on is in the next class: that alone moves no weight."""
    grown: Rows = {number: {"word": f"w{number // 2}", "number": f"{number // 2}"} for number in range(730)}
    linked = _linked({number: grown[number] for number in range(715)}, None)
    night = _linked(grown, linked.index)
    assert isinstance(night.found, NightLinkage)
    table = CONNECTION.from_arrow(toy_table(list(grown), list(map(dict, grown.values()))))
    kept, fresh = (link(CONNECTION, table, TOY, yardstick=each) for each in (linked.index.yardstick, None))
    weights, by_kept, by_fresh = map(_weights, (night.found, kept, fresh))
    assert weights
    assert weights == {pair: by_kept[pair] for pair in weights}
    assert any(by_fresh[pair] != weight for pair, weight in weights.items())
    touched = set(night.found.touched.tolist())
    assert _clusters(night.found) == {key: of for key, of in _clusters(kept).items() if key in touched}


def _weights(found: Linkage | NightLinkage) -> dict[tuple[int, int], float]:
    return {(row["left_id"], row["right_id"]): row["match_weight"] for row in found.pairs.to_pylist()}


def test_a_whole_run_says_which_number_has_moved_too_far() -> None:
    count, index = 715, _linked(_many(715), None).index
    while count < 2400:
        count = min(count * 12 // 10, 2400)
        linked = _linked(_many(count), index)
        assert isinstance(linked.found, NightLinkage)
        index = linked.index
    grown = _linked(_many(2460), index)
    assert isinstance(grown.found, Linkage)
    assert grown.whole_because is not None
    assert "the odds of a random pair moved" in grown.whole_because
    assert "frequencies of word" in grown.whole_because
    assert "frequencies of places" not in grown.whole_because
    assert grown.index.yardstick != index.yardstick


def test_a_record_of_another_version_is_another_record_and_one_of_the_same_is_not_read() -> None:
    """What reads little finds what reads everything finds; a row that changed under its version is not looked at."""
    rows = _many(60)
    versions = dict.fromkeys(rows, 1)

    def given() -> Records:
        table = toy_table(list(rows), list(map(dict, rows.values())))
        table = table.append_column("version", pa.array(versions.values(), pa.int64()))
        CONNECTION.register("versioned", table)
        CONNECTION.execute("CREATE OR REPLACE TEMP TABLE stored AS FROM versioned")
        relation = CONNECTION.sql("SELECT *, rowid AS position FROM stored")
        return Records(CONNECTION, relation, "version", "position")

    index = linking.link(given(), TOY, index=None).index
    rows |= {3: {"word": "bbb"}, 7: {"word": "ccc"}, 60: {"word": "bbb"}}
    versions |= {7: 2, 60: 1}
    found = linking.link(given(), TOY, index=index).found
    assert isinstance(found, NightLinkage)
    assert found.report.changed == 2
    rows[3] = _many(4)[3]
    table = toy_table(list(rows), list(map(dict, rows.values())))
    whole = _clusters(link(CONNECTION, CONNECTION.from_arrow(table), TOY))
    assert _clusters(found).items() <= whole.items()
    assert {7, 60} <= _clusters(found).keys()
