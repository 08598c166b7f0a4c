"""Files that Excel opens as they are: every cell a text, no formula, no number that loses its digits.

Text from outside that begins with = + - @ can run as a formula (OWASP, CSV Injection); of a number of 18 digits Excel
keeps 15; '3-5' becomes the fifth of March.
"""

import csv
import os
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import xlsxwriter

from schema.errors import SettingsError

_FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]")
"""In either width: a Chinese Excel takes both."""
_LIKE_NUMBER = re.compile(r"[\d\s.,:/%+-]*\d[\d\s.,:/%Ee+-]*")
"""What Excel would make a number, a date or a time of."""
_TITLE = re.compile(r"[\[\]:*?/\\']")
_LONGEST_TITLE = 31
_MOST_ROWS = 1_048_575
"""Of one sheet, below its header."""
_LONGEST_CELL = 32_767
_WIDTH = 16


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table of texts."""

    name: str
    columns: tuple[str, ...]
    rows: list[tuple[Any, ...]]


def write_workbook(file: Path, sheets: Sequence[Sheet]) -> None:
    """An .xlsx file for its owner alone: every cell is of type text and marked so.  SettingsError for too many rows."""
    for sheet in sheets:
        if len(sheet.rows) > _MOST_ROWS:
            raise SettingsError(
                f"a sheet of Excel does not hold {len(sheet.rows):,} rows",
                where=sheet.name,
                next_step="write a .csv file",
            )
    part = _part(file)
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(str(part), options) as book:
        text = book.add_format({"num_format": "@", "quote_prefix": True})
        head = book.add_format({"num_format": "@", "bold": True})
        for number, sheet in enumerate(sheets, 1):
            page = book.add_worksheet(_title(sheet.name, number))
            page.freeze_panes(1, 0)
            page.set_column(0, len(sheet.columns) - 1, _WIDTH)
            for column, name in enumerate(sheet.columns):
                page.write_string(0, column, name, head)
            for row, cells in enumerate(sheet.rows, 1):
                for column, cell in enumerate(cells):
                    if cell is not None:
                        page.write_string(row, column, str(cell)[:_LONGEST_CELL], text)
    part.replace(file)


def write_csv(file: Path, sheets: Sequence[Sheet]) -> None:
    """A .csv file in UTF-8 with its mark, every field quoted; what Excel would take for more than a text is marked."""
    (sheet,) = sheets
    part = _part(file)
    with part.open("w", encoding="utf-8-sig", newline="") as target:
        writer = csv.writer(target, quoting=csv.QUOTE_ALL)
        writer.writerow([harmless(name) for name in sheet.columns])
        writer.writerows([harmless(cell) for cell in row] for row in sheet.rows)
    part.replace(file)


def harmless(cell: object) -> str:
    """An apostrophe before what could be a formula, a tab before what could be a number."""
    text = "" if cell is None else str(cell)
    if _FORMULA.match(text):
        return f"'{text}"
    return f"\t{text}" if _LIKE_NUMBER.fullmatch(text) else text


def _title(name: str, number: int) -> str:
    plain = _TITLE.sub("_", name)
    return plain if len(plain) <= _LONGEST_TITLE else f"{plain[: _LONGEST_TITLE - 4]}_{number}"


def _part(file: Path) -> Path:
    """A file beside it that nobody else can read; the values are persons'."""
    part = file.with_name(f".{file.name}.part{file.suffix}")
    part.unlink(missing_ok=True)
    os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    return part
