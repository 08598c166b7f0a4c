"""The same deliveries copied to Parquet and nothing else, with what a library does of itself: the yardstick of landing.

No row is checked, counted, summed, compared with the last delivery or flushed to the disk.  Formats that no library
reads as they are (XML, fixed width, documents, services) are read as the hub reads them.
"""

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

import duckdb
import fastexcel
import pyarrow as pa
import sqlalchemy as sa
from pyarrow import csv, parquet

from connectors.deliveries import DeltaDrop, FullDrop
from connectors.drops import matching
from connectors.readers.csv import Csv
from connectors.readers.delimited import Delimited
from connectors.readers.excel import Excel
from connectors.readers.json import JsonLines
from connectors.readers.parquet import Parquet
from connectors.readers.scanner import attached
from connectors.reading import FileReader, Location, Taken, Wanted
from connectors.source import System, Table


def copy_bare(system: System, location: Location, folder: Path) -> None:
    """Copy what the system delivers now to Parquet files in the folder, those of a table beginning with its number."""
    for number, table in enumerate(system.tables):
        _copy(system, table, location, folder / f"{number}.parquet")


def _copy(system: System, table: Table, location: Location, target: Path) -> None:
    way = _WAYS.get(type(table.reader))
    if way is not None and table.reader is not None:
        for number, file in enumerate(_files(system, table, location)):
            way(file, table.reader, target.with_stem(f"{target.stem}_{number}"))
    elif location.url.startswith("sqlite:"):
        _copy_table(location.url, system.wanted(table), target)
    else:
        _copy_as_read(system, table, location, target)


def _files(system: System, table: Table, location: Location) -> list[Path]:
    delivery = system.delivery
    if not isinstance(delivery, FullDrop | DeltaDrop):
        return []
    files = matching(location, delivery.pattern, system.wanted(table))
    return files[-1:] if isinstance(delivery, FullDrop) and not delivery.every else files


def _copy_text(file: Path, reader: FileReader, target: Path) -> None:
    """Separated text, every column as text."""
    if isinstance(reader, Csv):
        names, quote, separator, encoding = None, '"' if reader.quoted else False, reader.separator, reader.encoding
    elif isinstance(reader, Delimited):
        names, quote, separator, encoding = reader.columns, False, reader.separator, reader.encoding
    read = csv.ReadOptions(encoding=encoding, column_names=names)
    parse = csv.ParseOptions(delimiter=separator, quote_char=quote, newlines_in_values=bool(quote))
    with pa.input_stream(str(file)) as source:
        there = csv.open_csv(source, read_options=read, parse_options=parse).schema.names
    convert = csv.ConvertOptions(column_types=dict.fromkeys(there, pa.string()))
    with pa.input_stream(str(file)) as source:
        rows = csv.open_csv(source, read_options=read, parse_options=parse, convert_options=convert)
        _write(rows, rows.schema, target)


def _copy_lines(file: Path, _reader: FileReader, target: Path) -> None:
    with duckdb.connect() as connection:
        connection.read_json(str(file), format="newline_delimited").write_parquet(str(target))


def _copy_parquet(file: Path, _reader: FileReader, target: Path) -> None:
    with parquet.ParquetFile(file) as source:
        _write(source.iter_batches(), source.schema_arrow, target)


def _copy_sheets(file: Path, _reader: FileReader, target: Path) -> None:
    workbook = fastexcel.read_excel(file)
    for name in workbook.sheet_names:
        sheet = workbook.load_sheet(name, dtypes="string").to_arrow()
        parquet.write_table(pa.Table.from_batches([sheet]), target.with_stem(f"{target.stem}_{name}"))


_WAYS: Mapping[type, Callable[[Path, FileReader, Path], None]] = {
    Csv: _copy_text,
    Delimited: _copy_text,
    JsonLines: _copy_lines,
    Parquet: _copy_parquet,
    Excel: _copy_sheets,
}


def _copy_table(url: str, wanted: Wanted, target: Path) -> None:
    """A table of SQLite, the wanted columns as texts."""
    columns = ", ".join(f'CAST("{name}" AS TEXT) AS "{name}"' for name in wanted.columns)
    with attached(sa.make_url(url), "sqlite") as (connection, source):
        connection.execute(
            f"""COPY (SELECT * FROM sqlite_query('{source}', 'SELECT {columns} FROM "{wanted.table}"'))
            TO '{target}' (FORMAT parquet)"""
        )


def _copy_as_read(system: System, table: Table, location: Location, target: Path) -> None:
    """Through the hub's own reader."""
    wanted = system.wanted(table)
    reader = table.reader or Parquet()
    for number, delivered in enumerate(system.delivery.deliver(location, wanted, reader, Taken())):
        _write(delivered.reading.batches, wanted.arrow_schema, target.with_stem(f"{target.stem}_{number}"))


def _write(batches: Iterable[pa.RecordBatch], schema: pa.Schema, target: Path) -> None:
    with parquet.ParquetWriter(target, schema) as writer:
        for batch in batches:
            writer.write_batch(batch)
