"""One delivery of one table, read to its end into a file that is no batch yet, with what landing must know of it."""

import hashlib
import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import pyarrow as pa
from pyarrow import parquet

from connectors.duck import asked
from connectors.moments import moment_sql, quoted
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


def write(delivered: Delivered, wanted: Wanted, part: Path) -> None:
    """Consume the reading; whatever is wrong with the delivery is raised here."""
    reading = delivered.reading
    try:
        _write(first_rows(reading.batches, wanted.limit), wanted.arrow_schema, part)
    except GaveUp as error:
        if reading.slower is None:
            raise
        _LOG.info("%s: the fast path gave up (%s); reading again by the slow one", wanted.where, error)
        _write(first_rows(reading.slower(), wanted.limit), wanted.arrow_schema, part)


def without_known(part: Path, known: Sequence[Path], wanted: Wanted, since: datetime) -> None:
    """Take off the rows that are landed already: those of the overlap, read again, are equal to what is there."""
    rest = part.with_name(part.name + ".part")
    same = " AND ".join(f"old.{quoted(name)} IS NOT DISTINCT FROM new.{quoted(name)}" for name in wanted.columns)
    cursor = quoted(wanted.cursor or "")
    with asked() as connection:
        connection.execute(
            f"""COPY (SELECT new.* FROM read_parquet($part) new WHERE NOT EXISTS (
                SELECT 1 FROM read_parquet($known) old
                WHERE (old.{cursor} >= $day OR old.{cursor} IS NULL) AND {same}))
                TO '{_literal(rest)}' (FORMAT parquet, COMPRESSION snappy)""",
            {"part": str(part), "known": [str(path) for path in known], "day": _day_before(since)},
        )
    rest.replace(part)


def facts(part: Path, wanted: Wanted, latest_allowed: datetime) -> Staged:
    """Count and digest a staged file."""
    columns = ", ".join(map(quoted, sorted(wanted.columns)))
    moment = moment_sql(quoted(wanted.cursor)) if wanted.cursor else "NULL::TIMESTAMP"
    with asked() as connection:
        row = connection.execute(
            f"SELECT count(*), sum(hash({columns})::HUGEINT), max(m) FILTER (m <= $limit)"
            f" FROM (SELECT {columns}, {moment} AS m FROM read_parquet($part))",
            {"part": str(part), "limit": latest_allowed + timedelta(days=1)},
        ).fetchone()
    rows, total, latest = row or (0, None, None)
    digest = hashlib.sha256(f"{columns}|{rows}|{total}".encode()).hexdigest()
    return Staged(rows, digest, latest)


def _write(batches: Iterable[pa.RecordBatch], schema: pa.Schema, part: Path) -> None:
    with parquet.ParquetWriter(part, schema, compression="snappy", use_dictionary=False) as writer:
        waiting: list[pa.RecordBatch] = []
        for batch in batches:
            waiting.append(batch)
            if sum(one.num_rows for one in waiting) >= _ROW_GROUP:
                writer.write_table(pa.Table.from_batches(waiting))
                waiting = []
        if waiting:
            writer.write_table(pa.Table.from_batches(waiting, schema))


def _day_before(since: datetime) -> str:
    """A text that sorts before every text of a cursor at or after the moment, also of one written in another zone."""
    return (since - timedelta(days=2)).date().isoformat()


def _literal(path: Path) -> str:
    return str(path).replace("'", "''")
