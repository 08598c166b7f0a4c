"""The workshop: the DuckDB file with one writer that holds records, memberships and the ledger between releases."""

import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

import duckdb
from sqlalchemy import NullPool, create_engine
from sqlalchemy.exc import DBAPIError

from schema.errors import StoreError
from schema.tables import WORKSHOP
from warehouse import migrate, statements
from warehouse.ddl import comment_script
from warehouse.exchange import transaction

FILE = "workshop.duckdb"
_HOLDER = re.compile(r"PID (\d+)")


@dataclass(frozen=True, slots=True)
class Limits:
    """What one process of the hub may take of the machine."""

    memory: str = "3GB"
    """DuckDB's `memory_limit`; a soft one, so leave a quarter of what the machine has."""
    threads: int = 0
    """0: all cores."""
    temp: str = "60GB"
    """The most that may spill to disk."""


@dataclass(frozen=True, slots=True)
class SystemRow:
    """What the warehouse needs to know of a department's system."""

    system: str
    department: str
    title: str
    purpose: str
    trust: int
    """0 to 100: whose word counts when systems disagree."""
    registers: tuple[tuple[str, str], ...] = ()
    """Table and field of mentions of which each is of another entity."""


def open_workshop(home: Path, limits: Limits | None = None) -> duckdb.DuckDBPyConnection:
    """The workshop of this home, made if it is missing, migrated, ready for its one writer.

    StoreError if another process writes it, if it is damaged, or if a newer version of the hub made it.
    """
    home.mkdir(parents=True, exist_ok=True)
    path = home / FILE
    connection = _connect(path)
    if _revision(connection) != migrate.head("workshop"):
        connection.close()
        _migrate(path)
        connection = _connect(path)
        connection.execute(comment_script(WORKSHOP))
    path.chmod(0o600)
    _configure(connection, home, limits or Limits())
    return connection


def revision(home: Path) -> str | None:
    """The revision of this home's workshop, for `hub doctor`; None where there is none yet."""
    path = home / FILE
    if not path.exists():
        return None
    engine = create_engine(f"duckdb:///{path}", poolclass=NullPool, connect_args={"read_only": True})
    try:
        with engine.connect() as connection:
            return migrate.current(connection)
    except DBAPIError as error:
        raise _refusal(path, str(error)) from None


def store_systems(connection: duckdb.DuckDBPyConnection, systems: Iterable[SystemRow]) -> None:
    """Replace what the workshop knows of the systems: survivorship reads their trust, matching their registers."""
    with transaction(connection):
        for table in ("system", "register"):
            statements.run(connection, "forget_all", table=table)
        for row in systems:
            facts = asdict(row)
            for table_name, field in facts.pop("registers"):
                register = {"system": row.system, "table_name": table_name, "field": field}
                statements.run(connection, "insert_register", register)
            statements.run(connection, "insert_system", facts)


def _revision(connection: duckdb.DuckDBPyConnection) -> str | None:
    """What `migrate.current` says, without a second opening of the file: a run opens it six times."""
    query = "SELECT count(*) FROM duckdb_tables() WHERE table_name = $table"
    if connection.execute(query, {"table": migrate.VERSION_TABLE}).fetchone() == (0,):
        return None
    found = connection.execute(f"SELECT version_num FROM {migrate.VERSION_TABLE}").fetchone()
    return str(found[0]) if found else None


def _migrate(path: Path) -> None:
    engine = create_engine(f"duckdb:///{path}", poolclass=NullPool)
    try:
        with engine.connect() as connection:
            migrate.upgrade("workshop", connection)
    except DBAPIError as error:
        raise _refusal(path, str(error)) from None


def _connect(path: Path) -> duckdb.DuckDBPyConnection:
    try:
        return duckdb.connect(str(path))
    except duckdb.Error as error:
        raise _refusal(path, str(error)) from None


def _configure(connection: duckdb.DuckDBPyConnection, home: Path, limits: Limits) -> None:
    connection.execute("SET memory_limit = $limit", {"limit": limits.memory})
    connection.execute("SET temp_directory = $folder", {"folder": str(home / "workshop.tmp")})
    # works only after connecting, not among the options of the connection
    connection.execute("SET max_temp_directory_size = $limit", {"limit": limits.temp})
    connection.execute("SET preserve_insertion_order = false")
    connection.execute("SET enable_progress_bar = false")
    if limits.threads:
        connection.execute("SET threads = $threads", {"threads": limits.threads})


def _refusal(path: Path, message: str) -> StoreError:
    holder = _HOLDER.search(message)
    if holder or "lock" in message:
        by = f" (process {holder.group(1)})" if holder else ""
        return StoreError(
            f"another process{by} is writing the workshop", where=path.name, next_step="wait for it to end, or end it"
        )
    return StoreError(
        "the workshop cannot be read",
        where=path.name,
        next_step="move the file away and run `hub sync`: landing and the last release rebuild it with the same ids",
    )
