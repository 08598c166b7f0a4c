"""What passes between a declaration, a reader and the landing: what is wanted of a table, and what a reader gives."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Protocol

import pyarrow as pa

from schema.provenance import Delivery


@dataclass(frozen=True, slots=True)
class Location:
    """Where a system is reached: a database URL, a folder or a service URL; secrets are already resolved.

    Neither field is ever logged or shown: a URL can hold a password.
    """

    url: str = field(repr=False)
    token: str | None = field(default=None, repr=False)

    @property
    def folder(self) -> Path:
        """The location of a system that drops files."""
        return Path(self.url.removeprefix("file://"))


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to read of one table: only `columns`, in this order; every other known column is left where it is."""

    system: str
    table: str
    columns: tuple[str, ...]
    known: frozenset[str]
    """Every column that the declaration names: taken, ignored and refused."""
    key: tuple[str, ...] = ()
    cursor: str | None = None
    elements: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Array column → the attributes of its elements to keep; none: the elements are plain texts."""
    tables: tuple[str, ...] = ()
    """All tables of the system: one document can hold several."""
    limit: int | None = None
    """Only about so many of the first rows of the newest delivery, to try it; None: all."""

    @property
    def where(self) -> str:
        """For messages."""
        return f"{self.system}.{self.table}"

    @property
    def arrow_schema(self) -> pa.Schema:
        """Text columns only; see docs/architecture.md, Landing."""
        return pa.schema([(name, pa.string()) for name in self.columns])


def first_rows(batches: Iterable[pa.RecordBatch], limit: int | None) -> Iterator[pa.RecordBatch]:
    """So many rows; None: all."""
    left = limit
    for batch in batches:
        yield batch if left is None else batch.slice(0, left)
        left = None if left is None else left - batch.num_rows
        if left is not None and left <= 0:
            return


class GaveUp(Exception):
    """A fast path met something that only the slower one reads; the rows given so far are to be dropped."""


@dataclass(frozen=True, slots=True)
class Reading:
    """Rows as a reader delivers them: batches of exactly the wanted columns, read while they are consumed."""

    batches: Iterable[pa.RecordBatch]
    new_columns: tuple[str, ...] = ()
    """Delivered columns that the declaration does not name: reported, not read."""
    slower: Callable[[], Iterable[pa.RecordBatch]] | None = None
    """The same rows from the beginning by another path, for when `batches` raises GaveUp."""
    remarks: tuple[str, ...] = ()
    """What the owner should know of a delivery that was read all the same, such as another encoding."""
    is_open_ended: bool = False
    """Nothing in the file tells where it ends: cut at the end of a line it looks whole."""
    may_be_cut: bool = False
    """The last line has no end."""
    as_of: datetime | None = None
    """The day that the delivery itself states, Asia/Shanghai; None: it states none."""
    kinds: Mapping[str, str] = field(default_factory=dict)
    """Wanted column → kind of its type (`connectors.kinds`); none where the format has no types."""


@dataclass(frozen=True, slots=True)
class Delivered:
    """One delivery of one table, not read yet."""

    kind: Delivery
    source: str
    """File name, table or URL path; no credentials."""
    delivered_at: datetime
    """Asia/Shanghai, without zone: the day that the file states or has in its name, else the time of reading."""
    reading: Reading
    position: str | None = None
    """The position after it; None where the cursor column tells."""
    repeated: int = 0
    """Items that a service gave more than once."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What of a table is landed already."""

    position: str = ""
    """The latest cursor value, or the name of the last file; '': nothing."""
    files: Mapping[str, datetime] = field(default_factory=dict)
    """File of changes → when it was taken in, Asia/Shanghai."""


class FileReader(Protocol):
    """A format: reads one file."""

    def read(self, file: Path, wanted: Wanted) -> Reading:
        """Open the file, compare its columns with the contract, and give its rows; raises DeliveryError."""
        ...
