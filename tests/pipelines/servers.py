"""Real database servers that hold a demo city's tables, in the types that the departments name in their contract."""

import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import Engine, create_engine, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import OperationalError

POSTGRESQL = os.environ.get("HUB_TEST_POSTGRESQL", "postgresql+psycopg://postgres@127.0.0.1:5432/test")
MARIADB = os.environ.get("HUB_TEST_MARIADB", "mysql+pymysql://root@127.0.0.1:3306/test")

SERVERS = {
    "police_hukou": POSTGRESQL,
    "hr_insurance": POSTGRESQL,
    "market_registry": POSTGRESQL,
    "land_realestate": POSTGRESQL,
    "grid_platform": POSTGRESQL,
    "police_floating": MARIADB,
    "urban_management": MARIADB,
    "housing_lease": MARIADB,
}
"""The server that each system has by its owner's word; hr_insurance runs on Oracle in production."""


@contextmanager
def moved(databases: Path) -> Iterator[dict[str, str]]:
    """System → URL of a server that holds what the SQLite files in this folder hold; gone again at the end."""
    name = f"hub_{uuid4().hex[:12]}"
    locations = {system: make_url(server).set(database=name) for system, server in SERVERS.items()}
    try:
        for server in (POSTGRESQL, MARIADB):
            _administer(server, f"CREATE DATABASE {name}{' CHARACTER SET utf8mb4' if server is MARIADB else ''}")
        locations = {system: url for system, url in locations.items() if (databases / f"{system}.sqlite").exists()}
        for system, url in locations.items():
            _fill(url, databases / f"{system}.sqlite")
        yield {system: url.render_as_string(hide_password=False) for system, url in locations.items()}
    finally:
        for server in (POSTGRESQL, MARIADB):
            _administer(server, f"DROP DATABASE IF EXISTS {name}{' WITH (FORCE)' if server is POSTGRESQL else ''}")


def require_servers() -> None:
    """Skip the test where the servers are not there."""
    for server in (POSTGRESQL, MARIADB):
        engine = create_engine(server)
        try:
            engine.connect().close()
        except OperationalError:
            pytest.skip(
                f"no server at {make_url(server).render_as_string()}: set HUB_TEST_POSTGRESQL, HUB_TEST_MARIADB"
            )
        finally:
            engine.dispose()


def _administer(server: str, statement: str) -> None:
    engine = create_engine(server, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(statement))
    engine.dispose()


def _fill(url: URL, file: Path) -> None:
    """The tables as the file declares them: its types are those of the contract, Oracle's number is numeric here."""
    engine = create_engine(url)
    with sqlite3.connect(file) as source:
        declared = source.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table'").fetchall()
        for table, statement in declared:
            rows = source.execute(f"SELECT * FROM {table}")
            names = [column[0] for column in rows.description]
            _create(engine, statement.replace(" number(", " numeric("), table, names, rows)
    source.close()
    engine.dispose()


def _create(engine: Engine, statement: str, table: str, names: Sequence[str], rows: Iterator[Any]) -> None:
    values = ", ".join(f":{name}" for name in names)
    with engine.begin() as connection:
        if engine.dialect.name == "postgresql":
            # the files hold local times, and a timestamptz column takes the session's zone for them
            connection.execute(text("SET LOCAL TIME ZONE 'Asia/Shanghai'"))
        connection.execute(text(statement))
        while chunk := list(islice(rows, 5_000)):
            given = [dict(zip(names, row, strict=True)) for row in chunk]
            connection.execute(text(f"INSERT INTO {table} ({', '.join(names)}) VALUES ({values})"), given)
