"""A small system of files for tests: write a delivery, land it, map it, look at the relations."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import duckdb

from connectors.deliveries import DeliveryWord
from connectors.landing import land
from connectors.mapping import map_batch
from connectors.reading import Location, Reading, Wanted
from connectors.source import Csv, FullDrop, PersonMap, System, Table
from schema.provenance import Batch, MappedBatch

Rows = Iterable[Sequence[str]]


def system(*tables: Table, delivery: DeliveryWord | None = None) -> System:
    """A system of these tables; by default of files `people_*.csv`."""
    return System(
        id="toy",
        department="toys",
        title="玩具",
        purpose="tests",
        delivery=delivery or FullDrop("people_*.csv"),
        trust=50,
        tables=tables or (people(),),
    )


def people(**options: Any) -> Table:
    """A table of persons: number, name, phone."""
    options = {"records": (PersonMap(name="姓名", phone="电话"),), "reader": Csv(), **options}
    return Table("people", key=("编号",), **options)


def write_csv(file: Path, rows: Rows, header: Sequence[str] = ("编号", "姓名", "电话")) -> Path:
    """A CSV file without quotes."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("".join(",".join(row) + "\r\n" for row in (header, *rows)), encoding="utf-8", newline="")
    return file


class Hub:
    """A home and the drop folder of one system."""

    def __init__(self, folder: Path, of: System | None = None) -> None:
        self.system = of or system()
        self.home = folder / "home"
        self.drop = folder / "drop"
        self.drop.mkdir(parents=True, exist_ok=True)
        self.location = Location(str(self.drop))

    def deliver(self, name: str, rows: Rows) -> Path:
        """Write a file into the drop folder."""
        return write_csv(self.drop / name, rows)

    def land(self, **options: Any) -> list[Batch]:
        """Land what is new."""
        return list(land(self.system, self.location, self.home, **options).batches)

    def map(self, batch: Batch) -> MappedBatch:
        """Map a batch."""
        return map_batch(self.system, batch, self.home)

    def sync(self) -> MappedBatch:
        """Land and map the one batch that is new."""
        (batch,) = self.land()
        return self.map(batch)

    def landed(self, batch: Batch) -> list[dict[str, Any]]:
        """The rows of a batch."""
        return read(self.home / batch.path)

    def relation(self, mapped: MappedBatch, name: str) -> list[dict[str, Any]]:
        """The rows of a relation; none where it has no file."""
        file = self.home / mapped.folder / f"{name}.parquet"
        return read(file) if file.exists() else []


def read(file: Path) -> list[dict[str, Any]]:
    """All rows of a Parquet file."""
    with duckdb.connect() as connection:
        return connection.execute("SELECT * FROM read_parquet($file)", {"file": str(file)}).to_arrow_table().to_pylist()


def wanted(columns: Sequence[str], **options: Any) -> Wanted:
    """What to read of a file in a test of its reader."""
    return Wanted("toy", "table", tuple(columns), frozenset((*columns, *options.pop("ignored", ()))), **options)


def rows_of(reading: Reading) -> list[dict[str, Any]]:
    """Everything a reader gives."""
    return [row for batch in reading.batches for row in batch.to_pylist()]
