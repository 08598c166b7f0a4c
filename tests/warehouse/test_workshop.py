"""The workshop opens for one writer, at the newest revision, and says clearly why it does not."""

import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from schema.errors import StoreError
from schema.tables import WORKSHOP
from tests.warehouse.city import SYSTEMS
from warehouse import migrate
from warehouse.ddl import create_script
from warehouse.workshop import FILE, Limits, open_workshop, revision, store_systems

_SHAPE = (
    "SELECT table_name, column_name, data_type, is_nullable, comment FROM duckdb_columns() WHERE database_name = '{}'"
)


def test_migrating_gives_the_tables_that_schema_declares(tmp_path: Path) -> None:
    with open_workshop(tmp_path) as connection, duckdb.connect() as declared:
        declared.execute(create_script(WORKSHOP))
        expected = set(declared.execute(_SHAPE.format("memory")).fetchall())
        found = {row for row in connection.execute(_SHAPE.format("workshop")).fetchall() if row[0] != "alembic_version"}
    assert found == expected
    assert revision(tmp_path) == migrate.head("workshop")


def test_a_home_without_a_workshop_has_no_revision(tmp_path: Path) -> None:
    assert revision(tmp_path) is None
    assert not (tmp_path / FILE).exists()


def test_what_was_stored_is_there_when_it_is_opened_again(home: Path) -> None:
    with open_workshop(home) as connection:
        store_systems(connection, SYSTEMS[:1])
    with open_workshop(home) as connection:
        assert connection.execute("SELECT system, trust FROM system").fetchall() == [("police_hukou", 90)]
    assert (home / FILE).stat().st_mode & 0o077 == 0


def test_limits_hold(home: Path) -> None:
    with open_workshop(home, Limits(memory="512MB", threads=1, temp="1GB")) as connection:
        settings = dict(connection.execute("SELECT name, value FROM duckdb_settings()").fetchall())
    assert settings["memory_limit"] == "488.2 MiB"
    assert settings["threads"] == "1"
    assert settings["max_temp_directory_size"] == "953.6 MiB"
    assert Path(settings["temp_directory"]).parent == home


def test_a_second_writer_is_told_who_holds_it(home: Path) -> None:
    code = f"import duckdb; c = duckdb.connect({str(home / FILE)!r}); print('open', flush=True); input()"
    with subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as holder:
        assert holder.stdout.readline() == b"open\n"
        with pytest.raises(StoreError, match=rf"process {holder.pid}\b"):
            open_workshop(home)
        with pytest.raises(StoreError, match="writing"):
            revision(home)
        holder.communicate(b"\n")


def test_a_newer_workshop_is_refused_and_left_alone(home: Path) -> None:
    with duckdb.connect(str(home / FILE)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(StoreError, match="9999"):
        open_workshop(home)
    assert revision(home) == "9999"


def test_a_damaged_workshop_is_said_to_be_rebuilt(home: Path) -> None:
    (home / FILE).write_bytes(b"not a database" * 1000)
    with pytest.raises(StoreError, match="hub sync"):
        open_workshop(home)
