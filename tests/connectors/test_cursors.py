"""Tables of a database become batches: what changed since the last look, nothing lost and nothing twice."""

import json
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from connectors.landing import batches
from connectors.reading import Location
from connectors.source import CursorSql, FullSql, PersonMap
from schema.errors import ContractDrift, DeclarationError
from schema.provenance import Delivery
from tests.connectors import toy
from tests.connectors.toy import Hub

ROWS = [("1", "张三", "13812345678"), ("2", "李四", "")]


def cursor_hub(folder: Path, rows: list[tuple[Any, ...]] | None = None) -> Hub:
    """People in a SQLite file with the time of their last change."""
    hub = Hub(folder, toy.system(toy.people(reader=None, cursor="更新"), delivery=CursorSql()))
    hub.location = Location(f"sqlite:///{hub.drop / 'people.db'}")
    execute(hub, "CREATE TABLE people (编号 TEXT, 姓名 TEXT, 电话 TEXT, 更新 TIMESTAMP)")
    for row in rows or [("1", "张三", "", "2024-01-05 10:00:00"), ("2", "李四", "", "2024-01-05 10:20:00")]:
        execute(hub, "INSERT INTO people VALUES (?, ?, ?, ?)", row)
    return hub


def execute(hub: Hub, statement: str, values: tuple[Any, ...] = ()) -> None:
    with sqlite3.connect(hub.drop / "people.db") as connection:
        connection.execute(statement, values)
    connection.close()


def keys(hub: Hub, **options: Any) -> list[list[str]]:
    """The keys of each batch landed now."""
    return [[row["编号"] for row in hub.landed(batch)] for batch in hub.land(**options)]


def test_late_commits_of_ten_minutes_are_landed_and_nothing_twice(tmp_path: Path) -> None:
    hub = cursor_hub(tmp_path)
    assert keys(hub) == [["1", "2"]]
    assert keys(hub) == []
    execute(hub, "INSERT INTO people VALUES ('3', '王五', '', '2024-01-05 10:10:01')")
    execute(hub, "INSERT INTO people VALUES ('4', '赵六', '', NULL)")
    execute(hub, "UPDATE people SET 姓名 = '李四四', 更新 = '2024-01-05T10:30:00' WHERE 编号 = '2'")
    assert keys(hub) == [["2", "3", "4"]]
    assert keys(hub) == []
    assert batches(hub.home, "toy")[-1].position == "2024-01-05 10:30:00"


def test_a_time_in_the_future_does_not_move_the_position(tmp_path: Path) -> None:
    hub = cursor_hub(tmp_path, [("1", "张三", "", "2024-01-05 10:00:00"), ("2", "李四", "", "2999-01-01 00:00:00")])
    assert keys(hub) == [["1", "2"]]
    execute(hub, "INSERT INTO people VALUES ('3', '王五', '', '2024-02-01 10:00:00')")
    assert keys(hub) == [["3"]]


def test_a_column_of_another_kind_stops_the_system_until_it_is_approved(tmp_path: Path) -> None:
    hub = cursor_hub(tmp_path)
    hub.land()
    execute(hub, "ALTER TABLE people RENAME COLUMN 电话 TO old")
    execute(hub, "ALTER TABLE people ADD COLUMN 电话 INTEGER")
    with pytest.raises(ContractDrift, match=r"toy\.people people: column '电话' was a text and is a number"):
        hub.land()
    execute(hub, "UPDATE people SET 更新 = '2024-01-05 11:00:00'")
    assert keys(hub, approved=True) == [["1", "2"]]
    execute(hub, "UPDATE people SET 更新 = '2024-01-05 12:00:00' WHERE 编号 = '1'")
    assert keys(hub) == [["1"]]


def test_days_as_cursor_lose_no_row_of_the_same_day(tmp_path: Path) -> None:
    hub = cursor_hub(tmp_path, [("1", "张三", "", "2024-01-05")])
    assert keys(hub) == [["1"]]
    execute(hub, "INSERT INTO people VALUES ('2', '李四', '', '2024-01-05')")
    assert keys(hub) == [["2"]]


def test_times_in_another_zone_lose_no_row_and_are_landed_once(tmp_path: Path) -> None:
    hub = cursor_hub(
        tmp_path, [("1", "张三", "", "2024-01-05 16:20:00+00"), ("2", "李四", "", "2024-01-05 23:00:00+08:00")]
    )
    assert keys(hub) == [["1", "2"]]
    assert batches(hub.home, "toy")[-1].position == "2024-01-06 00:20:00"
    assert keys(hub) == []
    execute(hub, "INSERT INTO people VALUES ('3', '王五', '', '2024-01-05T16:10:01Z')")
    execute(hub, "INSERT INTO people VALUES ('4', '赵六', '', '2024-01-06 01:00:00.5+08')")
    execute(hub, "INSERT INTO people VALUES ('5', '钱七', '', '2024-01-05 07:30:00-1000')")
    assert keys(hub) == [["3", "4", "5"]]
    assert keys(hub) == []
    assert batches(hub.home, "toy")[-1].position == "2024-01-06 01:30:00"
    execute(hub, "UPDATE people SET 姓名 = '张三三', 更新 = '2024-01-05 17:20:00+00' WHERE 编号 = '1'")
    assert keys(hub) == [["1"]]


def test_a_table_without_a_cursor_is_read_whole_every_time_and_loses_what_is_gone(tmp_path: Path) -> None:
    hub = cursor_hub(tmp_path)
    hub.system = toy.system(toy.people(reader=None), delivery=FullSql())
    assert keys(hub) == [["1", "2"]]
    assert keys(hub) == []
    execute(hub, "DELETE FROM people WHERE 编号 = '1'")
    (batch,) = hub.land()
    assert (batch.delivery, batch.rows) == (Delivery.FULL, 1)
    assert hub.map(batch).deleted == 1


def test_nothing_is_landed_while_a_column_is_undecided(tmp_path: Path) -> None:
    hub = Hub(tmp_path, toy.system(toy.people(records=(PersonMap(name="姓名"),), undecided=("电话",))))
    hub.deliver("people_1.csv", ROWS)
    with pytest.raises(DeclarationError, match=r"'people' has undecided columns: 电话"):
        hub.land()
    assert batches(hub.home, "toy") == []


def test_a_full_look_reads_everything_again(tmp_path: Path) -> None:
    hub = cursor_hub(tmp_path)
    hub.land()
    execute(hub, "DELETE FROM people WHERE 编号 = '1'")
    assert keys(hub) == []
    (batch,) = hub.land(full=True)
    assert (batch.delivery, batch.rows, batch.position) == (Delivery.FULL, 1, "2024-01-05 10:20:00")
    assert hub.land(full=True) == []


def test_a_manifest_says_nothing_of_the_location(tmp_path: Path) -> None:
    hub = cursor_hub(tmp_path)
    (batch,) = hub.land()
    manifest = json.loads((hub.home / batch.path).with_suffix(".json").read_text())
    assert manifest["source"] == "people"
    assert "sqlite" not in json.dumps(manifest)


# ── a database with a cursor column ──────────────────────────────────────────────────────────────────────────────────
