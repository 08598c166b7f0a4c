"""A mapped batch is taken in once, whole, in order, and every row is accounted for."""

from dataclasses import replace
from pathlib import Path

import duckdb
import pytest

from schema.errors import AccountingError, StoreError
from schema.provenance import Delivery
from tests.warehouse.city import deliver, home_of, resident, subscriber
from warehouse.load import last_sequence, load_batch

Workshop = duckdb.DuckDBPyConnection


def test_records_arrive_with_their_values_and_their_batch(workshop: Workshop, home: Path) -> None:
    zhang = resident("1", name="张三", phones=("13911112222", "0571-86220000"), is_cancelled=False)
    assert load_batch(workshop, deliver(home, "police_hukou", 1, [zhang, *home_of(zhang, "南苑街道")]), home)
    row = workshop.execute("SELECT record_id, name, phones, is_cancelled, batch_id FROM person_record").fetchall()
    assert row == [
        (zhang.record_id, "张三", ["13911112222", "0571-86220000"], False, "police_hukou.t.000001"),
    ]
    assert _keys(workshop, "address_record") == ["1"]
    assert _keys(workshop, "residence_mention") == ["1"]


def test_a_batch_that_is_sent_again_changes_nothing(workshop: Workshop, home: Path) -> None:
    batch = deliver(home, "police_hukou", 1, [resident("1", name="张三")])
    assert load_batch(workshop, batch, home)
    assert not load_batch(workshop, batch, home)
    assert _keys(workshop, "person_record") == ["1"]
    assert last_sequence(workshop, "police_hukou", "t") == 1


def test_a_row_that_is_delivered_again_replaces_all_it_said_before(workshop: Workshop, home: Path) -> None:
    zhang = resident("1", name="张三")
    other = resident("2", name="李四")
    first = [zhang, other, *home_of(zhang, "南苑街道"), *home_of(other, "东湖街道")]
    load_batch(workshop, deliver(home, "police_hukou", 1, first, rejected=[("1", "a", "b", "c")]), home)
    moved = resident("1", name="张三丰")
    load_batch(workshop, deliver(home, "police_hukou", 2, [moved], unchanged=1), home)
    assert workshop.execute("SELECT source_key, name FROM person_record ORDER BY ALL").fetchall() == [
        ("1", "张三丰"),
        ("2", "李四"),
    ]
    assert _keys(workshop, "address_record") == ["2"]
    assert _keys(workshop, "residence_mention") == ["2"]
    assert _keys(workshop, "rejection") == []


def test_a_deleted_row_goes_and_the_same_key_of_another_system_stays(workshop: Workshop, home: Path) -> None:
    load_batch(workshop, deliver(home, "police_hukou", 1, [resident("1", name="张三")]), home)
    load_batch(workshop, deliver(home, "telecom", 1, [subscriber("1", name="张三")]), home)
    load_batch(workshop, deliver(home, "police_hukou", 2, [], deleted=["1"]), home)
    assert workshop.execute("SELECT system FROM person_record").fetchall() == [("telecom",)]


def test_a_batch_is_not_taken_in_before_the_one_before_it(workshop: Workshop, home: Path) -> None:
    with pytest.raises(StoreError, match="batch 2 cannot be taken in before batch 1"):
        load_batch(workshop, deliver(home, "police_hukou", 2, [resident("1", name="张三")]), home)
    assert _keys(workshop, "person_record") == []


@pytest.mark.parametrize(
    "wrong",
    [{"received": 4}, {"unchanged": 1}, {"recorded": 1}, {"quarantined": 0}, {"rejected": 2}],
    ids=lambda wrong: next(iter(wrong)),
)
def test_rows_that_are_not_accounted_for_stop_the_batch(workshop: Workshop, home: Path, wrong: dict[str, int]) -> None:
    rows = [resident("1", name="张三"), resident("2", name="李四")]
    batch = deliver(home, "police_hukou", 1, rows, quarantined=[(3, None, "no key")], rejected=[("1", "a", "b", "c")])
    with pytest.raises(AccountingError, match=r"police_hukou\.t\.000001"):
        load_batch(workshop, replace(batch, **wrong), home)
    assert _keys(workshop, "person_record") == []
    assert load_batch(workshop, batch, home)


def test_what_was_kept_apart_is_counted_by_batch(workshop: Workshop, home: Path) -> None:
    batch = deliver(home, "telecom", 1, [], quarantined=[(1, None, "no key"), (4, "9", "nothing said")])
    load_batch(workshop, batch, home)
    assert workshop.execute("SELECT row_number, source_key, reason FROM quarantine ORDER BY ALL").fetchall() == [
        (1, None, "no key"),
        (4, "9", "nothing said"),
    ]
    assert workshop.execute("SELECT received, recorded, quarantined FROM applied_batch").fetchall() == [(2, 0, 2)]


def test_a_whole_delivery_judges_keys_anew_and_leaves_silent_rows_that_did_not_change(
    workshop: Workshop, home: Path
) -> None:
    apart = [(1, None, "key.missing"), (2, "7", "key.repeated"), (3, "8", "row.says_nothing"), (4, "9", "row.repeated")]
    first = deliver(home, "hr", 1, [], quarantined=apart, delivery=Delivery.FULL)
    load_batch(workshop, first, home)
    again = [(1, None, "key.missing"), (4, "9", "row.repeated")]
    load_batch(workshop, deliver(home, "hr", 2, [], quarantined=again, unchanged=2, delivery=Delivery.FULL), home)
    assert workshop.execute("SELECT reason, batch_id FROM quarantine ORDER BY ALL").fetchall() == [
        ("key.missing", "hr.t.000002"),
        ("row.repeated", "hr.t.000002"),
        ("row.says_nothing", "hr.t.000001"),
    ]


def test_rows_of_a_cursor_that_were_kept_apart_stay(workshop: Workshop, home: Path) -> None:
    for sequence in (1, 2):
        load_batch(workshop, deliver(home, "hr", sequence, [], quarantined=[(1, None, "key.missing")]), home)
    assert workshop.execute("SELECT count(*) FROM quarantine").fetchall() == [(2,)]


def test_a_row_that_was_recorded_and_is_in_no_relation_is_missed(workshop: Workshop, home: Path) -> None:
    batch = deliver(home, "police_hukou", 1, [resident("1", name="张三")])
    (home / batch.folder / "person.parquet").unlink()
    with pytest.raises(AccountingError, match="rows recorded: 1 stated, 0 found"):
        load_batch(workshop, batch, home)


def test_a_deletion_of_a_delta_is_recorded_and_yields_nothing(workshop: Workshop, home: Path) -> None:
    delta = {"delivery": Delivery.DELTA}
    load_batch(workshop, deliver(home, "telecom", 1, [subscriber("1", name="张三")], **delta), home)
    batch = deliver(home, "telecom", 2, [], deleted=["1"], **delta)
    counted = replace(batch, batch=replace(batch.batch, rows=1), received=1, recorded=1)
    load_batch(workshop, counted, home)
    assert _keys(workshop, "person_record") == []


def _keys(workshop: Workshop, table: str) -> list[str]:
    return [key for (key,) in workshop.execute(f"SELECT source_key FROM {table} ORDER BY ALL").fetchall()]
