"""Words that say how a system delivers: files in a folder, a database with a cursor column, a paged service."""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import ClassVar

from connectors.changes import due, gaps, read_change
from connectors.damage import StillWritten
from connectors.declaring import Declared
from connectors.drops import day_of, joined, matching, order, read_steadily
from connectors.readers.canonical import SHANGHAI
from connectors.readers.items import Item, reading_of
from connectors.readers.rest import chained_pages, numbered_pages
from connectors.readers.service import Patience, Service, open_client, shown
from connectors.readers.sql import read_table
from connectors.reading import Delivered, FileReader, Location, Taken, Wanted
from schema.errors import SourceUnreachable
from schema.provenance import Delivery

OVERLAP = timedelta(minutes=10)
"""Commits can lag behind their cursor value by that much: so far back is read again."""


class DeliveryWord(Declared, ABC):
    """How a system delivers."""

    usual: ClassVar[Delivery]
    """What one delivery is, the first one of a cursor left aside."""
    reach: ClassVar[str]
    """sql, drop or rest."""
    reads_files: ClassVar[bool] = False
    """Whether each table says how its file is read."""
    needs_cursor: ClassVar[bool] = False
    """Whether each table names its cursor column."""

    @property
    def control_columns(self) -> tuple[str, ...]:
        """Columns that the delivery itself needs, such as the operation of a change."""
        return ()

    @abstractmethod
    def deliver(self, location: Location, wanted: Wanted, reader: FileReader, taken: Taken) -> Iterator[Delivered]:
        """Every delivery that is not taken in, in order; raises DeliveryError."""

    def doubts(self, files: Sequence[str]) -> tuple[str, ...]:
        """What is odd about these files, which were taken in, in their order."""
        return ()


@dataclass(frozen=True)
class FullDrop(DeliveryWord):
    """Files whose names fit the pattern, each the whole table: the newest by name counts.

    `every`: the delivery is all the files together, one batch.
    """

    pattern: str
    every: bool = False
    usual: ClassVar[Delivery] = Delivery.FULL
    reach: ClassVar[str] = "drop"
    reads_files: ClassVar[bool] = True

    def deliver(self, location: Location, wanted: Wanted, reader: FileReader, taken: Taken) -> Iterator[Delivered]:
        """One delivery; landing finds out whether it is the same as the last one."""
        files = matching(location, self.pattern, wanted)
        chosen = files if self.every and wanted.limit is None else files[-1:]
        position = taken.position
        if not self.every and position and order(chosen[-1].name) < order(position):
            return  # the newest one was taken in and is gone; an older one brings nothing back
        source = self.pattern if self.every else chosen[-1].name
        reading = joined([read_steadily(reader, file, wanted) for file in chosen])
        day = reading.as_of or day_of(chosen[-1])
        yield Delivered(Delivery.FULL, source, day, reading, position=chosen[-1].name)


@dataclass(frozen=True)
class DeltaDrop(DeliveryWord):
    """Files of changes whose names fit the pattern, taken in the order of their names, each one once.

    `operation` is the column that says whether a row is added, updated or deleted, in these codes.
    """

    pattern: str
    operation: str
    added: str = "A"
    updated: str = "U"
    deleted: str = "D"
    usual: ClassVar[Delivery] = Delivery.DELTA
    reach: ClassVar[str] = "drop"
    reads_files: ClassVar[bool] = True

    @property
    def control_columns(self) -> tuple[str, ...]:
        """The operation is landed with the row."""
        return (self.operation,)

    def deliver(self, location: Location, wanted: Wanted, reader: FileReader, taken: Taken) -> Iterator[Delivered]:
        """Every file later than the last one taken in.

        Where a file came late or was delivered anew, it and all later ones, so that the latest word still counts.
        Ends with StillWritten where the newest one is not finished.
        """
        files = due(matching(location, self.pattern, wanted), taken, wanted)
        if wanted.limit is not None and len(files) > 1 and not _is_finished(reader, files[-1], wanted):
            files = files[:-1]  # only one is tried: the newest that there is
        for file in files if wanted.limit is None else files[-1:]:
            reading = read_change(reader, file, wanted, is_newest=file == files[-1])
            yield Delivered(Delivery.DELTA, file.name, day_of(file), reading, position=file.name)

    def doubts(self, files: Sequence[str]) -> tuple[str, ...]:
        """Gaps in the row of files."""
        return tuple(f"no file between {before} and {after}" for before, after in gaps(files))


