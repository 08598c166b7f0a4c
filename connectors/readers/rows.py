"""Separated text to Arrow batches: every row has the agreed number of columns, and the file does not end in a quote."""

import io
from collections.abc import Iterator
from dataclasses import dataclass

import pyarrow as pa
from pyarrow import csv as arrow_csv

from connectors.contract import RepeatedHeader
from connectors.damage import DamagedFile
from connectors.readers.decoding import Decoder, Utf8File
from connectors.reading import Wanted

_END = "\x1aend\x1a"
"""Fills a row of its own after the last line: only where it comes back as a row was every quote closed."""
_BLOCK = 4 << 20


@dataclass(frozen=True, slots=True)
class Form:
    """How the rows of one file are written, and where in them the wanted columns stand."""

    separator: str
    quoted: bool
    width: int
    """Columns in each row."""
    positions: dict[str, int]
    where: str
    """System, table and file, for messages."""
    rows_above: int = 0
    """Rows above the first one, for messages."""
    header: tuple[str, ...] = ()
    """The columns' names as they stand in the file; none where it has no header."""


def stream_rows(decoder: Decoder, texts: Iterator[str], form: Form, wanted: Wanted) -> Iterator[pa.RecordBatch]:
    """Batches of the wanted columns; at the end raises what stopped the decoder, or DamagedFile."""
    refuse = _Refusal(decoder, form)
    headers = RepeatedHeader({name: form.header[place] for name, place in form.positions.items() if form.header})
    closed = False
    for batch in _parse(_with_end(texts, form), refuse, form):
        columns = [batch.column(_name(form.positions[name])) for name in wanted.columns]
        rows = pa.RecordBatch.from_arrays(columns, schema=wanted.arrow_schema)
        closed = _is_end(rows)
        headers.check(rows, form.where)
        yield rows.slice(0, rows.num_rows - 1) if closed else rows
    decoder.check()
    if not closed:
        raise refuse.damaged("the file ends inside a quoted field: it was cut")


class _Refusal:
    """Arrow's handler of rows that do not fit: stops the stream at the first one and drops its text."""

    def __init__(self, decoder: Decoder, form: Form) -> None:
        self._decoder, self._form = decoder, form

    def __call__(self, row: arrow_csv.InvalidRow) -> str:
        place = f"row {row.number + self._form.rows_above}" if row.number else "a row"
        self._decoder.stop(self.damaged(f"{place} has {row.actual_columns} columns instead of {self._form.width}"))
        return "skip"

    def damaged(self, what: str) -> DamagedFile:
        return DamagedFile(what, where=self._form.where, next_step="ask the owner to deliver the file again")


def _parse(texts: Iterator[str], refuse: _Refusal, form: Form) -> Iterator[pa.RecordBatch]:
    source = io.BufferedReader(Utf8File(texts), _BLOCK)
    names = [_name(position) for position in range(form.width)]
    reader = arrow_csv.open_csv(
        pa.PythonFile(source, mode="r"),
        # one thread: only then does Arrow know the number of a row that does not fit
        arrow_csv.ReadOptions(column_names=names, block_size=_BLOCK, use_threads=False),
        arrow_csv.ParseOptions(
            delimiter=form.separator,
            quote_char='"' if form.quoted else False,
            newlines_in_values=form.quoted,
            invalid_row_handler=refuse,
        ),
        arrow_csv.ConvertOptions(
            column_types=dict.fromkeys(names, pa.string()),
            include_columns=[_name(position) for position in dict.fromkeys(form.positions.values())],
            strings_can_be_null=False,
        ),
    )
    with reader:
        yield from reader


def _name(position: int) -> str:
    return str(position)


def _with_end(texts: Iterator[str], form: Form) -> Iterator[str]:
    yield from texts
    yield "\n" + form.separator.join([_END] * form.width) + "\n"


def _is_end(rows: pa.RecordBatch) -> bool:
    return bool(rows.num_rows) and rows.column(0)[-1].as_py() == _END
