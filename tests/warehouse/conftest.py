"""A migrated workshop for each test, copied from one that was made once; and real databases for the control store."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest
from sqlalchemy import Engine

from tests.connectors import databases
from tests.warehouse.city import SYSTEMS
from warehouse.control import open_control
from warehouse.workshop import FILE, open_workshop, store_systems


@pytest.fixture(scope="session")
def prototype(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("prototype")
    with open_workshop(home) as connection:
        store_systems(connection, SYSTEMS)
    return home / FILE


@pytest.fixture
def home(tmp_path: Path, prototype: Path) -> Path:
    folder = tmp_path / "home"
    folder.mkdir()
    shutil.copy(prototype, folder / FILE)
    return folder


@pytest.fixture
def workshop(home: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    with open_workshop(home) as connection:
        yield connection


@pytest.fixture(scope="session")
def postgres_database() -> Iterator[str]:
    """A database of this session's own on a real PostgreSQL."""
    with databases.postgresql() as url:
        yield url


@pytest.fixture
def postgres_url(postgres_database: str) -> str:
    """The same, empty."""
    databases.run(postgres_database, "DROP SCHEMA public CASCADE", "CREATE SCHEMA public")
    return postgres_database


@pytest.fixture(params=["sqlite", "postgres"])
def control_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "postgres":
        return str(request.getfixturevalue("postgres_url"))
    return f"sqlite:///{tmp_path / 'control.db'}"


@pytest.fixture
def control(control_url: str) -> Iterator[Engine]:
    engine = open_control(control_url)
    yield engine
    engine.dispose()
