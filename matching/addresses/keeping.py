"""What a run knew, in a DuckDB file beside the workshop, so that a night looks only at what changed.

The file is written as the run goes and is of no use until `fits` says that the memberships it led to were stored: a
run that is cut off leaves no such word, and the next one resolves everything.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

import duckdb

from matching.addresses import statements
from matching.code_digest import code_digest

_FILE = "known.duckdb"
_WORD = "fits"
_OF_READING = ("text", "other_text", "record", "reference", "head", "tail", "naming", "content", "names")
_OF_CLAIMS = ("named", "site", "area", "code", "letter", "whole_room", "one_building", "claim")
_OF_PLACES = ("exact", "node", "division", "member")
_REPLACED = ("site", "letter", "whole_room", "one_building", "division")
"""What a night writes anew; of the rest it changes rows."""


def keep_readings(connection: duckdb.DuckDBPyConnection) -> None:
    """What was read, before it is dropped."""
    _keep(connection, _OF_READING)


def keep_claims(connection: duckdb.DuckDBPyConnection) -> None:
    """What records claim, before units are filled in."""
    _keep(connection, _OF_CLAIMS)


def keep_places(connection: duckdb.DuckDBPyConnection) -> None:
    """The places and who is in them."""
    _keep(connection, _OF_PLACES)


def keep_night(connection: duckdb.DuckDBPyConnection) -> None:
    """What a night found, but for the rows that it changed on its way."""
    _keep(connection, _REPLACED)


def _keep(connection: duckdb.DuckDBPyConnection, tables: tuple[str, ...]) -> None:
    statements.run(connection, *(f"keep/{name}" for name in tables))


@contextmanager
def new_file(connection: duckdb.DuckDBPyConnection, folder: Path | None) -> Iterator[bool]:
    """An empty file of the folder, attached as `resolve_kept`; False where there is no folder."""
    if folder is None:
        yield False
        return
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    forget(folder)
    with _attached(connection, folder):
        yield True


@contextmanager
def known_file(connection: duckdb.DuckDBPyConnection, folder: Path) -> Iterator[None]:
    """The file that the last run left, attached as `resolve_kept` to be changed: it fits no more."""
    (folder / _WORD).unlink(missing_ok=True)
    with _attached(connection, folder):
        yield


@contextmanager
def _attached(connection: duckdb.DuckDBPyConnection, folder: Path) -> Iterator[None]:
    path = str(folder / _FILE).replace("'", "''")
    # a file that was not written to its end is never opened again, so nothing is to be recovered
    connection.execute(f"ATTACH '{path}' AS resolve_kept (RECOVERY_MODE NO_WAL_WRITES)")
    try:
        yield
        connection.execute("CHECKPOINT resolve_kept")
    finally:
        connection.execute("DETACH resolve_kept")


def forget(folder: Path) -> None:
    """Have the next run resolve everything."""
    for name in (_WORD, _FILE, f"{_FILE}.wal"):
        (folder / name).unlink(missing_ok=True)


def confirm(folder: Path, stamp: str) -> None:
    """Says that the memberships with this stamp are those that the file led to."""
    partial = folder / f"{_WORD}.partial"
    partial.write_text(_word(stamp), encoding="utf-8")
    partial.replace(folder / _WORD)


def fits(folder: Path, stamp: str) -> bool:
    """Whether the last run left a file that belongs to the memberships with this stamp, and was made by this code."""
    try:
        return (folder / _FILE).exists() and (folder / _WORD).read_text(encoding="utf-8") == _word(stamp)
    except OSError:
        return False


def _word(stamp: str) -> str:
    whole = sha256(f"{duckdb.__version__} {stamp}".encode())
    for package in ("matching.addresses", "schema"):
        whole.update(code_digest(package))
    return whole.hexdigest()
