"""A sample of a file whose rows carry the names of their columns: JSON lines, one JSON document, XML."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import ParseError

import orjson
from defusedxml import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

from connectors.damage import DamagedFile
from connectors.drafting.sample import ROWS, TableSample, read_columns, wanted_of
from connectors.readers.decoding import Decoder
from connectors.readers.json import JsonDocument, JsonLines, decided
from connectors.readers.objects import Row
from connectors.readers.xml import Xml, encoding_of
from connectors.reading import FileReader
from schema.normalize.dates import date_cleaner

_clean_date = date_cleaner("date")
_ENCODINGS = ("utf-8", "gb18030")
_LIMIT = 256 << 20
_ROW_DEPTHS = (2, 3)
"""As `connectors.readers.xml` has them."""
_AGAIN = "ask the owner to deliver the file again"


def sample_json(file: Path, table: str) -> Iterator[TableSample]:
    """One table: the lines, or the only list of objects in the document."""
    document = None if file.suffix == ".gz" or file.stat().st_size > _LIMIT else _document(file)
    if document is None:
        lines = JsonLines()
        rows = islice(lines.objects(file, file.name), ROWS)
        yield _table(file, table, lines, "JsonLines()", rows)
        return
    content, encoding = document
    items = _items(content, file)
    day = next(
        (name for name, value in content.items() if isinstance(value, str) and _clean_date(value).values[0]), None
    )
    given = JsonDocument(items=items, date=day, encodings=(encoding,))
    words = [f'items="{items}"', *([f'date="{day}"'] if day else []), *_other(encoding)]
    yield _table(file, table, given, f"JsonDocument({', '.join(words)})", content[items])


def _other(encoding: str) -> list[str]:
    return [] if encoding == "utf-8" else [f'encodings=("{encoding}",)']


def _document(file: Path) -> tuple[dict[str, Any], str] | None:
    """The object that the file is, and its encoding; None where it is none: then it may be lines."""
    try:
        text, encoding = decided(file.read_bytes(), _ENCODINGS, file.name)
        content = orjson.loads(text)
    except orjson.JSONDecodeError:
        return None
    if isinstance(content, list):
        raise DamagedFile(
            "the document is a list", where=file.name, next_step="ask the owner for JSON lines, or an object around it"
        )
    # an object without a list is a file of one line
    return (content, encoding) if isinstance(content, dict) and any(map(_is_items, content.values())) else None


def _items(content: Mapping[str, object], file: Path) -> str:
    return next(name for name, value in content.items() if _is_items(value))


def _is_items(value: object) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(one, dict) for one in value)


def sample_xml(file: Path, table: str) -> Iterator[TableSample]:
    """One table a name of elements that hold attributes or elements with texts."""
    heard = _Heard()
    parser = DefusedXMLParser(target=heard, forbid_dtd=True)
    with file.open("rb") as source:
        decoder = Decoder(source, encoding_of(file, file.name), file.name)
        try:
            for text in decoder:
                parser.feed(text)
            decoder.check()
            parser.close()
        except (ParseError, DefusedXmlException):
            raise DamagedFile("it is no plain XML", where=file.name, next_step=_AGAIN) from None
    for name, columns in heard.tables.items():
        yield _table(file, name, Xml(), "Xml()", [columns])


class _Heard:
    """Hears what the parser reads, and keeps the names of what stands in each element of rows."""

    def __init__(self) -> None:
        self._path: list[str] = []
        self._columns: dict[str, dict[str, object]] = {}
        self._groups: set[str] = set()

    @property
    def tables(self) -> dict[str, Row]:
        """Element → its columns; elements that only hold others of these are none."""
        return {name: columns for name, columns in self._columns.items() if columns and name not in self._groups}

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """An element: a row in the root or in a group, or a column of one."""
        self._path.append(tag.rpartition("}")[2])
        depth = len(self._path)
        if depth in _ROW_DEPTHS and attributes:
            self._columns.setdefault(self._path[-1], {}).update(attributes)
        if depth - 1 in _ROW_DEPTHS:
            self._columns.setdefault(self._path[-2], {})[self._path[-1]] = ""
        if depth - 1 == _ROW_DEPTHS[1]:
            self._groups.add(self._path[-3])

    def end(self, tag: str) -> None:
        """The end of an element."""
        self._path.pop()

    def close(self) -> None:
        """The end of the document."""


def _table(file: Path, table: str, reader: FileReader, word: str, rows: Iterable[Row]) -> TableSample:
    names: dict[str, bool] = {}
    for row in rows:
        for name, value in row.items():
            names[name] = names.get(name, False) or isinstance(value, dict | list)
    nested = tuple(name for name, is_nested in names.items() if is_nested)
    wanted = wanted_of(table, [name for name, is_nested in names.items() if not is_nested], nested)
    return TableSample(table, read_columns(wanted, reader.read(file, wanted)), reader=word, nested=nested)
