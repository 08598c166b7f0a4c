"""One delivery after another: only what differs is mapped; a result that is whole is used again."""

import gzip
import hashlib
from datetime import date
from pathlib import Path

from connectors.catalogue import SYSTEMS
from connectors.source import (
    PersonMap,
)
from schema.provenance import MappedBatch
from tests.connectors import toy
from tests.connectors.mapped import counts, mapped, said
from tests.connectors.toy import Hub


def test_of_a_whole_table_only_what_differs_is_mapped(tmp_path: Path) -> None:
    hub = Hub(tmp_path)
    hub.deliver("people_1.csv", [("1", "张三", ""), ("2", "李四", ""), ("3", "王五", ""), ("", "无键", "")])
    hub.sync()
    hub.deliver("people_2.csv", [("4", "赵六", ""), ("3", "王五", ""), ("1", "张三三", ""), ("", "无键", "")])
    result = hub.sync()
    assert counts(result) == (4, 1, 2, 1, 1, 0)
    assert said(hub.relation(result, "person"), "source_key", "name") == [("1", "张三三"), ("4", "赵六")]
    assert hub.relation(result, "touched") == [{"source_key": "1"}, {"source_key": "2"}]


def test_after_another_declaration_every_row_counts_as_changed(tmp_path: Path) -> None:
    hub = Hub(tmp_path, toy.system(toy.people(records=(PersonMap(name="姓名"),), ignore=("电话",))))
    hub.deliver("people_1.csv", [("1", "张三", "13957163842"), ("2", "李四", "")])
    first = hub.sync()
    hub.system = toy.system()
    second = hub.sync()
    assert counts(second) == (2, 0, 2, 0, 0, 0)
    assert [row["phones"] for row in hub.relation(hub.map(first.batch), "person")] == [None, None]


def telecom(folder: Path) -> Hub:
    """The real declaration of the telecom, in a folder of one's own."""
    return Hub(folder, SYSTEMS["telecom_subscribers"])


def deliver_delta(hub: Hub, day: str, *lines: str) -> MappedBatch:
    content = "".join(f"{line}\n" for line in lines).encode("gb18030")
    (hub.drop / f"yh_{day}.txt.gz").write_bytes(gzip.compress(content))
    md5 = hashlib.md5(content, usedforsecurity=False).hexdigest()
    (hub.drop / f"yh_{day}.ok").write_text(f"{len(lines)} {md5}")
    return hub.sync()


def test_changes_add_replace_and_delete(tmp_path: Path) -> None:
    hub = telecom(tmp_path)
    first = deliver_delta(
        hub, "20240101",
        "A|U1|1|330110********1234|张*三|13957163842|余杭乔司街道永和苑3-2-501|20190105|1",
        "A|U2|3|91330110MA27XWLD8X|杭州宏达有限公司||余杭乔司街道永和苑3-2-502|20190105|0",
        "A|U3|1|330110********1235|李四||余杭乔司街道永和苑3-2-503|20190105|1",
        "X|U4|1||王五||||1",
    )  # fmt: skip
    assert counts(first)[:5] == (4, 0, 3, 1, 0)
    assert hub.relation(first, "quarantine") == [{"row_number": 4, "source_key": "U4", "reason": "operation.unknown"}]
    assert said(hub.relation(first, "residence"), "source_key", "role", "from_date", "link_status") == [
        ("U1", "subscriber", date(2019, 1, 5), "active"),
        ("U3", "subscriber", date(2019, 1, 5), "active"),
    ]
    assert said(hub.relation(first, "premises"), "source_key", "link_status") == [("U2", "ended")]
    second = deliver_delta(
        hub, "20240102",
        "U|U1|1|330110********1234|张*三|||20190105|0",
        "D|U2|3||||||",
        "d|U9|1||||||",
        "A|U5|1||赵六||||1",
        "D|U5|1||||||",
    )  # fmt: skip
    assert counts(second)[:5] == (5, 0, 4, 1, 1)
    assert said(hub.relation(second, "person"), "source_key") == [("U1",)]
    assert hub.relation(second, "touched") == [{"source_key": key} for key in ("U1", "U2", "U5", "U9")]
    assert [row["reason"] for row in hub.relation(second, "quarantine")] == ["key.repeated"]
    third = deliver_delta(
        hub, "20240103", "A|U6|1||赵六||||1", "A|U6|1||赵六||||1", "A|U7|1||钱七||||1", "D|U7|1||钱七||||1"
    )
    assert counts(third)[:5] == (4, 0, 2, 2, 0)
    assert [row["reason"] for row in hub.relation(third, "quarantine")] == ["row.repeated", "key.repeated"]


def test_repeated_rows_are_kept_apart_in_every_delivery_and_the_one_that_counts_is_unchanged(tmp_path: Path) -> None:
    hub, _ = mapped(tmp_path, toy.people(), "编号,姓名,电话", "1,张三,", "2,李四,")
    for day, new in (("20240201", "7"), ("20240301", "8")):
        hub.deliver(f"people_{day}.csv", [("1", "张三", ""), ("2", "李四", ""), ("2", "李四", ""), (new, "王五", "")])
        result = hub.sync()
    assert counts(result)[:4] == (4, 2, 1, 1)
    assert [row["reason"] for row in hub.relation(result, "quarantine")] == ["row.repeated"]


def test_repeated_rows_of_a_batch_without_the_declared_columns_are_accounted_for(tmp_path: Path) -> None:
    hub, result = mapped(tmp_path, toy.people(), "编号,姓名,电话", "1,张三,", "1,张三,")
    hub.system = toy.system(toy.people(records=(PersonMap(name="姓名", phone="电话", former_name="曾用名"),)))
    assert counts(hub.map(result.batch))[:4] == (2, 0, 1, 1)


def files_of(hub: Hub, result: MappedBatch) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in (hub.home / result.folder).iterdir()}


def test_a_result_is_used_again_while_it_is_whole(tmp_path: Path) -> None:
    hub, result = mapped(tmp_path, toy.people(), "编号,姓名,电话", "1,张三,", "2,李四,")
    person = hub.home / result.folder / "person.parquet"
    before = person.stat().st_ino
    assert hub.map(result.batch) == result
    assert person.stat().st_ino == before
    content = files_of(hub, result)
    for damage in (
        person.unlink,
        lambda: person.write_bytes(b"half"),
        (hub.home / result.folder / "manifest.json").unlink,
    ):
        damage()
        assert hub.map(result.batch) == result
        assert files_of(hub, result) == content


def test_another_declaration_makes_another_result(tmp_path: Path) -> None:
    hub, result = mapped(tmp_path, toy.people(), "编号,姓名,电话", "1,张三,13957163842")
    assert hub.relation(result, "person")[0]["phones"] == ["13957163842"]
    hub.system = toy.system(toy.people(records=(PersonMap(name="姓名", guardian="电话"),)))
    assert hub.relation(hub.map(result.batch), "person")[0]["phones"] is None


def test_the_same_rows_in_another_order_give_the_same_relations(tmp_path: Path) -> None:
    rows = [f"{n},张三{n},1381234{n:04}" for n in range(300)]
    results = []
    for name, order in (("a", rows), ("b", rows[::-1])):
        hub, result = mapped(tmp_path / name, toy.people(), "编号,姓名,电话", *order)
        results.append(hub.relation(result, "person"))
    assert results[0] == results[1]
