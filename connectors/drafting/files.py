"""A sample of a file, of any format that the hub reads; the newest one where a folder is given."""

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from connectors.damage import DamagedFile
from connectors.drafting import documents, sheets
from connectors.drafting.sample import SystemSample, TableSample, read_columns, wanted_of
from connectors.drafting.separated import Separated, look_at
from connectors.drafting.text import Item, called, literal, tupled
from connectors.drops import order
from connectors.readers.csv import Csv
from connectors.readers.delimited import Delimited
from connectors.readers.parquet import Parquet, column_names
from schema.errors import SourceUnreachable

_DATED = re.compile(r"\d{4,}(?:[-_.]\d{2}){0,2}")
_VOUCHERS = (".ok", ".done", ".md5", ".ctl")
_WORD = re.compile(r"[\d_.\- ]*\Z")


def sample_file(path: Path, table: str | None) -> SystemSample:
    """Raises DeliveryError where the file cannot be read."""
    file = _newest(path)
    kind = file.name.removesuffix(".gz").rpartition(".")[2].casefold()
    sampler = _SAMPLERS.get(kind, _separated)
    tables = tuple(sampler(file, table or _table_name(file)))
    return SystemSample(tables, f'FullDrop("{pattern_of(file.name)}")')


def pattern_of(name: str) -> str:
    """The names of the deliveries to come: what tells the day is any text."""
    return _DATED.sub("*", name)


def _newest(path: Path) -> Path:
    if path.is_file():
        return path
    there = [file for file in path.iterdir() if file.is_file()] if path.is_dir() else []
    files = [file for file in there if not file.name.startswith((".", "~"))]
    if not files:
        raise SourceUnreachable(
            "there is no such file, or folder with files", where=str(path), next_step="check the path after --from"
        )
    return max(files, key=lambda file: order(file.name))


def _table_name(file: Path) -> str:
    """The file's name without its day and ending."""
    stem = file.name.partition(".")[0]
    return _WORD.sub("", _DATED.sub("", stem)) or stem


def _separated(file: Path, table: str) -> Iterator[TableSample]:
    form = look_at(file)
    if form.header is None:
        yield _without_header(file, table, form)
        return
    if file.suffix == ".gz":
        raise DamagedFile(
            "compressed text with a header is not read", where=file.name, next_step="ask the owner for the plain file"
        )
    given = Csv(encoding=form.encoding, separator=form.separator, quoted=form.is_quoted or form.separator == ",")
    options = _options(form, ",") + ([] if given.quoted else ["quoted=False"])
    wanted = wanted_of(table, form.header)
    yield TableSample(table, read_columns(wanted, given.read(file, wanted)), reader=f"Csv({', '.join(options)})")


def _without_header(file: Path, table: str, form: Separated) -> TableSample:
    """Its columns are numbered: their names are the engineer's to give."""
    names = [f"column_{number}" for number in range(1, form.width + 1)]
    done = next((ending for ending in _VOUCHERS if _voucher(file, ending).is_file()), None)
    given = Delimited(tuple(names), encoding=form.encoding, separator=form.separator)
    listed = f"columns={tupled([Item(literal(name)) for name in names], 4, 'columns=')}"
    options = [listed, *_options(form, "|"), *([f"done={literal(done)}"] if done else [])]
    wanted = wanted_of(table, names)
    word = called("Delimited", [Item(option) for option in options], 3, "reader=")
    return TableSample(table, read_columns(wanted, given.read(file, wanted)), reader=word)


def _voucher(file: Path, ending: str) -> Path:
    return file.with_name(file.name.split(".")[0] + ending)


def _options(form: Separated, usual: str) -> list[str]:
    of_encoding = [] if form.encoding == "utf-8" else [f"encoding={literal(form.encoding)}"]
    return of_encoding + ([] if form.separator == usual else [f"separator={literal(form.separator)}"])


def _parquet(file: Path, table: str) -> Iterator[TableSample]:
    names, nested = column_names(file, table)
    wanted = wanted_of(table, names, nested)
    columns = read_columns(wanted, Parquet().read(file, wanted))
    yield TableSample(table, columns, reader="Parquet()", nested=nested)


_SAMPLERS: Mapping[str, Callable[[Path, str], Iterator[TableSample]]] = {
    "xlsx": sheets.sample,
    "json": documents.sample_json,
    "jsonl": documents.sample_json,
    "ndjson": documents.sample_json,
    "parquet": _parquet,
    "xml": documents.sample_xml,
}