@dataclass(frozen=True)
class CursorSql(DeliveryWord):
    """Tables of a database: rows whose cursor column is later than the last one seen, less the overlap."""

    usual: ClassVar[Delivery] = Delivery.CURSOR
    reach: ClassVar[str] = "sql"
    needs_cursor: ClassVar[bool] = True

    def deliver(self, location: Location, wanted: Wanted, reader: FileReader, taken: Taken) -> Iterator[Delivered]:
        """One delivery; the first one, without a position, is the whole table."""
        reading = read_table(location, wanted, overlapped(taken.position))
        yield Delivered(_kind(taken.position), wanted.table, now(), reading)


@dataclass(frozen=True)
class FullSql(DeliveryWord):
    """Tables of a database that tell no time of the last change: each delivery is the whole table."""

    usual: ClassVar[Delivery] = Delivery.FULL
    reach: ClassVar[str] = "sql"

    def deliver(self, location: Location, wanted: Wanted, reader: FileReader, taken: Taken) -> Iterator[Delivered]:
        """One delivery; landing finds out whether it is the same as the last one."""
        yield Delivered(Delivery.FULL, wanted.table, now(), read_table(location, wanted, None))


@dataclass(frozen=True)
class PagedRest(DeliveryWord):
    """`GET <url>/<table>?<since>=…&page=N&size=…` with a bearer token; answers {total, items}."""

    since: str = "updated_after"
    size: int = 500
    patience: Patience = field(default_factory=Patience)
    usual: ClassVar[Delivery] = Delivery.CURSOR
    reach: ClassVar[str] = "rest"
    needs_cursor: ClassVar[bool] = True

    def deliver(self, location: Location, wanted: Wanted, reader: FileReader, taken: Taken) -> Iterator[Delivered]:
        """One delivery; the first one, without a position, is everything."""
        headers = {"Authorization": f"Bearer {_token(location, wanted)}"}
        with open_client(location.url, headers, self.patience) as client:
            service = Service(client, wanted.where, self.patience)
            items = numbered_pages(service, wanted, (self.since, overlapped(taken.position)), self.size)
        yield _delivered(items, location, wanted, taken.position)


@dataclass(frozen=True)
class CursorRest(DeliveryWord):
    """`GET <url>/<table>?<since>=…&<cursor>=…` with an API key; answers {items, next}, next null at the end."""

    since: str = "since"
    cursor: str = "cursor"
    header: str = "X-Api-Key"
    patience: Patience = field(default_factory=Patience)
    usual: ClassVar[Delivery] = Delivery.CURSOR
    reach: ClassVar[str] = "rest"
    needs_cursor: ClassVar[bool] = True

    def deliver(self, location: Location, wanted: Wanted, reader: FileReader, taken: Taken) -> Iterator[Delivered]:
        """One delivery; the first one, without a position, is everything."""
        headers = {self.header: _token(location, wanted)}
        with open_client(location.url, headers, self.patience) as client:
            service = Service(client, wanted.where, self.patience)
            items = chained_pages(service, wanted, (self.since, overlapped(taken.position)), self.cursor)
        yield _delivered(items, location, wanted, taken.position)


def overlapped(position: str) -> datetime | None:
    """The point to read from; None: everything."""
    return datetime.fromisoformat(position) - OVERLAP if position else None


def now() -> datetime:
    """The time in Shanghai, without zone."""
    return datetime.now(SHANGHAI).replace(tzinfo=None, microsecond=0)


def _is_finished(reader: FileReader, file: Path, wanted: Wanted) -> bool:
    try:
        read_change(reader, file, wanted, is_newest=True)
    except StillWritten:
        return False
    return True


def _kind(position: str) -> Delivery:
    return Delivery.CURSOR if position else Delivery.FULL


def _delivered(items: list[Item], location: Location, wanted: Wanted, position: str) -> Delivered:
    reading, repeated = reading_of(items, wanted)
    return Delivered(_kind(position), shown(location.url, wanted.table), now(), reading, repeated=repeated)


def _token(location: Location, wanted: Wanted) -> str:
    if location.token is None:
        raise SourceUnreachable("there is no token for it", where=wanted.where, next_step="set it in the settings")
    return location.token
