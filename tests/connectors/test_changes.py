"""Files of changes: in their order, each once; gaps, late files and repetitions are noticed."""

import gzip
import hashlib
import os
import time
from pathlib import Path

import pytest

from connectors.damage import DamagedFile, IncompleteDelivery
from connectors.landing import batches, land
from connectors.noted import noted
from connectors.source import Delimited, DeltaDrop, System
from connectors.trial import try_rows
from schema.errors import DeliveryError
from schema.provenance import Delivery
from tests.connectors import toy
from tests.connectors.toy import Hub


def delta_system() -> System:
    reader = Delimited(columns=("操作", "编号", "姓名", "电话"), encoding="gb18030", done=".ok")
    return toy.system(toy.people(reader=reader), delivery=DeltaDrop("yh_*.txt.gz", operation="操作"))


def deliver_delta(hub: Hub, day: str, *lines: str) -> None:
    content = "".join(f"{line}\n" for line in lines).encode("gb18030")
    (hub.drop / f"yh_{day}.txt.gz").write_bytes(gzip.compress(content))
    md5 = hashlib.md5(content, usedforsecurity=False).hexdigest()
    (hub.drop / f"yh_{day}.ok").write_text(f"{len(lines)} {md5}")


def test_changes_are_taken_in_order_and_once(tmp_path: Path) -> None:
    hub = Hub(tmp_path, delta_system())
    deliver_delta(hub, "20240110", "U|1|张三三|")
    deliver_delta(hub, "20240109", "A|1|张三|", "A|2|李四|")
    assert [(b.sequence, b.source, b.rows, b.delivery) for b in hub.land()] == [
        (1, "yh_20240109.txt.gz", 2, Delivery.DELTA),
        (2, "yh_20240110.txt.gz", 1, Delivery.DELTA),
    ]
    assert hub.land() == []
    deliver_delta(hub, "20240111", "D|2||")
    assert [batch.source for batch in hub.land()] == ["yh_20240111.txt.gz"]


def test_files_of_changes_before_a_damaged_one_are_landed_and_those_after_it_wait(tmp_path: Path) -> None:
    hub = Hub(tmp_path, delta_system())
    for day in ("20240109", "20240110", "20240111"):
        deliver_delta(hub, day, f"A|{day}|张三|")
    (hub.drop / "yh_20240110.ok").unlink()
    for _ in range(2):
        with pytest.raises(DeliveryError, match=r"toy\.people yh_20240110\.txt\.gz: there is no yh_20240110\.ok"):
            hub.land()
        assert [batch.source for batch in batches(hub.home, "toy")] == ["yh_20240109.txt.gz"]
    deliver_delta(hub, "20240110", "A|2|李四|", "A|3|王五")
    with pytest.raises(DamagedFile, match="row 2 has 3 columns instead of 4"):
        hub.land()
    deliver_delta(hub, "20240110", "A|2|李四|")
    assert [batch.source for batch in hub.land()] == ["yh_20240110.txt.gz", "yh_20240111.txt.gz"]


def test_the_newest_file_of_changes_is_waited_for_while_its_owner_writes_it(tmp_path: Path) -> None:
    hub = Hub(tmp_path, delta_system())
    for day in ("20240109", "20240110", "20240111"):
        deliver_delta(hub, day, f"A|{day}|张三|")
    (hub.drop / "yh_20240111.ok").unlink()
    told = (
        "toy.people yh_20240111.txt.gz: there is no yh_20240111.ok beside it: the delivery is not finished;"
        " it is waited for"
    )
    for taken in (["yh_20240109.txt.gz", "yh_20240110.txt.gz"], []):
        landing = land(hub.system, hub.location, hub.home)
        assert ([batch.source for batch in landing.batches], landing.remarks) == (taken, (told,))
        assert [each.all_remarks for each in noted(hub.home, hub.system)] == [(told,)]
    (trial,) = [try_rows(hub.system, table, hub.location, 100) for table in hub.system.tables]
    assert trial.rows == 1
    deliver_delta(hub, "20240111", "A|20240111|张三|")
    assert [batch.source for batch in hub.land()] == ["yh_20240111.txt.gz"]
    assert [each.all_remarks for each in noted(hub.home, hub.system)] == [()]


