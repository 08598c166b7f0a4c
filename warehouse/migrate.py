"""Alembic brings both stores to the shape that `schema` declares; each store has its own tree of migrations.

It is imported only where something has to be migrated: which revision a store is at, and which is the newest, is known
without it.
"""

from functools import cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, inspect, text

if TYPE_CHECKING:
    from alembic.config import Config

from schema.errors import StoreError

VERSION_TABLE = "alembic_version"
"""Where alembic keeps the revision of a store, in the column `version_num`."""
_TREES = Path(__file__).parent / "migrations"


@cache
def head(store: str) -> str:
    """The newest revision of `store` ('workshop' or 'control') that this version of the hub knows."""
    return revisions(store)[-1]


@cache
def revisions(store: str) -> tuple[str, ...]:
    """Every revision of `store` in order: `versions/v0006_….py` is revision 0006."""
    names = (_TREES / store / "versions").glob("v*.py")
    return tuple(sorted(path.name[1:].partition("_")[0] for path in names))


def current(connection: Connection) -> str | None:
    """The revision that a store is at; None where it is empty."""
    if not inspect(connection).has_table(VERSION_TABLE):
        return None
    found: str | None = connection.execute(text(f"SELECT version_num FROM {VERSION_TABLE}")).scalar()
    return found


def upgrade(store: str, connection: Connection) -> bool:
    """Bring a store to the newest revision; False if it was there.  StoreError if a newer version wrote it."""
    before = current(connection)
    connection.commit()
    if before == head(store):
        return False
    _refuse_newer(store, before)
    if connection.dialect.name == "duckdb":
        # what alembic knows of DuckDB: the dialect brings it along only where alembic was imported before
        import_module("duckdb_sqlalchemy.alembic_impl")
    import_module("alembic.command").upgrade(_config(store, connection), "head")
    connection.commit()
    return True


def _refuse_newer(store: str, revision: str | None) -> None:
    if revision is not None and revision not in revisions(store):
        raise StoreError(
            f"the store is at revision {revision}, which this version of the hub does not know",
            where=store,
            next_step="install the version of the hub that wrote it, or a later one",
        )


def _config(store: str, connection: Connection) -> "Config":
    config: Config = import_module("alembic.config").Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(_TREES / store).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config
