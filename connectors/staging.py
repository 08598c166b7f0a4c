"""One delivery of one table, read to its end into a file that is no batch yet, with what landing must know of it."""

import hashlib
import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import parquet

from connectors import digests
from connectors.duck import asked
from connectors.moments import moments, quoted
from connectors.reading import Delivered, GaveUp, Wanted, first_rows

_LOG = logging.getLogger(__name__)
_ROW_GROUP = 120_000


@dataclass(frozen=True, slots=True)
class Staged:
    """Facts of a staged file."""

    rows: int
    digest: str
    """Of the column names and the rows in any order."""
    latest: datetime | None
    """The latest cursor value that is not in the future."""
    digests: pa.ChunkedArray
    """Of each row (`connectors.digests`)."""


def write(delivered: Delivered, wanted: Wanted, part: Path, latest_allowed: datetime) -> Staged:
    """Consume the reading; whatever is wrong with the delivery is raised here."""
    reading = delivered.reading
    try:
        batches = first_rows(reading.batches, wanted.limit)
        return _write(batches, wanted.arrow_schema, part, _Gauge(wanted, latest_allowed))
    except GaveUp as error:
        if reading.slower is None:
            raise
        _LOG.info("%s: the fast path gave up (%s); reading again by the slow one", wanted.where, error)
        batches = first_rows(reading.slower(), wanted.limit)
        return _write(batches, wanted.arrow_schema, part, _Gauge(wanted, latest_allowed))


def without_known(part: Path, known: Sequence[Path], wanted: Wanted) -> bool:
    """Take off the rows that are landed already: those of the overlap, read again, are equal to what is there.

    False where there are none, and the part is as it was.
    """
    rest = part.with_name(part.name + ".part")
    cursor = quoted(wanted.cursor or "")
    others = [f"old.{quoted(name)} IS NOT DISTINCT FROM new.{quoted(name)}" for name in wanted.columns]
    asks = {"part": str(part), "known": [str(path) for path in known]}
    columns = ", ".join(map(quoted, wanted.columns))
    of_part = f'SELECT {columns}, file_row_number AS "/place" FROM read_parquet($part, file_row_number = true)'
    with asked() as connection:
        connection.execute(
            # joined by the time, for DuckDB to read no more of what is known than has these times
            f"""CREATE OR REPLACE TEMP TABLE known AS
            WITH new AS ({of_part})
            SELECT "/place" FROM read_parquet($known) old JOIN new ON old.{cursor} = new.{cursor}
            AND {" AND ".join(others)}
            UNION ALL
            SELECT "/place" FROM (SELECT * FROM read_parquet($known) WHERE {cursor} IS NULL) old
            JOIN (SELECT * FROM new WHERE {cursor} IS NULL) new ON {" AND ".join(others)}""",
            asks,
        )
        if not connection.table("known").limit(1).fetchall():
            return False
        connection.execute(
            f"""COPY (SELECT {columns} FROM ({of_part}) new ANTI JOIN known USING ("/place") ORDER BY "/place")
            TO '{_literal(rest)}' (FORMAT parquet, COMPRESSION snappy)""",
            {"part": str(part)},
        )
    rest.replace(part)
    return True


def facts(part: Path, wanted: Wanted, latest_allowed: datetime) -> Staged:
    """Count and digest a staged file."""
    gauge = _Gauge(wanted, latest_allowed)
    with parquet.ParquetFile(part) as file:
        for group in range(file.num_row_groups):
            gauge.take(file.read_row_group(group))
    return gauge.read()


class _Gauge:
    """Counts and digests rows as they go by."""

    def __init__(self, wanted: Wanted, latest_allowed: datetime) -> None:
        self._wanted, self._limit = wanted, latest_allowed + timedelta(days=1)
        self._digests: list[pa.Array] = []
        self._latest: datetime | None = None

    def take(self, rows: pa.Table) -> pa.Table:
        """The same rows."""
        with asked() as connection:
            self._digests += digests.of_rows(connection, rows).chunks
            if self._wanted.cursor:
                times = moments(connection, rows.column(self._wanted.cursor))
                latest = pc.max(times.filter(pc.less_equal(times, self._limit))).as_py()
                self._latest = max(filter(None, (latest, self._latest)), default=None)
        return rows

    def read(self) -> Staged:
        """What it has seen."""
        found = pa.chunked_array(self._digests, pa.uint64())
        columns = ", ".join(map(quoted, sorted(self._wanted.columns)))
        total = digests.total(found) if len(found) else None
        digest = hashlib.sha256(f"{columns}|{len(found)}|{total}".encode()).hexdigest()
        return Staged(len(found), digest, self._latest, found)


def _write(batches: Iterable[pa.RecordBatch], schema: pa.Schema, part: Path, gauge: _Gauge) -> Staged:
    with parquet.ParquetWriter(part, schema, compression="snappy", use_dictionary=False) as writer:
        waiting: list[pa.RecordBatch] = []
        for batch in batches:
            waiting.append(batch)
            if sum(one.num_rows for one in waiting) >= _ROW_GROUP:
                writer.write_table(gauge.take(pa.Table.from_batches(waiting)))
                waiting = []
        if waiting:
            writer.write_table(gauge.take(pa.Table.from_batches(waiting, schema)))
    return gauge.read()


def _literal(path: Path) -> str:
    return str(path).replace("'", "''")
