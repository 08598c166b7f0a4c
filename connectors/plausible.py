"""Whether a whole table can be what its owner meant, by the one before and by what the declaration expects.

Each doubt is grave, and holds the delivery back until somebody approves it, or only worth a remark.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pyarrow import parquet

from connectors.duck import asked
from connectors.moments import quoted
from connectors.reading import Reading, Wanted
from connectors.source import Expect

_ENOUGH = 100
"""Only a table with that many rows before can shrink or grow beyond belief."""
_FEW = 10
"""A table of fewer rows can be empty the next day."""
_TAIL = 5
"""So many rows that stood one behind the other at the end are not deleted by chance."""


@dataclass(frozen=True, slots=True)
class Whole:
    """A landed or staged whole table."""

    file: Path
    rows: int


@dataclass(frozen=True, slots=True)
class Pair:
    """The last whole table and the one that would take its place; `largest`: rows of the largest one so far."""

    before: Whole
    now: Whole
    largest: int


@dataclass(frozen=True, slots=True)
class Doubt:
    """What is hard to believe."""

    what: str
    is_grave: bool = True


def doubts(pair: Pair, wanted: Wanted, expect: Expect, reading: Reading) -> Iterator[Doubt]:
    """Everything that speaks against the new state, the gravest first."""
    yield from _size(pair)
    if reading.is_open_ended and pair.now.rows:
        yield from _tail(_rows_gone(pair, wanted.key), reading.may_be_cut)
    yield from _band(pair, expect)
    yield from _filled(pair, expect)


def _size(pair: Pair) -> Iterator[Doubt]:
    before, now = pair.before.rows, pair.now.rows
    emptied = not now and before >= _FEW
    if emptied or (before >= _ENOUGH and (now <= before / 2 or now >= 2 * pair.largest)):
        yield Doubt(f"{now:,} rows, {before:,} in the delivery before")


def _band(pair: Pair, expect: Expect) -> Iterator[Doubt]:
    """A city of another size has other numbers: the band counts for a table that was inside it."""
    before, now = pair.before.rows, pair.now.rows
    if expect.rows is not None:
        low, high = expect.rows
        if low <= before <= high and not low <= now <= high:
            yield Doubt(f"{now:,} rows, {before:,} in the delivery before; {low:,} to {high:,} are expected")


def _tail(gone: int, may_be_cut: bool) -> Iterator[Doubt]:
    if gone and may_be_cut:
        yield Doubt(f"no end of the last line, and the last {gone:,} rows of the delivery before are gone")
    elif gone:
        what = f"it ends where the delivery before had {gone:,} more rows: it may be cut at the end of a line"
        yield Doubt(what, is_grave=gone >= _TAIL)


def _rows_gone(pair: Pair, columns: Sequence[str]) -> int:
    """Rows that followed before upon the one that is the last now, if none of them is there any more; else 0."""
    if _last_key(pair.before.file, columns) == _last_key(pair.now.file, columns):
        return 0
    key = ", ".join(map(quoted, columns))
    with asked() as connection:
        row = connection.execute(
            f"""WITH before AS (SELECT {key}, file_row_number AS place
                                FROM read_parquet($before, file_row_number = true)),
                now AS (SELECT {key}, file_row_number AS place FROM read_parquet($now, file_row_number = true)),
                last AS (SELECT max(before.place) AS place FROM before
                         SEMI JOIN (SELECT {key} FROM now WHERE place = $last) USING ({key}))
            SELECT (SELECT place FROM last), max(before.place) FROM before SEMI JOIN now USING ({key})
            WHERE before.place >= (SELECT place FROM last)""",
            {"before": str(pair.before.file), "now": str(pair.now.file), "last": pair.now.rows - 1},
        ).fetchone()
    stopped, reached = row or (None, None)
    return pair.before.rows - 1 - stopped if stopped is not None and stopped == reached else 0


def _last_key(file: Path, columns: Sequence[str]) -> dict[str, str | None]:
    with parquet.ParquetFile(file) as source:
        for group in reversed(range(source.num_row_groups)):
            for row in source.read_row_group(group, columns=list(columns))[-1:].to_pylist():
                return dict(row)
    return {}


def _filled(pair: Pair, expect: Expect) -> Iterator[Doubt]:
    """Columns that were filled as expected and are no longer."""
    if not expect.filled or not pair.before.rows or not pair.now.rows:
        return
    share = _shares(expect.filled, pair.now)
    if all(share[column] >= least for column, least in expect.filled.items()):
        return
    earlier = _shares(expect.filled, pair.before)
    for column, least in expect.filled.items():
        if share[column] < least <= earlier[column]:
            yield Doubt(
                f"column '{column}' is filled in {share[column]:.0%} of the rows, {earlier[column]:.0%} in the delivery"
                f" before; at least {least:.0%} are expected"
            )


def _shares(columns: Mapping[str, float], whole: Whole) -> dict[str, float]:
    counts = ", ".join(f"count(nullif(trim({quoted(column)}), ''))" for column in columns)
    with asked() as connection:
        found = connection.execute(f"SELECT {counts} FROM read_parquet($file)", {"file": str(whole.file)}).fetchone()
    return {column: count / whole.rows for column, count in zip(columns, found or (), strict=True)}
