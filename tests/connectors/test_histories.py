"""Whatever is delivered night after night: applying the mapped batches gives what the last state says, no row lost."""

import gzip
import hashlib
from pathlib import Path
from tempfile import TemporaryDirectory

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from connectors.cleaning import pool
from connectors.cleaning.texts import Cleaning, clean_texts
from connectors.mapping import rows_in_force
from connectors.source import Delimited, DeltaDrop
from schema.provenance import MappedBatch
from tests.connectors import toy
from tests.connectors.toy import Hub

KEYS = st.sampled_from(["", "1", "2", "3", "4"])
NAMES = st.sampled_from(["张三", "李四", "王五"])
TABLES = st.lists(st.lists(st.tuples(KEYS, NAMES), max_size=7), min_size=1, max_size=4)
CHANGES = st.lists(
    st.lists(st.tuples(st.sampled_from("AUD?"), KEYS, NAMES), min_size=1, max_size=6), min_size=1, max_size=3
)


def apply(state: dict[str, str], hub: Hub, result: MappedBatch) -> None:
    """What the warehouse does with a mapped batch."""
    assert result.received == result.unchanged + result.recorded + result.quarantined == result.batch.rows
    for row in hub.relation(result, "touched"):
        state.pop(row["source_key"], None)
    for row in hub.relation(result, "person"):
        assert row["source_key"] not in state, "a mention was replaced without being touched"
        state[row["source_key"]] = row["name"]


@settings(max_examples=12)
@given(TABLES)
def test_whole_tables(tables: list[list[tuple[str, str]]]) -> None:
    with TemporaryDirectory() as name:
        hub, state = Hub(Path(name)), dict[str, str]()
        for night, table in enumerate(tables):
            hub.deliver(f"people_{night}.csv", [(key, person, "") for key, person in table])
            for batch in hub.land():
                apply(state, hub, hub.map(batch))
        assert state == {key: person for key, person in tables[-1] if key}
        assert rows_in_force(hub.system, hub.system.tables[0], hub.home) == len(tables[-1])


@settings(max_examples=12)
@given(CHANGES)
def test_files_of_changes(nights: list[list[tuple[str, str, str]]]) -> None:
    reader = Delimited(columns=("操作", "编号", "姓名", "电话"), done=".ok")
    system = toy.system(toy.people(reader=reader), delivery=DeltaDrop("yh_*.txt.gz", operation="操作"))
    expected: dict[str, str] = {}
    with TemporaryDirectory() as name:
        hub, state = Hub(Path(name), system), dict[str, str]()
        for night, rows in enumerate(nights):
            content = "".join(f"{operation}|{key}|{person}|\n" for operation, key, person in rows).encode()
            (hub.drop / f"yh_{night}.txt.gz").write_bytes(gzip.compress(content))
            (hub.drop / f"yh_{night}.ok").write_text(f"{len(rows)} {hashlib.md5(content).hexdigest()}")
            apply(state, hub, hub.sync())
            for operation, key, person in rows:
                if key and operation in "AU":
                    expected[key] = person
                elif key and operation == "D":
                    expected.pop(key, None)
        assert state == expected
        assert rows_in_force(system, system.tables[0], hub.home) == len(expected)


def test_cleaning_on_every_core_gives_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    """Distinct texts in several chunks, more of them than there are processes, in their order."""
    monkeypatch.setattr(pool, "_FEW", 10)
    monkeypatch.setattr(pool, "_VERY_FEW", 10)
    monkeypatch.setattr(pool, "_CHUNK", 7)
    monkeypatch.setattr(pool, "_cores", lambda: 2)
    monkeypatch.setattr(pool, "_pools", [])
    texts = pa.array(
        [f"3301101986031200{n:02}" for n in range(60)] + ["1395716384" + str(n) for n in range(10)] + ["", "张三"]
    )
    for cleaning in (
        Cleaning("person", "certificate"),
        Cleaning("person", "phone"),
        Cleaning("person", "birth_date"),
        Cleaning("address", "active", {"": "true", "张三": "false"}),
        Cleaning("enterprise", "capital"),
    ):
        assert pool.start_cleaning(cleaning, texts)().equals(clean_texts(cleaning, texts))
    processes = pool._pools[0]._processes
    processes[0].kill()
    processes[0].wait()
    assert pool.start_cleaning(Cleaning("person", "name"), texts)().equals(
        clean_texts(Cleaning("person", "name"), texts)
    )
    pool._pools[0].close()
    assert all(process.poll() is not None for process in processes)
