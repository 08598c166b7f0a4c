"""The file of a release while it is built: new and empty, or a copy of the release before."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path

import duckdb

from schema.published_tables import PUBLISHED
from warehouse.ddl import create_script
from warehouse.exchange import attached

_PIECE = 1 << 22
"""Bytes read at once."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A release that was built and not yet checked."""

    number: int
    path: Path
    built_at: datetime
    fingerprint: str
    rules: str
    """A digest of the code and rules that built it."""
    previous: Path | None
    """The file of the release before."""
    patches: int = 0
    """How many releases in a row were made by patching a copy of the one before; 0: it was built whole."""
    whole_bytes: int | None = None
    """Size of the last release that was built whole; None: of this one."""


def stamp(draft: Draft) -> dict[str, object]:
    """What rows of history and the list of releases say of it."""
    return {"release_number": draft.number, "published_at": draft.built_at}


def create(path: Path) -> None:
    """A new file with every table of a release."""
    _make_room(path)
    with duckdb.connect(str(path)) as connection:
        connection.execute(create_script(PUBLISHED))


def copy(source: Path, path: Path, digest: str) -> bool:
    """Copy a release; False if it is not, byte by byte, what was published."""
    _make_room(path)
    found = sha256()
    with source.open("rb") as given, path.open("wb") as taken:
        while piece := given.read(_PIECE):
            found.update(piece)
            taken.write(piece)
    return found.hexdigest() == digest


def _make_room(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)


@contextmanager
def opened(connection: duckdb.DuckDBPyConnection, draft: Draft) -> Iterator[None]:
    """The draft attached as `draft` and, if there is one, the release before as `previous`."""
    with attached(connection, draft.path, "draft", read_only=False):
        if draft.previous is None:
            yield
        else:
            with attached(connection, draft.previous, "previous"):
                yield
