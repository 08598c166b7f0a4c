"""CSV: strictly decoded in Python, parsed by Arrow, refused whole where a row does not fit."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import pyarrow as pa

from connectors.contract import Header, fit, header_key
from connectors.declaring import Declared
from connectors.readers.decoding import Decoder, has_mark, is_utf8, known_encoding
from connectors.readers.ending import has_last_line_end
from connectors.readers.quotes import QuoteWatch, check_quotes
from connectors.readers.rows import Form, stream_rows
from connectors.reading import Reading, Wanted

_TITLE_ROWS = 20
"""A header may stand below that many rows of title."""


@dataclass(frozen=True)
class Csv(Declared):
    """Separated text with a header; fields may be quoted.  A UTF-8 byte order mark outranks `encoding`."""

    encoding: str = "utf-8"
    separator: str = ","
    quoted: bool = True

    def __post_init__(self) -> None:
        if not known_encoding(self.encoding):
            raise self.fail(f"Python knows no encoding '{self.encoding}'")

    def read(self, file: Path, wanted: Wanted) -> Reading:
        """Fit the header; the rows are read while they are consumed."""
        where = f"{wanted.where} {file.name}"
        may_be_cut = not has_last_line_end(file, where)
        with file.open("rb") as source:
            decoder = Decoder(source, self.encoding, where)
            top = self._top(next(iter(decoder), ""), wanted)
            decoder.check()
        header = fit(wanted, top.names, file.name)
        return Reading(
            self._rows(file, header, top, wanted),
            header.new_columns,
            remarks=tuple(self._remarks(file, where, may_be_cut)),
            is_open_ended=True,
            may_be_cut=may_be_cut,
        )

    def _remarks(self, file: Path, where: str, may_be_cut: bool) -> Iterator[str]:
        if may_be_cut:
            yield f"{where}: the last line has no end; the file may be cut"
        if not is_utf8(self.encoding) and has_mark(file):
            yield f"{where}: it is utf-8 by its byte order mark, not {self.encoding}"

    def _rows(self, file: Path, header: Header, top: "_Top", wanted: Wanted) -> Iterator[pa.RecordBatch]:
        where = f"{wanted.where} {file.name}"
        form = Form(self.separator, self.quoted, len(top.names), header.positions, where, top.rows, top.names)
        watch = QuoteWatch(self.separator)
        with file.open("rb") as source:
            decoder = Decoder(source, self.encoding, where)
            texts = watch.watched(decoder) if self.quoted else iter(decoder)
            yield from stream_rows(decoder, _below(texts, top.length), form, wanted)
        if watch.is_doubtful:
            with file.open("rb") as source:
                check_quotes(Decoder(source, self.encoding, where), self.separator, where)

    def _top(self, text: str, wanted: Wanted) -> "_Top":
        """The header is the row with most of the wanted names among the first ones."""
        known = {header_key(name) for name in wanted.known}
        best, hits = _Top((), 0, 0), 0
        lines = io.StringIO(text, newline="")
        reader = csv.reader(iter(lines.readline, ""), delimiter=self.separator, strict=False) if self.quoted else None
        for row in range(_TITLE_ROWS):
            names = self._next_names(reader, lines)
            found = sum(header_key(name) in known for name in names)
            if found > hits:
                best, hits = _Top(tuple(names), row + 1, lines.tell()), found
        return best

    def _next_names(self, reader: "Iterator[list[str]] | None", lines: io.StringIO) -> list[str]:
        if reader is not None:
            return next(reader, [])
        return lines.readline().rstrip("\r\n").split(self.separator)


@dataclass(frozen=True, slots=True)
class _Top:
    """What stands above the rows: the header's names, the rows up to and with it, and their length in characters."""

    names: tuple[str, ...]
    rows: int
    length: int


def _below(texts: Iterator[str], length: int) -> Iterator[str]:
    first = next(texts, "")
    yield from chain((first[length:],), texts)
