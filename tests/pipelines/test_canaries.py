"""Columns that the hub must never take: values planted there are in nothing under its home, and in no output."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import duckdb
import pyarrow.parquet as pq
import pytest

from connectors.catalogue import SYSTEMS
from connectors.demo.habits import HABITS
from pipelines import report, report_view
from pipelines.settings import Settings
from tests.pipelines import homes

CANARY = "CANAR7"
REFUSING = frozenset(system.id for system in SYSTEMS.values() if any(table.refuse for table in system.tables))
"""Systems with columns that the hub must never take; the narrowest of these has six bytes."""


@pytest.fixture(scope="module")
def given(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """A home that took in a city whose every forbidden value is the canary."""
    folder = tmp_path_factory.mktemp("canary") / "demo"
    settings = homes.make_city(folder, replace(HABITS, canary=CANARY), REFUSING)
    homes.run(settings)
    return settings


def files(folder: Path) -> Iterator[Path]:
    return (path for path in sorted(folder.rglob("*")) if path.is_file() and not path.is_symlink())


def texts(path: Path) -> Iterator[str]:
    """What stands in a file once it is unpacked: Parquet, DuckDB and SQLite pack their values."""
    if path.suffix == ".parquet":
        yield str(pq.read_table(path).to_pydict())
    elif path.suffix == ".duckdb":
        with duckdb.connect(str(path), read_only=True) as connection:
            for (table,) in connection.execute("SELECT table_name FROM duckdb_tables()").fetchall():
                yield str(connection.execute(f"SELECT * FROM {table}").fetchall())
    elif path.suffix == ".db":
        with closing(sqlite3.connect(path)) as connection:
            for (table,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
                yield str(connection.execute(f'SELECT * FROM "{table}"').fetchall())


def test_the_canary_is_delivered(given: Settings) -> None:
    """Or the other tests would prove nothing."""
    folders = ("databases", "drops", "rest")
    delivered = {path for name in folders for path in files(given.file.parent / "city" / name)}
    with_canary = {path for path in delivered if CANARY.encode() in path.read_bytes()}
    assert {system for system in SYSTEMS if any(system in str(path) for path in with_canary)} == REFUSING


def test_no_byte_under_the_home_has_the_canary(given: Settings) -> None:
    assert [path for path in files(given.home) if CANARY.encode() in path.read_bytes()] == []


def test_no_packed_value_under_the_home_is_the_canary(given: Settings) -> None:
    seen = 0
    for path in files(given.home):
        for text in texts(path):
            seen += 1
            assert CANARY not in text, path
    assert seen > 50


def test_no_output_shows_the_canary(given: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    report_view.show(report.last_run(given), whole=True)
    assert CANARY not in capsys.readouterr().out
