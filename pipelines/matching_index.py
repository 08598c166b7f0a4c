"""Where the index of a kind is kept, so that a night looks only at what changed: `<home>/index/<kind>`.

It can be lost at any time: the next run then compares everything and writes it anew.
"""

import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from matching.model import LinkageModel
from matching.nights.base import StoredBase
from matching.nights.index import Index
from matching.nights.linking import fingerprint
from matching.nights.store import beside, manifest, new_base, read_index, read_yardstick, write_index
from matching.term_frequency import Yardstick
from pipelines.standing_rows import Rows, last_row, standing_rows
from schema.errors import NotFound, StoreError
from schema.linkage import Kind
from warehouse import membership

FOLDER = "index"
_RECORDS, _MEMBERS = "rows of records", "rows of memberships"
_TAIL = 1000
"""Memberships at the end by which a workshop is known again."""


def read(connection: duckdb.DuckDBPyConnection, home: Path, model: LinkageModel) -> Index | None:
    """The index that belongs to the workshop's memberships as they are; None: all records are to be compared."""
    return read_index(folder(home, model.kind), fingerprint(model), membership.stamp(connection, model.kind))


def yardstick(home: Path, model: LinkageModel) -> Yardstick | None:
    """What the weights of the last run were measured by, also where its index does not fit the workshop any more."""
    return read_yardstick(folder(home, model.kind), fingerprint(model))


@dataclass(frozen=True)
class Opened:
    """An index to look records up in, and where the records that it names stand in the workshop."""

    index: Index
    record_rows: Rows
    member_rows: Rows


def latest(connection: duckdb.DuckDBPyConnection, home: Path, model: LinkageModel) -> Opened:
    """The index that the last run left; NotFound where none was made by this version, StoreError where it does not fit.

    It does not fit the workshop's memberships if a run was cut off between storing them and writing the index.
    """
    place = folder(home, model.kind)
    index, body = read_index(place, fingerprint(model), None), manifest(place)
    if index is None or body is None:
        raise NotFound(
            f"there is no index of {model.kind} records that this version of the hub made",
            where=str(place),
            next_step="run `hub sync --full`",
        )
    if not _fits(connection, model.kind, body):
        raise StoreError(
            f"the index of {model.kind} records does not fit the workshop: a run was cut off before it wrote the index",
            where=str(place),
            next_step="run `hub sync`, which makes it anew",
        )
    return Opened(index, *(beside(place, body, name) for name in (_RECORDS, _MEMBERS)))


def _fits(connection: duckdb.DuckDBPyConnection, kind: Kind, body: Mapping[str, Any]) -> bool:
    facts = body["facts"]
    if membership.mark(connection, kind, facts["first"]) == facts["mark"]:
        return True
    return membership.stamp(connection, kind) == str(body["stamp"])


def base(home: Path, model: LinkageModel) -> StoredBase:
    """Where a whole run puts what the index is made of; of no use before `write`."""
    return new_base(folder(home, model.kind))


def write(connection: duckdb.DuckDBPyConnection, home: Path, model: LinkageModel, index: Index) -> None:
    """Keep an index, after what it knows was stored: a run killed in between leaves one that fits no more."""
    kind = model.kind
    records, members = (standing_rows(connection, f"{kind}_{table}") for table in ("record", "membership"))
    first = max(last_row(members) - _TAIL, 0)
    write_index(
        folder(home, kind),
        index,
        fingerprint(model),
        membership.stamp(connection, kind),
        arrays={_RECORDS: records, _MEMBERS: members},
        facts={"first": first, "mark": membership.mark(connection, kind, first)},
    )


def forget(home: Path) -> None:
    """Have the next run compare everything."""
    shutil.rmtree(home / FOLDER, ignore_errors=True)


def folder(home: Path, kind: Kind) -> Path:
    """Where it is; of addresses it holds what was read (`matching.addresses.readings`)."""
    return home / FOLDER / kind.value
