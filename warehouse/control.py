"""The control store: what cannot be recomputed, in any database that SQLAlchemy reaches (SQLite, PostgreSQL)."""

from pathlib import Path

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError, SQLAlchemyError
from sqlalchemy.pool import ConnectionPoolEntry

from schema.errors import StoreError
from warehouse import migrate


def open_control(url: str) -> Engine:
    """The control store at this SQLAlchemy URL, migrated.  StoreError if it cannot be reached or is newer than this."""
    engine = _engine(url)
    try:
        with engine.connect() as connection:
            migrate.upgrade("control", connection)
    except SQLAlchemyError as error:
        raise _unreachable(engine, error) from None
    return engine


def revision(url: str) -> str | None:
    """The revision of the control store, for `hub doctor`; None where it is empty."""
    engine = _engine(url)
    try:
        with engine.connect() as connection:
            return migrate.current(connection)
    except SQLAlchemyError as error:
        raise _unreachable(engine, error) from None
    finally:
        engine.dispose()


def _engine(url: str) -> Engine:
    try:
        parsed = make_url(url)
        engine = create_engine(parsed)
    except (ArgumentError, ModuleNotFoundError):
        raise StoreError(
            "the control store's URL is not one that SQLAlchemy knows",
            where="hub.toml, control",
            next_step="write e.g. sqlite:///var/control.db or postgresql+psycopg://user@host/name",
        ) from None
    if parsed.get_backend_name() == "sqlite":
        _prepare_sqlite(engine, parsed.database)
    return engine


def _prepare_sqlite(engine: Engine, database: str | None) -> None:
    if database and database != ":memory:":
        _make_folder(Path(database).parent)

    @event.listens_for(engine, "connect")
    def _pragmas(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
        cursor = connection.cursor()
        cursor.execute("PRAGMA foreign_keys = ON")
        cursor.execute("PRAGMA journal_mode = WAL")
        cursor.execute("PRAGMA synchronous = FULL")
        cursor.execute("PRAGMA busy_timeout = 10000")
        cursor.close()


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(
            f"the folder of the control store cannot be made ({error.strerror})",
            where="hub.toml, control",
            next_step="name a folder that this user may write to",
        ) from None


def _unreachable(engine: Engine, error: SQLAlchemyError) -> StoreError:
    # the driver's own message can quote the URL with its password
    return StoreError(
        f"the control store does not answer ({type(error).__name__})",
        where=engine.url.render_as_string(hide_password=True),
        next_step="check that the database runs and that hub.toml's `control` names it",
    )
