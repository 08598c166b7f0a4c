"""One look at one table: what its system delivers later than what is landed, staged and judged."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from pyarrow import parquet

from connectors import landed, staging
from connectors.damage import IncompleteDelivery
from connectors.deliveries import now, overlapped
from connectors.kinds import check_kinds
from connectors.noted import Noted, kinds_before
from connectors.readers.canonical import moment
from connectors.reading import Delivered, FileReader, Location, Reading, Wanted
from connectors.source import System, Table
from connectors.staging import Staged
from schema.errors import DeclarationError
from schema.provenance import Batch, Delivery

_ENOUGH = 100
"""Only a table with that many rows before can shrink or grow beyond belief."""


class Visit:
    """Stages every new delivery of a table; nothing is landed before the caller commits the parts."""

    def __init__(
        self, system: System, table: Table, home: Path, *, full: bool, approved: bool, limit: int | None = None
    ) -> None:
        self.table = table
        self.new_columns: dict[str, None] = {}
        self.repeated = 0
        self.remarks: list[str] = []
        self._seen: Delivered | None = None
        self._system, self._home, self._approved = system, home, approved
        self._wanted = replace(system.wanted(table), limit=limit)
        self._earlier = landed.of_table(home, system.id, table.name)
        self._position = "" if full or self._columns_changed() else self._last_position()

    def stage(self, location: Location) -> Iterator[tuple[Path, Batch]]:
        """Each new delivery as a file and the batch it is to become, in order."""
        reader = reader_of(self.table)
        for delivered in self._system.delivery.deliver(location, self._wanted, reader, self._position):
            self._check_kinds(delivered)
            self._seen = delivered
            self.new_columns.update(dict.fromkeys(delivered.reading.new_columns))
            self.repeated += delivered.repeated
            self.remarks += delivered.reading.remarks
            number = len(self._earlier) + 1
            part = landed.staging_path(self._home, self._system.id, self.table.name, number)
            staging.write(delivered, self._wanted, part)
            batch = self._judge(delivered, part, number)
            if batch is None:
                part.unlink()
                continue
            self._earlier.append(batch)
            yield part, batch

    def noted(self) -> Noted | None:
        """What is to be remembered of the look; None where there was nothing to look at."""
        if self._seen is None:
            return None
        return Noted(
            table_name=self.table.name,
            source=self._seen.source,
            seen_at=now(),
            new_columns=dict.fromkeys(self.new_columns, now()),
            remarks=tuple(dict.fromkeys(self.remarks)),
            kinds=self._seen.reading.kinds,
        )

    def _check_kinds(self, delivered: Delivered) -> None:
        """Before a row is read; a person who approved the delivery knows of it."""
        if not self._approved:
            before = kinds_before(self._home, self._system.id, self.table.name)
            check_kinds(before, delivered.reading.kinds, self._wanted, delivered.source)

    def _judge(self, delivered: Delivered, part: Path, number: int) -> Batch | None:
        """The batch, or None where the delivery says nothing new; raises IncompleteDelivery."""
        # only a cursor's position is a time; that of files is a name
        since = overlapped(self._position) if delivered.kind is Delivery.CURSOR else None
        if since is not None:
            known = [landed.parquet(self._home, batch) for batch in self._earlier]
            staging.without_known(part, known, self._wanted, since)
        facts = staging.facts(part, self._wanted, now())
        last = self._earlier[-1] if self._earlier else None
        if delivered.kind is Delivery.CURSOR and not facts.rows:
            return None
        if delivered.kind is Delivery.FULL and last is not None:
            if last.delivery is Delivery.FULL and last.content_digest == facts.digest:
                return None
            self._check_size(facts, delivered)
        return self._batch(delivered, part, number, facts)

    def _batch(self, delivered: Delivered, part: Path, number: int, facts: Staged) -> Batch:
        path = Path(landed.FOLDER) / self._system.id / self.table.name / f"{number:06d}.parquet"
        return Batch(
            system=self._system.id,
            table_name=self.table.name,
            sequence=number,
            delivery=delivered.kind,
            path=path.as_posix(),
            rows=facts.rows,
            sha256=landed.sha256(part),
            content_digest=facts.digest,
            source=delivered.source,
            position=delivered.position or self._later(facts.latest),
            landed_at=now(),
            delivered_at=delivered.delivered_at,
        )

    def _check_size(self, facts: Staged, delivered: Delivered) -> None:
        """A table of half or twice its rows, or smaller with an open end, is held back until somebody approves it."""
        before = [batch.rows for batch in self._earlier if batch.delivery is Delivery.FULL]
        if self._approved or not before:
            return
        cut = delivered.reading.may_be_cut and facts.rows < before[-1]
        beyond_belief = facts.rows <= before[-1] / 2 or facts.rows >= 2 * max(before)
        if cut or (before[-1] >= _ENOUGH and beyond_belief):
            end = " and no end of the last line" if cut else ""
            raise IncompleteDelivery(
                f"{facts.rows} rows{end}, {before[-1]} in the delivery before",
                where=f"{self._wanted.where} {delivered.source}",
                next_step="ask the owner; if it is right, sync this system with --approve",
            )

    def _columns_changed(self) -> bool:
        """Whether the declaration takes other columns than the last batch has: then everything is read again."""
        if not self._earlier:
            return False
        there = parquet.read_schema(landed.parquet(self._home, self._earlier[-1])).names
        return sorted(there) != sorted(self._wanted.columns)

    def _last_position(self) -> str:
        return self._earlier[-1].position if self._earlier else ""

    def _later(self, latest: datetime | None) -> str:
        """The later of the cursor values before and in this batch."""
        return max(self._last_position(), moment(latest) if latest else "")


def reader_of(table: Table) -> FileReader:
    """The table's reader, or one that refuses where its delivery reads no files."""
    return table.reader or _NoReader()


class _NoReader:
    """Stands where a delivery reads no files."""

    def read(self, file: Path, wanted: Wanted) -> Reading:
        raise DeclarationError("its delivery reads no files", where=wanted.where)
