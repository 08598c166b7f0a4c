"""Digests of rows are kept beside a batch; lost or false ones change nothing of what is found."""

from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectors import digests, landed
from connectors.duck import asked
from connectors.moments import moment_sql, moments
from tests.connectors.toy import Hub

BEFORE = [("1", "张三", "13900000001"), ("2", "李四", ""), ("3", "王五", "")]
AFTER = [("1", "张三", "13900000001"), ("3", "王五", "13900000003"), ("4", "赵六", "")]
MOMENTS = st.from_regex(
    r"\A(19|20)\d\d-\d\d-[0-3]\d[ T][0-2]\d:[0-5]\d:[0-6]\d(\.\d{1,9})?(Z|[+-]0\d(:?[03]0)?)?\Z"
) | st.text("0123456789-: TZ+", max_size=24)


def as_it_is(file: Path) -> None:
    pass


def of_another_batch(file: Path) -> None:
    digests.keep(file, pa.chunked_array([[1, 2, 3]], pa.uint64()), ["编号", "姓名", "电话"], "0" * 64)


def damaged(file: Path) -> None:
    content = bytearray(file.read_bytes())
    content[8:40] = bytes(32)
    file.write_bytes(content)


@pytest.mark.parametrize("spoil", [as_it_is, Path.unlink, of_another_batch, damaged])
def test_a_whole_table_is_compared_by_what_was_delivered(tmp_path: Path, spoil: Callable[[Path], None]) -> None:
    hub = Hub(tmp_path)
    hub.deliver("people_1.csv", BEFORE)
    (first,) = hub.land()
    hub.map(first)
    file = landed.digests(hub.home, first)
    assert file.exists()
    spoil(file)
    hub.deliver("people_2.csv", AFTER)
    mapped = hub.sync()
    assert (mapped.received, mapped.unchanged, mapped.recorded, mapped.deleted) == (3, 1, 2, 1)
    assert [row["source_key"] for row in hub.relation(mapped, "touched")] == ["2", "3"]


@given(st.lists(MOMENTS | st.none(), max_size=4))
def test_times_are_the_same_by_either_way(texts: list[str | None]) -> None:
    given_ = pa.chunked_array([pa.array(texts, pa.string())])
    with asked() as connection:
        connection.register("given", pa.table({"text": given_}))
        slow = connection.execute(f"SELECT {moment_sql('text')} AS moment FROM given").to_arrow_table().column(0)
        fast = moments(connection, given_)
    assert fast.to_pylist() == slow.to_pylist()
