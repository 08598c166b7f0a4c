"""The workshop, opened for one stage by its one writer, or to be looked at between runs."""

from collections.abc import Iterator
from contextlib import contextmanager

import duckdb

from pipelines.settings import Settings
from schema.errors import NotFound, StoreError
from warehouse import migrate, workshop
from warehouse.workshop import open_workshop


@contextmanager
def writing(settings: Settings) -> Iterator[duckdb.DuckDBPyConnection]:
    """The workshop of this home, migrated, closed at the end of the block."""
    connection = open_workshop(settings.home, settings.limits)
    try:
        yield connection
    finally:
        connection.close()


@contextmanager
def looking(settings: Settings) -> Iterator[duckdb.DuckDBPyConnection]:
    """The workshop read-only; NotFound before the first run, StoreError while it is written or of another version."""
    file = settings.home / workshop.FILE
    if not file.exists():
        raise NotFound("nothing has run here yet", where=str(settings.home), next_step="run `hub sync`")
    try:
        connection = duckdb.connect(str(file), read_only=True)
    except duckdb.Error:
        raise StoreError(
            "the workshop is being written", where=file.name, next_step="wait for the run to end: `hub status`"
        ) from None
    try:
        _refuse_other_revision(connection, file.name)
        yield connection
    finally:
        connection.close()


def _refuse_other_revision(connection: duckdb.DuckDBPyConnection, file: str) -> None:
    """Nobody reads a store of another shape: what a query would say of it is a riddle."""
    found = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    if found != (migrate.head("workshop"),):
        raise StoreError(
            "the workshop was written by another version of the hub",
            where=file,
            next_step="run `hub migrate`, or the next `hub sync`, which does it too",
        )
