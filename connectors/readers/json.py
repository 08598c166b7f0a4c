"""JSON files: one object a line, plain or gzip, or one document with a list of objects in it."""

import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import IO, Any, NoReturn

import orjson

from connectors.damage import BrokenEncoding, DamagedFile
from connectors.declaring import Declared
from connectors.readers.decoding import Decoder, known_encoding
from connectors.readers.ending import has_last_line_end, too_large
from connectors.readers.objects import Row, reading_of, unique
from connectors.reading import Reading, Wanted
from schema.errors import ContractDrift

_LONGEST_LINE = 1 << 24
"""Characters; no row of a register is longer."""
_NAME_END = '":'
"""Stands behind every name of a compact object; inside a text its quote is escaped."""
_AGAIN = "ask the owner to deliver the file again"


@dataclass(frozen=True)
class JsonLines(Declared):
    """One JSON object a line, UTF-8; a name that ends in `.gz` is unpacked.

    `arrays` are the columns that hold lists.  `limit` is the most bytes that the file may unpack to.
    """

    arrays: tuple[str, ...] = ()
    limit: int = 4 << 30

    def read(self, file: Path, wanted: Wanted) -> Reading:
        """Go through the whole file: its rows tell its columns."""
        where = f"{wanted.where} {file.name}"
        is_packed = file.suffix == ".gz"
        may_be_cut = not is_packed and not has_last_line_end(file, where)
        reading = reading_of(self.objects(file, where), wanted, file.name, self.arrays)
        return replace(reading, is_open_ended=not is_packed, may_be_cut=may_be_cut)

    def objects(self, file: Path, where: str) -> Iterator[Row]:
        """The rows of the file as they stand there; raises DeliveryError."""
        with _open(file, where) as source:
            decoder = Decoder(source, "utf-8", where, watch=_Meter(self.limit, where).take)
            before = 0
            for lines in _lines(iter(decoder), where):
                yield from _objects(lines, before, where)
                before += len(lines)
            decoder.check()


@dataclass(frozen=True)
class JsonDocument(Declared):
    """One document: an object whose attribute `items` is the list of rows.

    `date` is the attribute that states the day of the delivery.  `encodings` are tried in this order, strictly; a
    document in another one than the first is read and remarked on.
    """

    items: str = "items"
    date: str | None = None
    encodings: tuple[str, ...] = ("utf-8",)
    arrays: tuple[str, ...] = ()
    limit: int = 256 << 20

    def __post_init__(self) -> None:
        for name in self.encodings:
            if not known_encoding(name):
                raise self.fail(f"Python knows no encoding '{name}'")

    def read(self, file: Path, wanted: Wanted) -> Reading:
        """Read the document whole: its size is looked at first."""
        where = f"{wanted.where} {file.name}"
        if file.stat().st_size > self.limit:
            raise too_large(self.limit, where)
        text, encoding = decided(file.read_bytes(), self.encodings, where)
        document = _parsed(text, where)
        items = self._items(document, where)
        remark = f"{file.name} is {encoding}, not {self.encodings[0]}"
        return replace(
            reading_of(items, wanted, file.name, self.arrays),
            remarks=() if encoding == self.encodings[0] else (remark,),
            as_of=_day(document.get(self.date)) if self.date else None,
        )

    def _items(self, document: Any, where: str) -> list[Row]:
        items = document.get(self.items) if isinstance(document, dict) else None
        if items is None:
            raise ContractDrift(
                f"the document has no '{self.items}'",
                where=where,
                next_step="ask the owner what changed, then correct the department's declaration",
            )
        if not isinstance(items, list) or not all(isinstance(item, dict) for item in items):
            raise DamagedFile(f"'{self.items}' is no list of objects", where=where, next_step=_AGAIN)
        return items


