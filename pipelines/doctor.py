"""What `hub doctor` looks at; each finding says what is well or what is not."""

import importlib
import importlib.metadata
import platform
import shutil
import socket
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

import duckdb
from sqlalchemy import create_engine
from sqlalchemy.exc import SQLAlchemyError

from pipelines.commands.options import settings_of
from pipelines.settings import Settings
from schema.errors import HubError, SourceUnreachable, StoreError
from warehouse import control, migrate, releases, workshop

_PACKAGES = ("duckdb", "prefect", "sqlalchemy", "fastapi", "pyarrow", "pandas", "pydantic", "rapidfuzz")
_EXTENSIONS = ("sqlite", "postgres", "mysql")
_LEAST_FREE = 5 << 30


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at."""

    subject: str
    is_well: bool
    finding: str


def examine(config: Path | None) -> Iterator[Finding]:
    """Everything, one after the other; nothing is changed."""
    yield Finding("python", sys.version_info >= (3, 11), f"{platform.python_version()} at {sys.executable}")
    yield _checked("packages", _packages)
    for name in _EXTENSIONS:
        yield _checked(f"DuckDB {name} scanner", partial(_extension, name))
    try:
        settings = settings_of(config)
    except HubError as error:
        yield Finding("configuration", is_well=False, finding=str(error))
        return
    yield Finding("configuration", is_well=True, finding=f"{settings.file}, {len(settings.systems)} systems")
    yield from _home(settings)


def _home(settings: Settings) -> Iterator[Finding]:
    home = settings.home
    yield _checked("control store", partial(_control, settings))
    yield _checked("workshop", partial(_workshop, home))
    yield _checked("newest release", partial(_newest, home))
    free = shutil.disk_usage(next(path for path in (home, *home.parents) if path.exists())).free
    yield Finding("disk", free > _LEAST_FREE, f"{free / (1 << 30):.0f} GB free")
    for system in settings.systems:
        yield _checked(system, partial(_reached, settings, system))


def _checked(subject: str, look: Callable[[], str]) -> Finding:
    try:
        return Finding(subject, is_well=True, finding=look())
    except HubError as error:
        return Finding(subject, is_well=False, finding=str(error))


def _packages() -> str:
    return ", ".join(f"{name} {importlib.metadata.version(name)}" for name in _PACKAGES)


def _extension(name: str) -> str:
    """The scanner comes from the package index, for exactly this version of DuckDB."""
    try:
        package = importlib.import_module(f"duckdb_extension_{name}_scanner")
        file = next(Path(package.__path__[0]).rglob(f"{name}_scanner.duckdb_extension"))
        with closing(duckdb.connect()) as connection:
            connection.load_extension(str(file))
    except (ImportError, StopIteration, duckdb.Error) as error:
        raise StoreError(
            f"does not load ({type(error).__name__}); SQLAlchemy is used instead, five times slower",
            next_step=f"install duckdb-extension-{name}-scanner=={duckdb.__version__}",
        ) from None
    return "loads"


def _control(settings: Settings) -> str:
    return _at_head("control", control.revision(settings.control_url))


def _workshop(home: Path) -> str:
    return _at_head("workshop", workshop.revision(home))


def _at_head(store: str, revision: str | None) -> str:
    if revision not in (None, migrate.head(store)):
        raise StoreError(f"at revision {revision}, not {migrate.head(store)}", next_step="run `hub migrate`")
    return f"at revision {revision}" if revision else "not made yet"


def _newest(home: Path) -> str:
    release = releases.newest(home)
    if release is None:
        return "none yet"
    if releases.digest(home / release.file) != release.sha256:
        raise StoreError("the file is not what was published", where=release.file, next_step="restore it from a backup")
    return f"{release.number}, whole"


def _reached(settings: Settings, system: str) -> str:
    """Whether the system answers at its location; its contract is checked by the run itself."""
    location = settings.location(system)
    if location.url.startswith(("http://", "https://")):
        return "played by the demo city" if settings.demo else _service(location.url)
    return _database(location.url) if "://" in location.url else _folder(location.folder)


def _service(url: str) -> str:
    parts = urlsplit(url)
    try:
        socket.create_connection((parts.hostname or "", parts.port or 443), timeout=5).close()
    except OSError as error:
        raise SourceUnreachable(f"the service does not answer ({type(error).__name__})") from None
    return "the service answers"


def _database(url: str) -> str:
    engine = create_engine(url)
    if engine.dialect.name == "sqlite" and not Path(engine.url.database or "").exists():
        raise SourceUnreachable("there is no such database file", next_step="correct the location")
    try:
        engine.connect().close()
    except SQLAlchemyError as error:
        raise SourceUnreachable(f"the database does not answer ({type(error).__name__})") from None
    finally:
        engine.dispose()
    return "the database answers"


def _folder(folder: Path) -> str:
    if not folder.is_dir():
        raise SourceUnreachable("there is no such folder", next_step="create it, or correct the location")
    return f"the folder holds {sum(1 for _ in folder.iterdir())} entries"
