"""Alembic brings both stores to the shape that `schema` declares; each store has its own tree of migrations."""

from functools import cache
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from schema.errors import StoreError

_TREES = Path(__file__).parent / "migrations"


@cache
def head(store: str) -> str:
    """The newest revision of `store` ('workshop' or 'control') that this version of the hub knows."""
    return str(_scripts(store).get_current_head())


def current(connection: Connection) -> str | None:
    """The revision that a store is at; None where it is empty."""
    return MigrationContext.configure(connection).get_current_revision()


def upgrade(store: str, connection: Connection) -> bool:
    """Bring a store to the newest revision; False if it was there.  StoreError if a newer version wrote it."""
    before = current(connection)
    connection.commit()
    if before == head(store):
        return False
    _refuse_newer(store, before)
    command.upgrade(_config(store, connection), "head")
    connection.commit()
    return True


def _refuse_newer(store: str, revision: str | None) -> None:
    known = {script.revision for script in _scripts(store).walk_revisions()}
    if revision is not None and revision not in known:
        raise StoreError(
            f"the store is at revision {revision}, which this version of the hub does not know",
            where=store,
            next_step="install the version of the hub that wrote it, or a later one",
        )


def _scripts(store: str) -> ScriptDirectory:
    return ScriptDirectory.from_config(_config(store))


def _config(store: str, connection: Connection | None = None) -> Config:
    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(_TREES / store).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config
