"""One look at one table: what its system delivers later than what is landed, staged and judged."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from pyarrow import parquet

from connectors import digests, landed, staging
from connectors.damage import StillWritten
from connectors.deliveries import now
from connectors.examining import Examiner
from connectors.noted import Noted, noted
from connectors.plausible import Whole
from connectors.readers.canonical import moment
from connectors.reading import Delivered, FileReader, Location, Reading, Taken, Wanted
from connectors.source import System, Table
from connectors.staging import Staged
from schema.errors import DeclarationError
from schema.provenance import Batch, Delivery


class Visit:
    """Stages every new delivery of a table; nothing is landed before the caller commits the parts."""

    def __init__(
        self, system: System, table: Table, home: Path, *, full: bool, approved: bool, limit: int | None = None
    ) -> None:
        self.table = table
        self.new_columns: dict[str, None] = {}
        self.repeated = 0
        self.remarks: list[str] = []
        self.awaited: str | None = None
        self._seen: Delivered | None = None
        self._system, self._home = system, home
        self._wanted = replace(system.wanted(table), limit=limit)
        self._earlier = landed.of_table(home, system.id, table.name)
        # files of changes are all in landing: to look at everything again tells nothing new
        anew = self._columns_changed() or (full and system.delivery.usual is not Delivery.DELTA)
        self._taken = Taken("" if anew else self._last_position(), {b.source: b.landed_at for b in self._earlier})
        self._examiner = Examiner(self._wanted, table.expect, home, self.remarks, approved=approved)
        self._is_repeating = False

    def stage(self, location: Location) -> Iterator[tuple[Path, Batch]]:
        """Each new delivery as a file and the batch it is to become, in order."""
        for delivered in self._finished(location):
            self._examiner.check_kinds(delivered)
            self._seen = delivered
            self.new_columns.update(dict.fromkeys(delivered.reading.new_columns))
            self.repeated += delivered.repeated
            self.remarks += delivered.reading.remarks
            number = len(self._earlier) + 1
            part = landed.staging_path(self._home, self._system.id, self.table.name, number)
            facts = staging.write(delivered, self._wanted, part, now())
            batch = self._judge(delivered, part, number, facts)
            if batch is None:
                part.unlink()
                continue
            self._earlier.append(batch)
            yield part, batch
        doubts = self._system.delivery.doubts([batch.source for batch in self._earlier])
        self.remarks += (f"{self._wanted.where}: {doubt}" for doubt in doubts)

    def _finished(self, location: Location) -> Iterator[Delivered]:
        """What is delivered, less a newest file that its owner is still writing."""
        try:
            yield from self._system.delivery.deliver(location, self._wanted, reader_of(self.table), self._taken)
        except StillWritten as error:
            self.awaited = f"{error.where}: {error.what}"

    @property
    def all_remarks(self) -> tuple[str, ...]:
        """What the owner should know of this look."""
        return (*self.remarks, *filter(None, (self.awaited,)))

    def noted(self) -> Noted | None:
        """What is to be remembered of the look; None where there was nothing to look at, now or before."""
        if self._seen is None:
            return self._still_noted()
        return Noted(
            table_name=self.table.name,
            source=self._seen.source,
            seen_at=now(),
            new_columns=dict.fromkeys(self.new_columns, now()),
            remarks=tuple(dict.fromkeys(self.remarks)),
            awaited=self.awaited,
            kinds=self._seen.reading.kinds,
        )

    def _still_noted(self) -> Noted | None:
        """What an earlier look showed, and the file that is awaited now."""
        earlier = {each.table_name: each for each in noted(self._home, self._system)}.get(self.table.name)
        if earlier is None and self.awaited is None:
            return None
        return replace(earlier or Noted(self.table.name, "", now()), awaited=self.awaited)

    def _judge(self, delivered: Delivered, part: Path, number: int, facts: Staged) -> Batch | None:
        """The batch, or None where the delivery says nothing new; raises IncompleteDelivery."""
        # only a cursor's position is a time; that of files is a name
        if delivered.kind is Delivery.CURSOR and self._taken.position:
            known = [landed.parquet(self._home, batch) for batch in self._earlier]
            if staging.without_known(part, known, self._wanted):
                facts = staging.facts(part, self._wanted, now())
        if not self._is_news(delivered, facts):
            return None
        if delivered.kind is Delivery.FULL:
            self._examiner.check_whole(delivered, Whole(part, facts.rows), self._earlier)
        return self._batch(delivered, part, number, facts)

    def _is_news(self, delivered: Delivered, facts: Staged) -> bool:
        last = self._earlier[-1] if self._earlier else None
        if delivered.kind is Delivery.CURSOR:
            return facts.rows > 0
        if delivered.kind is Delivery.DELTA:
            return self._has_changed(delivered, facts)
        if last is None or last.delivery is not Delivery.FULL or last.content_digest != facts.digest:
            return True
        # of a file with several tables some may well be as they were
        if delivered.source != last.source and len(self._system.tables) == 1:
            self.remarks.append(f"{self._wanted.where} {delivered.source}: it has the same rows as {last.source}")
        return False

    def _has_changed(self, delivered: Delivered, facts: Staged) -> bool:
        """Whether a file of changes is to be taken in: it is new, or written anew, or comes after one that is."""
        of_this_name = [batch for batch in self._earlier if batch.source == delivered.source]
        if of_this_name and not self._is_repeating:
            self._is_repeating = of_this_name[-1].content_digest != facts.digest
            return self._is_repeating
        self._is_repeating = True
        self._examiner.check_repetition(delivered, facts, self._earlier)
        return True

    def _batch(self, delivered: Delivered, part: Path, number: int, facts: Staged) -> Batch:
        path = Path(landed.FOLDER) / self._system.id / self.table.name / f"{number:06d}.parquet"
        sha256 = landed.sha256(part)
        if self._system.delivery.usual is Delivery.FULL:
            # the next one is compared with it
            digests.keep(landed.digests_part(part), facts.digests, self._wanted.columns, sha256)
        return Batch(
            system=self._system.id,
            table_name=self.table.name,
            sequence=number,
            delivery=delivered.kind,
            path=path.as_posix(),
            rows=facts.rows,
            sha256=sha256,
            content_digest=facts.digest,
            source=delivered.source,
            position=delivered.position or self._later(facts.latest),
            landed_at=now(),
            delivered_at=delivered.delivered_at,
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
