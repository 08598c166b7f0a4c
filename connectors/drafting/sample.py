"""What a sample of a system shows: the columns of its tables with the first rows, and how the hub would read them."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import pyarrow as pa

from connectors.reading import Reading, Wanted, first_rows

ROWS = 1000
"""Enough to tell what a column holds; the table may have millions."""


@dataclass(frozen=True)
class Column:
    """One column over the first rows."""

    name: str
    texts: tuple[str, ...]
    """Those that are not blank."""
    rows: int
    kind: str = ""
    """Of its type, as `connectors.kinds` has them; '' where the format has no types."""

    @cached_property
    def distinct(self) -> tuple[str, ...]:
        """Each text once, in order."""
        return tuple(dict.fromkeys(self.texts))

    @property
    def filled(self) -> float:
        """Share of the rows in which it holds something."""
        return len(self.texts) / self.rows if self.rows else 0.0

    @property
    def uniqueness(self) -> float:
        """1: filled in every row, and never twice the same."""
        return len(self.distinct) / self.rows if self.rows else 0.0


@dataclass(frozen=True)
class TableSample:
    """One table."""

    name: str
    columns: tuple[Column, ...]
    primary_key: tuple[str, ...] = ()
    """As the database has it."""
    reader: str | None = None
    """The word for its file, as it is written in a declaration."""
    nested: tuple[str, ...] = ()
    """Columns that hold lists or objects."""

    @property
    def rows(self) -> int:
        """Looked at."""
        return max((column.rows for column in self.columns), default=0)


@dataclass(frozen=True)
class SystemSample:
    """All tables that were looked at, and the word for how they are delivered."""

    tables: tuple[TableSample, ...]
    delivery: str


def read_columns(wanted: Wanted, reading: Reading) -> tuple[Column, ...]:
    """The first rows as the hub would land them; a blank text is none."""
    batches = reading.slower() if reading.slower else reading.batches
    table = pa.Table.from_batches(list(first_rows(batches, ROWS)), wanted.arrow_schema)
    columns = {name: table.column(name).to_pylist() for name in wanted.columns}
    return tuple(
        Column(name, tuple(text for text in texts if text and text.strip()), len(texts), reading.kinds.get(name, ""))
        for name, texts in columns.items()
    )


def wanted_of(table: str, names: Sequence[str], nested: Sequence[str] = ()) -> Wanted:
    """Every column, for a look at a sample."""
    return Wanted("sample", table, tuple(names), frozenset((*names, *nested)), limit=ROWS)