def test_a_file_of_changes_that_was_never_finished_and_is_gone_is_waited_for_no_more(tmp_path: Path) -> None:
    hub = Hub(tmp_path, delta_system())
    deliver_delta(hub, "20240110", "A|1|张三|")
    (hub.drop / "yh_20240110.ok").unlink()
    assert hub.land() == []
    assert noted(hub.home, hub.system)[0].awaited
    deliver_delta(hub, "20240109", "A|1|张三|")
    (hub.drop / "yh_20240110.txt.gz").unlink()
    assert len(hub.land()) == 1
    assert not noted(hub.home, hub.system)[0].awaited


def state_of(hub: Hub) -> dict[str, str]:
    """Key → name after all batches, in their order."""
    state: dict[str, str] = {}
    for batch in batches(hub.home, "toy"):
        for row in hub.landed(batch):
            if row["操作"] == "D":
                state.pop(row["编号"], None)
            else:
                state[row["编号"]] = row["姓名"]
    return state


def test_a_late_file_of_changes_is_taken_in_and_later_ones_again_so_that_the_latest_word_counts(tmp_path: Path) -> None:
    hub = Hub(tmp_path, delta_system())
    deliver_delta(hub, "20240109", "A|1|张一|", "A|2|李一|", "A|3|王一|")
    deliver_delta(hub, "20240110", "U|1|张二|")
    deliver_delta(hub, "20240112", "U|1|张四|", "D|3||")
    landing = land(hub.system, hub.location, hub.home)
    assert landing.remarks == ("toy.people: no file between yh_20240110.txt.gz and yh_20240112.txt.gz",)
    deliver_delta(hub, "20240111", "U|1|张三|", "U|2|李三|", "U|3|王三|")
    landing = land(hub.system, hub.location, hub.home)
    assert [batch.source for batch in landing.batches] == ["yh_20240111.txt.gz", "yh_20240112.txt.gz"]
    assert landing.remarks == ()
    assert state_of(hub) == {"1": "张四", "2": "李三"}
    assert hub.land() == []


def test_a_file_of_changes_written_anew_is_read_again_and_taken_in_if_it_differs(tmp_path: Path) -> None:
    hub = Hub(tmp_path, delta_system())
    deliver_delta(hub, "20240109", "A|1|张一|", "A|2|李一|")
    deliver_delta(hub, "20240110", "U|1|张二|")
    hub.land()
    later = time.time() + 60
    os.utime(hub.drop / "yh_20240109.txt.gz", (later, later))
    assert hub.land() == []
    deliver_delta(hub, "20240109", "A|1|张三|", "A|2|李三|")
    os.utime(hub.drop / "yh_20240109.txt.gz", (later, later))
    assert [batch.source for batch in hub.land()] == ["yh_20240109.txt.gz", "yh_20240110.txt.gz"]
    assert state_of(hub) == {"1": "张二", "2": "李三"}


def test_a_late_file_waits_where_a_later_one_is_no_longer_there(tmp_path: Path) -> None:
    hub = Hub(tmp_path, delta_system())
    deliver_delta(hub, "20240109", "A|1|张一|")
    deliver_delta(hub, "20240111", "U|1|张三|")
    hub.land()
    (hub.drop / "yh_20240111.txt.gz").unlink()
    deliver_delta(hub, "20240110", "U|1|张二|")
    with pytest.raises(IncompleteDelivery, match=r"yh_20240110\.txt\.gz: it came after yh_20240111\.txt\.gz was taken"):
        hub.land()


@pytest.mark.parametrize(("rows", "is_grave"), [(99, False), (100, True)])
def test_changes_that_came_before_under_another_name_are_noticed(tmp_path: Path, rows: int, is_grave: bool) -> None:
    hub = Hub(tmp_path, delta_system())
    changes = [f"U|{number}|张三|" for number in range(rows)]
    deliver_delta(hub, "20240109", *changes)
    deliver_delta(hub, "20240110", *changes)
    landing = land(hub.system, hub.location, hub.home)
    assert landing.remarks == ("toy.people yh_20240110.txt.gz: it has the same rows as yh_20240109.txt.gz",)
    deliver_delta(hub, "20240111", "U|0|李四|")
    hub.land()
    deliver_delta(hub, "20240112", *changes)
    if is_grave:
        with pytest.raises(IncompleteDelivery, match=r"same rows as yh_20240110\.txt\.gz, and would undo"):
            hub.land()
    assert len(hub.land(approved=is_grave)) == 1


def test_a_full_look_at_files_of_changes_takes_nothing_in_twice(tmp_path: Path) -> None:
    hub = Hub(tmp_path, delta_system())
    deliver_delta(hub, "20240109", "A|1|张三|")
    assert len(hub.land()) == 1
    assert hub.land(full=True) == []
