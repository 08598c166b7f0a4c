"""Deliveries become batches: only what is new, whole or not at all, and never what is refused."""

import hashlib
from pathlib import Path

import pytest

from connectors.damage import IncompleteDelivery, MissingDelivery
from connectors.landing import batches, land
from connectors.mapping import columns_not_landed
from connectors.noted import noted
from connectors.reading import Location
from connectors.source import Csv, Expect, FullDrop, PersonMap, Table
from schema.errors import ContractDrift, DeliveryError, SourceUnreachable, StoreError
from schema.provenance import Delivery
from tests.connectors import toy
from tests.connectors.toy import Hub

ROWS = [("1", "张三", "13812345678"), ("2", "李四", "")]


def test_a_file_becomes_a_batch_with_its_manifest(tmp_path: Path) -> None:
    hub = Hub(tmp_path)
    hub.deliver("people_202401.csv", ROWS)
    (batch,) = hub.land()
    assert hub.landed(batch) == [
        {"编号": "1", "姓名": "张三", "电话": "13812345678"},
        {"编号": "2", "姓名": "李四", "电话": ""},
    ]
    assert (batch.batch_id, batch.rows, batch.delivery) == ("toy.people.000001", 2, Delivery.FULL)
    assert (batch.source, batch.position) == ("people_202401.csv", "people_202401.csv")
    assert batch.delivered_at.isoformat() == "2024-01-01T00:00:00"
    assert batch.path == "landing/toy/people/000001.parquet"
    assert batch.sha256 == hashlib.sha256((hub.home / batch.path).read_bytes()).hexdigest()
    assert batches(hub.home, "toy") == [batch]


def test_equal_rows_in_any_order_and_file_land_nothing(tmp_path: Path) -> None:
    hub = Hub(tmp_path)
    hub.deliver("people_202401.csv", ROWS)
    assert len(hub.land()) == 1
    assert hub.land() == []
    hub.deliver("people_202402.csv", ROWS[::-1])
    assert hub.land() == []
    hub.deliver("people_202402.csv", [ROWS[0], ROWS[0]])
    assert [batch.sequence for batch in hub.land()] == [2]


def test_the_newest_name_counts_and_an_older_one_brings_nothing_back(tmp_path: Path) -> None:
    hub = Hub(tmp_path)
    hub.deliver("people_202312.csv", ROWS)
    newest = hub.deliver("People_202401.CSV", ROWS[:1])
    hub.deliver(".people_202402.csv", [("9", "x", "")])
    (batch,) = hub.land()
    assert (batch.source, batch.rows) == ("People_202401.CSV", 1)
    newest.unlink()
    assert hub.land() == []


def test_files_of_one_delivery_are_one_batch(tmp_path: Path) -> None:
    hub = Hub(tmp_path, toy.system(delivery=FullDrop("terms/*.csv", every=True)))
    hub.deliver("terms/a_2.csv", ROWS[1:])
    toy.write_csv(hub.drop / "terms" / "a_1.csv", [("13812345678", "1", "张三")], ("电话", "编号", "姓名"))
    (batch,) = hub.land()
    assert [row["编号"] for row in hub.landed(batch)] == ["1", "2"]
    assert batch.source == "terms/*.csv"


def test_a_new_column_is_reported_and_a_missing_one_stops_the_system(tmp_path: Path) -> None:
    hub = Hub(tmp_path)
    toy.write_csv(hub.drop / "people_1.csv", [("1", "张三", "", "x")], ("编号", "姓名", "电话", "学历"))
    landing = land(hub.system, hub.location, hub.home)
    assert landing.drift[0].new_columns == ("学历",)
    assert landing.batches[0].rows == 1
    toy.write_csv(hub.drop / "people_2.csv", [("1", "张三")], ("编号", "姓名"))
    with pytest.raises(ContractDrift, match=r"toy\.people people_2\.csv: missing 电话"):
        hub.land()
    assert len(batches(hub.home, "toy")) == 1


