"""The first rows of a table, read and mapped in a scratch folder to see whether a declaration fits; none is landed."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pyarrow.compute as pc
from pyarrow import parquet

from connectors import landed
from connectors.mapping import map_batch
from connectors.reading import Delivered, Location, Taken
from connectors.source import System, Table
from connectors.visit import Visit, reader_of
from schema.errors import DeliveryError
from schema.provenance import MappedBatch
from schema.records import RELATIONS
from schema.relations import relation_name


@dataclass(frozen=True, slots=True)
class Refused:
    """Values of one column that broke one rule."""

    column: str
    rule: str
    values: int


@dataclass(frozen=True, slots=True)
class Trial:
    """What became of the rows; counts only, no value."""

    rows: int
    yielded: dict[str, int]
    """Relation → its records."""
    kept_apart: dict[str, int]
    """Reason → rows that could not be recorded."""
    refused: list[Refused]
    filled: dict[str, int]
    """Column that is read → rows in which it holds something."""

    @property
    def blank(self) -> list[str]:
        """Columns that hold nothing in any of the rows."""
        return [column for column, count in self.filled.items() if not count]

    @property
    def hopeless(self) -> list[str]:
        """Columns of which every value was refused: they are mapped to the wrong claim, or hold other codes."""
        broken: Counter[str] = Counter()
        for each in self.refused:
            broken[each.column] += each.values
        return [column for column, count in broken.items() if count >= self.filled.get(column, count + 1)]


def newest_delivery(system: System, table: Table, location: Location, rows: int) -> Delivered:
    """Connected to and fitted to the contract, its rows not read yet; raises DeliveryError."""
    wanted = replace(system.wanted(table), limit=rows)
    for delivered in system.delivery.deliver(location, wanted, reader_of(table), Taken()):
        return delivered
    raise DeliveryError("it delivers nothing", where=wanted.where, next_step="ask its owner")


def try_rows(system: System, table: Table, location: Location, rows: int) -> Trial:
    """Read about so many rows and map them; raises DeliveryError."""
    with _mapped(system, table, location, rows) as (home, mapped):
        folder = home / mapped.folder
        return Trial(
            rows=mapped.received,
            yielded=_yielded(folder),
            kept_apart=_counted(folder / "quarantine.parquet", "reason"),
            refused=_refused(folder / "rejection.parquet"),
            filled=_filled(landed.parquet(home, mapped.batch)),
        )


@contextmanager
def _mapped(system: System, table: Table, location: Location, rows: int) -> Iterator[tuple[Path, MappedBatch]]:
    """A home that is gone again after the block."""
    with TemporaryDirectory(prefix="hub-trial-") as name:
        home = Path(name)
        visit = Visit(system, table, home, full=True, approved=True, limit=rows)
        (staged,) = visit.stage(location)
        part, batch = staged
        landed.commit(home, part, batch)
        yield home, map_batch(system, batch, home)


def _yielded(folder: Path) -> dict[str, int]:
    names = map(relation_name, RELATIONS)
    files = {name: folder / f"{name}.parquet" for name in names}
    return {name: parquet.read_metadata(file).num_rows for name, file in files.items() if file.exists()}


def _counted(file: Path, column: str) -> dict[str, int]:
    found = parquet.read_table(file, columns=[column]).column(column).to_pylist() if file.exists() else []
    return dict(Counter(found).most_common())


def _refused(file: Path) -> list[Refused]:
    found = parquet.read_table(file, columns=["column", "rule"]).to_pylist() if file.exists() else []
    counted = Counter((row["column"], row["rule"]) for row in found)
    return [Refused(column, rule, count) for (column, rule), count in counted.most_common()]


def _filled(file: Path) -> dict[str, int]:
    table = parquet.read_table(file)
    texts = {name: pc.utf8_trim_whitespace(table.column(name)) for name in table.column_names}
    return {name: pc.sum(pc.not_equal(text, "")).as_py() or 0 for name, text in texts.items()}
