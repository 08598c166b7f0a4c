"""Where the index of a kind is kept, so that a night looks only at what changed: `<home>/index/<kind>`.

It can be lost at any time: the next run then compares everything and writes it anew.
"""

import shutil
from pathlib import Path

import duckdb

from matching.model import LinkageModel
from matching.nights.index import Index
from matching.nights.linking import fingerprint
from matching.nights.store import read_index, write_index
from schema.errors import NotFound
from schema.linkage import Kind
from warehouse import membership

FOLDER = "index"


def read(connection: duckdb.DuckDBPyConnection, home: Path, model: LinkageModel) -> Index | None:
    """The index that belongs to the workshop's memberships as they are; None: all records are to be compared."""
    return read_index(folder(home, model.kind), fingerprint(model), membership.stamp(connection, model.kind))


def latest(home: Path, model: LinkageModel) -> Index:
    """The index that the last run left, to look records up in; NotFound where none fits this version of the hub."""
    index = read_index(folder(home, model.kind), fingerprint(model), None)
    if index is None:
        raise NotFound(
            f"there is no index of {model.kind} records that this version of the hub made",
            where=str(folder(home, model.kind)),
            next_step="run `hub sync --full`",
        )
    return index


def write(connection: duckdb.DuckDBPyConnection, home: Path, model: LinkageModel, index: Index) -> None:
    """Keep an index, after what it knows was stored: a run killed in between leaves one that fits no more."""
    write_index(folder(home, model.kind), index, fingerprint(model), membership.stamp(connection, model.kind))


def forget(home: Path) -> None:
    """Have the next run compare everything."""
    shutil.rmtree(home / FOLDER, ignore_errors=True)


def folder(home: Path, kind: Kind) -> Path:
    """Where it is; of addresses it holds what was read (`matching.addresses.readings`)."""
    return home / FOLDER / kind.value