def test_refused_and_ignored_columns_never_reach_the_home(tmp_path: Path) -> None:
    """Canaries in the columns that the hub must not take: no file under the home may hold one."""
    hub = Hub(tmp_path, toy.system(toy.people(refuse=("民族", "信仰"), ignore=("备注",))))
    rows = [(str(n), "张三", "", f"canary-a{n}", f"canary-b{n}", f"canary-c{n}", f"canary-d{n}") for n in range(50)]
    toy.write_csv(hub.drop / "people_1.csv", rows, ("编号", "姓名", "电话", "民族", "信仰", "备注", "新列"))
    hub.map(hub.land()[0])
    files = [file for file in hub.home.rglob("*") if file.is_file()]
    assert len(files) >= 4
    assert not [file for file in files if b"canary" in file.read_bytes()]


def test_nothing_of_a_system_is_landed_where_one_table_is_damaged(tmp_path: Path) -> None:
    more = Table("more", key=("编号",), reader=Csv(), records=(PersonMap(name="名"),))
    hub = Hub(tmp_path, toy.system(toy.people(), more))
    hub.deliver("people_1.csv", ROWS)
    with pytest.raises(ContractDrift, match=r"toy\.more people_1\.csv: missing 名"):
        hub.land()
    assert not [file for file in hub.home.rglob("*") if file.is_file()]
    assert batches(hub.home, "toy") == []


@pytest.mark.parametrize("rows", [0, 100, 400, 1000])
def test_a_table_of_half_or_twice_its_rows_needs_approval(tmp_path: Path, rows: int) -> None:
    hub = Hub(tmp_path)
    hub.deliver("people_1.csv", [(str(n), "张三", "") for n in range(200)])
    hub.land()
    hub.deliver("people_2.csv", [(str(n), "张三", "") for n in range(rows)])
    with pytest.raises(
        IncompleteDelivery, match=rf"toy\.people people_2\.csv: {rows:,} rows, 200 in the delivery before"
    ):
        hub.land()
    assert len(batches(hub.home, "toy")) == 1
    assert [batch.rows for batch in hub.land(approved=True)] == [rows]


@pytest.mark.parametrize("rows", [59, 151])
def test_a_table_that_leaves_the_numbers_expected_of_it_needs_approval(tmp_path: Path, rows: int) -> None:
    hub = Hub(tmp_path, toy.system(toy.people(expect=Expect(rows=(60, 150)))))
    people = [(f"{n:03}", "张三", "") for n in range(200)]
    # a city of another size is none of its business: the first delivery, and from there on
    for name, count in (("people_1.csv", 40), ("people_2.csv", 55), ("people_3.csv", 100)):
        hub.deliver(name, people[:count])
        hub.land()
    hub.deliver("people_4.csv", people[-rows:])
    with pytest.raises(IncompleteDelivery, match=rf"{rows} rows, 100 in the delivery before; 60 to 150 are expected"):
        hub.land()
    assert [batch.rows for batch in hub.land(approved=True)] == [rows]
    hub.deliver("people_5.csv", people[-rows - 1 :])
    assert [batch.rows for batch in hub.land()] == [rows + 1]


def test_a_file_without_an_end_is_remarked_on_and_refused_where_rows_are_missing(tmp_path: Path) -> None:
    """Cut in the last field of a row: every row still has its columns."""
    hub = Hub(tmp_path)
    first = hub.deliver("people_1.csv", [(str(n), "张三", "13957163842") for n in range(9)])
    first.write_bytes(first.read_bytes()[:-4])
    landing = land(hub.system, hub.location, hub.home)
    assert landing.batches[0].rows == 9
    assert landing.remarks == ("toy.people people_1.csv: the last line has no end; the file may be cut",)
    second = hub.deliver("people_2.csv", [(str(n), "张三", "13957163842") for n in range(8)])
    second.write_bytes(second.read_bytes()[:-4])
    with pytest.raises(IncompleteDelivery, match="no end of the last line, and the last 1 rows of the delivery before"):
        hub.land()


