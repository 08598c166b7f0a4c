"""One sheet of a workbook as rows of texts: header found, merged cells filled, total row taken off."""

from dataclasses import dataclass
from functools import reduce
from pathlib import Path

import fastexcel
import pyarrow as pa
import pyarrow.compute as pc

from connectors.contract import Header, header_key
from connectors.damage import DamagedFile
from connectors.readers.workbook import SheetFacts, needs_facts, sheet_facts
from connectors.reading import Wanted

Column = list[str | None]

_TITLE_ROWS = 20
"""A header may stand below that many rows of title."""
_TOTAL_CELLS = 4
"""The word of the total row stands in one of the first cells."""
_EXACT_DIGITS = 15
"""Excel keeps that many digits of a number."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """The cells of one sheet, column by column, as texts."""

    columns: list[Column]
    where: str

    @classmethod
    def load(cls, workbook: fastexcel.ExcelReader, file: Path, index: int, where: str) -> "Sheet":
        """All cells as the workbook shows them; merged areas are filled with their first cell."""
        loaded = workbook.load_sheet(index, header_row=None, dtypes="string")
        columns: list[Column] = [column.to_pylist() for column in loaded.to_arrow().columns]
        if needs_facts(file, index):
            facts = sheet_facts(file, index, where)
            _mark_inexact(columns, facts)
            _fill_merged(columns, facts)
        return cls(columns, where)

    def header_row(self, wanted: Wanted) -> int:
        """The row among the first ones that holds most of the known names."""
        known = {header_key(name) for name in wanted.known}
        top = range(min(_TITLE_ROWS, len(self.columns[0]) if self.columns else 0))
        hits = [sum(header_key(column[row]) in known for column in self.columns) for row in top]
        return hits.index(max(hits)) if hits else 0

    def names(self, row: int) -> list[str]:
        """What stands in the header row."""
        return [column[row] or "" if row < len(column) else "" for column in self.columns]

    def rows_below(self, header_row: int, total: str | None) -> range:
        """The rows of data; raises DamagedFile where the total row is missing or data stand below it."""
        height = len(self.columns[0]) if self.columns else 0
        if total is None:
            return range(header_row + 1, height)
        for row in range(header_row + 1, height):
            if self._is_total(row, total):
                self._check_below(row, height)
                return range(header_row + 1, row)
        raise DamagedFile(
            f"there is no total row '{total}' at the end: the sheet was cut",
            where=self.where,
            next_step="ask the owner to deliver the workbook again",
        )

    def batch(self, header: Header, rows: range, wanted: Wanted) -> pa.RecordBatch:
        """The wanted columns of the rows that hold anything at all."""
        cells = [pa.array(column[rows.start : rows.stop], pa.string()) for column in self.columns]
        filled = reduce(pc.or_, map(_holds_anything, cells)) if cells else pa.array([], pa.bool_())
        taken = [_plain(cells[header.positions[name]].filter(filled)) for name in wanted.columns]
        return pa.RecordBatch.from_arrays(taken, schema=wanted.arrow_schema)

    def _is_total(self, row: int, total: str) -> bool:
        cells = (header_key(column[row]) for column in self.columns[:_TOTAL_CELLS])
        return any(cell.startswith(header_key(total)) for cell in cells)

    def _check_below(self, total_row: int, height: int) -> None:
        """A note of one cell may stand below the total; more are rows."""
        for row in range(total_row + 1, height):
            if sum(bool((column[row] or "").strip()) for column in self.columns) > len(self.columns) // 2:
                raise DamagedFile(
                    f"row {row + 1} stands below the total row", where=self.where, next_step="ask the owner what it is"
                )


def _holds_anything(cells: pa.Array) -> pa.Array:
    return pc.fill_null(pc.not_equal(pc.utf8_trim_whitespace(cells), ""), False)


def _plain(cells: pa.Array) -> pa.Array:
    """A time of midnight is a date."""
    times = pc.equal(pc.utf8_length(cells), 19)
    return pc.if_else(times, pc.replace_substring_regex(cells, " 00:00:00$", ""), cells)


def _mark_inexact(columns: list[Column], facts: SheetFacts) -> None:
    """Show a number whose last digits Excel has lost as Excel does ('9.13301E+17'): it must not pass for a code."""
    for row, index in facts.numbers:
        if index < len(columns) and row < len(columns[index]):
            text = columns[index][row] or ""
            if len(text) > _EXACT_DIGITS and text.isdecimal():
                columns[index][row] = f"{float(text):.5E}"


def _fill_merged(columns: list[Column], facts: SheetFacts) -> None:
    for merge in facts.merges:
        for index in range(merge.left, min(merge.right + 1, len(columns))):
            column = columns[index]
            for row in range(merge.top, min(merge.bottom + 1, len(column))):
                column[row] = column[merge.top] if index == merge.left else columns[merge.left][merge.top]
