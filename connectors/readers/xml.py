"""XML in the encoding that its declaration states: each row an element, its columns attributes and elements in it."""

import codecs
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from xml.etree.ElementTree import ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

from connectors.contract import header_key
from connectors.damage import BrokenEncoding, DamagedFile
from connectors.declaring import Declared
from connectors.readers.decoding import Decoder
from connectors.readers.objects import Row, reading_of, unique
from connectors.reading import Reading, Wanted
from schema.errors import ContractDrift

_DECLARED = re.compile(rb"""\s*<\?xml\s[^>]*?encoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")
_HEAD = 400
"""Bytes in which the declaration stands."""
_ENCODINGS = {"utf-8": "utf-8", "utf8": "utf-8", "gbk": "gb18030", "gb2312": "gb18030", "gb18030": "gb18030"}
"""GB 18030 holds the two older ones."""
_CHUNK = 1 << 20
_ROW_DEPTHS = (2, 3)
"""Rows stand in the root or in a group in it."""
_DEEPEST = 20
_PAGE = "html"
"""The root of what a web server gives instead of a file."""
_AGAIN = "ask the owner to deliver the file again"


@dataclass(frozen=True)
class Xml(Declared):
    """Rows are the elements of one name, in the root or in a group of it; `element` None: the table's name.

    A document type or an entity is refused: either can blow a kilobyte up to gigabytes or read files of this machine
    (OWASP, XML External Entity Prevention).
    """

    element: str | None = None

    def read(self, file: Path, wanted: Wanted) -> Reading:
        """Go through the whole document: its rows tell its columns."""
        where = f"{wanted.where} {file.name}"
        encoding = encoding_of(file, where)
        name = self.element or wanted.table
        found = _Found(name, wanted.tables, where)
        reading = reading_of(_rows(file, encoding, found, where), wanted, file.name)
        return replace(reading, remarks=(*reading.remarks, *found.doubts(file.name)))


def _rows(file: Path, encoding: str, found: "_Found", where: str) -> Iterator[Row]:
    parser = DefusedXMLParser(target=found, forbid_dtd=True)
    with file.open("rb") as source:
        decoder = Decoder(source, encoding, where)
        try:
            for text in decoder:
                parser.feed(text)
                yield from found.taken()
            decoder.check()
            parser.close()
        except ParseError as error:
            line, column = error.position
            what = f"it is no whole XML document from line {line}, character {column + 1} on"
            raise DamagedFile(what, where=where, next_step=_AGAIN) from None
        except DefusedXmlException as error:
            what = f"it declares a document type or entities ({type(error).__name__}), which could hide a bomb"
            raise DamagedFile(what, where=where, next_step="ask the owner to deliver it without") from None
    yield from found.taken()
    found.check_known()


class _Found:
    """Hears what the parser reads, and keeps the rows that are whole."""

    def __init__(self, name: str, others: Collection[str], where: str) -> None:
        self._name, self._where = header_key(name), where
        self._known = {self._name, *map(header_key, others)}
        self._root = ""
        self._knows_some = self._has_content = False
        self._depth = 0
        self._row: list[tuple[str, object]] | None = None
        self._row_depth = 0
        self._words: list[str] = []
        self._is_nested = False
        self._rows: list[Row] = []

    def taken(self) -> list[Row]:
        """The rows since the last call."""
        rows, self._rows = self._rows, []
        return rows

    def check_known(self) -> None:
        """Raise ContractDrift where something stands in the document and none of it is a table of this system."""
        if not self._knows_some and (self._has_content or self._root.lower() == _PAGE):
            raise ContractDrift(
                f"its root is <{self._root}>, and no element in it is called '{self._name}'",
                where=self._where,
                next_step="ask the owner what it is, or correct the department's declaration",
            )

    def doubts(self, name: str) -> Iterator[str]:
        """Nothing tells a document without any row from one of something else but a look at it."""
        if not self._knows_some:
            yield f"{name}: nothing is in its root <{self._root}>; is it the right document?"

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        self._depth += 1
        if self._depth == 1:
            self._root = _local(tag)[:60]
        if self._depth > _DEEPEST:
            raise DamagedFile(f"its elements lie deeper than {_DEEPEST}", where=self._where, next_step=_AGAIN)
        if self._row is None:
            key = header_key(_local(tag)) if self._depth in _ROW_DEPTHS else ""
            self._knows_some = self._knows_some or key in self._known
            self._has_content = self._has_content or self._depth > _ROW_DEPTHS[0] or bool(key and attributes)
            if key == self._name:
                self._row = [(_local(name), value) for name, value in attributes.items()]
                self._row_depth = self._depth
        elif self._depth == self._row_depth + 1:
            self._words, self._is_nested = [], False
        else:
            self._is_nested = True

    def data(self, text: str) -> None:
        if self._row is not None and self._depth == self._row_depth + 1:
            self._words.append(text)
        elif self._row is None and self._depth in _ROW_DEPTHS and not self._has_content:
            self._has_content = not text.isspace()

    def end(self, tag: str) -> None:
        if self._row is not None and self._depth == self._row_depth + 1:
            # an element with elements in it is no text: drift, where it is wanted
            self._row.append((_local(tag), {} if self._is_nested else "".join(self._words)))
        elif self._row is not None and self._depth == self._row_depth:
            # in a group, a name without columns is a text of another row
            if self._row or self._row_depth == _ROW_DEPTHS[0]:
                self._rows.append(unique(self._row, self._where))
            self._row = None
        self._depth -= 1

    def close(self) -> None:
        """The end of the document."""


def _local(tag: str) -> str:
    """A name without its namespace."""
    return tag.rpartition("}")[2]


def encoding_of(file: Path, where: str) -> str:
    """The encoding that the file states; raises DamagedFile for one that was not agreed, BrokenEncoding for a lie."""
    with file.open("rb") as source:
        head = source.read(_HEAD).removeprefix(codecs.BOM_UTF8)
    declared = _DECLARED.match(head)
    stated = declared[1].decode().lower() if declared else "utf-8"
    encoding = _ENCODINGS.get(stated)
    if encoding is None:
        raise DamagedFile(f"it is said to be in '{stated}', which was not agreed", where=where, next_step=_AGAIN)
    if encoding != "utf-8" and _is_utf8(file):
        raise BrokenEncoding(f"it is said to be in {stated}, and is in UTF-8", where=where, next_step=_AGAIN)
    return encoding


def _is_utf8(file: Path) -> bool:
    """Whether all of it, and not only ASCII, is UTF-8: no Chinese text in another encoding is."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    is_ascii = True
    with file.open("rb") as source:
        try:
            while chunk := source.read(_CHUNK):
                decoder.decode(chunk)
                is_ascii = is_ascii and chunk.isascii()
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return False
    return not is_ascii
