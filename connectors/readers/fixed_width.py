"""Fields of fixed width in bytes, one row a line, no header."""

import codecs
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from types import MappingProxyType
from typing import IO

import pyarrow as pa

from connectors.contract import fit
from connectors.damage import BrokenEncoding, DamagedFile
from connectors.declaring import Declared
from connectors.readers.decoding import LOOK, foreign, hole, is_utf8, known_encoding, reads_as_utf8
from connectors.readers.ending import has_last_line_end
from connectors.reading import Reading, Wanted

_ROWS = 20_000
_LOST = "\ufffd"
_AGAIN = "the file was cut, altered or written in another form: ask the owner to deliver it again"


@dataclass(frozen=True)
class FixedWidth(Declared):
    """Columns with their widths in bytes, in order, filled up with spaces; every line is as long as all together.

    A character that a field's end cuts in two is landed as U+FFFD: the cleaner drops it and says so by a rejection.
    Everything before it stays.
    """

    widths: Mapping[str, int]
    encoding: str = "utf-8"

    def __post_init__(self) -> None:
        if not known_encoding(self.encoding):
            raise self.fail(f"Python knows no encoding '{self.encoding}'")
        if not self.widths or min(self.widths.values()) < 1:
            raise self.fail("every column needs a width of at least one byte")
        object.__setattr__(self, "widths", MappingProxyType(dict(self.widths)))

    @property
    def columns(self) -> tuple[str, ...]:
        """All columns of the file, in order."""
        return tuple(self.widths)

    def read(self, file: Path, wanted: Wanted) -> Reading:
        """The rows are cut while they are consumed."""
        where = f"{wanted.where} {file.name}"
        header = fit(wanted, self.columns, file.name)
        may_be_cut = not has_last_line_end(file, where)
        self._check_encoding(file, where)
        return Reading(self._batches(file, wanted), header.new_columns, is_open_ended=True, may_be_cut=may_be_cut)

    def _check_encoding(self, file: Path, where: str) -> None:
        if not is_utf8(self.encoding):
            with file.open("rb") as source:
                if reads_as_utf8(source.read(LOOK)):
                    raise foreign(self.encoding, where)

    def _batches(self, file: Path, wanted: Wanted) -> Iterator[pa.RecordBatch]:
        where = f"{wanted.where} {file.name}"
        places = self._places()
        with file.open("rb") as source:
            first = 0
            lines = _lines(source, sum(self.widths.values()), where)
            while some := list(islice(lines, _ROWS)):
                columns = [self._column(some, places[name], name, first, where) for name in wanted.columns]
                yield pa.RecordBatch.from_arrays(columns, schema=wanted.arrow_schema)
                first += len(some)

    def _places(self) -> dict[str, slice]:
        places, start = {}, 0
        for name, width in self.widths.items():
            places[name] = slice(start, start + width)
            start += width
        return places

    def _column(self, lines: list["_Line"], place: slice, name: str, first: int, where: str) -> pa.Array:
        texts = []
        for number, line in enumerate(lines, first + 1):
            field = line.content[place].rstrip(b" ")
            try:
                texts.append(field.decode(self.encoding))
            except UnicodeDecodeError:
                offset = line.offset + place.start
                texts.append(_cut(field, self.encoding, f"{where} line {number}", name, offset))
        return pa.array(texts, pa.string())


@dataclass(frozen=True, slots=True)
class _Line:
    """One line without its end, and where in the file it begins."""

    content: bytes
    offset: int


def _lines(source: IO[bytes], width: int, where: str) -> Iterator[_Line]:
    offset = 0
    # a file without line ends is not read in one piece
    pieces = iter(lambda: source.readline(width + 2), b"")
    for number, line in enumerate(pieces, 1):
        content = line.removesuffix(b"\n").removesuffix(b"\r")
        if len(content) != width:
            what = f"line {number} at byte {offset} has {len(content)} bytes instead of {width}"
            raise DamagedFile(what, where=where, next_step=_AGAIN)
        if b"\0" in content:
            raise hole(offset + content.index(b"\0"), where)
        yield _Line(content, offset)
        offset += len(line)


def _cut(field: bytes, encoding: str, where: str, name: str, offset: int) -> str:
    """The text of a field whose last character is incomplete; raises BrokenEncoding where another one is broken."""
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        return decoder.decode(field) + _LOST
    except UnicodeDecodeError as error:
        raise BrokenEncoding(
            f"column '{name}': byte {offset + error.start} is no {encoding} text", where=where, next_step=_AGAIN
        ) from None