def decided(content: bytes, encodings: tuple[str, ...], where: str) -> tuple[str, str]:
    """The text and its encoding: the first of the encodings that fits every byte.

    Another one than the first is believed only where most of what is not ASCII contradicts the first: a document with
    a single broken character would else become nonsense.  Raises BrokenEncoding with the offset in the first one.
    """
    first, *others = encodings
    try:
        return content.decode("utf-8-sig" if first == "utf-8" else first), first
    except UnicodeDecodeError as error:
        broken = error.start
    if _is_mostly_foreign(content.decode(first, errors="replace")):
        for encoding in others:
            try:
                return content.decode(encoding), encoding
            except UnicodeDecodeError as error:
                broken, first = error.start, encoding
    raise BrokenEncoding(f"byte {broken} is no {first} text", where=where, next_step=_AGAIN)


def _day(stated: object) -> datetime | None:
    """A day that cannot be read is none: the file's own time stands for it."""
    try:
        return datetime.fromisoformat(str(stated)).replace(tzinfo=None)
    except ValueError:
        return None


def _is_mostly_foreign(text: str) -> bool:
    lost = text.count("\ufffd")
    return lost * 2 > sum(not character.isascii() for character in text)


def _parsed(text: str, where: str) -> Any:
    try:
        return json.loads(
            text,
            object_pairs_hook=lambda pairs: unique(pairs, where),
            parse_float=_number,
            parse_constant=_no_number,
        )
    except json.JSONDecodeError as error:
        what = f"it is no whole JSON document from line {error.lineno}, character {error.colno} on"
        raise DamagedFile(what, where=where, next_step=_AGAIN) from None
    except (ValueError, RecursionError) as error:
        raise DamagedFile(f"it is no JSON ({type(error).__name__})", where=where, next_step=_AGAIN) from None


def _number(text: str) -> Decimal | str:
    """A number with an exponent has lost digits: it stays as it is written."""
    return text.upper() if "e" in text.lower() else Decimal(text)


def _no_number(text: str) -> NoReturn:
    """NaN and Infinity are words of JavaScript, not of JSON (RFC 8259, 6)."""
    raise ValueError(text)


def _objects(lines: list[str], before: int, where: str) -> list[Row]:
    """The rows of lines that follow upon so many others: all at once, and one by one where one of them is odd."""
    try:
        rows = [orjson.loads(line) for line in lines]
    except orjson.JSONDecodeError:
        rows = []
    if len(rows) == len(lines) and all(map(_is_plain, lines, rows)):
        return rows
    numbered = ((f"{where} line {number}", line) for number, line in enumerate(lines, before + 1))
    return [_object(line, place) for place, line in numbered if line and not line.isspace()]


def _is_plain(line: str, row: object) -> bool:
    """An object of as many ends of names as names: none of them is there twice."""
    return isinstance(row, dict) and line.count(_NAME_END) == len(row)


def _object(line: str, where: str) -> Row:
    try:
        row = orjson.loads(line)
    except orjson.JSONDecodeError as error:
        what = f"it is no whole JSON object from character {error.pos + 1} on"
        raise DamagedFile(what, where=where, next_step=_AGAIN) from None
    if not isinstance(row, dict):
        raise DamagedFile("it is no JSON object", where=where, next_step=_AGAIN)
    return row if _is_plain(line, row) else _parsed(line, where)


def _lines(texts: Iterator[str], where: str) -> Iterator[list[str]]:
    """Split at line feeds only: a text may hold every other line end."""
    rest = ""
    for text in texts:
        *whole, rest = (rest + text).split("\n")
        yield whole
        if len(rest) > _LONGEST_LINE:
            raise DamagedFile("a line is longer than any row can be", where=where, next_step=_AGAIN)
    yield [rest]


def _open(file: Path, where: str) -> IO[bytes] | gzip.GzipFile:
    if file.suffix != ".gz":
        return file.open("rb")
    if not file.stat().st_size:
        raise DamagedFile("it is empty, not even gzip", where=where, next_step=_AGAIN)
    return gzip.open(file, "rb")


class _Meter:
    """Counts unpacked bytes and raises where they are too many."""

    def __init__(self, limit: int, where: str) -> None:
        self._limit, self._where, self._bytes = limit, where, 0

    def take(self, chunk: bytes) -> None:
        self._bytes += len(chunk)
        if self._bytes > self._limit:
            raise too_large(self._limit, self._where)
