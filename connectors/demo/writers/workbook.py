"""Excel workbooks as clerks keep them: a title above the header, merged cells, a total row."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby
from pathlib import Path

import xlsxwriter

CREATED = datetime(2024, 5, 1)  # noqa: DTZ001 - Excel knows no zones; fixed, so that the same city gives the same bytes
Cell = str | float | datetime | None


@dataclass(frozen=True)
class Sheet:
    """Rows of cells: text, numbers (Excel numbers) or datetimes (Excel dates).  `merged` names a column whose equal
    neighbours become one merged cell."""

    name: str
    header: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    title: str = ""
    total: str = ""
    merged: str = ""
    date_formats: Mapping[str, str] = field(default_factory=dict)


def write(path: Path, sheets: Sequence[Sheet]) -> None:
    """One workbook."""
    book = xlsxwriter.Workbook(str(path), {"default_date_format": "yyyy-mm-dd"})
    book.set_properties({"created": CREATED})
    for sheet in sheets:
        _fill(book, sheet)
    book.close()


def _fill(book: xlsxwriter.Workbook, sheet: Sheet) -> None:
    page = book.add_worksheet(sheet.name)
    bold = book.add_format({"bold": True, "align": "center"})
    top = 0
    if sheet.title:
        page.merge_range(0, 0, 0, len(sheet.header) - 1, sheet.title, bold)
        top = 1
    page.write_row(top, 0, sheet.header, bold)
    formats = {
        sheet.header.index(name): book.add_format({"num_format": code}) for name, code in sheet.date_formats.items()
    }
    for number, row in enumerate(sheet.rows, top + 1):
        for column, cell in enumerate(row):
            _put(page, number, column, cell, formats)
    if sheet.merged:
        _merge(page, sheet, top + 1)
    if sheet.total:
        page.merge_range(top + 1 + len(sheet.rows), 0, top + 1 + len(sheet.rows), 1, sheet.total, bold)
        page.write_number(top + 1 + len(sheet.rows), 2, len(sheet.rows))


def _put(page: xlsxwriter.workbook.Worksheet, row: int, column: int, cell: Cell, formats: Mapping[int, object]) -> None:
    if isinstance(cell, datetime):
        page.write_datetime(row, column, cell, formats.get(column))
    elif isinstance(cell, str):
        page.write_string(row, column, cell)
    elif cell is not None:
        page.write_number(row, column, cell)


def _merge(page: xlsxwriter.workbook.Worksheet, sheet: Sheet, top: int) -> None:
    """Runs of equal cells, at most five rows each."""
    column = list(sheet.header).index(sheet.merged)
    runs = groupby(range(len(sheet.rows)), key=lambda row: (sheet.rows[row][column], row // 5))
    for (value, _), rows in runs:
        run = list(rows)
        if len(run) > 1:
            page.merge_range(top + run[0], column, top + run[-1], column, value)