def test_what_was_noticed_stands_until_a_later_look_or_declaration(tmp_path: Path) -> None:
    hub = Hub(tmp_path)
    header = ("编号", "姓名", "电话", "学历")
    toy.write_csv(hub.drop / "people_1.csv", [("1", "张三", "", "x")], header)
    hub.land()
    (first,) = noted(hub.home, hub.system)
    assert list(first.new_columns) == ["学历"]
    toy.write_csv(hub.drop / "people_2.csv", [("1", "张三", "", "x", "y")], (*header, "职业"))
    assert hub.land() == []
    (second,) = noted(hub.home, hub.system)
    assert list(second.new_columns) == ["学历", "职业"]
    assert second.new_columns["学历"] == first.new_columns["学历"]
    (hub.drop / "people_3.csv").write_bytes(b"")
    with pytest.raises(DeliveryError):
        hub.land()
    assert noted(hub.home, hub.system) == (second,)
    hub.system = toy.system(toy.people(ignore=("学历", "职业")))
    assert [each.new_columns for each in noted(hub.home, hub.system)] == [{}]


def test_a_file_in_another_encoding_than_declared_is_remarked_on(tmp_path: Path) -> None:
    hub = Hub(tmp_path, toy.system(toy.people(reader=Csv(encoding="gb18030"))))
    file = hub.deliver("people_1.csv", ROWS)
    file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes())
    hub.land()
    (found,) = noted(hub.home, hub.system)
    assert found.remarks == ("toy.people people_1.csv: it is utf-8 by its byte order mark, not gb18030",)


def test_a_changed_declaration_reads_everything_again(tmp_path: Path) -> None:
    hub = Hub(tmp_path, toy.system(toy.people(records=(PersonMap(name="姓名"),), ignore=("电话",))))
    hub.deliver("people_1.csv", ROWS)
    hub.land()
    hub.system = toy.system()
    assert columns_not_landed(hub.system, hub.home, "people") == ("电话",)
    (batch,) = hub.land()
    assert columns_not_landed(hub.system, hub.home, "people") == ()
    assert batch.sequence == 2
    assert [row["电话"] for row in hub.landed(batch)] == ["13812345678", ""]


def test_no_folder_and_no_file_are_told(tmp_path: Path) -> None:
    hub = Hub(tmp_path)
    with pytest.raises(MissingDelivery, match=r"toy\.people: no file fits 'people_\*\.csv'"):
        hub.land()
    with pytest.raises(SourceUnreachable, match="folder is not there"):
        land(hub.system, Location(str(tmp_path / "nowhere")), hub.home)


# ── left by a killed run ─────────────────────────────────────────────────────────────────────────────────────────────


def test_what_a_killed_run_left_is_no_batch(tmp_path: Path) -> None:
    hub = Hub(tmp_path)
    hub.deliver("people_1.csv", ROWS)
    (batch,) = hub.land()
    file = hub.home / batch.path
    file.with_suffix(".json").unlink()
    (file.parent / ".000002.parquet.part").write_bytes(b"half")
    assert batches(hub.home, "toy") == []
    (again,) = hub.land()
    assert (again.sequence, again.content_digest) == (1, batch.content_digest)
    assert sorted(path.name for path in file.parent.iterdir()) == [
        "000001.digests",
        "000001.json",
        "000001.parquet",
    ]


@pytest.mark.parametrize("content", [b"{", b"{}", b'{"system": 1}'])
def test_an_unreadable_manifest_is_told(tmp_path: Path, content: bytes) -> None:
    hub = Hub(tmp_path)
    hub.deliver("people_1.csv", ROWS)
    (batch,) = hub.land()
    (hub.home / batch.path).with_suffix(".json").write_bytes(content)
    with pytest.raises(StoreError, match=r"toy/people/000001\.json: unreadable manifest"):
        batches(hub.home, "toy")
