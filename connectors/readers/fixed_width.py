"""Fields of fixed width in bytes, one row a line, no header."""

import codecs
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from types import MappingProxyType
from typing import IO

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from connectors.contract import fit
from connectors.damage import BrokenEncoding, DamagedFile
from connectors.declaring import Declared
from connectors.readers.decoding import LOOK, foreign, hole, is_utf8, known_encoding, reads_as_utf8
from connectors.readers.ending import has_last_line_end
from connectors.reading import Reading, Wanted

_ROWS = 20_000
_LINE_END, _RETURN = ord("\n"), ord("\r")
_WITH_PLAIN_LINE_ENDS = ("gb18030", "gbk", "gb2312", "utf-8")
"""Encodings in which a line feed is no part of a character: fields with one behind each can be decoded together."""
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
            for some in _blocks(source, sum(self.widths.values()), where):
                columns = [self._column(some, places[name], name, first, where) for name in wanted.columns]
                yield pa.RecordBatch.from_arrays(columns, schema=wanted.arrow_schema)
                first += len(some.content)

    def _places(self) -> dict[str, slice]:
        places, start = {}, 0
        for name, width in self.widths.items():
            places[name] = slice(start, start + width)
            start += width
        return places

    def _column(self, block: "_Block", place: slice, name: str, first: int, where: str) -> pa.Array:
        """The fields of one column, decoded together; one by one where a character is cut or broken."""
        fields = block.content[:, place]
        if self.encoding in _WITH_PLAIN_LINE_ENDS:
            ended = np.full((len(fields), fields.shape[1] + 1), _LINE_END, np.uint8)
            ended[:, :-1] = fields
            try:
                texts = ended.tobytes().decode(self.encoding).split("\n")[:-1]
                return pc.utf8_rtrim(pa.array(texts, pa.string()), characters=" ")
            except UnicodeDecodeError:
                pass
        content = fields.tobytes()
        texts = []
        for row in range(len(fields)):
            field = content[row * fields.shape[1] : (row + 1) * fields.shape[1]].rstrip(b" ")
            try:
                texts.append(field.decode(self.encoding))
            except UnicodeDecodeError:
                offset = int(block.offsets[row]) + place.start
                texts.append(_cut(field, self.encoding, f"{where} line {first + row + 1}", name, offset))
        return pa.array(texts, pa.string())


@dataclass(frozen=True, slots=True)
class _Block:
    """Some lines without their ends, as bytes in rows and columns, and where in the file each begins."""

    content: npt.NDArray[np.uint8]
    offsets: npt.NDArray[np.int64]


def _blocks(source: IO[bytes], width: int, where: str) -> Iterator[_Block]:
    """Lines with ends of one kind are taken as they lie there; others one by one."""
    end = _line_end(source, width)
    offset = number = 0
    while content := source.read((width + len(end)) * _ROWS):
        rows = len(content) // (width + len(end))
        lines = np.frombuffer(content, np.uint8, rows * (width + len(end))).reshape(rows, width + len(end))
        is_even = len(content) == lines.size and bool((lines[:, width:] == np.frombuffer(end, np.uint8)).all())
        fields = lines[:, :width]
        if not is_even or bool(((fields == _LINE_END) | (fields == 0)).any() or (fields[:, -1] == _RETURN).any()):
            source.seek(offset)
            yield from _line_by_line(source, width, where, offset, number)
            return
        yield _Block(fields, offset + np.arange(rows) * (width + len(end)))
        offset, number = offset + len(content), number + rows


def _line_end(source: IO[bytes], width: int) -> bytes:
    """Of the first line."""
    first = source.read(width + 2)
    source.seek(0)
    return b"\r\n" if first[width:] == b"\r\n" else b"\n"


def _line_by_line(source: IO[bytes], width: int, where: str, offset: int, number: int) -> Iterator[_Block]:
    # a file without line ends is not read in one piece
    pieces = iter(lambda: source.readline(width + 2), b"")
    while some := list(islice(pieces, _ROWS)):
        lines, offsets = [], []
        for line in some:
            number += 1
            lines.append(_checked(line, width, f"line {number} at byte {offset}", offset, where))
            offsets.append(offset)
            offset += len(line)
        yield _Block(np.frombuffer(b"".join(lines), np.uint8).reshape(len(some), width), np.array(offsets))


def _checked(line: bytes, width: int, place: str, offset: int, where: str) -> bytes:
    """The line without its end."""
    content = line.removesuffix(b"\n").removesuffix(b"\r")
    if len(content) != width:
        raise DamagedFile(f"{place} has {len(content)} bytes instead of {width}", where=where, next_step=_AGAIN)
    if b"\0" in content:
        raise hole(offset + content.index(b"\0"), where)
    return content


def _cut(field: bytes, encoding: str, where: str, name: str, offset: int) -> str:
    """The text of a field whose last character is incomplete; raises BrokenEncoding where another one is broken."""
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        return decoder.decode(field) + _LOST
    except UnicodeDecodeError as error:
        raise BrokenEncoding(
            f"column '{name}': byte {offset + error.start} is no {encoding} text", where=where, next_step=_AGAIN
        ) from None
