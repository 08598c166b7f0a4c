"""What Excel's file format knows and its fast reader does not tell: unpacked sizes, merged cells, numbers in cells.

The parts of an .xlsx file are XML in a zip (ECMA-376).  Cells are counted as the fast reader counts them: from the
first row and first column that hold anything.
"""

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import iterparse

from connectors.damage import DamagedFile, ExcessiveSize

UNPACKED_LIMIT = 1 << 30
"""Bytes; a workbook of 390 KB can unpack to 1.6 GB."""
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
"""How a compound file begins: an .xls, or an .xlsx that a password has encrypted (MS-CFB 2.2, MS-OFFCRYPTO)."""
_MERGE = re.compile(rb'mergeCell ref="([A-Z]+)(\d+):([A-Z]+)(\d+)"')
_LONG_NUMBER = re.compile(rb"<(?:\w+:)?v>-?(?:\d{16,}|[\d.]+[eE]\+?[1-9]\d)(?:\.\d*)?</")
_CELL = re.compile(r"([A-Z]+)(\d+)")


@dataclass(frozen=True, slots=True)
class Merge:
    """Rows and columns of one merged area, from 0, last ones included; only its first cell holds the value."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class SheetFacts:
    """Merged areas of more than one row, and the cells that hold numbers, as (row, column)."""

    merges: tuple[Merge, ...]
    numbers: frozenset[tuple[int, int]]


def check_size(file: Path, where: str, limit: int = UNPACKED_LIMIT) -> None:
    """Raise unless the file is a zip whose parts, by its own directory, stay below the limit when unpacked."""
    try:
        with zipfile.ZipFile(file) as parts:
            unpacked = sum(part.file_size for part in parts.infolist())
    except (zipfile.BadZipFile, OSError):
        raise _no_workbook(file, where) from None
    if unpacked > limit:
        raise ExcessiveSize(
            f"it would unpack to {unpacked:,} bytes; the hub takes {limit:,}",
            where=where,
            next_step="ask the owner what the workbook holds, or for smaller ones",
        )


def _no_workbook(file: Path, where: str) -> DamagedFile:
    with file.open("rb") as source:
        is_locked = source.read(len(_OLE)) == _OLE
    if is_locked:
        what = "it is locked with a password, or of Excel's old format"
        return DamagedFile(what, where=where, next_step="ask the owner for an .xlsx file without a password")
    what = "it is no whole .xlsx file"
    return DamagedFile(what, where=where, next_step="it was cut: ask the owner to deliver it again")


def needs_facts(file: Path, sheet: int) -> bool:
    """Whether a look at the bytes finds an area merged over rows, or a number longer than Excel keeps."""
    with zipfile.ZipFile(file) as parts:
        content = parts.read(_sheet_part(parts, sheet))
    tall = any(top != bottom for _, top, _, bottom in _MERGE.findall(content))
    return tall or _LONG_NUMBER.search(content) is not None


def sheet_facts(file: Path, sheet: int, where: str) -> SheetFacts:
    """Read one sheet's XML cell by cell: slow, so only where merges or long numbers ask for it."""
    cells: list[tuple[int, int]] = []
    numbers: list[tuple[int, int]] = []
    merges: list[Merge] = []
    with zipfile.ZipFile(file) as parts, parts.open(_sheet_part(parts, sheet)) as source:
        for element in _elements(source, where):
            if element.tag.endswith("}c") and (place := _place(element.get("r", ""))) and len(element):
                cells.append(place)
                if element.get("t", "n") == "n":
                    numbers.append(place)
            elif element.tag.endswith("}mergeCell"):
                first, _, last = element.get("ref", "").partition(":")
                merges.extend(_tall_merge(first, last))
    row, column = min((r for r, _ in cells), default=0), min((c for _, c in cells), default=0)
    moved = tuple(Merge(m.top - row, m.left - column, m.bottom - row, m.right - column) for m in merges)
    return SheetFacts(moved, frozenset((r - row, c - column) for r, c in numbers))


def _elements(source: IO[bytes], where: str) -> Iterator[Element]:
    try:
        for _, element in iterparse(source, forbid_dtd=True):
            yield element
            if element.tag.endswith("}row"):
                element.clear()
    except (ParseError, DefusedXmlException, zipfile.BadZipFile):
        raise DamagedFile(
            "a sheet is no well-formed XML", where=where, next_step="ask the owner to deliver it again"
        ) from None


def _tall_merge(first: str, last: str) -> Iterator[Merge]:
    top, bottom = _place(first), _place(last)
    if top and bottom and top[0] != bottom[0]:
        yield Merge(top[0], top[1], bottom[0], bottom[1])


def _place(reference: str) -> tuple[int, int] | None:
    match = _CELL.fullmatch(reference)
    if match is None:
        return None
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - 64
    return int(match[2]) - 1, column - 1


def _sheet_part(parts: zipfile.ZipFile, sheet: int) -> str:
    """The part that holds the n-th sheet, by the workbook's relations."""
    with parts.open("xl/workbook.xml") as source:
        ids = [
            value
            for element in _elements(source, "xl/workbook.xml")
            if element.tag.endswith("}sheet")
            for key, value in element.items()
            if key.endswith("}id")
        ]
    with parts.open("xl/_rels/workbook.xml.rels") as source:
        targets = {e.get("Id"): e.get("Target", "") for e in _elements(source, "xl/workbook.xml.rels")}
    target = targets[ids[sheet]]
    return target.lstrip("/") if target.startswith("/") else str(PurePosixPath("xl") / target)
