"""What a run read, for the next: halves of texts, texts as cut, names before the numbered end, and numbered ends.

A text is cut, and a numbered end read, the same for ever; names until the gazetteer changes in one that they may hold.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from matching.addresses import statements
from matching.code_digest import code_digest
from schema.normalize.address.characters import LOST
from schema.normalize.gazetteer import Gazetteer

MOST_CHANGED = 1_000
"""Changed names; after more of them all is read again."""
_TWO_WORDS = ("街道", "大道", "社区")
_SHORTEST = 2
_TABLES = ("fronts", "backs", "cuts", "heads", "tails", "names")
_STAMP = b"readings"
_NOTHING = r"[^\s\S]"
"""Matches no text."""


@dataclass(frozen=True)
class Readings:
    """`heads` hold for the gazetteer of these names and districts."""

    fronts: pa.Table
    """half, head, is_whole: the plain ones (`halves.plain_front`)."""
    backs: pa.Table
    """half, lead, tail: the plain ones (`halves.plain_back`)."""
    cuts: pa.Table
    """`workers.CUT_SCHEMA` with the text in the place of its number: texts that are cut by themselves."""
    heads: pa.Table
    """`heads.HEAD_SCHEMA` with the text (head) in the place of its number."""
    tails: pa.Table
    """`heads.TAIL_SCHEMA` with the text (tail) in the place of its number."""
    names: pa.Table
    """part, name, official, street, community: the gazetteer."""
    districts: tuple[str, ...]
    """Names of the home district, in order."""


def take(connection: duckdb.DuckDBPyConnection, earlier: Readings, **tables: str) -> None:
    """Runs statements (statement=table) that put what was read before where what is read now will be."""
    for statement, name in tables.items():
        with _handed(connection, earlier, name):
            statements.run(connection, statement)


def take_heads(connection: duckdb.DuckDBPyConnection, earlier: Readings, gazetteer: Gazetteer) -> None:
    """Puts into `resolve_head` what reads as it did with the gazetteer of that run."""
    with _handed(connection, earlier, "names"):
        changed = [name for (name,) in statements.rows(connection, "changed_name")]
    if earlier.districts == home(gazetteer) and len(changed) <= MOST_CHANGED:
        with _handed(connection, earlier, "heads"):
            statements.run(connection, "kept_head", changed=holding(changed))


@contextmanager
def _handed(connection: duckdb.DuckDBPyConnection, earlier: Readings, name: str) -> Iterator[None]:
    connection.register(f"resolve_earlier_{name}", getattr(earlier, name))
    yield
    connection.unregister(f"resolve_earlier_{name}")


def collect(connection: duckdb.DuckDBPyConnection, gazetteer: Gazetteer) -> Readings:
    """What was read and taken."""
    tables = {name: statements.table(connection, f"read_{name}") for name in _TABLES}
    return Readings(**tables, districts=home(gazetteer))


def home(gazetteer: Gazetteer) -> tuple[str, ...]:
    return tuple(sorted(gazetteer.districts))


def holding(changed: list[str]) -> str:
    """A regular expression of the database: heads whose reading may look one of these names up.

    The gazetteer is asked for names in full, also with a separator in them, for streets without their suffix, and for
    all but a name's last word; for what names begin so only where the text has lost its end.
    """
    if not changed:
        return _NOTHING
    return "|".join([LOST, *sorted({" ?".join(map(re.escape, _beginning(name))) for name in changed})])


def _beginning(name: str) -> str:
    """What stands in a head that may look the name up; the gazetteer has no names of one character."""
    for length in (len(name) - 2 if name.endswith(_TWO_WORDS) else len(name) - 1, len(name) - 1):
        if length >= _SHORTEST:
            return name[:length]
    return name


def write_readings(folder: Path, readings: Readings) -> None:
    """Puts them in the place of those that are there; the folder is nobody else's to read."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    metadata = {_STAMP: _stamp(readings.names, readings.districts), b"districts": "|".join(readings.districts).encode()}
    for name in _TABLES:
        partial = folder / f"{name}.partial"
        pq.write_table(getattr(readings, name).replace_schema_metadata(metadata), partial, compression="zstd")
        partial.replace(folder / f"{name}.parquet")


def read_readings(folder: Path) -> Readings | None:
    """Those of this folder, if they are whole, of one gazetteer, and read by this code."""
    try:
        tables = {name: pq.read_table(folder / f"{name}.parquet", partitioning=None) for name in _TABLES}
    except (OSError, pa.ArrowInvalid):
        return None
    metadata = [table.schema.metadata or {} for table in tables.values()]
    districts = tuple(metadata[0].get(b"districts", b"").decode().split("|"))
    stamp = _stamp(tables["names"], districts)
    if any(found.get(_STAMP) != stamp for found in metadata):
        return None
    return Readings(**tables, districts=districts)


def _stamp(names: pa.Table, districts: tuple[str, ...]) -> bytes:
    """A digest of the code that reads and of the gazetteer."""
    whole = sha256("|".join(districts).encode())
    for package in ("matching.addresses", "schema"):
        whole.update(code_digest(package))
    for column in names.columns:
        whole.update("\n".join(column.to_pylist()).encode())
    return whole.hexdigest().encode()
