"""Demo homes for tests: a tiny city, taken in once by the plain caller, and looked at from outside."""

import shutil
import sqlite3
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from connectors.catalogue import SYSTEMS
from connectors.demo.habits import HABITS, Habits
from pipelines import demo_city, night, settings
from pipelines.night import Outcome
from pipelines.plain import plain_caller
from pipelines.request import Request
from pipelines.settings import Settings
from schema.published_tables import PUBLISHED
from warehouse import releases

SCALE, SEED = 0.001, 7
_OF_THE_MOMENT = frozenset(
    {"landed_at", "delivered_at", "last_delivered_at", "observed_at", "applied_at", "published_at", "valid_from"}
    | {"valid_to", "release_number", "valid_from_release", "valid_to_release", "batch_id"}
)
"""Columns that say when, not what; two runs over equal deliveries differ in them alone."""
_OF_THE_RUN = frozenset({"release", "release_check", "source_batch"})
"""Tables that say how a release came about."""


def make_city(folder: Path, habits: Habits = HABITS, systems: Collection[str] | None = None) -> Settings:
    """The folder as `hub demo` leaves it before its first run; `systems`: hub.toml has sections of these alone."""
    demo_city.prepare(folder, SCALE, SEED, habits)
    _on_one_thread(folder)
    return opened(folder) if systems is None else _limited(folder, systems)


def fresh(demo: Path, folder: Path, *systems: str) -> Settings:
    """A copy of a demo folder that took in nothing yet, with these systems alone: its runs are short."""
    shutil.copytree(demo, folder, symlinks=True, ignore=shutil.ignore_patterns("var"))
    return _limited(folder, systems)


def _on_one_thread(folder: Path) -> None:
    """Two threads on tables as small as these cost a fifth more of the machine and save no time."""
    file = folder / settings.FILE
    text = file.read_text(encoding="utf-8")
    if "threads = 1" not in text:
        file.write_text(text.replace("[hub]\n", "[hub]\nthreads = 1\n"), encoding="utf-8")


def _limited(folder: Path, systems: Collection[str]) -> Settings:
    file = folder / settings.FILE
    head, *sections = file.read_text(encoding="utf-8").split("[systems.")
    kept = (section for section in sections if section.partition("]")[0] in systems)
    file.write_text("[systems.".join([head, *kept]), encoding="utf-8")
    return opened(folder)


def opened(folder: Path) -> Settings:
    """The configuration of a demo folder."""
    return settings.load(folder / settings.FILE, SYSTEMS)


@contextmanager
def database(given: Settings, system: str) -> Iterator[sqlite3.Connection]:
    """A department's database, to change what it delivers."""
    connection = sqlite3.connect(given.file.parent / "city" / "databases" / f"{system}.sqlite")
    with connection:
        yield connection
    connection.close()


def run(given: Settings, *systems: str, full: bool = False, is_size_approved: bool = False) -> Outcome:
    """One run without Prefect."""
    with plain_caller() as caller:
        return night.run(given, Request(systems, full, is_size_approved), caller)


def copy_of(home: Path, folder: Path) -> Path:
    """A home of one's own to change; hub.toml names everything relative to itself."""
    shutil.copytree(home, folder, symlinks=True)
    return folder


def contents(home: Path) -> dict[str, tuple[int, int]]:
    """Table → (rows, digest of the rows in any order) of the newest release, without the columns of the moment."""
    release = releases.newest(home)
    assert release is not None
    with duckdb.connect(str(home / release.file), read_only=True) as connection:
        return {name: _digest(connection, name) for name in PUBLISHED.tables if name not in _OF_THE_RUN}


def _digest(connection: duckdb.DuckDBPyConnection, name: str) -> tuple[int, int]:
    columns = [column.name for column in PUBLISHED.tables[name].columns if column.name not in _OF_THE_MOMENT]
    row = ", ".join(f'"{column}"' for column in columns)
    found = connection.execute(f"SELECT count(*), coalesce(bit_xor(hash({row})), 0) FROM {name}").fetchone()
    assert found is not None
    return int(found[0]), int(found[1])
