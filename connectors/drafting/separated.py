"""How a separated text file is written: encoding, separator, quotes, and whether it has a header."""

import codecs
import csv
import gzip
import io
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from connectors.damage import BrokenEncoding, DamagedFile

_HEAD = 1 << 18
"""Bytes that are looked at."""
_LINES = 60
_ENOUGH = 5
_SEPARATORS = "\t|,;"
_LIKE_DATA = re.compile(r"[\d.,:+/ -]*\d[\d.,:+/ -]*|\d{6,}.*|.*\d{8,}.*")
"""No column is called so."""


@dataclass(frozen=True, slots=True)
class Separated:
    """A form in which every line has the same number of fields."""

    encoding: str
    separator: str
    is_quoted: bool
    header: tuple[str, ...] | None
    """None: it has none, and its columns are only numbered."""
    width: int


def look_at(file: Path) -> Separated:
    """Raises BrokenEncoding or DamagedFile where it is no separated text."""
    with gzip.open(file) if file.suffix == ".gz" else file.open("rb") as source:
        head = source.read(_HEAD)
    _refuse_fixed_width(head, file)
    text, encoding = _decoded(head, file)
    lines = text.splitlines()[:_LINES]
    separator, is_quoted, rows = max((_split(lines, text, sign) for sign in _SEPARATORS), key=_regularity)
    width = _usual_width(rows)
    if width < 2 or _regularity((separator, is_quoted, rows))[0] < 0.8:
        raise DamagedFile(
            "its lines have no common separator",
            where=file.name,
            next_step="declare it by hand",
        )
    header = next(row for row in rows if len(row) == width)
    return Separated(encoding, separator, is_quoted, _names(header), width)


def _refuse_fixed_width(head: bytes, file: Path) -> None:
    lines = [line.rstrip(b"\r") for line in head.split(b"\n")[:_LINES] if line]
    lengths = {*map(len, lines)}
    is_separated = any(all(sign in line for line in lines) for sign in _SEPARATORS.encode())
    if len(lines) >= _ENOUGH and len(lengths) == 1 and not is_separated:
        raise DamagedFile(
            f"every line is {lengths.pop()} bytes long: its fields have fixed widths",
            where=file.name,
            next_step="declare it by hand: reader=FixedWidth({column: bytes, …}), as water.py does",
        )


def _decoded(head: bytes, file: Path) -> tuple[str, str]:
    """The text before the last line end, and its encoding: UTF-8 where it can be, else GB 18030."""
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise DamagedFile("it is in UTF-16", where=file.name, next_step="ask the owner for UTF-8 or GB18030")
    whole = head[: head.rfind(b"\n") + 1] or head
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return whole.decode(encoding), encoding.removesuffix("-sig")
        except UnicodeDecodeError as error:
            last = error
    raise BrokenEncoding(
        f"byte {last.start} is neither UTF-8 nor GB18030", where=file.name, next_step="ask the owner how it is written"
    )


def _split(lines: Sequence[str], text: str, separator: str) -> tuple[str, bool, list[list[str]]]:
    sign = re.escape(separator)
    is_quoted = re.search(rf'(?:^|{sign})"', text, re.MULTILINE) is not None
    if not is_quoted:
        return separator, False, [line.split(separator) for line in lines if line]
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    return separator, True, [row for row, _ in zip(rows, range(_LINES), strict=False) if row]


def _usual_width(rows: Sequence[Sequence[str]]) -> int:
    return Counter(map(len, rows)).most_common(1)[0][0] if rows else 0


def _regularity(split: tuple[str, bool, list[list[str]]]) -> tuple[float, int]:
    """Share of the rows that have the usual number of fields, and that number; one field is no separation."""
    rows = split[2]
    width = _usual_width(rows)
    if width < 2:
        return 0.0, 0
    return sum(len(row) == width for row in rows) / len(rows), width


def _names(row: Sequence[str]) -> tuple[str, ...] | None:
    """The row as a header; None where it looks like a row of data."""
    names = tuple(name.strip().removeprefix("\ufeff") for name in row)
    is_header = all(names) and len(set(names)) == len(names)
    return names if is_header and not any(_LIKE_DATA.fullmatch(name) for name in names) else None
